//! Cuts text into tokens, a piece at a time. Where the pieces are cut changes nothing.

use super::block::Block;
use super::chart::Chart;
use super::classes::{CLASS, DIGIT, LOWER, SIGN, SPACE, UPPER};
use super::division::MOST_DIVISION;
use super::fold::{Seen, fold_character};
use super::hash::{hash_padded, hash_short};
use super::token::{Flags, Gap, Kind, Token};
use super::word::{self, MOST_ORIGINAL, Plain, Word};
use crate::lexicon::Class;

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
    chart: Chart,
    /// Where an odd character is folded to.
    scratch: Vec<u8>,
    lines: u32,
    spaces: usize,
    wide: bool,
    wall: bool,
    /// Direction marks and other characters that only serve to deceive stood in the gap.
    trick: bool,
    /// Single letters in a row, the last token among them.
    singles: usize,
    /// Nothing but spaces stood in the gap.
    bare: bool,
}

/// Letters in a row that make a spaced-out word, and the most that are joined into one.
const SPACED: usize = 4;
const MOST_SPACED: usize = 60;

impl Default for Tokeniser {
    fn default() -> Self {
        Tokeniser {
            chart: Chart::default(),
            scratch: Vec::new(),
            lines: 0,
            spaces: 0,
            wide: false,
            wall: true,
            trick: false,
            singles: 0,
            bare: false,
        }
    }
}

impl Tokeniser {
    /// Before a token that has that gap, and behind characters that deceive.
    pub(crate) fn before(gap: Gap, trick: bool) -> Self {
        Tokeniser {
            spaces: usize::from(gap != Gap::None),
            wide: gap == Gap::Wide,
            lines: match gap {
                Gap::Line => 1,
                Gap::Paragraph => 2,
                _ => 0,
            },
            wall: gap == Gap::Wall,
            trick,
            ..Tokeniser::default()
        }
    }

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
        block.expect(most);
        self.chart.forget();
        let mut at = from;
        while at < stop && block.tokens.len() < full {
            let marks = self.chart.look(bytes, at);
            if marks.plain & 1 != 0
                && let Some(plain) = word::plain(bytes, at, &marks)
            {
                self.plain_word(&plain, base + at, block);
                at += plain.length;
                if matches!(plain.next, b',' | b'.') && at < stop {
                    at = self.sign(plain.next, base + at, 1, block, at);
                    if bytes.get(at) == Some(&b' ') && at < stop {
                        self.spaces = 1;
                        at += 1;
                    }
                    continue;
                }
                if plain.next == b' ' && at < stop {
                    self.spaces = 1;
                    at += 1;
                }
                continue;
            }
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
                self.bare = false;
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
        self.bare = false;
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
            Seen::Hidden => {
                self.trick |= deceives(character);
                next
            }
            Seen::Mark => next,
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
        self.singles = 0;
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
        let read = Word::read(text, start, block, &mut self.scratch);
        let single = read.kind == Kind::Word
            && read.folded_length <= 2
            && (read.folded_length == 1 || read.end - start == 2)
            && text
                .get(start..read.end)
                .is_some_and(|word| word.chars().nth(1).is_none());
        let token = Token {
            hash: read.hash,
            start: base + start,
            folded_start: read.folded_start as u32,
            class: Class::NONE,
            listed: 0,
            party: 0,
            length: (read.end - start) as u16,
            folded_length: read.folded_length.min(usize::from(u8::MAX)) as u8,
            kind: read.kind,
            flags: read.flags,
            gap: Gap::None,
            sign: 0,
        };
        self.add(token, single, block);
        read.next
    }

    #[inline(always)]
    fn plain_word(&mut self, plain: &Plain, start: usize, block: &mut Block) {
        let length = plain.length;
        let single = length <= 2 && plain.kind == Kind::Word && (length == 1 || plain.danish);
        let token = Token {
            hash: hash_short(plain.first, plain.second, length),
            start,
            folded_start: block.begin_with(plain.first, plain.second, length) as u32,
            class: Class::NONE,
            listed: 0,
            party: 0,
            length: length as u16,
            folded_length: length as u8,
            kind: plain.kind,
            flags: plain.flags,
            gap: Gap::None,
            sign: 0,
        };
        self.add(token, single, block);
    }

    /// `single`: one letter stands alone.
    #[inline(always)]
    fn add(&mut self, mut token: Token, single: bool, block: &mut Block) {
        if !self.bare && self.trick {
            token.flags.set(Flags::AFTER_TRICK);
            self.trick = false;
        }
        if single {
            let follows = self.singles > 0 && self.gap_is_one_space();
            self.singles = if follows { self.singles + 1 } else { 1 };
        } else {
            self.singles = 0;
        }
        token.gap = self.gap();
        block.tokens.push(token);
        if self.singles >= SPACED {
            self.join_spaced(block);
        }
    }

    /// Letters with single spaces between, `i d i o t`, are one word: the last letters in hand become it.
    #[cold]
    fn join_spaced(&mut self, block: &mut Block) {
        let count = if self.singles == SPACED { SPACED } else { 2 };
        let Some(first) = block.tokens.len().checked_sub(count) else {
            return;
        };
        let (Some(begin), Some(last)) = (
            block.tokens.get(first).copied(),
            block.tokens.last().copied(),
        ) else {
            return;
        };
        let folded_length =
            (last.folded_start - begin.folded_start) as usize + usize::from(last.folded_length);
        let capitals = |token: &Token| token.flags.has(Flags::CAPITAL);
        let all = block
            .tokens
            .get(first..)
            .unwrap_or_default()
            .iter()
            .all(capitals)
            && (count == SPACED || begin.flags.has(Flags::ALL_CAPITALS));
        block.tokens.truncate(first + 1);
        let hash = hash_padded(block.padded(begin.folded_start as usize), folded_length);
        if let Some(word) = block.tokens.last_mut() {
            word.hash = hash;
            word.length = (last.end() - begin.start) as u16;
            word.folded_length = folded_length as u8;
            word.flags = Flags::empty();
            word.flags.set(Flags::SPACED);
            if capitals(&begin) {
                word.flags.set(Flags::CAPITAL);
            }
            if all {
                word.flags.set(Flags::ALL_CAPITALS);
            }
        }
        block.changed(first);
        if folded_length > MOST_SPACED {
            self.singles = 0;
        }
    }

    /// The gap before the token that now begins.
    #[inline]
    fn gap(&mut self) -> Gap {
        if self.bare && self.spaces < 2 {
            let gap = [Gap::None, Gap::Space][self.spaces];
            self.spaces = 0;
            return gap;
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
        // What deceives is kept until a word comes.
        self.bare = !self.trick;
        gap
    }

    fn gap_is_one_space(&self) -> bool {
        self.spaces == 1 && self.lines == 0 && !self.wide && !self.wall
    }
}

/// Turns the order of what is read, or writes what no font shows: no text needs these.
pub(crate) fn deceives(character: char) -> bool {
    matches!(
        character,
        '\u{202D}' | '\u{202E}' | '\u{E0020}'..='\u{E007F}'
    )
}
