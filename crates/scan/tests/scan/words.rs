use sagsbord_scan::{
    CasePeople, CaseScanner, Category, Entry, Language, ListCategory, LookFor, Options,
    ProblemKind, Purpose, Scanner, Severity, SuggestedAction, WordClass, WordList,
};

use crate::support::found;

fn with_list(list: &str) -> CaseScanner {
    Scanner::new(WordList::from_base_forms(list), Options::default())
        .for_case(CasePeople::default())
}

#[test]
fn every_form_of_a_listed_word_is_found_and_no_false_friend() {
    let mut checked = 0;
    let mut wrong = Vec::new();
    for line in include_str!("words/forms.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let (base, rest) = line.split_once(": ").unwrap();
        let scanner = with_list(base);
        let listed = |text: &str| found(&scanner, text, Category::Forbidden);
        let (forms, friends) = rest.split_once(" | ").unwrap();
        for form in forms.split(' ') {
            checked += 1;
            if listed(&format!("I notatet står {form} om naboen.")) != [form] {
                wrong.push(format!("{form} is a form of {base}"));
            }
        }
        for friend in friends.split(", ") {
            checked += 1;
            let (word, reason) = friend.split_once(" (").unwrap();
            if !listed(&format!("I notatet står {word} om naboen.")).is_empty() {
                wrong.push(format!(
                    "{word} is no {base}: {}",
                    reason.trim_end_matches(')')
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(checked >= 300, "only {checked} forms");
}

#[test]
fn a_word_hidden_by_signs_or_torn_apart_is_found_where_it_stands() {
    let scanner = with_list("idiot\nluder\nmøgunge");
    let cases = [
        ("en IDIOT.", "IDIOT"),
        ("en id\u{00AD}iot", "id\u{00AD}iot"),
        ("en i\u{200B}diot", "i\u{200B}diot"),
        ("en \u{0456}d\u{0456}ot", "\u{0456}d\u{0456}ot"),
        ("en lu-\nder.", "lu-\nder"),
        ("en lu der", "lu der"),
        ("en moegunge", "moegunge"),
        ("idiot-agtig", "idiot"),
    ];
    for (text, expected) in cases {
        assert_eq!(
            found(&scanner, text, Category::Forbidden),
            [expected],
            "{text}"
        );
    }
}

#[test]
fn a_name_that_is_spelt_as_a_listed_word_is_none() {
    let scanner = with_list("led\nso\nsut\nlort\nvold");
    for text in [
        "Mødt: Anne Led Hansen.",
        "Hun bor på Voldgade 12 i Ribe.",
        "Sagen hører til i Voldby Kommune.",
    ] {
        assert!(
            found(&scanner, text, Category::Forbidden).is_empty(),
            "{text}"
        );
    }
}

#[test]
fn phrases_are_found_over_line_ends_and_in_their_inflections() {
    let scanner =
        Scanner::new(WordList::built_in(), Options::default()).for_case(CasePeople::default());
    let cases = [
        (
            "Det må ikke stå i journalen, sagde han.",
            "må ikke stå i journalen",
        ),
        ("Borgeren påstår at have betalt.", "Borgeren påstår"),
        ("Det er en tung\nborger, skrev hun.", "tung\nborger"),
        ("Off the record: vi venter.", "Off the record"),
        ("Mellem os sagt er det svært.", "Mellem os sagt"),
        ("Familien har hemmelige adresser.", "hemmelige adresser"),
    ];
    for (text, expected) in cases {
        let seen = found(&scanner, text, Category::Forbidden);
        assert!(seen.contains(&expected.to_owned()), "{text}: {seen:?}");
    }
    assert!(
        found(
            &scanner,
            "Han er tung. Borgeren er rask.",
            Category::Forbidden
        )
        .is_empty()
    );
}

#[test]
fn a_bad_word_blocks_while_writing_and_only_informs_at_release() {
    let scan = |purpose| {
        let scanner = Scanner::new(
            WordList::built_in(),
            Options {
                purpose,
                ..Options::default()
            },
        );
        scanner
            .for_case(CasePeople::default())
            .scan("Borgeren er doven.")
    };
    let writing = &scan(Purpose::Writing)[0];
    assert_eq!(
        (writing.severity, writing.action),
        (Severity::Stop, SuggestedAction::Rewrite)
    );
    assert!(
        writing.evidence.iter().any(|e| e
            .in_words(Language::Danish)
            .starts_with("skriv hellere: beskriv")),
        "a better wording is proposed"
    );
    let release = &scan(Purpose::Release)[0];
    assert_eq!(
        (release.severity, release.action),
        (Severity::Inform, SuggestedAction::Leave)
    );
    assert!(release.flag, "the one who releases must know of it");
}

#[test]
fn the_shipped_list_is_without_fault_and_survives_a_round_trip() {
    let list = WordList::built_in();
    assert!(list.entries().len() >= 370, "{}", list.entries().len());
    assert_eq!(list.problems(), []);
    let again = WordList::from_csv(&list.to_csv()).unwrap();
    let plain = |list: &WordList| {
        list.entries()
            .iter()
            .map(|e| {
                (
                    e.word.clone(),
                    e.category,
                    e.inflection.clone(),
                    e.severity,
                    e.active,
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(plain(&list), plain(&again));
    for category in ListCategory::ALL
        .into_iter()
        .filter(|c| *c != ListCategory::Own)
    {
        assert!(
            list.entries().iter().any(|e| e.category == category),
            "{category:?}"
        );
    }
}

#[test]
fn every_fault_of_a_list_is_told_with_its_line() {
    let heading = "ord;kategori;ordklasse;bøjning;sammensat;alvor;aktiv;i stedet;note\n";
    let cases = [
        ("", 1, ProblemKind::NoHeading),
        ("hest;dyr\nx;y\n", 1, ProblemKind::UnknownColumn),
        ("kategori;note\n", 1, ProblemKind::NoHeading),
        (
            &format!("{heading}doven;ondt;adj;;;A;ja;;\n"),
            2,
            ProblemKind::UnknownCategory,
        ),
        (
            &format!("{heading}doven;egne;navneord;;;A;ja;;\n"),
            2,
            ProblemKind::UnknownClass,
        ),
        (
            &format!("{heading}\ndoven;egne;adj;;;D;ja;;\n"),
            3,
            ProblemKind::UnknownSeverity,
        ),
        (
            &format!("{heading}doven;egne;adj;;måske;A;ja;;\n"),
            2,
            ProblemKind::NotYesOrNo,
        ),
        (
            &format!("{heading};egne;adj;;;A;ja;;\n"),
            2,
            ProblemKind::NoWord,
        ),
        (
            &format!("{heading}x;egne;sb;;;A;ja;;\n"),
            2,
            ProblemKind::TooShort,
        ),
        (
            &format!("{heading}\"a\nb\";egne;sb;;;A;ja;;\n"),
            2,
            ProblemKind::OddSigns,
        ),
    ];
    for (text, line, kind) in cases {
        let problems = WordList::from_csv(text).expect_err(text);
        assert!(
            problems.iter().any(|p| p.line == line && p.kind == kind),
            "{text}: {problems:?}"
        );
        assert!(
            problems[0].in_words(Language::Danish).starts_with("linje "),
            "{}",
            problems[0].in_words(Language::Danish)
        );
    }
}

#[test]
fn what_is_only_odd_in_a_list_is_told_but_forbids_nothing() {
    let list = WordList::from_csv("ord;kategori\nog;egne\ndoven;egne\nDoven;egne\n").unwrap();
    let kinds: Vec<_> = list.problems().iter().map(|p| (p.line, p.kind)).collect();
    assert_eq!(
        kinds,
        [(1, ProblemKind::VeryCommon), (3, ProblemKind::Twice)]
    );
}

#[test]
fn the_municipalitys_own_entry_replaces_the_shipped_one() {
    let mut own = Entry::base_form("doven");
    own.active = false;
    let mut added = Entry::base_form("nøglesvin");
    added.class = WordClass::Noun;
    let list = WordList::built_in().with_own(&[own, added]);
    let scanner = Scanner::new(list, Options::default()).for_case(CasePeople::default());
    assert_eq!(
        found(
            &scanner,
            "En doven mand og et nøglesvin.",
            Category::Forbidden
        ),
        ["nøglesvin"]
    );
}

#[test]
fn a_spreadsheet_cannot_be_made_to_run_a_list() {
    let mut entry = Entry::base_form("=1+1 ord");
    entry.note = "+SUM(A1)".to_owned();
    let text = WordList::new(vec![entry]).to_csv();
    assert!(!text.lines().nth(1).unwrap().contains(";+SUM"), "{text}");
}

#[test]
fn where_only_the_list_is_asked_for_nothing_else_is_found() {
    let options = Options {
        look_for: LookFor::WordList,
        ..Options::default()
    };
    let scanner =
        Scanner::new(WordList::from_base_forms("sludder"), options).for_case(CasePeople::default());
    let text = "Anna Holm, 610180-1234, har en depression; hun fik en dom for vold. Sludder.";
    assert_eq!(found(&scanner, text, Category::Forbidden), ["Sludder"]);
    assert_eq!(scanner.scan(text).len(), 1);
}
