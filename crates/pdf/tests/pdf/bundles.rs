use sagsbord_pdf::{
    ActFile, BundleAct, BundleError, BundleList, BundleOrder, BundleReport, CoveredText, Given,
    LetterBlock, LetterOrder, Limits, PdfError, ReleaseDate, assemble, read_text, verify,
    verify_covered,
};

use crate::made::{Made, in_win_ansi, line};
use crate::structure::{objects, spoken};

const DAY: ReleaseDate = ReleaseDate {
    year: 2026,
    month: 11,
    day: 21,
};

fn act(number: &str, title: &str) -> BundleAct {
    BundleAct {
        number: number.to_owned(),
        title: title.to_owned(),
        day: Some(DAY),
        kind: "Indgående".to_owned(),
        ..BundleAct::default()
    }
}

/// A source of so many pages, each with a line of its own.
fn source(name: &str, pages: usize) -> Vec<u8> {
    let mut made = Made::new();
    for page in 1..=pages {
        made.page(
            line(72, 700, &format!("{name} side {page}. Kære Karen Lund.")),
            "",
            "",
        );
    }
    made.finish()
}

fn order() -> BundleOrder {
    BundleOrder {
        title: "Aktindsigt 26-001234".to_owned(),
        date: DAY,
        letter: Some(LetterOrder {
            title: "Afgørelse".to_owned(),
            body: vec![LetterBlock::Paragraph("Her er dine dokumenter.".into())],
            ..LetterOrder::default()
        }),
        list: Some(BundleList {
            title: "Liste over dokumenter".to_owned(),
            introduction: Vec::new(),
        }),
        legend: vec![("OFL § 30, nr. 1".to_owned(), "Private forhold".to_owned())],
        acts: vec![
            BundleAct {
                given: Given::Partly,
                bases: vec!["OFL § 30, nr. 1".to_owned()],
                basis: "OFL § 30, nr. 1".to_owned(),
                texts: vec!["Karen Lund".to_owned()],
                ..act("1", "Ansøgning")
            },
            BundleAct {
                given: Given::Not,
                bases: vec!["OFL § 23, stk. 1, nr. 1".to_owned()],
                ..act("2", "Internt notat")
            },
            act("3", "Kvittering"),
        ],
    }
}

fn files() -> Vec<Vec<u8>> {
    vec![source("Alfa", 3), Vec::new(), source("Gamma", 2)]
}

fn assembled(order: &BundleOrder, files: &[Vec<u8>]) -> (Vec<u8>, BundleReport) {
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: files[act].clone(),
            password: None,
        })
    };
    assemble(order, &mut file_of, Vec::new(), Limits::default()).expect("it can be assembled")
}

fn texts(bytes: &[u8]) -> Vec<String> {
    let pages = read_text(bytes.to_vec(), None, Limits::default()).expect("it is sound");
    pages.iter().map(sagsbord_pdf::PageText::text).collect()
}

#[test]
fn a_bundle_has_letter_list_legend_and_acts_in_order() {
    let (bytes, report) = assembled(&order(), &files());
    let pages = texts(&bytes);
    assert_eq!(pages.len(), 8);
    assert_eq!(report.pages, 8);
    for (page, expected) in [
        (0, "Her er dine dokumenter."),
        (1, "Liste over dokumenter"),
        (2, "Sådan læser du overstregningerne"),
        (3, "Alfa side 1."),
        (5, "Alfa side 3."),
        (6, "Gamma side 1."),
    ] {
        assert!(
            pages[page].contains(expected),
            "{expected}: {}",
            pages[page]
        );
    }
    let first_pages: Vec<usize> = report.acts.iter().map(|act| act.first_page).collect();
    assert_eq!(first_pages, [4, 0, 7]);
}

#[test]
fn each_page_is_stamped_with_its_number_and_its_acts() {
    let (bytes, _) = assembled(&order(), &files());
    let pages = texts(&bytes);
    for (index, page) in pages.iter().enumerate() {
        let stamp = format!("Side {} af 8", index + 1);
        assert!(page.contains(&stamp), "{stamp}: {page}");
    }
    assert!(
        pages[3].contains("Akt 1: Ansøgning, side 1 af 3"),
        "{}",
        pages[3]
    );
    assert!(pages[4].contains("Akt 1, side 2 af 3"), "{}", pages[4]);
    assert!(pages[7].contains("Akt 3, side 2 af 2"), "{}", pages[7]);
}

