//! One word or number in the making.

use super::block::Block;
use super::classes::{CLASS, DIGIT, LOWER, Run, UPPER, danish};
use super::division::rest_of_divided;
use super::fold::{Seen, compose, fold_character};
use super::garbled::garbled;
use super::hash::{hash_padded, hash_short};
use super::token::{Flags, Kind};

/// No token is longer than this, so that one endless word costs no more than many short ones.
pub(super) const MOST_FOLDED: usize = 120;
pub(super) const MOST_ORIGINAL: usize = 4_000;

pub(super) struct Word<'a> {
    text: &'a str,
    block: &'a mut Block,
    scratch: &'a mut Vec<u8>,
    folded_start: usize,
    flags: Flags,
    kinds: u8,
    first: u8,
    at: usize,
    /// After the last character that can be seen.
    end: usize,
    previous: Option<char>,
}

/// What was read.
pub(super) struct Read {
    pub flags: Flags,
    pub kind: Kind,
    pub folded_start: usize,
    pub folded_length: usize,
    pub hash: u64,
    pub end: usize,
    /// Where reading goes on.
    pub next: usize,
}

enum Step {
    On,
    Ends,
}

impl<'a> Word<'a> {
    /// Reads the word that begins at `start`; its folded text is written to the block.
    pub(super) fn read(
        text: &'a str,
        start: usize,
        block: &'a mut Block,
        scratch: &'a mut Vec<u8>,
    ) -> Read {
        let folded_start = block.begin();
        if let Some(read) = plain(text.as_bytes(), start, folded_start, block) {
            return read;
        }
        let mut word = Word {
            text,
            block,
            scratch,
            folded_start,
            flags: Flags::empty(),
            kinds: 0,
            first: 0,
            at: start,
            end: start,
            previous: None,
        };
        while let Step::On = word.step(start) {}
        word.finish()
    }

    #[inline]
    fn step(&mut self, start: usize) -> Step {
        let bytes = self.text.as_bytes();
        self.plain_run(bytes);
        if self.block.written_since(self.folded_start) >= MOST_FOLDED
            || self.at - start >= MOST_ORIGINAL
        {
            self.flags.set(Flags::CUT);
            return Step::Ends;
        }
        let Some(byte) = bytes.get(self.at) else {
            return Step::Ends;
        };
        if *byte < 0x80 && *byte != b'-' && CLASS[usize::from(*byte)] != 0 {
            return Step::Ends;
        }
        if *byte == 0xC3
            && let Some((letters, class)) = danish(bytes.get(self.at + 1))
        {
            self.is_a(class);
            self.block.write(letters, 2);
            self.at += 2;
            self.end = self.at;
            self.previous = None;
            return Step::On;
        }
        self.odd()
    }

    fn is_a(&mut self, class: u8) {
        if self.first == 0 {
            self.first = class;
        }
        self.kinds |= class;
    }

    /// ASCII and Danish letters and digits, eight bytes at a time.
    #[inline]
    fn plain_run(&mut self, bytes: &[u8]) {
        let from = self.at;
        while self.at - from < MOST_FOLDED {
            let eight = match bytes
                .get(self.at..)
                .and_then(|rest| rest.first_chunk::<8>())
            {
                Some(eight) => *eight,
                None => {
                    let mut last = [0; 8];
                    let rest = bytes.get(self.at..).unwrap_or_default();
                    last[..rest.len()].copy_from_slice(rest);
                    last
                }
            };
            let run = Run::of(u64::from_le_bytes(eight));
            if run.length == 0 {
                break;
            }
            if self.first == 0 {
                self.first = run.first;
            }
            self.kinds |= run.kinds;
            self.block.write(run.folded, run.length);
            self.at += run.length;
            if run.length < 8 {
                break;
            }
        }
        if self.at > from {
            self.end = self.at;
            // Only a plain letter can become another by an accent behind it.
            self.previous = bytes
                .get(self.at - 1)
                .filter(|byte| byte.is_ascii())
                .map(|byte| char::from(*byte));
        }
    }

