//! One word, brought to its place by every road there is.

use super::{Case, NEIGHBOUR, by_area, by_nothing, by_text, neighbour, word};
use crate::made::{Made, line, one_page};
use sagsbord_pdf::Rect;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        by_text("a page whose box begins elsewhere", |secret| {
            page_with(
                &(line(-100, 50, secret) + &line(-100, 20, NEIGHBOUR)),
                "/MediaBox [-200 -100 400 300]",
            )
        }),
        by_text("a page measured in double points", |secret| {
            page_with(&(word(secret) + &neighbour()), "/UserUnit 2")
        }),
        by_text("a page whose box is turned inside out", |secret| {
            page_with(&(word(secret) + &neighbour()), "/MediaBox [595 842 0 0]")
        }),
        by_text("a page that inherits its turn and its size", |secret| {
            let mut made = Made::new();
            made.page(word(secret) + &neighbour(), "", "/Rotate -270");
            made.finish()
        }),
        by_text("a page with a crop box", |secret| {
            page_with(&(word(secret) + &neighbour()), "/CropBox [50 600 400 750]")
        }),
        by_nothing("outside the crop box", |secret| {
            page_with(&(word(secret) + &neighbour()), "/CropBox [0 0 595 680]")
        }),
        by_nothing("half outside the crop box", |secret| {
            // The page ends in the middle of the baseline's row; the name stands above it.
            page_with(
                &(line(72, 690, secret) + &neighbour()),
                "/CropBox [0 0 595 680]",
            )
        }),
        by_nothing("off the page", |secret| {
            one_page(&(line(-200, 700, secret) + &line(72, 2000, secret) + &neighbour()))
        }),
        by_nothing("outside a clip", |secret| {
            one_page(&format!(
                "q 0 0 40 40 re W n {} Q {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("inside an empty clip", |secret| {
            one_page(&format!(
                "q 0 0 0 0 re W n {} Q {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("squeezed to no width", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 0 0 0 1 72 700 Tm ({secret}) Tj ET {}",
                neighbour()
            ))
        }),
        by_text("half the letters clipped away", |secret| {
            one_page(&format!(
                "q 60 704 300 20 re W n {} Q {}",
                word(secret),
                neighbour()
            ))
        }),
        by_text("raised and stretched", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 150 Tz 5 Ts 72 700 Td ({secret}) Tj 100 Tz 0 Ts ET {}",
                neighbour()
            ))
        }),
        by_text("stretched by less than nothing", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf -100 Tz 300 700 Td ({secret}) Tj 100 Tz ET {}",
                neighbour()
            ))
        }),
        by_text("a size of less than nothing", |secret| {
            one_page(&format!(
                "BT /F1 -12 Tf 300 700 Td ({secret}) Tj ET {}",
                neighbour()
            ))
        }),
        by_text("moved by many small steps", |secret| {
            let steps = "1 0 0 1 1.5 7 cm ".repeat(100);
            one_page(&format!(
                "q {steps} BT /F1 12 Tf -78 0 Td ({secret}) Tj ET Q {}",
                neighbour()
            ))
        }),
        by_area(
            "an area over a word in a corner of the page",
            Rect::new(-5.0, -5.0, 90.0, 20.0),
            |secret| one_page(&(line(0, 830, secret) + &neighbour())),
        ),
    ];
    for turn in [90, 180, 270] {
        cases.push(by_text(
            &format!("a page turned by {turn}"),
            move |secret| page_with(&(word(secret) + &neighbour()), &format!("/Rotate {turn}")),
        ));
    }
    for (name, matrix) in [
        ("turned", "0 1 -1 0 300 300"),
        ("aslant", "0.7 0.7 -0.7 0.7 200 200"),
        ("upside down", "-1 0 0 -1 300 700"),
        ("mirrored", "-1 0 0 1 300 700"),
        ("mirrored downwards", "1 0 0 -1 72 700"),
        ("three times as wide", "3 0 0 1 72 700"),
        ("leaning", "1 0 0.4 1 72 700"),
    ] {
        cases.push(by_text(&format!("text {name}"), move |secret| {
            one_page(&format!(
                "BT /F1 12 Tf {matrix} Tm ({secret}) Tj ET {}",
                line(400, 60, NEIGHBOUR)
            ))
        }));
    }
    cases
}

fn page_with(content: &str, entries: &str) -> Vec<u8> {
    let mut made = Made::new();
    made.page(content, "", entries);
    made.finish()
}
