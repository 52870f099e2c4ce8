use sagsbord_scan::{Category, Encoding, NotText, Options, Scanner, WordList, decode};

use crate::support::found;

#[test]
fn text_is_read_in_whatever_it_was_written_in() {
    let utf16 = |text: &str, mark: &[u8], big: bool| {
        let mut bytes = mark.to_vec();
        for unit in text.encode_utf16() {
            bytes.extend(if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            });
        }
        bytes
    };
    let cases: [(&str, Vec<u8>, Encoding); 7] = [
        (
            "Blåbærgrød",
            "Blåbærgrød".as_bytes().to_vec(),
            Encoding::Utf8,
        ),
        (
            "Blåbærgrød",
            [b"\xEF\xBB\xBF", "Blåbærgrød".as_bytes()].concat(),
            Encoding::Utf8,
        ),
        (
            "Blåbærgrød – 5 €",
            b"Bl\xE5b\xE6rgr\xF8d \x96 5 \x80".to_vec(),
            Encoding::Windows1252,
        ),
        (
            "Blåbær og grød",
            ["Blåbær og gr".as_bytes(), b"\xF8d"].concat(),
            Encoding::Mixed,
        ),
        (
            "Blåbærgrød",
            utf16("Blåbærgrød", b"\xFF\xFE", false),
            Encoding::Utf16,
        ),
        (
            "Blåbærgrød",
            utf16("Blåbærgrød", b"\xFE\xFF", true),
            Encoding::Utf16,
        ),
        (
            "Grød uden mærke",
            utf16("Grød uden mærke", b"", false),
            Encoding::Utf16,
        ),
    ];
    for (expected, bytes, encoding) in cases {
        let decoded = decode(&bytes);
        assert_eq!(
            decoded
                .as_ref()
                .map(|decoded| (decoded.text.as_ref(), decoded.encoding)),
            Ok((expected, encoding))
        );
    }
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    assert_eq!(decode(b"%PDF-1.7 ..."), Err(NotText::Format("PDF")));
    assert_eq!(decode(b"PK\x03\x04rest"), Err(NotText::Format("ZIP")));
    let binary: Vec<u8> = (0..2_000u32)
        .map(|number| (number * 7 % 31) as u8)
        .collect();
    assert!(matches!(decode(&binary), Err(NotText::Binary(_))));
}

#[test]
fn words_are_found_in_text_that_was_garbled_on_the_way() {
    let scanner = Scanner::new(
        WordList::from_base_forms("åndssvag\ntåbelig"),
        Options::default(),
    )
    .for_case(Default::default());
    for (text, expected) in [
        ("Han er Ã¥ndssvag.", "Ã¥ndssvag"),
        ("Det var tÃ¥beligt.", "tÃ¥beligt"),
        ("ÅNDSSVAG", "ÅNDSSVAG"),
    ] {
        assert_eq!(found(&scanner, text, Category::Forbidden), [expected]);
    }
}
