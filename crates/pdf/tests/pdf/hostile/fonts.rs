//! Fonts whose programs turn in circles, or call each other in thousands.

use super::endless::{ends, page_with};

/// A page that writes with the font in `/FontFile3` (compact) or `/FontFile2` (TrueType).
fn written_with(file: &str, kind: &str, program: &[u8]) -> Vec<u8> {
    page_with("", "BT /F2 40 Tf 72 500 Td (AB !) Tj ET", |made| {
        made.object(format!(
            "<< /Type /Font /Subtype /{kind} /BaseFont /ABCDEF+X /FirstChar 32 /LastChar 66 /Widths [{}] /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+X /Flags 4 /FontBBox [0 0 1000 1000] {file} 4 0 R >> >>",
            "500 ".repeat(35)
        ));
        made.stream("/Subtype /Type1C", program);
    })
}

/// `INDEX` of a compact font: how many, and each with its place.
fn index(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = u16::try_from(parts.len())
        .expect("few")
        .to_be_bytes()
        .to_vec();
    if parts.is_empty() {
        return bytes;
    }
    bytes.push(4);
    let mut place: u32 = 1;
    bytes.extend(place.to_be_bytes());
    for part in parts {
        place += u32::try_from(part.len()).expect("short");
        bytes.extend(place.to_be_bytes());
    }
    bytes.extend(parts.concat());
    bytes
}

/// A compact font with two letters; the second calls the first of these programs.
fn compact_font(programs: &[Vec<u8>]) -> Vec<u8> {
    let shared = index(programs);
    let name = index(&[b"X".to_vec()]);
    let strings = index(&[]);
    let head = [1, 0, 4, 1];
    // `CharStrings` as a number of five bytes, so that its length is known beforehand.
    let top = |place: u32| index(&[[&[29][..], &place.to_be_bytes(), &[17]].concat()]);
    let before = head.len() + name.len() + top(0).len() + strings.len() + shared.len();
    let letters = index(&[vec![14], [call(0), vec![14]].concat()]);
    [
        head.to_vec(),
        name,
        top(u32::try_from(before).expect("small")),
        strings,
        shared,
        letters,
    ]
    .concat()
}

/// Calls the shared program of that number: numbers are counted from −107.
fn call(number: u8) -> Vec<u8> {
    vec![32 + number, 29]
}

const RETURN: u8 = 11;

#[test]
fn programs_of_a_compact_font_that_call_themselves_end() {
    // 800 to the right and up, and a rectangle drawn by lines.
    let drawn = vec![
        28, 0, 50, 28, 0, 50, 21, 28, 3, 32, 6, 28, 3, 32, 7, 28, 0xFC, 0xE0, 6, RETURN,
    ];
    let fate = ends(
        "a program as it should be",
        written_with("/FontFile3", "Type1", &compact_font(&[drawn])),
    );
    let dark = fate.shown.expect("it can be shown");
    assert!(dark > 500, "the letter is drawn: {dark}");
    let own = [call(0).repeat(4), vec![RETURN]].concat();
    ends(
        "a program that calls itself",
        written_with("/FontFile3", "Type1", &compact_font(&[own])),
    );
    // As deep as is allowed, and each calls the next thirty times.
    let programs: Vec<Vec<u8>> = (1..=10)
        .map(|next| [call(next).repeat(30), vec![RETURN]].concat())
        .chain([vec![100, 100, 21, 100, 100, 5, RETURN]])
        .collect();
    ends(
        "programs that call each other in thousands of millions",
        written_with("/FontFile3", "Type1", &compact_font(&programs)),
    );
    let endless = vec![100_u8; 1 << 20];
    ends(
        "a program that only piles up numbers",
        written_with("/FontFile3", "Type1", &compact_font(&[endless])),
    );
}

