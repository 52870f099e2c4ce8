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

/// The ASCII letters and digits that eight bytes begin with.
pub(super) struct Run {
    pub length: usize,
    /// In small letters, with zeros behind.
    pub folded: u64,
    pub kinds: u8,
}

impl Run {
    /// All eight bytes are judged at once, each in its own lane of the number: adding to a lane sets its
    /// highest bit where the byte is at least what the constant stands for.
    #[inline]
    pub(super) fn of(eight: u64) -> Run {
        const ONES: u64 = 0x0101_0101_0101_0101;
        const HIGH: u64 = 0x80 * ONES;
        let at_least = |lanes: u64, byte: u8| lanes + (0x80 - u64::from(byte)) * ONES;
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
        let uppers = letters & (!eight << 2);
        let mut kinds = 0;
        kinds |= if uppers != 0 { UPPER } else { 0 };
        kinds |= if uppers != letters { LOWER } else { 0 };
        kinds |= if digits & kept != 0 { DIGIT } else { 0 };
        Run {
            length,
            folded: (eight | (0x20 * ONES)) & kept,
            kinds,
        }
    }
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
