//! Which pages are read from their picture, and what becomes of their own text.

use sagsbord_intake::{Outcome, PageFlag, TakenPage};

use crate::make::scans::{self, MadePage, Setting, WHOLE_PAGE};
use crate::recognition::has_tesseract;
use crate::taking::Taking;

fn page_of(pdf: Vec<u8>) -> TakenPage {
    let taking = Taking::of(&[("side.pdf", pdf)]);
    taking.read();
    let sha256 = &taking.given[0].content;
    let Some(Ok(content)) = sha256 else {
        unreachable!("it was given")
    };
    let reading = taking.reading("side.pdf", &content.sha256).expect("read");
    match reading.outcome {
        Outcome::Pages { mut pages, .. } if pages.len() == 1 => pages.remove(0),
        other => unreachable!("not one page: {other:?}"),
    }
}

fn letter() -> (MadePage, sagsbord_intake::Grey) {
    let made = scans::page(Setting::Sans, 21, 8);
    let seen = scans::seen(&made.pdf, 300.0);
    (made, seen)
}

fn error(page: &TakenPage, should: &str) -> f64 {
    scans::letter_error(should, &page.text) * 100.0
}

fn unseen(text: &str) -> String {
    let lines = text.lines().enumerate().map(|(at, line)| {
        let y = 770 - at * 14;
        let line = line.replace(['(', ')'], " ");
        format!("BT 3 Tr /F1 10 Tf 62 {y} Td ({line}) Tj ET\n")
    });
    lines.collect()
}

#[test]
fn a_scan_is_read_and_a_text_beneath_it_is_believed_only_when_the_picture_says_the_same() {
    if !has_tesseract() {
        return;
    }
    let (made, seen) = letter();
    let scan = page_of(scans::drawn(WHOLE_PAGE, Some(&seen)));
    assert!(error(&scan, &made.text) < 1.0, "{}", scan.text);
    assert_eq!(scan.flags, []);
    let same = format!("{WHOLE_PAGE}{}", unseen(&made.text));
    let same = page_of(scans::drawn(&same, Some(&seen)));
    assert!(error(&same, &made.text) < 1.0, "{}", same.text);
    assert_eq!(same.flags, []);
    let other = format!(
        "{WHOLE_PAGE}{}",
        unseen("Sagen er lukket. Der er intet at se her.")
    );
    let other = page_of(scans::drawn(&other, Some(&seen)));
    assert!(error(&other, &made.text) < 1.0, "{}", other.text);
    assert_eq!(other.flags, [PageFlag::TextDiffers]);
}

#[test]
fn a_letter_pasted_as_a_picture_is_read_beside_the_pages_own_text() {
    if !has_tesseract() {
        return;
    }
    let (made, seen) = letter();
    let content = "q 300 0 0 424 60 300 cm /P Do Q\nBT /F1 12 Tf 62 780 Td (Brevet er sat ind herunder) Tj ET\n";
    // Half as large on the page: six points are still read.
    let page = page_of(scans::drawn(content, Some(&seen)));
    assert_eq!(page.text.matches("Brevet er sat ind herunder").count(), 1);
    let read = page.text.replace("Brevet er sat ind herunder", "");
    assert!(scans::letter_error(&made.text, &read) < 0.06, "{read}");
}

#[test]
fn writing_that_is_drawn_is_read_and_an_empty_page_is_called_empty() {
    let blank = page_of(scans::drawn("", None));
    assert_eq!(
        (blank.text.as_str(), blank.flags.as_slice()),
        ("", [PageFlag::Blank].as_slice())
    );
    if !has_tesseract() {
        return;
    }
    let white = sagsbord_intake::Grey::new(50, 70, vec![250; 3500]).expect("whole");
    let scanned = page_of(scans::drawn(WHOLE_PAGE, Some(&white)));
    assert_eq!(
        (scanned.text.as_str(), scanned.flags.as_slice()),
        ("", [PageFlag::Blank].as_slice())
    );
    // "HEL" in strokes, and no letter in the file.
    let strokes = "6 w 100 700 m 100 760 l 100 730 m 135 730 l 135 700 m 135 760 l S \
                   160 700 m 160 760 l 160 757 m 195 757 l 160 730 m 190 730 l 160 703 m 195 703 l S \
                   215 700 m 215 760 l 215 703 m 250 703 l S\n";
    let drawn = page_of(scans::drawn(strokes, None));
    assert_eq!(drawn.text.trim(), "HEL", "{:?}", drawn.flags);
}
