//! The word as pixels: in every colour space, behind every filter, in masks and beside the picture.

use super::{Case, NEIGHBOUR, SECRET, by_area, by_nothing, filters};
use crate::made::{Made, line, one_page};
use sagsbord_pdf::{Limits, Rect, render_png};

/// Where the pictures' word is, from the top left. The picture is 240 by 48 points at (72, 500), from the lower left.
const WORD: Rect = Rect::new(70.0, 292.0, 314.0, 344.0);
/// The left part of the picture, in which half of the word is.
const LEFT: Rect = Rect::new(70.0, 290.0, 190.0, 344.0);

const CCITT: &str = "/ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 240 /Rows 48 >>";

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for (name, entries, data) in [
        (
            "grey",
            "/ColorSpace /DeviceGray",
            grey as fn(&str) -> Vec<u8>,
        ),
        ("red, green and blue", "/ColorSpace /DeviceRGB", |secret| {
            grey(secret).iter().flat_map(|level| [*level; 3]).collect()
        }),
        ("four inks", "/ColorSpace /DeviceCMYK", |secret| {
            grey(secret)
                .iter()
                .flat_map(|level| [0, 0, 0, 255 - level])
                .collect()
        }),
        (
            "measured grey",
            "/ColorSpace [/CalGray << /WhitePoint [0.95 1 1.09] >>]",
            grey,
        ),
        (
            "a separation",
            "/ColorSpace [/Separation /Blaek /DeviceGray << /FunctionType 2 /Domain [0 1] /C0 [0] /C1 [1] /N 1 >>]",
            grey,
        ),
        (
            "upside down colours",
            "/ColorSpace /DeviceGray /Decode [1 0]",
            |secret| grey(secret).iter().map(|level| 255 - level).collect(),
        ),
        (
            "a colour that is left out",
            "/ColorSpace /DeviceGray /Mask [255 255]",
            grey,
        ),
    ] {
        cases.push(by_area(
            &format!("a picture of {name}"),
            WORD,
            move |secret| picture(8, entries, &data(secret), ""),
        ));
    }
    cases.push(by_area("a picture by a table of colours", WORD, |secret| {
        let table: String = (0..=255)
            .map(|level| format!("{level:02x}{level:02x}{level:02x}"))
            .collect();
        picture(
            8,
            &format!("/ColorSpace [/Indexed /DeviceRGB 255 <{table}>]"),
            &grey(secret),
            "",
        )
    }));
    for (bits, step) in [(1, 8), (2, 4), (4, 2)] {
        cases.push(by_area(
            &format!("a picture of {bits} bits a pixel"),
            WORD,
            move |secret| {
                let packed: Vec<u8> = grey(secret)
                    .chunks(step)
                    .map(|pixels| {
                        pixels.iter().fold(0u8, |byte, level| {
                            (u32::from(byte) << bits) as u8 | level >> (8 - bits)
                        })
                    })
                    .collect();
                picture(bits, "/ColorSpace /DeviceGray", &packed, "")
            },
        ));
    }
    cases.push(by_area("a picture of 16 bits a pixel", WORD, |secret| {
        let wide: Vec<u8> = grey(secret)
            .iter()
            .flat_map(|level| [*level, *level])
            .collect();
        picture(16, "/ColorSpace /DeviceGray", &wide, "")
    }));
    for (name, filter, coded) in filters::lossless() {
        cases.push(by_area(
            &format!("a picture behind {name}"),
            WORD,
            move |secret| {
                picture(
                    8,
                    &format!("/ColorSpace /DeviceGray /Filter {filter}"),
                    &coded(&grey(secret)),
                    "",
                )
            },
        ));
    }
    for (name, entries, file) in [
        ("DCT", "/ColorSpace /DeviceGray /Filter /DCTDecode", "jpg"),
        (
            "DCT of four inks",
            "/ColorSpace /DeviceCMYK /Decode [1 0 1 0 1 0 1 0] /Filter /DCTDecode",
            "cmyk",
        ),
        ("JPX", "/Filter /JPXDecode", "jp2"),
        ("CCITT", CCITT, "g4"),
        (
            "JBIG2",
            "/ColorSpace /DeviceGray /Filter /JBIG2Decode",
            "jbig2",
        ),
    ] {
        let bits = if matches!(file, "g4" | "jbig2") { 1 } else { 8 };
        cases.push(by_area(
            &format!("a picture behind {name}"),
            WORD,
            move |secret| picture(bits, entries, &filters::fixture(secret, file), ""),
        ));
    }
    // What is left of the picture must show, and nothing of what was covered beside it.
    cases.push(by_area("half a picture behind DCT", LEFT, |secret| {
        picture(
            8,
            "/ColorSpace /DeviceGray /Filter /DCTDecode",
            &filters::fixture(secret, "half jpg"),
            "",
        )
    }));
    cases.push(by_area("half a picture behind CCITT", LEFT, |secret| {
        picture(1, CCITT, &filters::fixture(secret, "half g4"), "")
    }));
    cases.push(by_nothing("a JPEG's comments and thumbnails", |secret| {
        let jpeg = filters::fixture(SECRET, "jpg");
        let comment = format!("{secret} og hans adresse");
        let mut told = jpeg[..2].to_vec();
        for marker in [0xFE, 0xE1, 0xED, 0xE0] {
            told.extend_from_slice(&[0xFF, marker]);
            told.extend_from_slice(&(comment.len() as u16 + 2).to_be_bytes());
            told.extend_from_slice(comment.as_bytes());
        }
        told.extend_from_slice(&jpeg[2..]);
        told.extend_from_slice(comment.as_bytes());
        picture(8, "/ColorSpace /DeviceGray /Filter /DCTDecode", &told, "")
    }));
    cases.push(by_nothing("what stands in a picture's dictionary", |secret| {
        picture(
            8,
            &format!("/ColorSpace /DeviceGray /Name /{secret} /Alternates [<< /Image 3 0 R >>] /OPI << /F ({secret}) >> /PieceInfo << /A << /Private ({secret}) >> >> /ID ({secret})"),
            &vec![200; 240 * 48],
            "",
        )
    }));
    cases.push(by_nothing(
        "more samples than the picture shows",
        |secret| {
            let mut data = vec![200; 240 * 48];
            data.extend_from_slice(secret.as_bytes());
            picture(8, "/ColorSpace /DeviceGray", &data, "")
        },
    ));
    cases.push(by_area("an inline picture", WORD, |secret| {
        let hexadecimal: String = grey(secret).iter().map(|byte| format!("{byte:02x}")).collect();
        one_page(&format!(
            "q 240 0 0 48 72 500 cm BI /W 240 /H 48 /BPC 8 /CS /G /F /AHx ID {hexadecimal}> EI Q {}",
            line(72, 400, NEIGHBOUR)
        ))
    }));
    cases.push(by_area("a stencil", WORD, |secret| {
        let mut made = Made::new();
        let stencil = made.stream(
            "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 1 /ImageMask true",
            bits(secret),
        );
        shown(made, stencil)
    }));
    cases.push(by_area("a picture's mask of levels", WORD, |secret| {
        let mut made = Made::new();
        let mask = made.stream(
            "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            grey(secret),
        );
        let own = made.stream(
            &format!("/Type /XObject /Subtype /Image /Width 24 /Height 5 /BitsPerComponent 8 /ColorSpace /DeviceGray /SMask {mask} 0 R"),
            vec![90; 120],
        );
        shown(made, own)
    }));
    cases.push(by_area("a picture's stencil mask", WORD, |secret| {
        let mut made = Made::new();
        let mask = made.stream(
            "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 1 /ImageMask true",
            bits(secret),
        );
        let own = made.stream(
            &format!("/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray /Mask {mask} 0 R"),
            vec![90; 240 * 48],
        );
        shown(made, own)
    }));
    cases.push(by_area("a picture turned a quarter", Rect::new(60.0, 60.0, 130.0, 320.0), |secret| {
        let mut made = Made::new();
        let own = made.stream(
            "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            grey(secret),
        );
        made.page(
            format!("q 0 240 -48 0 120 540 cm /I Do Q {}", line(72, 400, NEIGHBOUR)),
            &format!("/XObject << /I {own} 0 R >>"),
            "",
        );
        made.finish()
    }));
    cases.push(by_area("a picture with letters over and beneath it", WORD, |secret| {
        let mut made = Made::new();
        let own = made.stream(
            "/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            grey(secret),
        );
        made.page(
            format!(
                "3 Tr {} 0 Tr q 240 0 0 48 72 500 cm /I Do Q 3 Tr {} 0 Tr {}",
                line(80, 520, secret),
                line(80, 510, secret),
                line(72, 400, NEIGHBOUR)
            ),
            &format!("/XObject << /I {own} 0 R >>"),
            "",
        );
        made.finish()
    }));
    cases
}