#[test]
fn a_bundle_breaks_no_rule_and_keeps_nothing_that_is_covered() {
    let order = order();
    let files = vec![source("Alfa", 3), Vec::new(), {
        let mut made = Made::new();
        made.page(line(72, 700, "Uden navne"), "", "");
        made.finish()
    }];
    let (bytes, report) = assembled(&order, &files);
    if let Ok(folder) = std::env::var("SAGSBORD_KEEP") {
        std::fs::write(format!("{folder}/bundle.pdf"), &bytes).expect("kept");
    }
    let verified = verify(bytes, &order.acts[0].texts, &[], Limits::default()).expect("sound");
    assert!(verified.is_clean(), "{verified:?}");
    assert_eq!(report.acts[0].redrawn.places_of_texts, [3]);
}

#[test]
fn a_text_that_is_covered_on_some_pages_is_looked_for_on_those() {
    let (bytes, _) = assembled(&order(), &files());
    let check = |pages: Vec<std::ops::RangeInclusive<u32>>, is_found: bool| {
        let covered = CoveredText {
            text: "Karen Lund".to_owned(),
            pages: pages.clone(),
        };
        let verified = verify_covered(bytes.clone(), &[covered], &[], Limits::default());
        let verified = verified.expect("it is sound");
        let secret = &verified.secrets[0];
        assert_eq!(!secret.hits.is_empty(), is_found, "{pages:?}: {secret:?}");
        assert_eq!(verified.holds_no_secret(), !is_found);
    };
    check(vec![4..=6], false);
    check(vec![4..=6, 8..=8], true);
    check(vec![7..=8], true);
    check(Vec::new(), true);
}

#[test]
fn what_is_covered_in_one_act_may_stand_in_the_next() {
    let mut order = BundleOrder {
        acts: vec![act("1", "Ansøgning"), act("2", "Kvittering")],
        ..BundleOrder::default()
    };
    order.acts[0].texts = vec!["Alfa side 2".to_owned()];
    order.acts[1].texts = vec!["Alfa side 1".to_owned()];
    let files = [source("Alfa", 3), source("Alfa", 3)];
    let (bytes, _) = assembled(&order, &files);
    let pages = texts(&bytes);
    let shown: Vec<bool> = pages
        .iter()
        .map(|page| page.contains("Alfa side"))
        .collect();
    assert_eq!(shown, [true, false, true, false, true, true]);
}

#[test]
fn pages_that_are_known_are_not_counted_and_must_be_those() {
    let check = |known: [Option<usize>; 2], expected: Result<usize, BundleError>| {
        let mut order = order();
        order.acts[0].pages = known[0];
        order.acts[2].pages = known[1];
        let files = files();
        let mut asked = 0;
        let mut file_of = |act: usize| {
            asked += 1;
            Ok(ActFile {
                untrusted: files[act].clone(),
                password: None,
            })
        };
        let made = assemble(&order, &mut file_of, Vec::new(), Limits::default());
        let asked_or_error = made.map(|(bytes, _)| {
            assert_eq!(bytes, assembled(&self::order(), &files).0);
            asked
        });
        assert_eq!(asked_or_error, expected, "{known:?}");
    };
    check([None, None], Ok(4));
    check([Some(3), None], Ok(3));
    check([Some(3), Some(2)], Ok(2));
    check([Some(3), Some(1)], Err(BundleError::ActChanged { act: 2 }));
    // A file without pages is no file.
    check([Some(0), Some(2)], Ok(3));
}

#[test]
fn the_same_order_makes_the_same_bundle() {
    assert_eq!(
        assembled(&order(), &files()).0,
        assembled(&order(), &files()).0
    );
}

#[test]
fn the_list_says_what_was_given_and_where_it_is() {
    let (bytes, _) = assembled(&order(), &files());
    let rows = spoken(&bytes);
    for expected in [
        "1 | 21.11.2026 | Ansøgning | Indgående | Delvist: OFL § 30, nr. 1 | 3 | 4",
        "2 | 21.11.2026 | Internt notat | Indgående | Ikke udleveret: OFL § 23, stk. 1, nr. 1 | – | –",
        "3 | 21.11.2026 | Kvittering | Indgående | I fuldt omfang | 2 | 7",
    ] {
        assert!(rows.contains(expected), "{expected} is not in {rows}");
    }
}

#[test]
fn links_lead_from_the_list_to_the_acts_and_back() {
    let (bytes, _) = assembled(&order(), &files());
    let objects = objects(&bytes);
    let links = objects.matches("/Subtype/Link").count();
    assert_eq!(
        links, 4,
        "two acts are there, each with a link there and back"
    );
    assert!(
        !objects.contains("sagsbord-maal"),
        "no link may lead out of the file"
    );
    assert_eq!(objects.matches("/Dest ").count(), 4);
}

