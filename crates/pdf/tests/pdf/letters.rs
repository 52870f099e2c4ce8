use sagsbord_pdf::{
    LetterBlock, LetterColumn, LetterHead, LetterLink, LetterOrder, LetterSpan, LetterTable,
    LetterText, Limits, Logo, PdfError, ReleaseDate, SetLetter, read_text, set_letter, verify,
};

const DAY: ReleaseDate = ReleaseDate {
    year: 2026,
    month: 11,
    day: 21,
};

fn set(order: &LetterOrder) -> SetLetter {
    set_letter(order, DAY).expect("it can be set")
}

fn pages(letter: &SetLetter) -> Vec<String> {
    let pages = read_text(letter.bytes.clone(), None, Limits::default()).expect("it is sound");
    pages.iter().map(sagsbord_pdf::PageText::text).collect()
}

fn breaks_no_rule(letter: &SetLetter) {
    let verified = verify(letter.bytes.clone(), &[], &[], Limits::default()).expect("sound");
    assert_eq!(verified.broken_rules, [""; 0]);
    assert_eq!(verified.forbidden, [""; 0]);
}

fn body(body: Vec<LetterBlock>) -> LetterOrder {
    LetterOrder {
        title: "Aktindsigt".to_owned(),
        body,
        ..LetterOrder::default()
    }
}

fn sentence(words: usize) -> LetterText {
    let words: Vec<&str> = ["vi", "har", "set", "på", "din", "sag", "igen"]
        .into_iter()
        .cycle()
        .take(words)
        .collect();
    words.join(" ").into()
}

fn table(rows: usize) -> LetterTable {
    let column = |head: &str, share, is_number| LetterColumn {
        head: head.to_owned(),
        share,
        is_number,
    };
    LetterTable {
        columns: vec![
            column("Akt", 1.0, true),
            column("Dato", 2.0, false),
            column("Titel", 6.0, false),
        ],
        rows: (1..=rows)
            .map(|row| {
                vec![
                    row.to_string().into(),
                    "03.02.2026".into(),
                    format!("Brev nummer {row} om støtte").into(),
                ]
            })
            .collect(),
    }
}

/// Everything a letter can have.
fn whole() -> LetterOrder {
    let png = {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 4, 2);
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("memory takes all");
        let pixels: Vec<u8> = (0..32).map(|at| (at * 8) as u8).collect();
        writer.write_image_data(&pixels).expect("memory takes all");
        writer.finish().expect("memory takes all");
        bytes
    };
    LetterOrder {
        title: "Afgørelse om aktindsigt".to_owned(),
        head: LetterHead {
            logo: Some(Logo {
                untrusted: png,
                description: "Havrelunde Kommune".to_owned(),
            }),
            recipient: vec!["Åse Łukasiewicz".to_owned(), "Bøgevej 3".to_owned()],
            sender: vec!["Havrelunde Kommune".to_owned(), "Borgerservice".to_owned()],
            date: Some(DAY),
            facts: vec![("Sagsnr.".to_owned(), "26-001234".to_owned())],
        },
        body: vec![
            LetterBlock::Paragraph(LetterText(vec![
                LetterSpan::Plain("Du har bedt om aktindsigt. ".to_owned()),
                LetterSpan::Bold("Du får det meste".to_owned()),
                LetterSpan::Plain(", men ikke alt".to_owned()),
                LetterSpan::Note("Se offentlighedslovens § 34.".to_owned()),
                LetterSpan::Plain(". Læs mere på ".to_owned()),
                LetterSpan::Link {
                    text: "kommunens side".to_owned(),
                    to: LetterLink::Address("https://havrelunde.example/".to_owned()),
                },
                LetterSpan::Plain(".".to_owned()),
            ])),
            LetterBlock::Heading(1, "Hvad du ikke får".into()),
            LetterBlock::List {
                is_numbered: true,
                items: vec!["Navne på andre borgere".into(), sentence(60)],
            },
            LetterBlock::List {
                is_numbered: false,
                items: vec!["Et notat".into(), "Et udkast".into()],
            },
            LetterBlock::Heading(1, "Dokumenterne".into()),
            LetterBlock::Table(table(80)),
        ],
        foot: "Havrelunde Kommune · Torvet 1 · 9994 Havrelunde".to_owned(),
    }
}

#[test]
fn a_letter_with_everything_in_it_breaks_no_rule() {
    let letter = set(&whole());
    breaks_no_rule(&letter);
    assert_eq!(letter.letters_without_shape, 0);
    if let Ok(folder) = std::env::var("SAGSBORD_KEEP") {
        std::fs::write(format!("{folder}/letter.pdf"), &letter.bytes).expect("kept");
    }
}

#[test]
fn hundreds_of_headings_are_bookmarks_in_groups() {
    let headings =
        (1..=320).map(|number| LetterBlock::Heading(1, format!("Punkt {number}").into()));
    let letter = set(&body(headings.collect()));
    breaks_no_rule(&letter);
    let hex = |title: &str| -> String {
        title
            .encode_utf16()
            .map(|unit| format!("{unit:04X}"))
            .collect()
    };
    let objects = crate::structure::objects(&letter.bytes);
    for title in ["Punkt 1 – Punkt 100", "Punkt 301 – Punkt 320", "Punkt 320"] {
        assert!(
            objects.contains(&format!("/Title<FEFF{}>", hex(title))),
            "{title}"
        );
    }
}

