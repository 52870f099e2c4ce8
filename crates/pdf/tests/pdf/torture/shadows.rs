//! What a word leaves beside itself: lines, boxes, links and gaps of its width.

use super::{Case, NEIGHBOUR, PLACE, by_area, by_text, neighbour, word};
use crate::made::{Made, line, one_page};

pub(super) fn cases() -> Vec<Case> {
    vec![
        by_text("underlined", |secret| {
            one_page(&format!(
                "{} 72 698 {} 0.6 re f {}",
                word(secret),
                WIDTH,
                neighbour()
            ))
        }),
        by_text("struck through", |secret| {
            one_page(&format!(
                "{} 0.5 w 72 704 m {} 704 l S {}",
                word(secret),
                72.0 + WIDTH,
                neighbour()
            ))
        }),
        by_text("on a coloured ground of its own", |secret| {
            one_page(&format!(
                "1 1 0 rg 72 694 {} 20 re f 0 g {} {}",
                WIDTH,
                word(secret),
                neighbour()
            ))
        }),
        by_text("in a frame of its own", |secret| {
            one_page(&format!(
                "0.5 w 70 692 {} 22 re S {} {}",
                WIDTH + 4.0,
                word(secret),
                neighbour()
            ))
        }),
        by_text("in a clip of its own", |secret| {
            one_page(&format!(
                "q 72 690 {} 24 re W n {} 1 0 0 rg 60 692 300 1 re f Q {}",
                WIDTH,
                word(secret),
                neighbour()
            ))
        }),
        by_text("with a link of its own", |secret| {
            let mut made = Made::new();
            let link = made.object(format!("<< /Type /Annot /Subtype /Link /Border [0 0 1] /Rect [72 696 {} 712] /A << /S /URI /URI (https://eksempel.dk/{secret}) >> >>", 72.0 + WIDTH));
            made.page(
                word(secret) + &neighbour(),
                "",
                &format!("/Annots [{link} 0 R]"),
            );
            made.finish()
        }),
        by_text("under a highlight", |secret| {
            let mut made = Made::new();
            let look = made.stream(
                "/Type /XObject /Subtype /Form /BBox [72 694 140 714]",
                format!("1 1 0 rg 72 694 {WIDTH} 20 re f"),
            );
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /Highlight /Rect [72 694 140 714] /QuadPoints [72 714 140 714 72 694 140 694] /F 4 /AP << /N {look} 0 R >> /Contents ({secret}) >>"
            ));
            made.page(
                word(secret) + &neighbour(),
                "",
                &format!("/Annots [{note} 0 R]"),
            );
            made.finish()
        }),
        by_area("letters of lines", PLACE, |secret| {
            let mut content = String::from("2 w ");
            for (at, letter) in secret.bytes().map(usize::from).enumerate() {
                content += &format!(
                    "{} 700 m {} {} l S ",
                    74 + at * 6,
                    76 + at * 6,
                    704 + letter % 8
                );
            }
            one_page(&(content + &neighbour()))
        }),
        by_area(
            "letters of curves in one path with others",
            PLACE,
            |secret| {
                let mut content = String::from("0.2 g ");
                for (at, letter) in secret
                    .bytes()
                    .chain(NEIGHBOUR.bytes())
                    .map(usize::from)
                    .enumerate()
                {
                    let x = 74 + at * 6;
                    content += &format!(
                        "{x} 700 m {x} {} {} {} {} 700 c h ",
                        702 + letter % 8,
                        x + 5,
                        702 + letter % 5,
                        x + 5
                    );
                }
                one_page(&(content + "f 0 g " + &neighbour()))
            },
        ),
        by_text("with a footnote's mark on it", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 72 700 Td ({secret}) Tj 5 Ts /F1 7 Tf (1) Tj 0 Ts /F1 12 Tf ( bor her) Tj ET {}",
                neighbour()
            ))
        }),
        by_text("among letters that were moved to make room", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 72 700 Td [(Af )-12(T)40({secret})-33( t)7(il )-3({NEIGHBOUR})] TJ ET {}",
                line(72, 600, "slut")
            ))
        }),
    ]
}

/// Of the secret in Helvetica 12: 4.947 ems.
const WIDTH: f64 = 59.4;
