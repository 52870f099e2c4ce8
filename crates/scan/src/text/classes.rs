//! What kind of character an ASCII byte is, and eight of them at once.

pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 2;
pub(super) const DIGIT: u8 = 4;
pub(super) const SPACE: u8 = 8;
pub(super) const SIGN: u8 = 16;
pub(super) const BREAK: u8 = 32;

pub(super) static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        table[byte] = if character.is_ascii_lowercase() {
            LOWER
        } else if character.is_ascii_uppercase() {
            UPPER
        } else if character.is_ascii_digit() {
            DIGIT
        } else if character == b' ' {
            SPACE
        } else if matches!(character, b'\n' | b'\r' | b'\t') {
            BREAK
        } else if character.is_ascii_punctuation() {
            SIGN
        } else {
            0
        };
        byte += 1;
    }
    table
}

/// The ASCII and Danish letters and the digits that eight bytes begin with.
pub(super) struct Run {
    pub length: usize,
    /// In small letters, with zeros behind.
    pub folded: u64,
    pub kinds: u8,
    /// Of the first byte; zero where the run is empty.
    pub first: u8,
}

const ONES: u64 = 0x0101_0101_0101_0101;
pub(super) const HIGH: u64 = 0x80 * ONES;
/// What makes a capital small.
pub(super) const SMALL: u64 = 0x20 * ONES;

impl Run {
    /// All eight bytes are judged at once, each in its own lane of the number: adding to a lane sets its
    /// highest bit where the byte is at least what the constant stands for.
    #[inline]
    pub(super) fn of(mut eight: u64) -> Run {
        let at_least = |lanes: u64, byte: u8| lanes + (0x80 - u64::from(byte)) * ONES;
        let mut danish_capitals = 0;
        if eight & HIGH != 0 {
            (eight, danish_capitals) = with_danish_letters(eight);
        }
        let seven = eight & !HIGH;
        let lower = seven | (0x20 * ONES);
        let ascii = !eight & HIGH;
        let letters = at_least(lower, b'a') & !at_least(lower, b'z' + 1) & ascii;
        let digits = at_least(seven, b'0') & !at_least(seven, b'9' + 1) & ascii;
        let others = !(letters | digits) & HIGH;
        let length = (others.trailing_zeros() / 8) as usize;
        let kept = if length >= 8 {
            u64::MAX
        } else {
            (1 << (8 * length)) - 1
        };
        let letters = letters & kept;
        let uppers = (letters & (!eight << 2)) | (danish_capitals & kept);
        let digits = digits & kept;
        let kind = |lanes: u64, kind: u8| if lanes != 0 { kind } else { 0 };
        Run {
            length,
            folded: (eight | (0x20 * ONES)) & kept,
            kinds: kind(uppers, UPPER) | kind(letters & !uppers, LOWER) | kind(digits, DIGIT),
            first: kind(uppers & 0x80, UPPER)
                | kind(letters & !uppers & 0x80, LOWER)
                | kind(digits & 0x80, DIGIT),
        }
    }
}

/// Each `æ`, `ø`, `å` takes two bytes, and so does what it is folded to: they are exchanged in place. Also
/// returns the lanes that were capitals, as their highest bits. One that is cut off by the end stays as it is.
#[inline]
fn with_danish_letters(eight: u64) -> (u64, u64) {
    // The highest bit of each lane that equals `byte`; exact, since no sum leaves its lane.
    let equal = |lanes: u64, byte: u8| {
        let apart = lanes ^ (u64::from(byte) * ONES);
        !(((apart & !HIGH) + !HIGH) | apart) & HIGH
    };
    let second = equal(eight, 0xC3) << 8;
    let small = eight | (0x20 * ONES);
    let aa = equal(small, 0xA5) & second;
    let ae = equal(small, 0xA6) & second;
    let oe = equal(small, 0xB8) & second;
    let both = |seconds: u64| seconds | (seconds >> 8);
    let found = aa | ae | oe;
    let whole = |highest: u64| (highest >> 7) * 0xFF;
    let letter = |highest: u64, letter: u8| (highest >> 7) * u64::from(letter);
    let folded = letter(both(aa) | (ae >> 8), b'a') | letter(oe >> 8, b'o') | letter(ae | oe, b'e');
    let capitals = both(found & (!eight << 2));
    ((eight & !whole(both(found))) | folded, capitals)
}