#[test]
fn the_same_letter_makes_the_same_bytes() {
    assert_eq!(set(&whole()).bytes, set(&whole()).bytes);
}

#[test]
fn a_letter_reads_from_its_head_to_its_foot() {
    let letter = set(&whole());
    let text = pages(&letter).join("\n");
    let expected = [
        "Åse Łukasiewicz",
        "Bøgevej 3",
        "Afgørelse om aktindsigt",
        "Du har bedt om aktindsigt. Du får det meste, men ikke alt1.",
        "Hvad du ikke får",
        "1. Navne på andre borgere",
        "• Et notat",
        "Dokumenterne",
    ];
    let mut from = 0;
    for part in expected {
        let at = text[from..].find(part);
        let at = at.unwrap_or_else(|| panic!("{part} is not where it should be in {text}"));
        from += at;
    }
}

#[test]
fn a_table_begins_each_page_with_its_head() {
    let letter = set(&body(vec![LetterBlock::Table(table(120))]));
    let pages = pages(&letter);
    assert!(pages.len() >= 3, "{} pages", pages.len());
    for page in &pages[1..] {
        assert!(page.starts_with("Akt"), "{page}");
    }
    for row in 1..=120 {
        let rows = pages
            .iter()
            .filter(|page| page.contains(&format!("Brev nummer {row} ")))
            .count();
        assert_eq!(rows, 1, "row {row} must stand on one page, and once");
    }
}

#[test]
fn no_paragraph_leaves_one_line_alone() {
    for words in 5..60 {
        let order = body(vec![
            LetterBlock::Paragraph(sentence(560)),
            LetterBlock::Paragraph(sentence(words)),
        ]);
        let letter = set(&order);
        let pages = pages(&letter);
        let Some(second) = pages.get(1) else { continue };
        let lines = |page: &str| {
            page.lines()
                .filter(|line| !line.starts_with("Side "))
                .count()
        };
        assert!(lines(second) >= 2 || words < 16, "{words} words: {second}");
    }
}

#[test]
fn a_footnote_stands_on_the_page_of_its_mark() {
    let mut spans = Vec::new();
    for note in 1..=30 {
        let LetterText(words) = sentence(60);
        spans.extend(words);
        spans.push(LetterSpan::Note(format!("Fodnote {note} slut")));
        spans.push(LetterSpan::Plain(format!(" mærke{note} ")));
    }
    let letter = set(&body(vec![LetterBlock::Paragraph(LetterText(spans))]));
    breaks_no_rule(&letter);
    let pages = pages(&letter);
    assert!(pages.len() > 2);
    for note in 1..=30 {
        let of = |text: String| pages.iter().position(|page| page.contains(&text));
        let (text, mark) = (
            of(format!("Fodnote {note} slut")),
            of(format!("igen{note} ")),
        );
        assert!(text.is_some(), "note {note} is lost");
        if mark.is_some() {
            assert_eq!(text, mark, "note {note}");
        }
    }
}

#[test]
fn only_addresses_that_show_or_write_become_links() {
    let check = |address: &str, expected: bool| {
        let order = body(vec![LetterBlock::Paragraph(LetterText(vec![
            LetterSpan::Link {
                text: "her".to_owned(),
                to: LetterLink::Address(address.to_owned()),
            },
        ]))]);
        let letter = set(&order);
        breaks_no_rule(&letter);
        let verified = verify(letter.bytes, &[address.to_owned()], &[], Limits::default());
        let found = !verified.expect("sound").secrets[0].hits.is_empty();
        assert_eq!(found, expected, "{address}");
    };
    check("https://havrelunde.example/a", true);
    check("mailto:post@havrelunde.example", true);
    check("javascript:alert(1)", false);
    check("file:///etc/passwd", false);
    check("sagsbord-maal:1", false);
}

#[test]
fn letters_that_no_font_has_are_counted_and_read_as_what_they_are() {
    let letter = set(&body(vec![LetterBlock::Paragraph("Hej 漢 dig".into())]));
    assert_eq!(letter.letters_without_shape, 1);
    assert!(pages(&letter)[0].contains('漢'), "{:?}", pages(&letter));
    breaks_no_rule(&letter);
}

#[test]
fn a_logo_that_is_no_picture_is_refused() {
    let check = |bytes: &[u8]| {
        let mut order = body(Vec::new());
        order.head.logo = Some(Logo {
            untrusted: bytes.to_vec(),
            description: String::new(),
        });
        let refused = set_letter(&order, DAY).err();
        assert_eq!(refused, Some(PdfError::LogoUnreadable), "{bytes:?}");
    };
    check(b"");
    check(b"<svg/>");
    check(b"\xFF\xD8\xFF");
    check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
}
