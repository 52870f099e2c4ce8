//! Cuts text into tokens, a piece at a time. Where the pieces are cut changes nothing.

use super::block::Block;
use super::fold::{Seen, compose, fold_character};
use super::hash::hash_padded;
use super::token::{Flags, Gap, Kind, Token};
use crate::lexicon::Class;

/// No token is longer than this, so that one endless word costs no more than many short ones.
const MOST_FOLDED: usize = 120;
const MOST_ORIGINAL: usize = 4_000;
/// As far as the end of a divided word is looked for.
const MOST_DIVISION: usize = 200;
/// What must follow in hand before a token is cut, unless the text ends.
pub(crate) const AHEAD: usize = MOST_ORIGINAL + 2 * MOST_DIVISION;
/// More emptiness than this is a wall.
const MOST_EMPTINESS: usize = 2_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    MoreFollows,
    OfText,
}

/// What lies between the last token and the next, while it is being read.
#[derive(Debug)]
pub(crate) struct Tokeniser {
    /// Where an odd character is folded to.
    scratch: Vec<u8>,
    lines: u32,
    spaces: usize,
    wide: bool,
    wall: bool,
}

impl Default for Tokeniser {
    fn default() -> Self {
        Tokeniser {
            scratch: Vec::new(),
            lines: 0,
            spaces: 0,
            wide: false,
            wall: true,
        }
    }
}

const LOWER: u8 = 1;
const UPPER: u8 = 2;
const DIGIT: u8 = 4;
const SPACE: u8 = 8;
const SIGN: u8 = 16;
const BREAK: u8 = 32;

static CLASS: [u8; 256] = classes();

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

impl Tokeniser {
    /// Reads tokens from `text[from..]`, at most `most` of them, into `block`; `base` is where `text` begins
    /// in the whole. Returns how far it came: everything before is done with.
    pub(crate) fn read(
        &mut self,
        text: &str,
        base: usize,
        from: usize,
        end: End,
        most: usize,
        block: &mut Block,
    ) -> usize {
        let bytes = text.as_bytes();
        let stop = match end {
            End::OfText => bytes.len(),
            End::MoreFollows => bytes.len().saturating_sub(AHEAD),
        };
        let full = block.tokens.len() + most;
        let mut at = from;
        while at < stop && block.tokens.len() < full {
            let byte = bytes[at];
            let class = CLASS[usize::from(byte)];
            if class == SPACE {
                self.spaces += 1;
                at += 1;
            } else if class & (LOWER | UPPER | DIGIT) != 0 {
                at = self.word(text, base, at, block);
            } else if class == SIGN {
                at = self.sign(byte, base + at, 1, block, at);
            } else if byte == b'\n' {
                self.lines += 1;
                self.spaces += 1;
                at += 1;
            } else {
                at = self.odd(text, base, at, block);
            }
        }
        at
    }

    /// True when so much emptiness was read that what stood before can be done with.
    pub(crate) fn at_wall(&self) -> bool {
        self.wall || self.spaces > MOST_EMPTINESS
    }

    fn odd(&mut self, text: &str, base: usize, at: usize, block: &mut Block) -> usize {
        let Some(character) = text[at..].chars().next() else {
            return at + 1;
        };
        let next = at + character.len_utf8();
        self.scratch.clear();
        match fold_character(character, &mut self.scratch) {
            Seen::Letter { .. } | Seen::Digit => self.word(text, base, at, block),
            Seen::Punctuation(sign) => {
                self.sign(sign, base + at, character.len_utf8(), block, next - 1)
            }
            Seen::Line => {
                let carriage = character == '\r' && text.as_bytes().get(next) == Some(&b'\n');
                if !carriage {
                    self.lines += 1;
                }
                self.wall |= character == '\u{000C}';
                self.spaces += 1;
                next
            }
            Seen::Space => {
                self.wide |= character == '\t';
                self.spaces += 1;
                next
            }
            Seen::Hidden | Seen::Mark => next,
        }
    }

