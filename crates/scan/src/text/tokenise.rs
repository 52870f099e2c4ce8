//! Cuts text into tokens, a piece at a time. Where the pieces are cut changes nothing.

use super::block::Block;
use super::fold::{Seen, compose, fold_character};
use super::hash::hash_folded;
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
    lines: u32,
    spaces: usize,
    wide: bool,
    wall: bool,
}

impl Default for Tokeniser {
    fn default() -> Self {
        Tokeniser {
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
        let before = block.folded.len();
        let seen = fold_character(character, &mut block.folded);
        block.folded.truncate(before);
        match seen {
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
        block.tokens.push(Token {
            hash: 0,
            start,
            folded_start: block.folded.len() as u32,
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
        let folded_start = block.folded.len();
        let mut flags = Flags::empty();
        let mut kinds = 0u8;
        let mut first = 0u8;
        let mut at = start;
        // After the last character that can be seen.
        let mut end = start;
        let mut previous = None;
        loop {
            let run = at;
            while let Some(byte) = bytes.get(at) {
                let class = CLASS[usize::from(*byte)];
                if class & (LOWER | UPPER | DIGIT) == 0 || at - run >= MOST_FOLDED {
                    break;
                }
                kinds |= class;
                at += 1;
            }
            if at > run {
                if first == 0 {
                    first = CLASS[usize::from(bytes[run])];
                }
                // Letters and digits alike: the bit is already set in digits and lower case.
                block
                    .folded
                    .extend(bytes[run..at].iter().map(|byte| byte | 0x20));
                end = at;
                previous = Some(char::from(bytes[at - 1]));
            }
            if block.folded.len() - folded_start >= MOST_FOLDED || at - start >= MOST_ORIGINAL {
                flags.set(Flags::CUT);
                break;
            }
            let Some(byte) = bytes.get(at) else { break };
            if *byte == b'-' {
                if kinds & DIGIT == 0
                    && let Some(rest) = rest_of_divided(text, at + 1)
                {
                    flags.set(Flags::DIVIDED);
                    at = rest;
                    previous = None;
                    continue;
                }
                break;
            }
            if *byte < 0x80 && CLASS[usize::from(*byte)] != 0 {
                break;
            }
            if *byte == 0xC3
                && let Some((letters, class)) = danish(bytes.get(at + 1))
            {
                if first == 0 {
                    first = class;
                }
                kinds |= class;
                block.folded.extend_from_slice(&letters);
                at += 2;
                end = at;
                previous = None;
                continue;
            }
            let Some(character) = text[at..].chars().next() else {
                break;
            };
            let next = at + character.len_utf8();
            match fold_character(character, &mut block.folded) {
                Seen::Letter { upper } => {
                    let class = if upper { UPPER } else { LOWER };
                    if first == 0 {
                        first = class;
                    }
                    kinds |= class;
                    if !is_european(character) {
                        flags.set(Flags::DISGUISED);
                    }
                    end = next;
                }
                Seen::Digit => {
                    if first == 0 {
                        first = DIGIT;
                    }
                    kinds |= DIGIT;
                    flags.set(Flags::DISGUISED);
                    end = next;
                }
                Seen::Mark => {
                    let alone = !text[next..]
                        .chars()
                        .next()
                        .is_some_and(|following| ('\u{0300}'..='\u{036F}').contains(&following));
                    if alone && let Some(letters) = compose(previous, character) {
                        block.folded.extend_from_slice(letters);
                    }
                    end = next;
                }
                Seen::Hidden => {
                    if character == '\u{00AD}'
                        && let Some(rest) = rest_of_divided(text, next)
                    {
                        flags.set(Flags::DIVIDED);
                        at = rest;
                        continue;
                    }
                    if character != '\u{00AD}' {
                        flags.set(Flags::HIDDEN);
                    }
                }
                Seen::Punctuation(b'-') if kinds & DIGIT == 0 => {
                    let Some(rest) = rest_of_divided(text, next) else {
                        break;
                    };
                    flags.set(Flags::DIVIDED);
                    at = rest;
                    continue;
                }
                Seen::Punctuation(_) | Seen::Space | Seen::Line => break,
            }
            previous = Some(character);
            at = next;
        }
        if first == UPPER {
            flags.set(Flags::CAPITAL);
        }
        let folded = &block.folded[folded_start..];
        if kinds & (UPPER | LOWER) == UPPER && folded.len() > 1 {
            flags.set(Flags::ALL_CAPITALS);
        }
        let kind = match (kinds & (LOWER | UPPER) != 0, kinds & DIGIT != 0) {
            (true, true) => Kind::Mixed,
            (false, true) => Kind::Number,
            _ => Kind::Word,
        };
        let hash = hash_folded(folded);
        let folded_length = folded.len().min(usize::from(u8::MAX)) as u8;
        let gap = self.gap();
        block.tokens.push(Token {
            hash,
            start: base + start,
            folded_start: folded_start as u32,
            class: Class::NONE,
            listed: 0,
            party: 0,
            length: (end - start) as u16,
            folded_length,
            kind,
            flags,
            gap,
            sign: 0,
        });
        at
    }

    /// The gap before the token that now begins.
    fn gap(&mut self) -> Gap {
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
        *self = Tokeniser {
            lines: 0,
            spaces: 0,
            wide: false,
            wall: false,
        };
        gap
    }
}

fn danish(second: Option<&u8>) -> Option<([u8; 2], u8)> {
    Some(match second? {
        0xA6 => (*b"ae", LOWER),
        0xB8 => (*b"oe", LOWER),
        0xA5 => (*b"aa", LOWER),
        0x86 => (*b"ae", UPPER),
        0x98 => (*b"oe", UPPER),
        0x85 => (*b"aa", UPPER),
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
