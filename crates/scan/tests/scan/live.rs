use sagsbord_scan::{CasePeople, CaseScanner, Change, Finding, Live, Role};

use crate::properties::Dice;
use crate::support::{person, plain, with};

/// The text with one range of bytes replaced, both ways, and the marks as a window would keep them.
fn check(
    live: &mut Live,
    scanner: &CaseScanner,
    marks: &mut Vec<Finding>,
    bytes: std::ops::Range<usize>,
    new: &str,
) {
    let mut text = live.text().to_owned();
    let units = |text: &str| text.encode_utf16().count();
    let before = units(&text[..bytes.start]);
    let range = before..before + units(&text[bytes.clone()]);
    let moved_utf16 = units(new) as isize - range.len() as isize;
    let moved_bytes = new.len() as isize - bytes.len() as isize;
    let moved_scalars = new.chars().count() as isize - text[bytes.clone()].chars().count() as isize;
    text.replace_range(bytes, new);
    let change = live.replace_utf16(range, new);
    assert!(change.is_ok(), "the range is in the text");
    let Ok(change) = change else { return };
    let whole = scanner.scan(&text);
    assert_eq!(live.text(), text);
    assert_eq!(live.units(), units(&text));
    assert!(live.findings() == whole, "as in the whole: {text:?}");
    let Change { gone, come, .. } = change.clone();
    assert_eq!(change.moved_utf16, moved_utf16);
    assert_eq!(gone.start, come.start);
    for mark in &mut marks[gone.end..] {
        let span = &mut mark.span;
        span.bytes = moved(&span.bytes, moved_bytes);
        span.scalars = moved(&span.scalars, moved_scalars);
    }
    marks.splice(gone, live.findings()[come].iter().cloned());
    assert!(*marks == whole, "what the change says leads to the same");
    let places = live.places_utf16(0..whole.len());
    for (place, finding) in places.iter().zip(&whole) {
        assert_eq!(place.start, units(&text[..finding.span.bytes.start]));
        assert_eq!(place.end, units(&text[..finding.span.bytes.end]));
    }
}

fn moved(range: &std::ops::Range<usize>, by: isize) -> std::ops::Range<usize> {
    range.start.wrapping_add_signed(by)..range.end.wrapping_add_signed(by)
}

#[test]
fn while_writing_the_same_is_marked_as_in_the_whole() {
    let scanner = plain();
    let mut live = scanner.live();
    let mut marks = Vec::new();
    let note =
        "Mor 😀 ringede 010145-5106.\n\nSkriv til anna@eksempel.dk eller 20 30 40 50 på Ærø.";
    for (place, letter) in note.char_indices() {
        let mut room = [0; 4];
        let letter = letter.encode_utf8(&mut room);
        check(&mut live, &scanner, &mut marks, place..place, letter);
    }
    check(&mut live, &scanner, &mut marks, 9..16, "skrev");
    check(&mut live, &scanner, &mut marks, 0..20, "");
}

#[test]
fn a_change_away_from_the_findings_tells_of_none() {
    let mut live =
        plain().live_on("Ring 20 30 40 50. Skriv til bo@eksempel.dk i morgen.".to_owned());
    let change = live.replace_utf16(18..18, "Så ").expect("a place");
    assert_eq!(
        change,
        Change {
            gone: 1..1,
            come: 1..1,
            moved_utf16: 3
        }
    );
}

#[test]
fn a_place_beyond_the_text_or_inside_a_character_is_an_error() {
    let mut live = plain().live_on("Ærø 😀".to_owned());
    assert!(live.replace(1..2, "x").is_err(), "inside Æ");
    assert!(live.replace(0..99, "x").is_err(), "beyond the end");
    assert!(live.replace_utf16(5..6, "x").is_err(), "inside the face");
    assert!(live.replace_utf16(4..5, "x").is_err(), "half the face");
    assert!(live.replace_utf16(6..9, "x").is_err(), "beyond the end");
    let backwards = std::ops::Range { start: 3, end: 1 };
    assert!(live.replace_utf16(backwards, "x").is_err(), "backwards");
    assert_eq!(live.text(), "Ærø 😀");
    assert!(live.replace_utf16(6..6, "x").is_ok(), "at the end");
}

