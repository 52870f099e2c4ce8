//! One word in fonts of every kind, and in fonts that lie.

use super::{Case, NEIGHBOUR, PLACE, by_area, by_both, by_nothing, by_text, neighbour, word};
use crate::made::{HELVETICA, Made, in_win_ansi, line, one_page};
use sagsbord_pdf::{Limits, RedrawOrder, redraw};

pub(super) fn cases() -> Vec<Case> {
    vec![
        by_text("a font of drawings", |secret| drawn_letters(secret, false)),
        by_text("a font of drawings whose names are the letters", |secret| {
            drawn_letters(secret, true)
        }),
        by_both("two bytes a letter and an embedded font", |secret| {
            // Our own files are such: written once, they are read, covered and written again.
            redraw(
                one_page(&(word(secret) + &neighbour())),
                None,
                &RedrawOrder::default(),
                Limits::default(),
            )
            .expect("it can be redrawn")
            .bytes
        }),
        by_both("two bytes a letter and no font", |secret| {
            let mut made = Made::new();
            let inner = made.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /FontDescriptor << /Type /FontDescriptor /FontName /Arial /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 556 >>");
            let unicode = made.stream("", to_unicode("0000", "FFFF", &letter_codes(secret, 4)));
            let font = made.object(format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [{inner} 0 R] /ToUnicode {unicode} 0 R >>"
            ));
            let plain = made.object(HELVETICA);
            let codes: String = secret.bytes().map(|byte| format!("{byte:04X}")).collect();
            made.page(
                format!("BT /F2 12 Tf 72 700 Td <{codes}> Tj ET {}", neighbour()),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_text("written downwards", |secret| {
            let mut made = Made::new();
            let inner = made.object("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /FontDescriptor << /Type /FontDescriptor /FontName /Arial /Flags 32 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 1000 >>");
            let unicode = made.stream("", to_unicode("0000", "FFFF", &letter_codes(secret, 4)));
            let font = made.object(format!(
                "<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-V /DescendantFonts [{inner} 0 R] /ToUnicode {unicode} 0 R >>"
            ));
            let plain = made.object(HELVETICA);
            let codes: String = secret.bytes().map(|byte| format!("{byte:04X}")).collect();
            made.page(
                format!(
                    "BT /F2 12 Tf 300 780 Td <{codes}> Tj ET {}",
                    line(72, 300, NEIGHBOUR)
                ),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_text("a ligature", |secret| {
            let parts: String = secret[..3]
                .bytes()
                .map(|byte| format!("{byte:04X}"))
                .collect();
            with_table(
                &format!("<41> <{parts}>"),
                &format!("/F2 12 Tf (A) Tj /F1 12 Tf ({}) Tj", &secret[3..]),
            )
        }),
        by_text("a letter that reads as the whole word", |secret| {
            let whole: String = secret.bytes().map(|byte| format!("{byte:04X}")).collect();
            with_table(&format!("<41> <{whole}>"), "/F2 12 Tf (A) Tj")
        }),
        by_area("a table that says something else", PLACE, |secret| {
            // Seen it is the secret; read it is `zzzzzzzzzz`.
            let map: String = secret
                .bytes()
                .map(|byte| format!("<{byte:02X}> <007A>\n"))
                .collect();
            with_table(&map, &format!("/F2 12 Tf ({secret}) Tj"))
        }),
        by_text("seen as something else and read as the word", |secret| {
            let map: String = secret
                .bytes()
                .enumerate()
                .map(|(at, byte)| format!("<{:02X}> <{byte:04X}>\n", 0x61 + at))
                .collect();
            with_table(&map, "/F2 12 Tf (abcdefghij) Tj")
        }),
        by_area("letters that say nothing at all", PLACE, |secret| {
            let mut made = Made::new();
            let differences: Vec<String> = (0..secret.len()).map(|at| format!("/x{at}")).collect();
            let font = made.object(format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [97 {}] >> >>",
                differences.join(" ")
            ));
            let plain = made.object(HELVETICA);
            made.page(
                format!("BT /F2 12 Tf 72 700 Td (abcdefghij) Tj ET {}", neighbour()),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("an encoding of its own", |secret| {
            let mut made = Made::new();
            let names: Vec<String> = secret.chars().map(|letter| format!("/{letter}")).collect();
            let font = made.object(format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [1 {}] >> >>",
                names.join(" ")
            ));
            let plain = made.object(HELVETICA);
            let codes: String = (1..=secret.len())
                .map(|code| format!("{code:02X}"))
                .collect();
            made.page(
                format!("BT /F2 12 Tf 72 700 Td <{codes}> Tj ET {}", neighbour()),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("a font whose name is the word", |secret| {
            let mut made = Made::new();
            let font = made.object(format!(
                "<< /Type /Font /Subtype /TrueType /BaseFont /{secret} /Name /{secret} /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 33 /Widths [278 278] /FontDescriptor << /Type /FontDescriptor /FontName /{secret} /FontFamily ({secret}) /Flags 32 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
            ));
            let plain = made.object(HELVETICA);
            made.page(
                format!("BT /F2 12 Tf 72 700 Td ({secret}) Tj ET {}", neighbour()),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_both("letters all of one width", |secret| {
            let mut made = Made::new();
            let font = made.object(
                "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
            );
            let plain = made.object(HELVETICA);
            made.page(
                format!("BT /F2 12 Tf 72 700 Td ({secret}) Tj ET {}", neighbour()),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_nothing("a font that no text is set in", |secret| {
            let mut made = Made::new();
            let font = made.object(format!(
                "<< /Type /Font /Subtype /Type1 /BaseFont /{secret} >>"
            ));
            let plain = made.object(HELVETICA);
            made.page(
                neighbour(),
                &format!("/Font << /F1 {plain} 0 R /{secret} {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
        by_text("accents apart from their letters", |secret| {
            // The word with a ring that has no width of its own after each letter.
            let map: String = "<B0> <030A>\n".to_owned()
                + &secret
                    .bytes()
                    .map(|byte| format!("<{byte:02X}> <{byte:04X}>\n"))
                    .collect::<String>();
            let mut made = Made::new();
            let unicode = made.stream("", to_unicode("00", "FF", &map));
            let font = made.object(format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {unicode} 0 R >>"));
            let plain = made.object(HELVETICA);
            made.page(
                format!(
                    "BT /F2 12 Tf 72 700 Td ({secret}) Tj ET {} {}",
                    neighbour(),
                    in_win_ansi("")
                ),
                &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
                "",
            );
            made.finish()
        }),
    ]
}

/// A table from codes to texts; `map` holds its lines.
fn to_unicode(first: &str, last: &str, map: &str) -> String {
    let count = map.lines().count();
    format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <{first}> <{last}> endcodespacerange {count} beginbfchar\n{map}\nendbfchar endcmap end end"
    )
}

fn letter_codes(secret: &str, digits: usize) -> String {
    secret
        .bytes()
        .map(|byte| format!("<{byte:0digits$X}> <{byte:04X}>\n"))
        .collect()
}

/// `/F2` is Helvetica with a table of its own.
fn with_table(map: &str, shown: &str) -> Vec<u8> {
    let mut made = Made::new();
    let unicode = made.stream("", to_unicode("00", "FF", map.trim_end()));
    let font = made.object(format!(
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode {unicode} 0 R >>"
    ));
    let plain = made.object(HELVETICA);
    made.page(
        format!("BT 72 700 Td {shown} ET {}", neighbour()),
        &format!("/Font << /F1 {plain} 0 R /F2 {font} 0 R >>"),
        "",
    );
    made.finish()
}

fn drawn_letters(secret: &str, are_named: bool) -> Vec<u8> {
    let mut made = Made::new();
    let mut procedures = String::new();
    let mut differences = String::new();
    for (index, letter) in secret.chars().chain(NEIGHBOUR.chars()).enumerate() {
        // Each letter has a look of its own.
        let height = 200 + u32::from(letter) * 4;
        let drawing = made.stream("", format!("600 0 0 0 500 700 d1 50 0 300 {height} re f"));
        let name = if are_named {
            format!("{letter}{index}")
        } else {
            format!("g{index}")
        };
        procedures += &format!("/{name} {drawing} 0 R ");
        differences += &format!("/{name} ");
    }
    let map: String = secret
        .chars()
        .chain(NEIGHBOUR.chars())
        .enumerate()
        .map(|(index, letter)| format!("<{:02X}> <{:04X}>\n", index + 1, u32::from(letter)))
        .collect();
    let unicode = made.stream("", to_unicode("00", "FF", map.trim_end()));
    let count = secret.len() + NEIGHBOUR.len();
    let font = made.object(format!(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 700 700] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << {procedures} >> /Encoding << /Type /Encoding /Differences [1 {differences}] >> /FirstChar 1 /LastChar {count} /Widths [{}] /ToUnicode {unicode} 0 R /Resources << >> >>",
        "600 ".repeat(count)
    ));
    let codes = |from: usize, length: usize| -> String {
        (from..from + length)
            .map(|code| format!("{code:02X}"))
            .collect()
    };
    made.page(
        format!(
            "BT /F3 12 Tf 72 700 Td <{}> Tj 0 -50 Td <{}> Tj ET",
            codes(1, secret.len()),
            codes(1 + secret.len(), NEIGHBOUR.len())
        ),
        &format!("/Font << /F3 {font} 0 R >>"),
        "",
    );
    made.finish()
}
