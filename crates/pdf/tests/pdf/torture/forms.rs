//! Drawings inside drawings: forms, groups, masks and patterns.

use super::{Case, PLACE, by_area, by_both, by_nothing, by_text, form, neighbour, word};
use crate::made::{HELVETICA, Made, line, one_page};
use sagsbord_pdf::Rect;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = vec![
        by_text("forms in forms, used twice", |secret| {
            let mut made = Made::new();
            let mut inner = form(&mut made, &word(secret), "");
            for _ in 0..5 {
                inner = form(
                    &mut made,
                    "q 1 0 0 1 0 0 cm /X Do Q",
                    &format!("/XObject << /X {inner} 0 R >>"),
                );
            }
            made.page(
                neighbour() + "/X Do q 1 0 0 1 100 -100 cm /X Do Q",
                &format!("/XObject << /X {inner} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("a form with a matrix", |secret| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let inner = made.stream(
                &format!("/Type /XObject /Subtype /Form /Matrix [0.5 0 0 0.5 36 350] /BBox [0 0 900 900] /Resources << /Font << /F1 {font} 0 R >> >>"),
                format!("BT /F1 24 Tf 72 700 Td ({secret}) Tj ET"),
            );
            made.page(
                neighbour() + "/X Do",
                &format!("/XObject << /X {inner} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("a form without resources of its own", |secret| {
            let mut made = Made::new();
            let inner = made.stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 900 900]",
                word(secret),
            );
            made.page(
                neighbour() + "/X Do",
                &format!("/XObject << /X {inner} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("a form that nothing shows", |secret| {
            let mut made = Made::new();
            let inner = form(&mut made, &word(secret), "");
            made.page(neighbour(), &format!("/XObject << /X {inner} 0 R >>"), "");
            made.finish()
        }),
        by_nothing("a form outside its own box", |secret| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let inner = made.stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Resources << /Font << /F1 {font} 0 R >> >>"),
                word(secret),
            );
            made.page(
                neighbour() + "/X Do",
                &format!("/XObject << /X {inner} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("a transparency group", |secret| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let group = made.stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency >> /Resources << /Font << /F1 {font} 0 R >> >>"),
                word(secret),
            );
            let state = made.object("<< /ca 0.5 /BM /Multiply >>");
            made.page(
                neighbour() + "/G gs /X Do",
                &format!("/XObject << /X {group} 0 R >> /ExtGState << /G {state} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("letters of no opacity", |secret| {
            let mut made = Made::new();
            let state = made.object("<< /ca 0 /CA 0 >>");
            made.page(
                format!("q /G gs {} Q {}", word(secret), neighbour()),
                &format!("/ExtGState << /G {state} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_area(
            "text as a clip",
            Rect::new(60.0, 90.0, 460.0, 160.0),
            |secret| {
                one_page(&format!(
                    "q BT /F1 40 Tf 7 Tr 72 700 Td ({secret}) Tj ET 1 0 0 rg 60 690 400 60 re f Q {}",
                    neighbour()
                ))
            },
        ),
        by_text("a tiling pattern of text", |secret| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let pattern = made.stream(
                &format!("/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 100 30] /XStep 100 /YStep 30 /Resources << /Font << /F1 {font} 0 R >> >>"),
                line(2, 8, secret),
            );
            made.page(
                format!("/Pattern cs /P scn 0 690 300 60 re f 0 g {}", neighbour()),
                &format!("/Pattern << /P {pattern} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_text("an uncoloured tiling pattern of text", |secret| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let pattern = made.stream(
                &format!("/Type /Pattern /PatternType 1 /PaintType 2 /TilingType 1 /BBox [0 0 100 30] /XStep 100 /YStep 30 /Resources << /Font << /F1 {font} 0 R >> >>"),
                line(2, 8, secret),
            );
            made.page(
                format!("/S cs 1 0 0 /P scn 0 690 300 60 re f 0 g {}", neighbour()),
                &format!(
                    "/Pattern << /P {pattern} 0 R >> /ColorSpace << /S [/Pattern /DeviceRGB] >>"
                ),
                "",
            );
            made.finish()
        }),
        by_both("text painted with a tiling pattern", |secret| {
            let mut made = Made::new();
            let pattern = made.stream(
                "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 4 4] /XStep 4 /YStep 4 /Resources << >>",
                "1 0 0 rg 0 0 2 2 re f",
            );
            made.page(
                format!("/Pattern cs /P scn {} 0 g {}", word(secret), neighbour()),
                &format!("/Pattern << /P {pattern} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("text painted with a shading", |secret| {
            let mut made = Made::new();
            let pattern = made.object("<< /Type /Pattern /PatternType 2 /Shading << /ShadingType 2 /ColorSpace /DeviceRGB /Coords [72 0 200 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> /Extend [true true] >> >>");
            made.page(
                format!("/Pattern cs /P scn {} 0 g {}", word(secret), neighbour()),
                &format!("/Pattern << /P {pattern} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_area(
            "a shading clipped by text",
            Rect::new(60.0, 90.0, 460.0, 160.0),
            |secret| {
                let mut made = Made::new();
                let shading = made.object("<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [72 0 400 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [1 0 0] /C1 [0 0 1] /N 1 >> /Extend [true true] >>");
                made.page(
                    format!(
                        "q BT /F1 40 Tf 7 Tr 72 700 Td ({secret}) Tj ET /Sh sh Q {}",
                        neighbour()
                    ),
                    &format!("/Shading << /Sh {shading} 0 R >>"),
                    "",
                );
                made.finish()
            },
        ),
        by_both("under a colour that is not printed", |secret| {
            let mut made = Made::new();
            let state = made.object("<< /OP true /op true /OPM 1 >>");
            made.page(
                format!("/G gs 0 0 0 0 k {} 0 g {}", word(secret), neighbour()),
                &format!("/ExtGState << /G {state} 0 R >>"),
                "",
            );
            made.finish()
        }),
    ];
    for kind in ["Luminosity", "Alpha"] {
        let make = move |secret: &str| {
            let mut made = Made::new();
            let font = made.object(HELVETICA);
            let mask = made.stream(
                &format!("/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Group << /S /Transparency /CS /DeviceGray >> /Resources << /Font << /F1 {font} 0 R >> >>"),
                format!("1 g {}", word(secret)),
            );
            let state = made.object(format!("<< /SMask << /S /{kind} /G {mask} 0 R >> >>"));
            let none = made.object("<< /SMask /None >>");
            made.page(
                format!("/G gs 1 0 0 rg 60 690 200 40 re f /N gs {}", neighbour()),
                &format!("/ExtGState << /G {state} 0 R /N {none} 0 R >>"),
                "",
            );
            made.finish()
        };
        cases.push(by_area(
            &format!("text in a mask of {kind}, by its place"),
            PLACE,
            make,
        ));
        cases.push(by_text(&format!("text in a mask of {kind}"), make));
    }
    for blend in ["Multiply", "Difference", "Luminosity", "ColorBurn"] {
        cases.push(by_both(
            &format!("text blended by {blend}"),
            move |secret| {
                let mut made = Made::new();
                let state = made.object(format!("<< /BM /{blend} >>"));
                made.page(
                    format!(
                        "0.8 1 0.8 rg 50 640 300 100 re f q /G gs 0 g {} Q 0 g {}",
                        word(secret),
                        neighbour()
                    ),
                    &format!("/ExtGState << /G {state} 0 R >>"),
                    "",
                );
                made.finish()
            },
        ));
    }
    cases
}
