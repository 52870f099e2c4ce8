//! Letters that a wrong encoding made two of.

/// The letter that was meant where UTF-8 was read as Windows-1252 or Latin-1: `Ã¸` for `ø`.
#[inline]
pub(super) fn garbled(first: char, second: char) -> Option<char> {
    if first != 'Ã' {
        return None;
    }
    Some(match second {
        '¦' => 'æ',
        '¸' => 'ø',
        '¥' => 'å',
        '†' | '\u{86}' => 'Æ',
        '˜' | '\u{98}' => 'Ø',
        '…' | '\u{85}' => 'Å',
        '©' => 'é',
        '¶' => 'ö',
        '¤' => 'ä',
        '¼' => 'ü',
        _ => return None,
    })
}