#[test]
fn bookmarks_name_the_parts_and_the_acts() {
    let (bytes, _) = assembled(&order(), &files());
    let objects = objects(&bytes);
    for title in [
        "Afgørelse",
        "Liste over dokumenter",
        "Akt 1: Ansøgning",
        "Akt 3: Kvittering",
    ] {
        let hex: String = title
            .encode_utf16()
            .map(|unit| format!("{unit:04X}"))
            .collect();
        assert!(objects.contains(&format!("/Title<FEFF{hex}>")), "{title}");
    }
}

#[test]
fn a_stamp_hides_nothing() {
    let mut made = Made::new();
    made.page(line(200, 832, "Helt oppe ved kanten"), "", "");
    let order = BundleOrder {
        acts: vec![act("1", "Brev")],
        ..BundleOrder::default()
    };
    let (bytes, _) = assembled(&order, &[made.finish()]);
    let pages = read_text(bytes, None, Limits::default()).expect("sound");
    assert_eq!(pages[0].height, 862.0, "the page is made higher");
    let text = pages[0].text();
    assert!(text.contains("Helt oppe ved kanten"), "{text}");
    let boxes: Vec<_> = pages[0].lines.iter().map(|line| line.area).collect();
    for (index, one) in boxes.iter().enumerate() {
        assert!(
            boxes[index + 1..].iter().all(|other| !one.overlaps(*other)),
            "{text}"
        );
    }
}

#[test]
fn a_list_that_names_what_is_covered_is_refused() {
    let check = |change: &dyn Fn(&mut BundleOrder), expected: Option<usize>| {
        let mut order = order();
        change(&mut order);
        let files = files();
        let mut file_of = |act: usize| {
            Ok(ActFile {
                untrusted: files[act].clone(),
                password: None,
            })
        };
        let refused = assemble(&order, &mut file_of, Vec::new(), Limits::default()).err();
        assert_eq!(
            refused,
            expected.map(|act| BundleError::ListBetrays { act })
        );
    };
    check(&|_| {}, None);
    check(
        &|order| order.acts[2].title = "Brev fra KAREN-LUND".to_owned(),
        Some(2),
    );
    check(
        &|order| order.acts[1].note = "om Karen  Lund".to_owned(),
        Some(1),
    );
    check(
        &|order| order.acts[0].other_party = "Karen Lund".to_owned(),
        Some(0),
    );
}

#[test]
fn an_act_that_cannot_be_read_is_named() {
    let mut files = files();
    files[2] = b"no pdf".to_vec();
    let mut file_of = |act: usize| {
        Ok(ActFile {
            untrusted: files[act].clone(),
            password: None,
        })
    };
    let refused = assemble(&order(), &mut file_of, Vec::new(), Limits::default()).err();
    let error = PdfError::NotAPdf;
    assert_eq!(refused, Some(BundleError::Act { act: 2, error }));
}

#[test]
fn an_act_that_changes_while_the_bundle_is_made_is_refused() {
    let mut asked = 0;
    let mut file_of = |_: usize| {
        asked += 1;
        Ok(ActFile {
            untrusted: source("Alfa", asked),
            password: None,
        })
    };
    let order = BundleOrder {
        acts: vec![act("1", "Brev")],
        ..BundleOrder::default()
    };
    let refused = assemble(&order, &mut file_of, Vec::new(), Limits::default()).err();
    assert_eq!(refused, Some(BundleError::ActChanged { act: 0 }));
}

#[test]
fn what_many_acts_share_is_stored_once() {
    let acts = 12;
    let logo: Vec<u8> = (0..60_000_u32).map(|at| ((at * 7919) >> 5) as u8).collect();
    let source = |page: usize| {
        let mut made = Made::new();
        let picture = made.stream(
            "/Type /XObject /Subtype /Image /Width 200 /Height 100 /ColorSpace /DeviceRGB /BitsPerComponent 8",
            &logo,
        );
        let content = format!(
            "q 200 0 0 100 72 500 cm /I Do Q BT /F1 12 Tf 72 400 Td ({}) Tj ET",
            in_win_ansi(&format!("Dokument {page} æøå"))
        );
        made.page(content, &format!("/XObject << /I {picture} 0 R >>"), "");
        made.finish()
    };
    let files: Vec<Vec<u8>> = (0..acts).map(source).collect();
    let order = |count: usize| BundleOrder {
        acts: (0..count)
            .map(|number| act(&number.to_string(), "Brev"))
            .collect(),
        ..BundleOrder::default()
    };
    let one = assembled(&order(1), &files).0.len();
    let all = assembled(&order(acts), &files).0.len();
    assert!(
        all < one + acts * 2_500,
        "one act: {one} bytes; {acts}: {all}"
    );
    assert_eq!(
        objects(&assembled(&order(acts), &files).0)
            .matches("/Type/FontDescriptor")
            .count(),
        1,
        "letters of all acts are in one font"
    );
}