/// A TrueType font with these outlines and this program that is run before any letter.
fn true_type(outlines: &[Vec<u8>], program: &[u8]) -> Vec<u8> {
    let count = u16::try_from(outlines.len()).expect("few");
    let words =
        |words: &[u16]| -> Vec<u8> { words.iter().flat_map(|word| word.to_be_bytes()).collect() };
    let mut places = vec![0_u32];
    let mut glyf = Vec::new();
    for outline in outlines {
        glyf.extend(outline);
        glyf.resize(glyf.len().next_multiple_of(4), 0);
        places.push(u32::try_from(glyf.len()).expect("small"));
    }
    let head = [
        words(&[1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, 1000]),
        vec![0; 16],
        words(&[0, 0, 1000, 1000, 0, 8, 2, 1, 0]),
    ]
    .concat();
    let tables: Vec<(&[u8; 4], Vec<u8>)> = vec![
        (
            b"cmap",
            words(&[
                0,
                1,
                3,
                1,
                0,
                12,
                4,
                32,
                0,
                4,
                4,
                1,
                0,
                66,
                0xFFFF,
                0,
                32,
                0xFFFF,
                0_u16.wrapping_sub(31),
                1,
                0,
                0,
            ]),
        ),
        (b"fpgm", program.to_vec()),
        (b"glyf", glyf),
        (b"head", head),
        (
            b"hhea",
            [words(&[1, 0, 800, 0, 0, 1000]), vec![0; 22], words(&[1])].concat(),
        ),
        (
            b"hmtx",
            [words(&[500, 0]), vec![0; 2 * outlines.len()]].concat(),
        ),
        (
            b"loca",
            places
                .iter()
                .flat_map(|place| place.to_be_bytes())
                .collect(),
        ),
        (
            b"maxp",
            words(&[1, 0, count, 9, 9, 9, 9, 2, 9, 9, 9, 9, 99, 999, 999, 99]),
        ),
        (b"prep", program.to_vec()),
    ];
    let number = u16::try_from(tables.len()).expect("few");
    let mut font = words(&[1, 0, number, 128, 3, number * 16 - 128]);
    let mut place = font.len() + tables.len() * 16;
    for (name, table) in &tables {
        font.extend(name.as_slice());
        for value in [0, place, table.len()] {
            font.extend(u32::try_from(value).expect("small").to_be_bytes());
        }
        place += table.len().next_multiple_of(4);
    }
    for (_, table) in &tables {
        font.extend(table);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    font
}

/// An outline made of others.
fn made_of(parts: &[u16]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [0xFFFF_u16, 0, 0, 1000, 1000] {
        bytes.extend(word.to_be_bytes());
    }
    for (at, part) in parts.iter().enumerate() {
        let more = if at + 1 < parts.len() { 0x20_u16 } else { 0 };
        bytes.extend((0x2 | more).to_be_bytes());
        bytes.extend(part.to_be_bytes());
        bytes.extend([1, 1]);
    }
    bytes
}

fn triangle() -> Vec<u8> {
    let mut bytes = Vec::new();
    for word in [1_u16, 0, 0, 900, 900, 2, 0] {
        bytes.extend(word.to_be_bytes());
    }
    bytes.extend([1, 1, 1]);
    for word in [0_u16, 900, 0, 0, 0, 900] {
        bytes.extend(word.to_be_bytes());
    }
    bytes
}

#[test]
fn letters_of_a_true_type_font_that_are_made_of_themselves_end() {
    let letters = |outline: Vec<u8>| -> Vec<Vec<u8>> {
        std::iter::once(triangle())
            .chain(std::iter::repeat_n(outline, 40))
            .collect()
    };
    let fate = ends(
        "letters as they should be",
        written_with(
            "/FontFile2",
            "TrueType",
            &true_type(&letters(triangle()), &[]),
        ),
    );
    let dark = fate.shown.expect("it can be shown");
    assert!(dark > 500, "the letters are drawn: {dark}");
    ends(
        "letters made of themselves",
        written_with(
            "/FontFile2",
            "TrueType",
            &true_type(&letters(made_of(&[1, 2, 34, 35])), &[]),
        ),
    );
    // Each is made of the next, ten times over.
    let outlines: Vec<Vec<u8>> = std::iter::once(triangle())
        .chain((2..=60).map(|next| made_of(&[next; 10])))
        .chain([triangle()])
        .collect();
    ends(
        "letters made of each other in thousands of millions",
        written_with("/FontFile2", "TrueType", &true_type(&outlines, &[])),
    );
}

#[test]
fn a_program_for_the_pixels_that_never_ends_is_given_up() {
    // Puts −3 on the pile and jumps by it.
    let jumps_back = [0xB8, 0xFF, 0xFD, 0x1C];
    // Defines a function that calls itself, and calls it.
    let calls_itself = [0xB0, 0, 0x2C, 0xB0, 0, 0x2B, 0x2D, 0xB0, 0, 0x2B];
    // Calls a function that does nothing as often as can be said.
    let loops = [0xB0, 0, 0x2C, 0x2D, 0xB8, 0x7F, 0xFF, 0xB0, 0, 0x2A];
    for (name, program) in [
        ("jumps back", jumps_back.to_vec()),
        ("calls itself", calls_itself.to_vec()),
        ("loops", loops.repeat(2_000)),
    ] {
        let letters: Vec<Vec<u8>> = std::iter::repeat_with(triangle).take(41).collect();
        ends(
            &format!("a program for the pixels that {name}"),
            written_with("/FontFile2", "TrueType", &true_type(&letters, &program)),
        );
    }
}
