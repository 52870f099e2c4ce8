//! The digits from a token on, in groups, with what stands between the groups. Letters that a scanner or
//! typist mistakes for digits are read as the digits they stand for, and counted.

use std::ops::Range;

use crate::text::{Flags, Gap, Kind, Token, Window};

pub(super) const MOST_GROUPS: usize = 16;
const MOST_DIGITS: usize = 48;
const MOST_SIGNS: usize = 3;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    /// In the whole text.
    pub start: usize,
    pub end: usize,
    /// Of the token it lies in, seen from the first.
    pub token: isize,
    first_digit: usize,
    pub count: usize,
    /// Letters that were read as digits.
    pub mended: usize,
    /// Letters stand directly before or after the digits in the same token.
    pub letters_before: bool,
    pub letters_after: bool,
    /// The sign between the group before and this one; a space where there is none.
    pub sign: u8,
    /// How many signs; `12 - 34` has one.
    pub signs: usize,
    /// The widest gap between the group before and this one.
    pub gap: Option<Gap>,
}

impl Group {
    const NONE: Group = Group {
        start: 0,
        end: 0,
        token: 0,
        first_digit: 0,
        count: 0,
        mended: 0,
        letters_before: false,
        letters_after: false,
        sign: 0,
        signs: 0,
        gap: None,
    };
}

#[derive(Debug)]
pub(super) struct Figures {
    groups: [Group; MOST_GROUPS],
    count: usize,
    digits: [u8; MOST_DIGITS],
}

impl Figures {
    pub(super) const fn none() -> Figures {
        Figures {
            groups: [Group::NONE; MOST_GROUPS],
            count: 0,
            digits: [0; MOST_DIGITS],
        }
    }

    pub(super) fn read(&mut self, window: &Window) {
        let figures = self;
        let mut at = 0;
        let mut sign = b' ';
        let mut signs = 0;
        let mut gap: Option<Gap> = None;
        while figures.count < MOST_GROUPS {
            let token = window.at(at);
            let reached = if at == 0 {
                None
            } else {
                Some(gap.map_or(token.gap, |before| before.max(token.gap)))
            };
            if reached.is_some_and(|reached| reached >= Gap::Wall) {
                break;
            }
            match token.kind {
                Kind::Number | Kind::Mixed | Kind::Word => {
                    let Some(group) = figures.take(window, at) else {
                        break;
                    };
                    let group = Group {
                        sign,
                        signs,
                        gap: reached,
                        ..group
                    };
                    figures.groups[figures.count] = group;
                    figures.count += 1;
                    if group.letters_after {
                        break;
                    }
                    sign = b' ';
                    signs = 0;
                    gap = None;
                }
                Kind::Punctuation if at > 0 && signs < MOST_SIGNS => {
                    if !matches!(
                        token.sign,
                        b'-' | b'.' | b'/' | b':' | b'|' | b'(' | b')' | b'*'
                    ) {
                        break;
                    }
                    gap = reached;
                    if signs == 0 || sign == b' ' {
                        sign = token.sign;
                    }
                    signs += 1;
                }
                Kind::Punctuation | Kind::Nothing => break,
            }
            at += 1;
        }
    }

    pub(super) fn groups(&self) -> &[Group] {
        self.groups.get(..self.count).unwrap_or_default()
    }

    /// The digits of a range of groups, one after the other.
    pub(super) fn digits(&self, groups: Range<usize>) -> &[u8] {
        let (Some(first), Some(last)) = (
            self.groups().get(groups.start),
            groups
                .end
                .checked_sub(1)
                .and_then(|last| self.groups().get(last)),
        ) else {
            return &[];
        };
        self.digits
            .get(first.first_digit..last.first_digit + last.count)
            .unwrap_or_default()
    }