    fn sign(
        &mut self,
        sign: u8,
        start: usize,
        length: usize,
        block: &mut Block,
        at: usize,
    ) -> usize {
        let gap = self.gap();
        if gap == Gap::None
            && matches!(sign, b'.' | b'-' | b'_' | b'*' | b'=' | b'#' | b'~' | b'+')
            && let Some(last) = block.tokens.last_mut()
            && last.is_sign(sign)
            && last.end() == start
            && last.length < 1_000
        {
            last.length += length as u16;
            return at + 1;
        }
        let folded_start = block.begin() as u32;
        block.tokens.push(Token {
            hash: 0,
            start,
            folded_start,
            class: Class::NONE,
            listed: 0,
            party: 0,
            length: length as u16,
            folded_length: 0,
            kind: Kind::Punctuation,
            flags: Flags::empty(),
            gap,
            sign,
        });
        at + 1
    }

    fn word(&mut self, text: &str, base: usize, start: usize, block: &mut Block) -> usize {
        let bytes = text.as_bytes();
        let folded_start = block.begin();
        let mut flags = Flags::empty();
        let mut kinds = 0u8;
        let mut first = 0u8;
        let mut at = start;
        // After the last character that can be seen.
        let mut end = start;
        let mut previous = None;
        loop {
            let run = at;
            at = self.plain_run(bytes, at, &mut kinds, &mut first, block);
            if at > run {
                end = at;
                previous = bytes.get(at - 1).map(|byte| char::from(*byte));
            }
            if block.written_since(folded_start) >= MOST_FOLDED || at - start >= MOST_ORIGINAL {
                flags.set(Flags::CUT);
                break;
            }
            let Some(byte) = bytes.get(at) else { break };
            if *byte < 0x80 && *byte != b'-' && CLASS[usize::from(*byte)] != 0 {
                break;
            }
            if *byte == 0xC3
                && let Some((letters, class)) = danish(bytes.get(at + 1))
            {
                if first == 0 {
                    first = class;
                }
                kinds |= class;
                block.write(letters, 2);
                at += 2;
                end = at;
                previous = None;
                continue;
            }
            match self.odd_inside(
                text, at, &mut kinds, &mut first, previous, &mut flags, block,
            ) {
                Step::Over { to, seen } => {
                    previous = text.get(at..to).and_then(|passed| passed.chars().next());
                    if seen {
                        end = to;
                    }
                    at = to;
                }
                Step::Ends => break,
            }
        }
        if first == UPPER {
            flags.set(Flags::CAPITAL);
        }
        let folded_length = block.written_since(folded_start);
        if kinds & (UPPER | LOWER) == UPPER && folded_length > 1 {
            flags.set(Flags::ALL_CAPITALS);
        }
        let kind = match (kinds & (LOWER | UPPER) != 0, kinds & DIGIT != 0) {
            (true, true) => Kind::Mixed,
            (false, true) => Kind::Number,
            _ => Kind::Word,
        };
        let gap = self.gap();
        block.tokens.push(Token {
            hash: hash_padded(block.padded(folded_start), folded_length),
            start: base + start,
            folded_start: folded_start as u32,
            class: Class::NONE,
            listed: 0,
            party: 0,
            length: (end - start) as u16,
            folded_length: folded_length.min(usize::from(u8::MAX)) as u8,
            kind,
            flags,
            gap,
            sign: 0,
        });
        at
    }

