//! Bytes to text, whatever a system wrote them in. What is no text is said to be none: it can't be checked.

use std::borrow::Cow;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: Encoding,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Windows1252,
    /// UTF-8 with pieces of Windows-1252 in it, as when files were put together.
    Mixed,
}

/// Why bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    #[error("a file of another kind ({0})")]
    Format(&'static str),
    #[error("binary data at byte {0}")]
    Binary(usize),
}

const FORMATS: [(&[u8], &str); 8] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xD0\xCF\x11\xE0", "Office 97"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"{\\rtf", "RTF"),
    (b"\x1F\x8B", "gzip"),
];

/// Control characters beyond tab, line break and page break, of a thousand, that text may hold.
const MOST_CONTROLS: usize = 20;

pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, NotText> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return decode(rest);
    }
    for (start, name) in FORMATS {
        if bytes.starts_with(start) {
            return Err(NotText::Format(name));
        }
    }
    if let Some(text) = utf16(bytes) {
        return checked(Cow::Owned(text), Encoding::Utf16);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => checked(Cow::Borrowed(text), Encoding::Utf8),
        Err(_) => {
            let (text, any_utf8) = mixed(bytes);
            let encoding = if any_utf8 {
                Encoding::Mixed
            } else {
                Encoding::Windows1252
            };
            checked(Cow::Owned(text), encoding)
        }
    }
}

fn checked(text: Cow<'_, str>, encoding: Encoding) -> Result<Decoded<'_>, NotText> {
    let mut controls = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B) {
            controls += 1;
            if controls > MOST_CONTROLS && controls * 1_000 > at * MOST_CONTROLS {
                return Err(NotText::Binary(at));
            }
        }
    }
    Ok(Decoded { text, encoding })
}

/// With a byte-order mark, or with every other byte zero as Latin text has.
fn utf16(bytes: &[u8]) -> Option<String> {
    let (rest, big) = if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        (rest, false)
    } else if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        (rest, true)
    } else {
        let look = bytes.get(..bytes.len().min(512)).unwrap_or_default();
        let pairs = look.len() / 2;
        let zeros = |offset: usize| {
            look.chunks_exact(2)
                .filter(|pair| pair[offset] == 0)
                .count()
        };
        if pairs == 0 || zeros(0) + zeros(1) < pairs * 9 / 10 || bytes.len() % 2 == 1 {
            return None;
        }
        (bytes, zeros(0) > zeros(1))
    };
    let units = rest.chunks_exact(2).map(|pair| match pair {
        [a, b] if big => u16::from_be_bytes([*a, *b]),
        [a, b] => u16::from_le_bytes([*a, *b]),
        _ => 0,
    });
    Some(
        char::decode_utf16(units)
            .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// What is UTF-8 as such, every other byte as Windows-1252; and whether there was any of the first.
fn mixed(bytes: &[u8]) -> (String, bool) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut any_utf8 = false;
    for chunk in bytes.utf8_chunks() {
        any_utf8 |= !chunk.valid().is_ascii();
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows_1252(*byte)));
    }
    (text, any_utf8)
}

fn windows_1252(byte: u8) -> char {
    const UPPER: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => UPPER[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}