    pub(super) fn span(&self, groups: Range<usize>) -> Range<usize> {
        let all = self.groups();
        match (
            all.get(groups.start),
            groups.end.checked_sub(1).and_then(|last| all.get(last)),
        ) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// How many groups from the first make exactly `digits` digits.
    pub(super) fn groups_with(&self, digits: usize) -> Option<usize> {
        let mut sum = 0;
        for (index, group) in self.groups().iter().enumerate() {
            sum += group.count;
            if sum == digits {
                return Some(index + 1);
            }
            if sum > digits {
                return None;
            }
        }
        None
    }

    /// The sizes of the first `count` groups, as a number is written: 6-4 is 64.
    pub(super) fn shape(&self, count: usize) -> u64 {
        self.groups()
            .iter()
            .take(count)
            .fold(0, |shape, group| shape * 10 + group.count.min(9) as u64)
    }

    /// The first `count` groups stand apart by spaces alone, all on one line.
    pub(super) fn spaced(&self, count: usize) -> bool {
        self.groups()
            .iter()
            .take(count)
            .skip(1)
            .all(|group| group.signs == 0 && group.gap.is_none_or(|gap| gap <= Gap::Space))
    }

    /// More digits follow the first `count` groups so closely that they are part of the same number.
    pub(super) fn goes_on_after(&self, count: usize) -> bool {
        self.groups().get(count).is_some_and(|next| {
            next.gap == Some(Gap::None) && (next.signs == 0 || matches!(next.sign, b'-' | b'.'))
        })
    }

    /// Reads the digits of one token; none where it is no number, not even with letters for digits.
    fn take(&mut self, window: &Window, at: isize) -> Option<Group> {
        let token = window.at(at);
        let folded = window.folded(at);
        let first_digit = self
            .groups()
            .last()
            .map_or(0, |group| group.first_digit + group.count);
        let (from, to) = if token.kind == Kind::Number {
            (0, folded.len())
        } else {
            core(folded, token)?
        };
        let genitive = token.kind == Kind::Mixed && is_genitive(folded, token);
        let mut mended = 0;
        let core = folded.get(from..to)?;
        for (place, byte) in core.iter().enumerate() {
            let digit = as_digit(*byte)?;
            mended += usize::from(!byte.is_ascii_digit());
            *self.digits.get_mut(first_digit + place)? = digit;
        }
        // Inside a token with characters folded away, the places of its parts are not known.
        let exact = usize::from(token.length) == folded.len();
        Some(Group {
            start: token.start + if exact { from } else { 0 },
            end: if exact { token.start + to } else { token.end() },
            token: at,
            first_digit,
            count: core.len(),
            mended,
            letters_before: from > 0,
            letters_after: to < folded.len() && !genitive,
            ..Group::default()
        })
    }
}

/// The part of a token that is digits, or letters mistaken for digits among at least as many digits. Letters
/// around it (`cpr010190`) are left out.
fn core(folded: &[u8], token: &Token) -> Option<(usize, usize)> {
    if is_genitive(folded, token) {
        return Some((0, folded.len() - 1));
    }
    let mended = folded.iter().filter(|byte| !byte.is_ascii_digit()).count();
    if folded.iter().all(|byte| as_digit(*byte).is_some()) {
        // A word of such letters alone is a number only where the right number of them stand (see `cpr`).
        if token.kind == Kind::Word {
            return (folded.len() == 4 || folded.len() == 6 || matches!(folded, b"oo" | b"ll"))
                .then_some((0, folded.len()));
        }
        if mended * 2 <= folded.len() {
            return Some((0, folded.len()));
        }
    }
    let first = folded.iter().position(u8::is_ascii_digit)?;
    let last = folded.iter().rposition(u8::is_ascii_digit)? + 1;
    let inside = folded.get(first..last)?;
    inside
        .iter()
        .all(u8::is_ascii_digit)
        .then_some((first, last))
}

/// `1234s`: the ending of "010190-1234s forældre". A scanner's mistake for 5 would be a capital.
fn is_genitive(folded: &[u8], token: &Token) -> bool {
    folded.split_last().is_some_and(|(last, digits)| {
        *last == b's'
            && digits.len() >= 4
            && digits.iter().all(u8::is_ascii_digit)
            && !token.flags.has(Flags::ALL_CAPITALS)
    })
}

fn as_digit(byte: u8) -> Option<u8> {
    Some(match byte {
        b'0'..=b'9' => byte - b'0',
        b'o' | b'q' | b'd' => 0,
        b'l' | b'i' => 1,
        b'z' => 2,
        b's' => 5,
        b'b' => 8,
        b'g' => 9,
        _ => return None,
    })
}
