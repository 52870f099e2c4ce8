/// A text as files write it: UTF-16 or UTF-8 with a mark, else the format's own letters. What controls a screen becomes
/// a space.
pub(crate) fn text_of(untrusted: &[u8], most: usize) -> String {
    let (be, le) = (b"\xFE\xFF", b"\xFF\xFE");
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> String {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units)
            .take(most)
            .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    let whole = if let Some(bytes) = untrusted.strip_prefix(be) {
        utf_16(bytes, u16::from_be_bytes)
    } else if let Some(bytes) = untrusted.strip_prefix(le) {
        utf_16(bytes, u16::from_le_bytes)
    } else if let Some(utf_8) = untrusted.strip_prefix(b"\xEF\xBB\xBF") {
        String::from_utf8_lossy(utf_8).into_owned()
    } else {
        untrusted.iter().take(most).copied().map(own).collect()
    };
    whole
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(most)
        .collect()
}

/// Latin letters, but for two rows.
fn own(byte: u8) -> char {
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const SIGNS: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    match byte {
        0x18..=0x1F => ACCENTS[usize::from(byte) - 0x18],
        0x80..=0xA0 => SIGNS[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_in_whatever_they_are_written_in() {
        let check = |bytes: &[u8], expected: &str| assert_eq!(text_of(bytes, 100), expected);
        check(b"B\xF8gevej \x85 1\x04 000", "Bøgevej – 1  000");
        check(b"\xFE\xFF\x00B\x00\xF8", "Bø");
        check(b"\xFF\xFEB\x00\xF8\x00", "Bø");
        check(b"\xEF\xBB\xBFB\xC3\xB8", "Bø");
        check(b"", "");
        assert_eq!(text_of(b"lang", 2), "la");
        assert_eq!(text_of(b"\xFE\xFF\x00l\x00a\x00n", 2), "la");
    }
}
