use std::time::{Duration, Instant};

use sagsbord_scan::{CaseScanner, Category, Options, Scanner, WordList};

use crate::support::{found, plain};

fn listing(words: &str) -> CaseScanner {
    Scanner::new(WordList::from_base_forms(words), Options::default()).for_case(Default::default())
}

#[test]
fn a_listed_word_is_found_however_it_is_disguised() {
    let scanner = listing("idiot\nåndssvag");
    for text in [
        "idiot",
        "IDIOT",
        "i\u{200B}d\u{200B}iot",
        "id\u{AD}iot",
        "idi-\not",
        "idi-\r\n   ot",
        "idi\u{2010}\n\u{000C}ot",
        "i d i o t",
        "I D I O T",
        "ｉｄｉｏｔ",
        "𝐢𝐝𝐢𝐨𝐭",
        "іdіоt",
        "i\u{301}\u{302}d\u{303}\u{300}i\u{30A}o\u{323}t\u{336}",
        "\u{202E}idiot",
        "åndssvag",
        "a\u{30A}ndssvag",
        "aandssvag",
        "ÅNDSSVAG",
        "å n d s s v a g",
    ] {
        let whole = text.trim_start_matches('\u{202E}');
        assert_eq!(
            found(&scanner, text, Category::Forbidden),
            [whole],
            "{text:?}"
        );
        let within = format!("Han er en {text} og mere.");
        assert_eq!(
            found(&scanner, &within, Category::Forbidden),
            [whole],
            "{within:?}"
        );
    }
}

#[test]
fn what_deceives_the_eye_is_a_finding_of_its_own() {
    for (text, expected) in [
        ("Hаns Jensen", 1), // a Cyrillic a
        ("afslag \u{202E}gå\u{202C}", 1),
        ("ord\u{200B}deling", 0), // an accident of the web: known, no warning
        ("a\u{200B}\u{200B}\u{200B}\u{200B}b", 1),
        ("Москва", 0), // another language is no disguise
        ("et \u{FEFF}almindeligt ord", 0),
    ] {
        let flagged = plain()
            .scan(text)
            .iter()
            .filter(|finding| finding.category == Category::Unreadable && finding.flag)
            .count();
        assert_eq!(flagged, expected, "{text:?}");
    }
}

/// No test depends on a time; this one would take hours were the cost not linear.
#[test]
fn hostile_text_costs_no_more_than_its_length() {
    let megabytes = 4_000_000;
    let patterns = [
        "a",
        "A",
        "å",
        "1",
        "1 ",
        "0101451234",
        "-",
        "-\n",
        "a-\n",
        ";",
        "@",
        "a@",
        "a.",
        "(",
        " ",
        "\n",
        "\u{200B}",
        "\u{301}",
        "a\u{301}",
        "\u{202E}",
        "𝐢",
        "А",
        "i ",
        "1-",
        "12-34-",
        "cpr ",
        "kode: ",
        "konto 1234 ",
        "漢",
        "😀",
        "\u{AD}",
        "\u{AD}\n",
        "Anna ",
        "Anna-",
        "tlf. ",
        "DK12 ",
        "\t",
        "a\t",
        "'",
        "\"",
        "x;",
        "a|",
        "\u{E0041}",
    ];
    let scanner = listing("idiot");
    let started = Instant::now();
    for pattern in patterns {
        let text = pattern.repeat(megabytes / patterns.len() / pattern.len());
        scanner.scan(&text);
    }
    assert!(started.elapsed() < Duration::from_secs(600));
}