fn picture(bits: u8, entries: &str, data: &[u8], more: &str) -> Vec<u8> {
    let mut made = Made::new();
    let own = made.stream(
        &format!("/Type /XObject /Subtype /Image /Width 240 /Height 48 /BitsPerComponent {bits} {entries} {more}"),
        data,
    );
    shown(made, own)
}

fn shown(mut made: Made, picture: usize) -> Vec<u8> {
    made.page(
        format!(
            "q 240 0 0 48 72 500 cm /I Do Q {}",
            line(72, 400, NEIGHBOUR)
        ),
        &format!("/XObject << /I {picture} 0 R >>"),
        "",
    );
    made.finish()
}

/// The word in pixels of 256 levels, 240 by 48, as this crate itself draws it.
fn grey(secret: &str) -> Vec<u8> {
    let mut made = Made::new();
    made.page(
        format!("BT /F1 36 Tf 20 12 Td ({secret}) Tj ET"),
        "",
        "/MediaBox [0 0 240 48]",
    );
    let png = render_png(made.finish(), None, 1, 72.0, Limits::default()).expect("it can be drawn");
    let mut reader = png::Decoder::new(std::io::Cursor::new(png))
        .read_info()
        .expect("it is a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it is small")];
    reader.next_frame(&mut pixels).expect("it is whole");
    pixels.iter().copied().step_by(3).collect()
}

/// The same in one bit a pixel, a set bit for paper.
fn bits(secret: &str) -> Vec<u8> {
    grey(secret)
        .chunks(8)
        .map(|pixels| pixels.iter().fold(0, |byte, level| byte << 1 | level >> 7))
        .collect()
}
