//! The word on the page, and out of sight: nobody covers it, and it must not come along.

use super::{Case, by_nothing, form, neighbour, word};
use crate::made::{Made, line, one_page};

pub(super) fn cases() -> Vec<Case> {
    vec![
        by_nothing("under a black box", |secret| {
            one_page(&format!(
                "{} 0 g 70 690 90 20 re f {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under a white box", |secret| {
            one_page(&format!(
                "{} 1 g 70 690 90 20 re f 0 g {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under two boxes, each over a half", |secret| {
            one_page(&format!(
                "{} 0 g 70 690 40 20 re f 109 690 60 20 re f {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under a box that is drawn as lines", |secret| {
            one_page(&format!(
                "{} 0 g 70 690 m 160 690 l 160 712 l 70 712 l h f {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under a broad stroke", |secret| {
            one_page(&format!(
                "{} 0 G 20 w 66 704 m 160 704 l S {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under a box that leaves the letters' feet", |secret| {
            one_page(&format!(
                "{} 0 g 70 701.5 90 20 re f {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("under one path of three boxes", |secret| {
            one_page(&format!(
                "{} 0 g 70 690 30 22 re 99 690 30 22 re 128 690 30 22 re f {}",
                word(secret),
                neighbour()
            ))
        }),
        by_nothing("letters of a font of drawings under a box", |secret| {
            let mut made = Made::new();
            let letters: Vec<usize> = secret
                .bytes()
                .map(|letter| {
                    made.stream(
                        "",
                        format!(
                            "600 0 0 0 500 700 d1 50 0 300 {} re f",
                            200 + 4 * u32::from(letter)
                        ),
                    )
                })
                .collect();
            let procedures: String = letters
                .iter()
                .enumerate()
                .map(|(at, own)| format!("/g{at} {own} 0 R "))
                .collect();
            let names: String = (0..letters.len()).map(|at| format!("/g{at} ")).collect();
            let font = made.object(format!("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {procedures} >> /Encoding << /Type /Encoding /Differences [1 {names}] >> /FirstChar 1 /LastChar 10 /Widths [{}] /Resources << >> >>", "600 ".repeat(10)));
            let plain = made.object(crate::made::HELVETICA);
            made.page(
                format!(
                    "BT /F3 12 Tf 72 700 Td <0102030405060708090A> Tj ET 0 g 70 690 90 30 re f {}",
                    neighbour()
                ),
                &format!("/Font << /F1 {plain} 0 R /F3 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("letters of lines under a box", |secret| {
            let strokes: String = secret
                .bytes()
                .enumerate()
                .map(|(at, letter)| {
                    format!(
                        "{0} 698 m {0} {1} l S ",
                        74 + 6 * at,
                        700 + usize::from(letter % 8)
                    )
                })
                .collect();
            one_page(&format!("{strokes} 0 g 70 690 90 20 re f {}", neighbour()))
        }),
        by_nothing("under a letter that is a box", |secret| {
            let mut made = Made::new();
            let block = made.stream("", "1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f");
            let font = made.object(format!("<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /b {block} 0 R >> /Encoding << /Type /Encoding /Differences [1 /b] >> /FirstChar 1 /LastChar 1 /Widths [1000] /Resources << >> >>"));
            let plain = made.object(crate::made::HELVETICA);
            made.page(
                format!(
                    "{} BT /F3 20 Tf 70 696 Td <0101010101> Tj ET {}",
                    word(secret),
                    neighbour()
                ),
                &format!("/Font << /F1 {plain} 0 R /F3 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("a picture's middle under a box", |secret| {
            let mut made = Made::new();
            let rows: Vec<u8> = (0..40)
                .flat_map(|y| {
                    secret
                        .bytes()
                        .cycle()
                        .take(40)
                        .map(move |letter| if (12..28).contains(&y) { letter } else { 200 })
                })
                .collect();
            let own = made.stream(
                "/Type /XObject /Subtype /Image /Width 40 /Height 40 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                rows,
            );
            made.page(
                format!(
                    "q 200 0 0 200 72 500 cm /I Do Q 0 g 60 555 230 90 re f {}",
                    line(72, 400, super::NEIGHBOUR)
                ),
                &format!("/XObject << /I {own} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("a JPEG's left half under a box", |secret| {
            let mut made = Made::new();
            let own = made.stream(
                "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /DCTDecode",
                super::filters::fixture(secret, "half jpg"),
            );
            made.page(
                format!(
                    "q 240 0 0 48 72 500 cm /I Do Q 0 g 60 490 126 70 re f {}",
                    line(72, 400, super::NEIGHBOUR)
                ),
                &format!("/XObject << /I {own} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("under a picture", |secret| {
            let mut made = Made::new();
            let own = made.stream(
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
                [0],
            );
            made.page(
                format!(
                    "{} q 90 0 0 20 70 690 cm /I Do Q {}",
                    word(secret),
                    neighbour()
                ),
                &format!("/XObject << /I {own} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("under a box in a form", |secret| {
            let mut made = Made::new();
            let over = form(&mut made, "0 g 70 690 90 20 re f", "");
            made.page(
                format!("{} /X Do {}", word(secret), neighbour()),
                &format!("/XObject << /X {over} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("in a form under a box", |secret| {
            let mut made = Made::new();
            let under = form(&mut made, &word(secret), "");
            made.page(
                format!("/X Do 0 g 70 690 90 20 re f {}", neighbour()),
                &format!("/XObject << /X {under} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("under a note's black look", |secret| {
            let mut made = Made::new();
            let look = form(&mut made, "0 g 70 690 90 20 re f", "");
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /Redact /Rect [0 0 600 900] /F 4 /AP << /N {look} 0 R >> >>"
            ));
            made.page(
                word(secret) + &neighbour(),
                "",
                &format!("/Annots [{note} 0 R]"),
            );
            made.finish()
        }),
        by_nothing("text that is not painted", |secret| {
            one_page(&format!(
                "BT /F1 12 Tf 3 Tr 72 700 Td ({secret}) Tj 0 Tr ET {}",
                neighbour()
            ))
        }),
        by_nothing("in a group that is seen through", |secret| {
            let mut made = Made::new();
            let group = form(&mut made, &word(secret), "");
            let body = String::from_utf8_lossy(made.body(group)).replace(
                "/Subtype /Form",
                "/Subtype /Form /Group << /S /Transparency >>",
            );
            made.replace(group, body);
            made.page(
                format!("q /G gs /X Do Q {}", neighbour()),
                &format!("/XObject << /X {group} 0 R >> /ExtGState << /G << /ca 0 >> >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("a layer that is switched off", |secret| {
            let mut made = Made::new();
            let layer = made.object(format!("<< /Type /OCG /Name ({secret}) >>"));
            made.page(
                format!("/OC /L BDC {} EMC {}", word(secret), neighbour()),
                &format!("/Properties << /L {layer} 0 R >>"),
                "",
            );
            made.catalogue(&format!(
                "/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("a form on a layer that is switched off", |secret| {
            let mut made = Made::new();
            let layer = made.object(format!("<< /Type /OCG /Name ({secret}) >>"));
            let font = made.object(crate::made::HELVETICA);
            let inner = made.stream(
                &format!("/Type /XObject /Subtype /Form /OC {layer} 0 R /BBox [0 0 600 900] /Resources << /Font << /F1 {font} 0 R >> >>"),
                word(secret),
            );
            made.page(
                neighbour() + "/X Do",
                &format!("/XObject << /X {inner} 0 R >>"),
                "",
            );
            made.catalogue(&format!(
                "/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("members of layers that are switched off", |secret| {
            let mut made = Made::new();
            let layer = made.object(format!("<< /Type /OCG /Name ({secret}) >>"));
            let members = made.object(format!("<< /Type /OCMD /OCGs [{layer} 0 R] /P /AllOn >>"));
            made.page(
                format!("/OC /L BDC {} EMC {}", word(secret), neighbour()),
                &format!("/Properties << /L {members} 0 R >>"),
                "",
            );
            made.catalogue(&format!(
                "/OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("a layer for the printer only", |secret| {
            let mut made = Made::new();
            let layer = made.object(format!(
                "<< /Type /OCG /Name ({secret}) /Usage << /View << /ViewState /OFF >> /Print << /PrintState /ON >> >> >>"
            ));
            made.page(
                format!("/OC /L BDC {} EMC {}", word(secret), neighbour()),
                &format!("/Properties << /L {layer} 0 R >>"),
                "",
            );
            made.catalogue(&format!(
                "/OCProperties << /OCGs [{layer} 0 R] /D << /BaseState /OFF /OFF [{layer} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("a layer's name where it is switched on", |secret| {
            let mut made = Made::new();
            let layer = made.object(format!("<< /Type /OCG /Name ({secret}) >>"));
            made.page(
                format!("/OC /L BDC {} EMC", neighbour()),
                &format!("/Properties << /L {layer} 0 R >>"),
                "",
            );
            made.catalogue(&format!(
                "/OCProperties << /OCGs [{layer} 0 R] /D << /ON [{layer} 0 R] >> >>"
            ));
            made.finish()
        }),
        by_nothing("a note that is hidden", |secret| {
            let mut made = Made::new();
            let look = form(&mut made, &line(2, 4, secret), "");
            let note = made.object(format!(
                "<< /Type /Annot /Subtype /FreeText /Contents ({secret}) /Rect [72 690 200 712] /F 2 /AP << /N {look} 0 R >> >>"
            ));
            made.page(neighbour(), "", &format!("/Annots [{note} 0 R]"));
            made.finish()
        }),
    ]
}