    /// ASCII letters and digits, eight at a time; returns where they end, or where the token gets too long.
    #[inline]
    fn plain_run(
        &self,
        bytes: &[u8],
        from: usize,
        kinds: &mut u8,
        first: &mut u8,
        block: &mut Block,
    ) -> usize {
        let mut at = from;
        while at - from < MOST_FOLDED {
            let eight = match bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
                Some(eight) => *eight,
                None => {
                    let mut last = [0; 8];
                    let rest = bytes.get(at..).unwrap_or_default();
                    last[..rest.len()].copy_from_slice(rest);
                    last
                }
            };
            let run = Run::of(u64::from_le_bytes(eight));
            if run.length == 0 {
                break;
            }
            if *first == 0 {
                *first = CLASS[usize::from(eight[0])];
            }
            *kinds |= run.kinds;
            block.write(run.folded, run.length);
            at += run.length;
            if run.length < 8 {
                break;
            }
        }
        at
    }

    /// A hyphen, or a character that is neither ASCII nor a Danish letter, within a word.
    #[expect(
        clippy::too_many_arguments,
        reason = "the state of one word in the making"
    )]
    fn odd_inside(
        &mut self,
        text: &str,
        at: usize,
        kinds: &mut u8,
        first: &mut u8,
        previous: Option<char>,
        flags: &mut Flags,
        block: &mut Block,
    ) -> Step {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            return Step::Ends;
        };
        let next = at + character.len_utf8();
        self.scratch.clear();
        let seen = fold_character(character, &mut self.scratch);
        let divided = matches!(seen, Seen::Punctuation(b'-')) && *kinds & DIGIT == 0
            || character == '\u{00AD}';
        if divided && let Some(rest) = rest_of_divided(text, next) {
            flags.set(Flags::DIVIDED);
            return Step::Over {
                to: rest,
                seen: false,
            };
        }
        let class = match seen {
            Seen::Letter { upper: true } => UPPER,
            Seen::Letter { upper: false } => LOWER,
            Seen::Digit => DIGIT,
            Seen::Mark => {
                let alone = !text[next..]
                    .chars()
                    .next()
                    .is_some_and(|following| ('\u{0300}'..='\u{036F}').contains(&following));
                if alone && let Some(letters) = compose(previous, character) {
                    block.write_all(letters);
                }
                return Step::Over {
                    to: next,
                    seen: true,
                };
            }
            Seen::Hidden => {
                if character != '\u{00AD}' {
                    flags.set(Flags::HIDDEN);
                }
                return Step::Over {
                    to: next,
                    seen: false,
                };
            }
            Seen::Punctuation(_) | Seen::Space | Seen::Line => return Step::Ends,
        };
        if *first == 0 {
            *first = class;
        }
        *kinds |= class;
        if class == DIGIT || !is_european(character) {
            flags.set(Flags::DISGUISED);
        }
        block.write_all(&self.scratch);
        Step::Over {
            to: next,
            seen: true,
        }
    }

    /// The gap before the token that now begins.
    #[inline]
    fn gap(&mut self) -> Gap {
        if self.spaces == 1 && self.lines == 0 && !self.wide && !self.wall {
            self.spaces = 0;
            return Gap::Space;
        }
        let gap = if self.at_wall() {
            Gap::Wall
        } else if self.lines > 1 {
            Gap::Paragraph
        } else if self.lines == 1 {
            Gap::Line
        } else if self.wide || self.spaces > 2 {
            Gap::Wide
        } else if self.spaces > 0 {
            Gap::Space
        } else {
            Gap::None
        };
        self.lines = 0;
        self.spaces = 0;
        self.wide = false;
        self.wall = false;
        gap
    }
}

enum Step {
    /// On to the next place; `seen` where a reader sees something there.
    Over {
        to: usize,
        seen: bool,
    },
    Ends,
}

/// The ASCII letters and digits that eight bytes begin with.
struct Run {
    length: usize,
    /// In small letters, with zeros behind.
    folded: u64,
    kinds: u8,
}

impl Run {
    /// All eight bytes are judged at once, each in its own lane of the number: adding to a lane sets its
    /// highest bit where the byte is at least what the constant stands for.
    #[inline]
    fn of(eight: u64) -> Run {
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
fn danish(second: Option<&u8>) -> Option<(u64, u8)> {
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

/// Letters that European names are written with; everything else in a Latin word is a disguise.
fn is_european(character: char) -> bool {
    matches!(character, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}

/// Where the second half of a word divided at the end of a line begins: after a line break, a small letter
/// that is not the `og` of "børne- og unge".
fn rest_of_divided(text: &str, after_hyphen: usize) -> Option<usize> {
    let mut lines = 0;
    for (offset, character) in text[after_hyphen..].char_indices() {
        if offset > MOST_DIVISION || lines > 3 {
            return None;
        }
        match character {
            '\n' | '\u{000C}' | '\u{2028}' => lines += 1,
            ' ' | '\t' | '\r' | '\u{00A0}' => {}
            _ if lines == 0 => return None,
            _ if character.is_lowercase() => {
                let rest = &text[after_hyphen + offset..];
                let conjunction = ["og", "eller", "samt", "til"].iter().any(|word| {
                    rest.strip_prefix(word).is_some_and(|after| {
                        !after.chars().next().is_some_and(char::is_alphanumeric)
                    })
                });
                return (!conjunction).then_some(after_hyphen + offset);
            }
            _ => return None,
        }
    }
    None
}
