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
fn each_place_names_its_own_provision_where_one_is_told() {
    let place = |left: f64, right: f64| PageArea {
        page: 1,
        area: Rect::new(left, 125.0, right, 150.0),
    };
    // Of letters 12 points high on a page of 842: `Karen` is to the left, `Firmaet` far to the right.
    let (left, right) = (place(60.0, 130.0), place(300.0, 420.0));
    let order = RedrawOrder {
        areas: vec![left, right],
        bases: vec![
            (left, "§ 30, nr. 1".to_owned()),
            (right, "§ 30, nr. 2".to_owned()),
        ],
        ..RedrawOrder::default()
    };
    let content = line(72, 700, "Karen") + &line(320, 700, "Firmaet");
    let out = redrawn(one_page(&content), &order);
    let pages = read_text(out.bytes, None, Limits::default()).expect("the new file is sound");
    let text = pages[0].text();
    let first = text.find("[Udeladt, § 30, nr. 1]");
    let second = text.find("[Udeladt, § 30, nr. 2]");
    assert!(first.is_some() && first < second, "{text}");
    assert!(!text.contains("Karen") && !text.contains("Firmaet"));
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

#[test]
fn a_page_looks_as_it_did() {
    let mut made = Made::new();
    made.page(
        "0.9 0.2 0.1 rg 100 600 200 100 re f 0 0 1 RG 4 w 100 500 m 300 560 l S 0 g ".to_owned()
            + &line(72, 700, "Tekst på en side")
            + "q 1 0 0 1 200 300 cm 0 0 m 50 80 100 -80 150 0 c S Q",
        "",
        "",
    );
    let out = redrawn(made.finish(), &RedrawOrder::default());
    let page = &out.report.pages[0];
    assert_eq!((page.as_image, page.difference), (None, 0.0));
}

/// A page that is covered in more tiles of a pattern than are drawn one by one.
fn not_to_be_drawn_anew(content: &str) -> Vec<u8> {
    let mut made = Made::new();
    let pattern = made.stream(
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 2 2] /XStep 2 /YStep 2 /Resources << >>",
        "0.8 g 0 0 1 1 re f",
    );
    made.page(
        format!("/Pattern cs /P scn 0 0 595 842 re f 0 g {content}"),
        &format!("/Pattern << /P {pattern} 0 R >>"),
        "",
    );
    made.finish()
}

#[test]
fn what_goes_with_a_mark_is_burnt_into_a_page_that_becomes_an_image() {
    let order = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        ..RedrawOrder::default()
    };
    let reds = |content: &str| {
        let content = format!("{} {content}", line(72, 700, "Karen Lund"));
        let out = redrawn(not_to_be_drawn_anew(&content), &order);
        assert!(out.report.pages[0].as_image.is_some(), "{:?}", out.report);
        let png = sagsbord_pdf::render_png(out.bytes, None, 1, 150.0, Limits::default());
        let png = png.expect("it is shown");
        let mut reader = png::Decoder::new(std::io::Cursor::new(png))
            .read_info()
            .expect("a PNG");
        let mut samples = vec![0; reader.output_buffer_size().expect("it is small")];
        reader.next_frame(&mut samples).expect("a picture");
        samples
            .chunks_exact(3)
            .filter(|pixel| pixel[0] > 60 && pixel[1] < pixel[0] / 2)
            .count()
    };
    // Its ends would tell how wide the name is.
    let underline = "1 0 0 RG 1.5 w 71 695.5 m 137 695.5 l S";
    assert_eq!(reds(underline), 0, "the underline of the name");
    let frame = "1 0 0 RG 0.8 w 70 696 68 15 re S";
    assert_eq!(reds(frame), 0, "the frame around the name");
    let rule = "1 0 0 RG 1.5 w 72 640 m 300 640 l S";
    assert!(reds(rule) > 100, "a line of its own stays");
}

#[test]
fn what_cannot_be_drawn_anew_becomes_an_image_with_its_words_beneath() {
    let content = format!("{} {}", line(72, 700, "Karen Lund"), line(72, 600, "Åbent"));
    let order = RedrawOrder {
        texts: vec!["Karen Lund".to_owned()],
        ..RedrawOrder::default()
    };
    let out = redrawn(not_to_be_drawn_anew(&content), &order);
    assert_eq!(
        out.report.pages[0]
            .as_image
            .map(sagsbord_pdf::AsImage::code),
        Some("cannot_be_redrawn")
    );
    let pages =
        read_text(out.bytes.clone(), None, Limits::default()).expect("the new file is sound");
    let text = pages[0].text();
    assert!(
        text.contains("Åbent"),
        "the words that remain lie beneath the image: {text}"
    );
    let verified = verify(
        out.bytes,
        &["Karen Lund".to_owned()],
        &[],
        Limits::default(),
    )
    .expect("sound");
    assert!(verified.is_clean(), "{verified:?}");
}