/// The same where nothing but whole Danish letters is not ASCII: their second bytes are `A5`, `A6` and `B8`, and as
/// capitals `85`, `86` and `98`.
#[inline]
pub(super) fn fold_danish(eight: u64) -> u64 {
    let second = (eight & !(eight << 1) & HIGH) >> 7;
    let oe = (eight >> 4) & second;
    let aa = eight & second;
    let (letter, e, o) = (u64::from(b'a'), u64::from(b'e'), u64::from(b'o'));
    let covered = second * 0xFF;
    let seconds = second * e - aa * (e - letter);
    let firsts = second * letter + oe * (o - letter);
    (eight & !(covered | (covered >> 8))) | seconds | (firsts >> 8)
}

/// The folded letters, as written from the lowest byte up.
#[inline]
pub(super) fn danish(second: Option<&u8>) -> Option<(u64, u8)> {
    const AE: u64 = u16::from_le_bytes(*b"ae") as u64;
    const OE: u64 = u16::from_le_bytes(*b"oe") as u64;
    const AA: u64 = u16::from_le_bytes(*b"aa") as u64;
    Some(match second? {
        0xA6 => (AE, LOWER),
        0xB8 => (OE, LOWER),
        0xA5 => (AA, LOWER),
        0x86 => (AE, UPPER),
        0x98 => (OE, UPPER),
        0x85 => (AA, UPPER),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_once_say_what_one_at_a_time_would() {
        let check = |text: &str, length: usize, folded: &str, kinds: u8, first: u8| {
            let mut eight = [b'.'; 8];
            let bytes = &text.as_bytes()[..text.len().min(8)];
            eight[..bytes.len()].copy_from_slice(bytes);
            let run = Run::of(u64::from_le_bytes(eight));
            let mut expected = [0; 8];
            expected[..folded.len()].copy_from_slice(folded.as_bytes());
            assert_eq!(
                (run.length, run.folded.to_le_bytes(), run.kinds, run.first),
                (length, expected, kinds, first),
                "{text}"
            );
        };
        check("hund kat", 4, "hund", LOWER, LOWER);
        check("Hund", 4, "hund", LOWER | UPPER, UPPER);
        check("HUNDEHUS", 8, "hundehus", UPPER, UPPER);
        check("37B,", 3, "37b", UPPER | DIGIT, DIGIT);
        check("bånd", 5, "baand", LOWER, LOWER);
        check("Ærø", 5, "aeroe", LOWER | UPPER, UPPER);
        check("ØÅÆ!", 6, "oeaaae", UPPER, UPPER);
        check("åååå", 8, "aaaaaaaa", LOWER, LOWER);
        check("hundehuø", 7, "hundehu", LOWER, LOWER);
        check("caf\u{e9}r", 3, "caf", LOWER, LOWER);
        for text in ["Åsæø..", "xÆÅØ.", "æøåÆ", "ååø", "abcdefgh"] {
            let mut eight = [b'.'; 8];
            let length = text.len().min(8);
            eight[..length].copy_from_slice(&text.as_bytes()[..length]);
            let eight = u64::from_le_bytes(eight);
            assert_eq!(fold_danish(eight), with_danish_letters(eight).0, "{text}");
        }
        check("@[`{/:", 0, "", 0, 0);
        check("aZ09zA{", 6, "az09za", LOWER | UPPER | DIGIT, LOWER);
        check("\u{c3}\u{a5}x", 0, "", 0, 0);
    }
}
