//! Bytes that need not be text at all. Chance writes in them: the coordinates of a thousand pages hold every number if what
//! stands between them does not count, and a hundred scans hold every short name. So letters may be parted by anything only
//! where they are no pixels, and a number must stand there as it is written.

use std::sync::OnceLock;

use super::fold::squeezed;

/// Letters and digits, as they are compared, whatever stands between them.
pub(super) fn letters(bytes: &[u8]) -> String {
    static FOLDED: OnceLock<Vec<String>> = OnceLock::new();
    let folded = FOLDED.get_or_init(|| (0..=u8::MAX).map(folded).collect());
    let told = |byte| folded[usize::from(byte)].as_str();
    Latin(bytes).map(told).collect()
}

/// Numbers with a space before, between and after. A point inside is kept: what follows it is no number of its own.
pub(super) fn numbers(bytes: &[u8]) -> String {
    let mut numbers = String::with_capacity(bytes.len() / 2 + 2);
    numbers.push(' ');
    let mut all = Latin(bytes).peekable();
    while let Some(byte) = all.next() {
        let is_inside = || numbers.ends_with(|last: char| last.is_ascii_digit());
        match byte {
            b'0'..=b'9' => numbers.push(char::from(byte)),
            b'.' if is_inside() && all.peek().is_some_and(u8::is_ascii_digit) => numbers.push('.'),
            _ => one_space(&mut numbers),
        }
    }
    one_space(&mut numbers);
    numbers
}

/// Words with one space around each, of the letters that Danish names are written with.
pub(super) fn words(bytes: &[u8]) -> String {
    static FOLDED: OnceLock<Vec<String>> = OnceLock::new();
    let is_used = |byte| {
        let letter = char::from(byte);
        letter.is_ascii_alphanumeric() || "æøåéöäüÆØÅÉÖÄÜ".contains(letter)
    };
    let told = |byte| match is_used(byte) {
        true => folded(byte),
        false => String::new(),
    };
    let folded = FOLDED.get_or_init(|| (0..=u8::MAX).map(told).collect());
    let mut words = String::with_capacity(bytes.len() + 2);
    words.push(' ');
    for byte in Latin(bytes) {
        match folded[usize::from(byte)].as_str() {
            "" => one_space(&mut words),
            letter => words.push_str(letter),
        }
    }
    one_space(&mut words);
    words
}

/// What a byte reads as on its own.
fn folded(byte: u8) -> String {
    squeezed(char::from(byte).encode_utf8(&mut [0; 4]))
}

fn one_space(text: &mut String) {
    if !text.ends_with(' ') {
        text.push(' ');
    }
}

/// Bytes as Latin letters: those of UTF-8 are put together, and of UTF-16 what is nothing is left out.
struct Latin<'b>(&'b [u8]);

impl Iterator for Latin<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            let (byte, rest) = match self.0 {
                [0xC3, low @ 0x80..=0xBF, rest @ ..] => (low | 0x40, rest),
                [byte, rest @ ..] => (*byte, rest),
                [] => return None,
            };
            self.0 = rest;
            if byte != 0 {
                return Some(byte);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded_as_the_text_they_might_be() {
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                let bytes = [first, second];
                let latin = || bytes.iter().map(|byte| char::from(*byte)).collect();
                let is_utf_8 = first == 0xC3 && !second.is_ascii() && second < 0xC0;
                let text = match is_utf_8 {
                    true => String::from_utf8_lossy(&bytes).into_owned(),
                    false => latin(),
                };
                assert_eq!(letters(&bytes), squeezed(&text), "{bytes:?}");
            }
        }
    }

    #[test]
    fn numbers_are_told_as_they_are_written() {
        #[track_caller]
        fn check(bytes: &[u8], expected: &str) {
            assert_eq!(numbers(bytes), expected);
        }
        check(b"", " ");
        check(b"nr.610180-1234.", " 610180 1234 ");
        check(b"1 0 0 1 72.610 180.1234 cm", " 1 0 0 1 72.610 180.1234 ");
        check(b"12.03.2026", " 12.03.2026 ");
        check(b"\x001\x002\0.\x003", " 12.3 ");
    }

    #[test]
    fn words_are_told_as_they_are_written() {
        #[track_caller]
        fn check(bytes: &[u8], expected: &str) {
            assert_eq!(words(bytes), expected);
        }
        check(b"", " ");
        check(b"..Karen--LUND\xFF", " karen iund ");
        check(b"\0S\0\xF8\0r\0e\0n", " søren ");
        check("Søren Åse".as_bytes(), " søren ase ");
        check(b"Karen\xA0\xE0", " karen ");
    }
}
