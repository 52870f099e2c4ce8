use sagsbord_contract::TemplateFaultKind as Kind;
use sagsbord_pdf::{LetterBlock, LetterSpan, Limits, set_letter, verify};

use super::fields::release_date;
use super::markup::{Set, set};
use super::merge::{FIELDS, Values, merge};
use super::shipped::SHIPPED;

fn faults(text: &str) -> Vec<(u32, Kind)> {
    let merged = merge(text, None);
    let mut all = merged.faults;
    all.extend(
        set(&merged.text)
            .faults
            .into_iter()
            .filter(|fault| fault.kind != Kind::EmptyField),
    );
    all.iter().map(|fault| (fault.line, fault.kind)).collect()
}

#[test]
fn every_template_that_ships_is_without_fault_and_can_be_filled() {
    for shipped in SHIPPED {
        let unfinished_aside: Vec<_> = faults(shipped.text)
            .into_iter()
            .filter(|(_, kind)| *kind != Kind::Unfinished)
            .collect();
        assert_eq!(unfinished_aside, [], "{}", shipped.id);
        let asked = merge(shipped.text, None).questions;
        let values = Values {
            of_fields: FIELDS
                .iter()
                .map(|(name, _)| (*name, "x".to_owned()))
                .collect(),
            answers: asked
                .into_iter()
                .map(|one| (one.id, "svar".to_owned()))
                .collect(),
            withholds_address: false,
        };
        let merged = merge(shipped.text, Some(&values));
        assert_eq!(merged.faults, [], "{}", shipped.id);
        assert!(!merged.text.contains("{{"), "{}", shipped.id);
        assert!(!merged.text.contains("Spørg "), "{}", shipped.id);
    }
}

#[test]
fn what_is_wrong_is_told_by_its_line() {
    let check = |text: &str, expected: &[(u32, Kind)]| assert_eq!(faults(text), expected, "{text}");
    check("# Brev\n\nKære {{borger.navn}}", &[]);
    check("Kære", &[(1, Kind::NoTitle)]);
    check("# Et\n# To", &[(2, Kind::TwoTitles)]);
    check("# Brev\n{{borger.cpr}}", &[(2, Kind::UnknownField)]);
    check("# Brev\n{{borger.navn", &[(2, Kind::BrokenField)]);
    check("# Brev\n{{svar.dag}}", &[(2, Kind::UnknownQuestion)]);
    check("Spørg dag: Hvornår?\n\n# Brev\n{{svar.dag}}", &[]);
    check(
        "Spørg dag: Hvornår?\nSpørg dag: Igen?\n# Brev",
        &[(2, Kind::QuestionTwice)],
    );
    check("# Brev\n| A | B |\n| 1 |", &[(3, Kind::RaggedTable)]);
    check("# Brev\n[skriv grunden]", &[(2, Kind::Unfinished)]);
    check("# Brev\n?borger.cpr: x", &[(2, Kind::UnknownField)]);
}

#[test]
fn fields_are_filled_once_and_told_with_where_they_came_from() {
    let values = Values {
        of_fields: vec![
            ("borger.navn", "Åse {{sag.nummer}}".to_owned()),
            ("sag.nummer", "1".to_owned()),
        ],
        answers: vec![("dag".to_owned(), "i morgen".to_owned())],
        withholds_address: true,
    };
    let text = "Spørg dag: Hvornår?\nSpørg sted: Hvor?\n# {{ Sag.Nummer }}\n{{borger.navn}} {{svar.dag}} \
                {{svar.sted}}\n?sag.frist: Senest {{sag.frist}}\n?svar.dag: Vi ses\n{{borger.adresse}}";
    let merged = merge(text, Some(&values));
    // What a name looks like is never read as a field.
    let expected = "# 1\nÅse {{sag.nummer}} i morgen {{svar.sted}}\nVi ses\n{{borger.adresse}}";
    assert_eq!(merged.text, expected);
    let faults: Vec<_> = merged
        .faults
        .iter()
        .map(|fault| (fault.line, fault.kind))
        .collect();
    assert_eq!(faults, [(4, Kind::EmptyField), (7, Kind::ProtectedAddress)]);
    let filled: Vec<_> = merged
        .filled
        .iter()
        .map(|one| (one.field.as_str(), one.value.is_some()))
        .collect();
    assert_eq!(
        filled,
        [
            ("sag.nummer", true),
            ("borger.navn", true),
            ("svar.dag", true),
            ("svar.sted", false),
            ("borger.adresse", false),
        ]
    );
}

#[test]
fn a_text_becomes_the_blocks_of_a_letter() {
    let Set {
        title,
        body,
        faults,
    } = set(
        "# Brev\n\nEt afsnit\ni to linjer **med fedt**.\n- a\n- b\n1. et\n2. to\n\n## Under\n| A | B |\n|---|---|\n| 1 | 2 |\nEfter\n---",
    );
    assert_eq!((title.as_str(), faults), ("Brev", vec![]));
    let kinds: Vec<&str> = body
        .iter()
        .map(|block| match block {
            LetterBlock::Heading(1, _) => "heading",
            LetterBlock::Paragraph(_) => "paragraph",
            LetterBlock::List {
                is_numbered: false,
                items,
            } if items.len() == 2 => "bullets",
            LetterBlock::List {
                is_numbered: true,
                items,
            } if items.len() == 2 => "numbers",
            LetterBlock::Table(table) if table.columns.len() == 2 && table.rows.len() == 1 => {
                "table"
            }
            LetterBlock::Rule => "rule",
            _ => "something else",
        })
        .collect();
    let expected = [
        "paragraph",
        "bullets",
        "numbers",
        "heading",
        "table",
        "paragraph",
        "rule",
    ];
    assert_eq!(kinds, expected);
    let LetterBlock::Paragraph(text) = &body[0] else {
        panic!("{body:?}");
    };
    let spans = [
        LetterSpan::Plain("Et afsnit i to linjer ".to_owned()),
        LetterSpan::Bold("med fedt".to_owned()),
        LetterSpan::Plain(".".to_owned()),
    ];
    assert_eq!(text.0, spans);
}

#[test]
fn every_template_that_ships_is_set_as_a_tagged_pdf_and_as_a_word_document() {
    let day = "2026-11-21".parse().unwrap();
    for shipped in SHIPPED {
        let Set { title, body, .. } = set(&merge(shipped.text, None).text);
        let order = sagsbord_pdf::LetterOrder {
            title,
            body,
            ..Default::default()
        };
        let pdf = set_letter(&order, release_date(day)).unwrap();
        assert_eq!(pdf.letters_without_shape, 0, "{}", shipped.id);
        let verified = verify(pdf.bytes, &[], &[], Limits::default()).unwrap();
        assert!(
            verified.broken_rules.is_empty(),
            "{}: {:?}",
            shipped.id,
            verified.broken_rules
        );
        let word = super::docx::write(&order, "2026-11-21T09:00:00Z".parse().unwrap()).unwrap();
        assert!(word.starts_with(b"PK"), "{}", shipped.id);
    }
}
