//! One word or number in the making.

use super::block::Block;
use super::chart::Marks;
use super::classes::{CLASS, DIGIT, HIGH, LOWER, Run, SMALL, UPPER, danish, fold_danish};
use super::division::rest_of_divided;
use super::fold::{Seen, compose, fold_character};
use super::garbled::garbled;
use super::hash::hash_padded;
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
#[derive(Debug, Clone, Copy)]
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

/// What is read at one stroke.
pub(super) struct Plain {
    /// Folded.
    pub first: u64,
    pub second: u64,
    pub length: usize,
    pub kind: Kind,
    pub flags: Flags,
    /// It has a letter that is not ASCII.
    pub danish: bool,
    /// The byte behind it.
    pub next: u8,
}

/// Most words are at most sixteen plain or Danish letters with a space or a sign behind: read at one stroke,
/// without a look at each letter.
#[inline]
pub(super) fn plain(bytes: &[u8], start: usize, marks: &Marks) -> Option<Plain> {
    let length = (!marks.plain).trailing_zeros() as usize;
    let kept = KEPT.get(length)?;
    let seventeen = bytes.get(start..)?.first_chunk::<17>()?;
    let next = seventeen[length];
    if !ENDS_WORD[usize::from(next)] {
        return None;
    }
    let (eights, _) = seventeen.as_chunks::<8>();
    let mut first = u64::from_le_bytes(eights[0]) & kept[0];
    let mut second = u64::from_le_bytes(eights[1]) & kept[1];
    let danish = (first | second) & HIGH != 0;
    if danish {
        // A letter with one byte in each.
        if first >> 56 == 0xC3 {
            return None;
        }
        first = fold_danish(first);
        second = fold_danish(second);
    }
    let letters = (1 << length) - 1;
    let (upper, digits) = (marks.upper & letters, marks.digit & letters);
    let mut flags = Flags::empty();
    let mut kind = Kind::Word;
    flags.set_if(upper & 1 != 0, Flags::CAPITAL);
    if upper > 1 || digits != 0 {
        flags.set_if(
            upper != 0 && upper | digits == letters && length > 1,
            Flags::ALL_CAPITALS,
        );
        if digits == letters {
            kind = Kind::Number;
        } else if digits != 0 {
            kind = Kind::Mixed;
        }
    }
    Some(Plain {
        first: first | (SMALL & kept[0]),
        second: second | (SMALL & kept[1]),
        length,
        kind,
        flags,
        danish,
        next,
    })
}

/// A sign or emptiness that no part of a word can follow, unlike a hyphen and what is not ASCII.
static ENDS_WORD: [bool; 256] = ends_word();

const fn ends_word() -> [bool; 256] {
    let mut ends = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        ends[byte] = CLASS[byte] != 0 && byte != b'-' as usize;
        byte += 1;
    }
    ends
}

/// What stays of sixteen bytes, by the word's length.
static KEPT: [[u64; 2]; 17] = kept();

const fn kept() -> [[u64; 2]; 17] {
    let mut kept = [[u64::MAX; 2]; 17];
    let mut length = 0;
    while length < 16 {
        if length < 8 {
            kept[length] = [(1 << (8 * length)) - 1, 0];
        } else {
            kept[length][1] = (1 << (8 * (length - 8))) - 1;
        }
        length += 1;
    }
    kept
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
