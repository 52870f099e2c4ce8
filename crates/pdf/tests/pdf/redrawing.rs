use sagsbord_pdf::{Limits, PageArea, PdfError, Rect, RedrawOrder, read_text, redraw, verify};

use crate::made::{Made, line, one_page};

fn redrawn(file: Vec<u8>, order: &RedrawOrder) -> sagsbord_pdf::Redrawn {
    redraw(file, None, order, Limits::default()).expect("it can be redrawn")
}

#[test]
fn the_same_order_makes_the_same_bytes() {
    let file =
        one_page(&(line(72, 700, "Kære Karen Lund") + &line(72, 680, "Kommunen har svaret.")));
    let order = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        ..RedrawOrder::default()
    };
    assert_eq!(
        redrawn(file.clone(), &order).bytes,
        redrawn(file, &order).bytes
    );
}

#[test]
fn what_is_not_covered_reads_as_before() {
    let text = [
        "Kære Åse",
        "Vi har fået din ansøgning om § 85-støtte.",
        "Med venlig hilsen",
    ];
    let content: String = text
        .iter()
        .enumerate()
        .map(|(at, text)| line(72, 700 - 40 * at as i32, text))
        .collect();
    let out = redrawn(one_page(&content), &RedrawOrder::default());
    let pages = read_text(out.bytes, None, Limits::default()).expect("the new file is sound");
    assert_eq!(pages[0].text(), text.join("\n"));
}

#[test]
fn a_mark_reads_as_its_label_where_the_text_was() {
    let order = RedrawOrder {
        texts: vec!["Karen Margrethe Lund-Testrup".to_owned()],
        basis: "OFL § 30, nr. 1".to_owned(),
        ..RedrawOrder::default()
    };
    let out = redrawn(
        one_page(&line(72, 700, "Fra Karen Margrethe Lund-Testrup til os")),
        &order,
    );
    let pages = read_text(out.bytes, None, Limits::default()).expect("the new file is sound");
    assert_eq!(pages[0].text(), "Fra [Udeladt, OFL § 30, nr. 1] til os");
}

#[test]
fn the_reader_that_verifies_finds_what_was_not_covered() {
    let file = one_page(&line(72, 700, "Karen Lund"));
    let out = redrawn(file, &RedrawOrder::default());
    let verified = verify(
        out.bytes,
        &["Karen Lund".to_owned()],
        &[],
        Limits::default(),
    )
    .expect("sound");
    let readers: Vec<&str> = verified.secrets[0]
        .hits
        .iter()
        .map(|(reader, _)| reader.as_str())
        .collect();
    assert_eq!(
        readers,
        ["shown", "engine"],
        "both readers must see what is there"
    );
}

#[test]
fn a_text_that_is_not_there_is_told() {
    let order = RedrawOrder {
        texts: vec!["Karen".to_owned(), "Per".to_owned()],
        ..RedrawOrder::default()
    };
    let out = redrawn(one_page(&line(72, 700, "Karen og Karen")), &order);
    assert_eq!(out.report.places_of_texts, [2, 0]);
}

#[test]
fn a_mark_on_a_page_that_is_not_there_is_refused() {
    let areas = vec![PageArea {
        page: 2,
        area: Rect::new(0.0, 0.0, 10.0, 10.0),
    }];
    let order = RedrawOrder {
        areas,
        ..RedrawOrder::default()
    };
    let refused = redraw(one_page(""), None, &order, Limits::default());
    assert_eq!(refused.err(), Some(PdfError::NoSuchPage { page: 2 }));
}

#[test]
fn letters_next_to_a_mark_are_left_alone() {
    let file = one_page(
        &(line(72, 714, "gjpqy over") + &line(72, 700, "Lund") + &line(72, 686, "ÅÆÉ under")),
    );
    let order = RedrawOrder {
        texts: vec!["Lund".to_owned()],
        ..RedrawOrder::default()
    };
    let out = redrawn(file, &order);
    assert_eq!(out.report.pages[0].glyphs_taken, 4);
}

#[test]
fn pages_of_all_sizes_keep_theirs() {
    let mut made = Made::new();
    made.page("", "", "/MediaBox [0 0 200 100]");
    made.page("", "", "/MediaBox [0 0 200 100] /Rotate 90");
    let out = redrawn(made.finish(), &RedrawOrder::default());
    let pages = read_text(out.bytes, None, Limits::default()).expect("the new file is sound");
    let sizes: Vec<(f64, f64)> = pages.iter().map(|page| (page.width, page.height)).collect();
    assert_eq!(sizes, [(200.0, 100.0), (100.0, 200.0)]);
}
