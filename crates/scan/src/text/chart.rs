//! What kinds of characters stand where, as bits: sixty-four bytes to a number, so that a word's end is found
//! without a look at each of its letters.

use wide::u8x16;

/// Half blocks that are charted at one time; they stay in the processor's first cache.
const HALVES: usize = 128;
/// A look from any place goes at least this far.
const SIGHT: usize = 32;

#[derive(Debug)]
pub(super) struct Chart {
    /// Each begins thirty-two bytes after the one before, so that a look from any place needs only one.
    windows: [Marks; HALVES],
    /// Where the chart begins, in the text in hand.
    from: usize,
    /// How many places can be looked from.
    places: usize,
}

/// What stands in sixty-four bytes from some place on; the lowest bit is the first.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Marks {
    /// ASCII letters and digits, and both bytes of each Danish letter.
    pub plain: u64,
    /// Of these, capitals and digits.
    pub upper: u64,
    pub digit: u64,
}

impl Default for Chart {
    fn default() -> Self {
        Chart {
            windows: [Marks::default(); HALVES],
            from: 0,
            places: 0,
        }
    }
}

impl Chart {
    /// Another text is in hand.
    pub(super) fn forget(&mut self) {
        self.places = 0;
    }

    /// The marks from `at` on, at least as far as [`SIGHT`].
    #[inline]
    pub(super) fn look(&mut self, bytes: &[u8], at: usize) -> Marks {
        let mut offset = at.wrapping_sub(self.from);
        if offset >= self.places {
            self.draw(bytes, at);
            offset = 0;
        }
        let window = self.windows[(offset / 32) % HALVES];
        let shift = offset % 32;
        Marks {
            plain: window.plain >> shift,
            upper: window.upper >> shift,
            digit: window.digit >> shift,
        }
    }

    #[inline(never)]
    fn draw(&mut self, bytes: &[u8], at: usize) {
        let rest = bytes.get(at..).unwrap_or_default();
        let rest = rest.get(..HALVES * 32).unwrap_or(rest);
        self.from = at;
        // Where the text goes on, the last places see too little of it.
        self.places = match at + rest.len() < bytes.len() {
            true => rest.len() - SIGHT - 1,
            false => rest.len(),
        };
        let mut lead = 0;
        let (whole, last) = rest.as_chunks::<64>();
        let mut padded = [0; 64];
        padded[..last.len()].copy_from_slice(last);
        let mut before = Marks::default();
        let blocks = whole.iter().chain((!last.is_empty()).then_some(&padded));
        let mut index = 0;
        for block in blocks {
            let (marks, earlier) = marks(block, &mut lead);
            before.plain |= earlier.plain;
            before.upper |= earlier.upper;
            self.put(index, &before, &marks);
            before = marks;
            index += 2;
        }
        self.put(index, &before, &Marks::default());
    }

    /// Completes the block before `index`, and begins the one there.
    #[inline]
    fn put(&mut self, index: usize, before: &Marks, marks: &Marks) {
        if let Some([first, second]) = index
            .checked_sub(2)
            .and_then(|first| self.windows.get_mut(first..index))
        {
            *first = *before;
            *second = Marks {
                plain: before.plain >> 32 | marks.plain << 32,
                upper: before.upper >> 32 | marks.upper << 32,
                digit: before.digit >> 32 | marks.digit << 32,
            };
        }
    }
}

/// Also what it says of the block before. `lead` is whether that one ended with half a letter.
#[inline]
fn marks(block: &[u8; 64], lead: &mut u64) -> (Marks, Marks) {
    let mut marks = Marks::default();
    let (mut leads, mut seconds, mut large) = (0, 0, 0);
    for (sixteen, shift) in block.as_chunks::<16>().0.iter().zip([0, 16, 32, 48]) {
        let bits = |lanes: u8x16| u64::from(lanes.to_bitmask()) << shift;
        let all = u8x16::splat;
        let within = |lanes: u8x16, first: u8, last: u8| {
            let above = lanes - all(first);
            above.min(all(last - first)).simd_eq(above)
        };
        let bytes = u8x16::new(*sixteen);
        let small = bytes | all(0x20);
        let letters = within(small, b'a', b'z');
        let digits = within(bytes, b'0', b'9');
        let capital = (bytes & all(0x20)).simd_eq(all(0));
        marks.plain |= bits(letters | digits);
        marks.upper |= bits(letters & capital);
        marks.digit |= bits(digits);
        leads |= bits(bytes.simd_eq(all(0xC3)));
        let second = small.simd_eq(all(0xA5)) | small.simd_eq(all(0xA6)) | small.simd_eq(all(0xB8));
        seconds |= bits(second);
        large |= bits(second & capital);
    }
    let ends = (leads << 1) | *lead;
    *lead = leads >> 63;
    let (danish, capitals) = (seconds & ends, large & ends);
    marks.plain |= danish | (danish >> 1);
    marks.upper |= capitals | (capitals >> 1);
    let before = Marks {
        plain: danish << 63,
        upper: capitals << 63,
        digit: 0,
    };
    (marks, before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_of_each_byte_what_a_look_at_it_would() {
        let mut text = String::new();
        for number in 0..3_000 {
            text.push_str(
                [
                    "Ærø ",
                    "går",
                    "-Å9å",
                    "\u{e9}",
                    "Ã¸x",
                    " @[`{/:",
                    "ÆØÅæøå",
                    "漢",
                    "aZ",
                ][number * number % 9],
            );
        }
        let bytes = text.as_bytes();
        let mut expected = vec![(false, false, false); bytes.len() + 64];
        for (at, character) in text.char_indices() {
            let plain = character.is_ascii_alphanumeric() || "ÆØÅæøå".contains(character);
            for place in &mut expected[at..at + character.len_utf8()] {
                *place = (
                    plain,
                    plain && character.is_uppercase(),
                    character.is_ascii_digit(),
                );
            }
        }
        let mut chart = Chart::default();
        for at in (0..bytes.len()).filter(|at| text.is_char_boundary(*at)) {
            let marks = chart.look(bytes, at);
            for ahead in 0..SIGHT {
                let bit = |marks: u64| marks >> ahead & 1 == 1;
                assert_eq!(
                    (bit(marks.plain), bit(marks.upper), bit(marks.digit)),
                    expected[at + ahead],
                    "byte {ahead} from {at}"
                );
            }
        }
    }
}
