//! Random texts, the same at every run, made of pieces that have caused trouble in such programs.

use sagsbord_scan::{
    CasePeople, CaseScanner, Finding, Language, Options, Person, Role, Scanner, WordList,
};

use crate::support::{person, piece, with};

const PIECES: [&str; 74] = [
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\r\n",
    "\u{000C}",
    ".",
    ",",
    ":",
    ";",
    "-",
    "-\n",
    "/",
    "(",
    ")",
    "@",
    "'",
    "\"",
    "|",
    "+45 ",
    "010145",
    "5106",
    "010145-5106",
    "0101455106",
    "20304050",
    "20 30 40 50",
    "12",
    "1",
    "2024",
    "5500",
    "DK",
    "DK5000400440116243",
    "AB12345",
    "37B",
    "1. th.",
    "O1O145",
    "Anna",
    "Holm",
    "anna",
    "Anna Holm",
    "Jensen",
    "Anna Sofie Holm-Jensen",
    "AHJ",
    "A.",
    "Søndergade",
    "vej",
    "København",
    "mor",
    "far",
    "hans",
    "Bo",
    "cpr",
    "CPR-nr.",
    "tlf.",
    "konto",
    "reg.nr.",
    "født",
    "faktura",
    "adgangskode",
    "idiot",
    "depression",
    "vold",
    "og",
    "er",
    "i",
    "å",
    "\u{200B}",
    "\u{AD}",
    "\u{301}",
    "\u{202E}",
    "А",
];

pub(crate) struct Dice(pub u64);

impl Dice {
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}

fn text(dice: &mut Dice, pieces: usize) -> String {
    (0..pieces)
        .map(|_| PIECES[dice.below(PIECES.len())])
        .collect()
}

fn people() -> CasePeople {
    CasePeople {
        people: vec![
            Person {
                cpr: Some("010145-5106".to_owned()),
                phone: Some("20304050".to_owned()),
                ..person("Anna Sofie Holm-Jensen", Role::Requester, "part")
            },
            person("Bo Jensen", Role::ThirdParty, "far"),
        ],
        ..CasePeople::default()
    }
}

fn scanner() -> CaseScanner {
    Scanner::new(WordList::built_in(), Options::default()).for_case(people())
}

#[test]
fn places_are_valid_in_order_and_name_the_same_piece_by_bytes_and_by_characters() {
    let scanner = scanner();
    let mut dice = Dice(0x5EED);
    for _ in 0..1_500 {
        let length = dice.below(120);
        let text = text(&mut dice, length);
        let findings = scanner.scan(&text);
        for finding in &findings {
            assert!(!finding.span.bytes.is_empty(), "{text:?}");
            piece(&text, finding);
            for evidence in &finding.evidence {
                let said = evidence.in_words(Language::Danish);
                assert!(
                    said != evidence.message && !said.contains('{'),
                    "{} says {said:?}",
                    evidence.message
                );
            }
        }
        assert!(
            findings.is_sorted_by_key(|finding| finding.span.bytes.start),
            "{text:?}"
        );
    }
}

#[test]
fn the_same_text_in_pieces_or_again_shows_the_same() {
    let scanner = scanner();
    let mut dice = Dice(0xCAFE);
    for _ in 0..12 {
        let text = text(&mut dice, 200_000);
        let whole = scanner.scan(&text);
        assert!(whole == scanner.scan(&text), "the same twice");
        let mut stream = scanner.stream();
        let mut found: Vec<Finding> = Vec::new();
        let mut rest = text.as_str();
        while !rest.is_empty() {
            let mut cut = (1 + dice.below(150_000)).min(rest.len());
            while !rest.is_char_boundary(cut) {
                cut += 1;
            }
            found.extend(stream.push(&rest[..cut]));
            rest = &rest[cut..];
        }
        found.extend(stream.finish());
        assert!(found == whole, "in pieces");
    }
}

#[test]
fn another_party_takes_no_finding_away() {
    let mut more = people();
    more.people
        .push(person("Anna Holm", Role::ThirdParty, "mor"));
    let (few, many) = (with(people()), with(more));
    let mut dice = Dice(0xBEE);
    for _ in 0..1_500 {
        let length = dice.below(80);
        let text = text(&mut dice, length);
        let after = many.scan(&text);
        for finding in few.scan(&text) {
            let still = after.iter().any(|other| {
                other.span.bytes.start < finding.span.bytes.end
                    && finding.span.bytes.start < other.span.bytes.end
                    && (other.flag || !finding.flag)
            });
            assert!(still, "{finding:?} went from {text:?}");
        }
    }
}