/// Notes with what is learned in one place and matters in another: full names, initials, tables, pages.
const PIECES: [&str; 64] = [
    "rahels",
    "mormor rahel",
    "Anna Holm (AH)",
    "AH",
    "Holm",
    "Anna",
    "Tjelvine Skadborg",
    "Skadborg",
    "Tjelvine (TS)",
    "TS",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "\n\n",
    "\t",
    "\u{000C}",
    ". ",
    ", ",
    "; ",
    "|",
    "-",
    "-\n",
    "---",
    "(",
    ")",
    "@",
    "/",
    "navn;cpr;tlf\n",
    "Bo;010145-5106;20304050\n",
    "010145-5106",
    "20 30 40 50",
    "tlf. ",
    "cpr ",
    "Søndergade 12",
    "8600 Silkeborg",
    "mor",
    "hans mor",
    "borgeren",
    " er syg",
    " har depression",
    "idiot",
    "i d i o t",
    "x ",
    "a b c d ",
    "bo@eksempel.dk",
    "\u{AD}",
    "\u{200B}",
    "\u{301}",
    "\u{202E}",
    "А",
    "å",
    "Ø",
    "😀",
    "sagen ",
    "behandles ",
    "adgangskode: hemmelig1",
    "konto 1234 0012345678",
    " og Bo Jensen ",
    " eks parwana ",
    "parwana",
];
const PLAIN: [&str; 9] = [
    "Borgeren oplyser, at familien har det godt og at hjælpen fortsætter i næste uge. ",
    "Der er holdt møde på skolen, og det blev aftalt at tale sammen igen om en måned.\n",
    "Kommunen har modtaget ansøgningen og sender svar inden for fire uger. ",
    "Rådgiveren vurderer, at der fortsat er behov for støtte i hjemmet to gange om ugen. ",
    "Sagen behandles efter reglerne i loven, og afgørelsen kan påklages.\n\n",
    "Tjelvine Skadborg ringede i dag. Skadborg vil gerne have svar. ",
    "mormor parwana kom forbi, og parwana fortalte om parwanas have. ",
    "Naboen Ximara Kvist (XK) kom forbi. XK fortalte om vejret. ",
    "Anna Holm bor på Søndergade 12, 8600 Silkeborg. ",
];

#[test]
fn after_any_edits_the_same_is_marked_as_in_the_whole() {
    let scanner = with(CasePeople {
        people: vec![person("Anna Sofie Holm-Jensen", Role::Requester, "part")],
        ..CasePeople::default()
    });
    let mut dice = Dice(0x11FE);
    for round in 0..60 {
        let sentences = dice.below(120);
        let mut text = String::new();
        for _ in 0..sentences {
            if round % 2 == 0 || dice.below(3) > 0 {
                text.push_str(PLAIN[dice.below(PLAIN.len())]);
            } else {
                text.push_str(PIECES[dice.below(PIECES.len())]);
            }
        }
        let mut live = scanner.live_on(text);
        let mut marks = live.findings().to_vec();
        assert!(marks == scanner.scan(live.text()), "as in the whole");
        for _ in 0..60 {
            let text = live.text();
            let place = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = place(dice.below(text.len() + 1));
            let most = [0, 0, 3, 30, 3_000][dice.below(5)];
            let end = place((start + dice.below(most + 1)).min(text.len())).max(start);
            let pieces = [0, 1, 1, 2, 9][dice.below(5)];
            let new: String = (0..pieces)
                .map(|_| PIECES[dice.below(PIECES.len())])
                .collect();
            check(&mut live, &scanner, &mut marks, start..end, &new);
        }
    }
}

#[test]
fn a_heading_that_changes_is_seen_far_below_it() {
    let scanner = plain();
    let mut text = "En liste\n\ntlf;beløb\n".to_owned();
    for number in 0..400 {
        text.push_str(&format!("{};{number}\n", 20_304_050 + number * 7));
    }
    let mut live = scanner.live_on(text);
    let before = live.findings().len();
    assert!(before > 300, "numbers under a heading are phones: {before}");
    let mut marks = live.findings().to_vec();
    check(&mut live, &scanner, &mut marks, 10..13, "faktura");
    assert!(
        live.findings().len() < before,
        "and under another they are not"
    );
    check(&mut live, &scanner, &mut marks, 10..17, "tlf");
    assert_eq!(live.findings().len(), before);
}