    /// A hyphen, or a character that is neither ASCII nor a Danish letter.
    fn odd(&mut self) -> Step {
        let Some(character) = self
            .text
            .get(self.at..)
            .and_then(|rest| rest.chars().next())
        else {
            return Step::Ends;
        };
        let mut next = self.at + character.len_utf8();
        self.scratch.clear();
        let mut seen = fold_character(character, self.scratch);
        if let Some(second) = self.text.get(next..).and_then(|rest| rest.chars().next())
            && let Some(meant) = garbled(character, second)
        {
            self.scratch.clear();
            seen = fold_character(meant, self.scratch);
            next += second.len_utf8();
            self.flags.set(Flags::DISGUISED);
        }
        let divides =
            (seen == Seen::Punctuation(b'-') && self.kinds & DIGIT == 0) || character == '\u{00AD}';
        if divides && let Some(rest) = rest_of_divided(self.text, next) {
            self.flags.set(Flags::DIVIDED);
            self.at = rest;
            self.previous = None;
            return Step::On;
        }
        match seen {
            Seen::Letter { upper } => self.is_a(if upper { UPPER } else { LOWER }),
            Seen::Digit => self.is_a(DIGIT),
            Seen::Mark => {
                if let Some(letters) = compose(self.previous, character)
                    && !self.marked_again(next)
                {
                    self.block.write_all(letters);
                }
            }
            Seen::Hidden if character == '\u{00AD}' => {}
            Seen::Hidden => self.flags.set(Flags::HIDDEN),
            Seen::Punctuation(_) | Seen::Space | Seen::Line => return Step::Ends,
        }
        if matches!(seen, Seen::Letter { .. } | Seen::Digit) {
            if seen == Seen::Digit || !is_european(character) {
                self.flags.set(Flags::DISGUISED);
            }
            self.block.write_all(self.scratch);
        }
        self.at = next;
        if seen != Seen::Hidden {
            self.end = next;
        }
        self.previous = Some(character);
        Step::On
    }

    /// Several marks upon one letter are ornament, not spelling.
    fn marked_again(&self, next: usize) -> bool {
        self.text
            .get(next..)
            .and_then(|rest| rest.chars().next())
            .is_some_and(|following| ('\u{0300}'..='\u{036F}').contains(&following))
    }

    fn finish(self) -> Read {
        let folded_length = self.block.written_since(self.folded_start);
        Read {
            flags: with_capitals(self.flags, self.kinds, self.first, folded_length),
            kind: kind(self.kinds),
            hash: hash_padded(self.block.padded(self.folded_start), folded_length),
            folded_start: self.folded_start,
            folded_length,
            end: self.end,
            next: self.at,
        }
    }
}

/// Most words are at most fifteen plain or Danish letters with a space or a sign behind: read at one or two
/// strokes, without a look at anything else.
#[inline]
fn plain(bytes: &[u8], start: usize, folded_start: usize, block: &mut Block) -> Option<Read> {
    let run_at = |at: usize| {
        let eight = bytes.get(at..)?.first_chunk::<8>()?;
        Some(Run::of(u64::from_le_bytes(*eight)))
    };
    let first = run_at(start)?;
    if first.length == 0 {
        return None;
    }
    let (mut second, mut kinds, mut length) = (0, first.kinds, first.length);
    if first.length == 8 {
        let more = run_at(start + 8)?;
        second = more.folded;
        kinds |= more.kinds;
        length += more.length;
        if more.length == 8 {
            return None;
        }
    }
    let next = *bytes.get(start + length)?;
    if next == b'-' || CLASS[usize::from(next)] == 0 {
        return None;
    }
    block.write(first.folded, first.length);
    if length > 8 {
        block.write(second, length - 8);
    }
    Some(Read {
        flags: with_capitals(Flags::empty(), kinds, first.first, length),
        kind: kind(kinds),
        folded_start,
        folded_length: length,
        hash: hash_short(first.folded, second, length),
        end: start + length,
        next: start + length,
    })
}

#[inline]
fn with_capitals(mut flags: Flags, kinds: u8, first: u8, folded_length: usize) -> Flags {
    if first == UPPER {
        flags.set(Flags::CAPITAL);
    }
    if kinds & (UPPER | LOWER) == UPPER && folded_length > 1 {
        flags.set(Flags::ALL_CAPITALS);
    }
    flags
}

#[inline]
fn kind(kinds: u8) -> Kind {
    match (kinds & (LOWER | UPPER) != 0, kinds & DIGIT != 0) {
        (true, true) => Kind::Mixed,
        (false, true) => Kind::Number,
        _ => Kind::Word,
    }
}

/// Letters that European names are written with; everything else in a Latin word is a disguise.
fn is_european(character: char) -> bool {
    matches!(character, '\u{00C0}'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}')
}
