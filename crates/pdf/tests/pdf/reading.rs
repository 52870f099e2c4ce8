use sagsbord_pdf::{Limits, PageText, read_text};

use crate::made::{Made, line, one_page};

fn read(file: Vec<u8>) -> Vec<PageText> {
    read_text(file, None, Limits::default()).expect("the file is sound")
}

fn lines(page: &PageText) -> Vec<String> {
    page.lines.iter().map(sagsbord_pdf::Line::text).collect()
}

#[track_caller]
fn check(content: &str, expected: &[&str]) {
    assert_eq!(lines(&read(one_page(content))[0]), expected);
}

#[test]
fn words_are_told_apart_by_spaces_or_by_gaps() {
    check(
        &line(72, 700, "Kære Åse Ærø, § 30"),
        &["Kære Åse Ærø, § 30"],
    );
    check(
        "BT /F1 12 Tf 72 700 Td [(Kar)-20(en) -600 (Lund)] TJ ET",
        &["Karen Lund"],
    );
}

#[test]
fn a_word_drawn_in_pieces_is_one_word() {
    let pieces = "BT /F1 12 Tf 72 700 Td (Ha) Tj ET BT /F1 12 Tf 87.3 700 Td (nsen) Tj ET";
    check(pieces, &["Hansen"]);
}

#[test]
fn the_order_of_painting_is_not_the_order_of_reading() {
    check(
        &(line(72, 600, "nederst") + &line(72, 700, "øverst")),
        &["øverst", "nederst"],
    );
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut content = String::new();
    for row in 0..5 {
        content += &line(
            320,
            700 - row * 14,
            &format!("h{row} her er en del ord til"),
        );
        content += &line(60, 700 - row * 14, &format!("v{row} her er en del ord til"));
    }
    let pages = read(one_page(&content));
    let firsts: Vec<String> = lines(&pages[0])
        .iter()
        .map(|line| line[..2].to_owned())
        .collect();
    assert_eq!(
        firsts,
        ["v0", "v1", "v2", "v3", "v4", "h0", "h1", "h2", "h3", "h4"]
    );
}

#[test]
fn rows_of_a_table_are_read_from_left_to_right() {
    let mut content = String::new();
    for row in 0..4 {
        content += &line(60, 700 - row * 16, &format!("nr{row}"));
        content += &line(160, 700 - row * 16, &format!("dato{row}"));
    }
    let pages = read(one_page(&content));
    assert_eq!(
        lines(&pages[0]),
        [
            "nr0", "dato0", "nr1", "dato1", "nr2", "dato2", "nr3", "dato3"
        ]
    );
}

#[test]
fn bold_made_by_printing_twice_is_read_once() {
    check(
        &(line(72, 700, "Vigtigt") + "BT /F1 12 Tf 72.4 700 Td (Vigtigt) Tj ET"),
        &["Vigtigt"],
    );
}

#[test]
fn places_are_those_of_the_page_as_it_is_shown() {
    for (turn, expected) in [
        (0, (72.0, 142.0)),
        (90, (700.0, 72.0)),
        (180, (523.0, 700.0)),
        (270, (142.0, 523.0)),
    ] {
        let mut made = Made::new();
        made.page(line(72, 700, "x"), "", &format!("/Rotate {turn}"));
        let pages = read(made.finish());
        let area = pages[0].lines[0].words[0].area;
        // The letter's baseline begins in one of its box's corners or on its edge, whichever way it is turned.
        let (x, y) = expected;
        let near = |low: f64, at: f64, high: f64| low - 0.01 <= at && at <= high + 0.01;
        assert!(
            near(area.x0, x, area.x1) && near(area.y0, y, area.y1),
            "turned by {turn} the letter's foot should be at ({x}, {y}), its box is {area:?}"
        );
    }
}

#[test]
fn what_lies_off_the_page_or_outside_its_clip_is_not_on_it() {
    check(
        &(line(72, 700, "synlig") + &line(-300, 700, "udenfor")),
        &["synlig"],
    );
    let clipped = format!(
        "q 0 0 50 50 re W n {} Q {}",
        line(72, 700, "klippet"),
        line(72, 650, "synlig")
    );
    check(&clipped, &["synlig"]);
}

#[test]
fn unseen_text_is_read_and_said_to_be_unseen() {
    let pages = read(one_page("BT /F1 12 Tf 3 Tr 72 700 Td (skjult) Tj ET"));
    let word = &pages[0].lines[0].words[0];
    assert_eq!(word.text, "skjult");
    assert!(
        word.glyphs.iter().all(|glyph| !glyph.is_seen),
        "rendering mode 3 paints nothing"
    );
}

#[test]
fn layers_that_are_switched_off_are_not_read() {
    let mut made = Made::new();
    let layer = made.object("<< /Type /OCG /Name (Kladde) >>");
    made.page(
        format!(
            "/OC /MC0 BDC {} EMC {}",
            line(72, 700, "kladde"),
            line(72, 650, "synlig")
        ),
        &format!("/Properties << /MC0 {layer} 0 R >>"),
        "",
    );
    made.catalogue(&format!(
        "/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
    ));
    assert_eq!(lines(&read(made.finish())[0]), ["synlig"]);
}
