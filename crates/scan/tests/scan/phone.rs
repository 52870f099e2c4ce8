//! Telephone numbers: slips in their grouping, and whose they are by where they stand.

use sagsbord_scan::{CasePeople, Category, Role, Whose};

use crate::support::{person, piece, with};

#[track_caller]
fn check(text: &str, expected: &[(&str, Whose, bool)]) {
    let scanner = with(CasePeople {
        people: vec![
            person("Karen Bruun", Role::Requester, "borger"),
            person("Preben Krogh", Role::ThirdParty, "bror"),
            person("Sanne Urhøj", Role::Employee, "rådgiver"),
        ],
        ..CasePeople::default()
    });
    let found: Vec<_> = scanner
        .scan(text)
        .into_iter()
        .filter(|finding| finding.category == Category::Phone)
        .map(|finding| (piece(text, &finding), finding.whose, finding.flag))
        .collect();
    let found: Vec<_> = found
        .iter()
        .map(|(piece, whose, flag)| (piece.as_str(), *whose, *flag))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn a_slip_in_the_grouping_hides_no_number_that_words_call_one() {
    let cases = [
        ("tlf. 42 13 0 6 77 efter kl. 16", "42 13 0 6 77"),
        (
            "ringet til Preben på 42 13 0 6 77 - ikke svar",
            "42 13 0 6 77",
        ),
        (
            "Træffes bedst på sin mors nr. 61 30 44 7 2.",
            "61 30 44 7 2",
        ),
        ("gurlis nr 2 2 46 90 15 hvis du vil", "2 2 46 90 15"),
        ("hun kan fanges på 5 1 88 40 23", "5 1 88 40 23"),
        ("ringer til preben, 75 140822 i morgen", "75 140822"),
        ("hans nummer er 4 0 1 1 8 9 0 6", "4 0 1 1 8 9 0 6"),
        ("opkald fra 9772 4 118 i går", "9772 4 118"),
    ];
    for (text, number) in cases {
        check(text, &[(number, Whose::Unknown, true)]);
    }
}

#[test]
fn rows_of_figures_are_no_numbers_with_slips() {
    for text in [
        "kan træffes på 20 323 40 516",
        "vægten var 42 13 0 6 77 målt over fem dage",
        "resultat 5 1 88 40 23",
    ] {
        check(text, &[]);
    }
}

#[test]
fn the_authoritys_own_numbers_are_found_and_no_warning() {
    for (text, number, whose) in [
        (
            "Ring til mig på 72 57 77 77 (omstillingen) i morgen.",
            "72 57 77 77",
            Whose::Public,
        ),
        (
            "Din sagsbehandler er Sanne Urhøj, tlf. 56 20 30 00.",
            "56 20 30 00",
            Whose::Employee,
        ),
        (
            "Slagelse Rådhus, Rådhuspladsen 11, tlf. 58 57 36 00",
            "58 57 36 00",
            Whose::Public,
        ),
        (
            "Favrskov Kommune\nSkovvej 20\n8382 Hinnerup\nTlf. 8964 1010",
            "8964 1010",
            Whose::Public,
        ),
        (
            "Skriv til dpo@favrskov.dk, tlf. 89 64 10 10.",
            "89 64 10 10",
            Whose::Public,
        ),
    ] {
        check(text, &[(number, whose, false)]);
    }
}

#[test]
fn an_authority_named_in_the_same_sentence_makes_nobodys_number_its_own() {
    for text in [
        "Anna Holm har oplyst til Aarhus Kommune, at hun har tlf. 22 33 44 55.",
        "Sanne Urhøj har ringet til naboen på 22 33 44 55.",
        "Aarhus Kommune, Anna Holm, mobil 22 33 44 55",
        "Jeg har ringet til kommunen fra min mobil 22 33 44 55.",
        "Naboen kan ringes op på 22 33 44 55.\nForvaltningen har gennemgået sagen.",
    ] {
        check(text, &[("22 33 44 55", Whose::Unknown, true)]);
    }
}

#[test]
fn a_cell_broken_over_two_lines_does_not_shift_the_columns() {
    let text = "navn;cpr;telefon;note\nBang, Jytte;121288-\n4142;37 83 56 06;ja\n";
    check(text, &[("37 83 56 06", Whose::Unknown, true)]);
}

#[test]
fn a_scanners_letters_hide_no_number_in_the_usual_groups() {
    check(
        "Te1efon 54 78 OO 12.",
        &[("54 78 OO 12", Whose::Unknown, true)],
    );
    check("Kode 54 7B SO 12.", &[]);
}

#[test]
fn what_is_numbered_is_no_telephone_unless_somebody_is_reached_on_it() {
    check("kvittering fra butikken nr 90114476", &[]);
    check(
        "ring til hende på nr. 42105566",
        &[("42105566", Whose::Unknown, true)],
    );
}
