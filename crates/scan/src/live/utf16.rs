//! Places as a browser counts them.

/// How much is counted at a time in the search for a place.
const STRIDE: usize = 1_024;

/// A character takes one unit, and two where it takes four bytes.
pub(super) fn units(text: &str) -> usize {
    let bytes = text.as_bytes();
    let characters = bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count();
    characters + bytes.iter().filter(|byte| **byte >= 0xF0).count()
}

/// The byte at which so many units are passed.
pub(super) fn byte_at(text: &str, units_before: usize) -> Option<usize> {
    let mut left = units_before;
    let mut at = 0;
    while let Some(stride) = text.get(at..).and_then(whole_stride) {
        let units = units(stride);
        if units > left {
            break;
        }
        left -= units;
        at += stride.len();
    }
    let rest = text.get(at..)?;
    for (offset, character) in rest.char_indices() {
        if left == 0 {
            return Some(at + offset);
        }
        left = left.checked_sub(character.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}

fn whole_stride(text: &str) -> Option<&str> {
    let end = (STRIDE..STRIDE + 4).find(|end| text.is_char_boundary(*end))?;
    text.get(..end)
}

/// Counts on from one place to the next.
pub(super) struct Places<'a> {
    text: &'a str,
    bytes: usize,
    units: usize,
}

impl<'a> Places<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        Places {
            text,
            bytes: 0,
            units: 0,
        }
    }

    /// Places may come a little out of order: findings of two kinds lie one upon the other.
    pub(super) fn unit(&mut self, byte: usize) -> usize {
        if byte >= self.bytes {
            self.units += units(self.text.get(self.bytes..byte).unwrap_or_default());
        } else {
            self.units -= units(self.text.get(byte..self.bytes).unwrap_or_default());
        }
        self.bytes = byte;
        self.units
    }
}
