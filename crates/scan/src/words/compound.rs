//! Words that are put together of others: `møgkælling`, `brystkræft`. Two bit fields over the last and first
//! letters send most words away at once.

use super::context::Context;
use super::forms;
use crate::lexicon::{Class, WordTable, class_of};
use crate::text::{fold_word, hash_folded};

/// Longer words are not taken apart, so that each costs a bounded time.
const LONGEST: usize = 48;
/// An element of a term this long needs nothing known before it.
const TELLING: usize = 6;
const LETTERS: usize = 4;
const BITS: usize = 1 << 16;

/// What may stand before a last element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    Anything,
    /// A word, with or without a link (`kommune-s-idiot`).
    Word,
    /// A word that only makes it stronger (`stok-dum`); `arbejds-krævende` is another thing.
    Strengthening,
}

/// Elements, folded, with the form each stands for.
#[derive(Debug, Default)]
pub(super) struct Elements {
    pub last: Vec<(Vec<u8>, u32, Before)>,
    pub first: Vec<(Vec<u8>, u32)>,
}

#[derive(Debug)]
pub(super) struct Compounds {
    last_letters: Box<[u64]>,
    first_letters: Box<[u64]>,
    last: WordTable,
    first: WordTable,
    /// Elements before which not anything may stand: 1 a word, 2 a strengthening one.
    careful: WordTable,
    false_friends: WordTable,
    false_starts: Vec<Vec<u8>>,
    false_middles: Vec<Vec<u8>>,
    false_ends: Vec<Vec<u8>>,
}

impl Compounds {
    pub(super) fn new(elements: &Elements) -> Self {
        let mut last_letters = vec![0; BITS / 64].into_boxed_slice();
        let mut first_letters = vec![0; BITS / 64].into_boxed_slice();
        for (folded, _, _) in &elements.last {
            set(&mut last_letters, end(folded));
        }
        for (folded, _) in &elements.first {
            set(&mut first_letters, start(folded));
        }
        let last: Vec<(u64, u32)> = elements
            .last
            .iter()
            .map(|(folded, number, _)| (hash_folded(folded), *number))
            .collect();
        let careful: Vec<(u64, u32)> = elements
            .last
            .iter()
            .filter_map(|(folded, _, before)| match before {
                Before::Anything if folded.len() >= TELLING => None,
                Before::Anything | Before::Word => Some((hash_folded(folded), 1)),
                Before::Strengthening => Some((hash_folded(folded), 2)),
            })
            .collect();
        let first: Vec<(u64, u32)> = elements
            .first
            .iter()
            .map(|(folded, number)| (hash_folded(folded), *number))
            .collect();
        let mut friends = Vec::new();
        let (mut false_starts, mut false_middles, mut false_ends) =
            (Vec::new(), Vec::new(), Vec::new());
        for word in forms::false_friends() {
            if let Some(middle) = word.strip_prefix('*').and_then(|w| w.strip_suffix('*')) {
                false_middles.push(fold_word(middle));
            } else if let Some(start) = word.strip_suffix('*') {
                false_starts.push(fold_word(start));
            } else if let Some(end) = word.strip_prefix('*') {
                false_ends.push(fold_word(end));
            } else {
                friends.push((hash_folded(&fold_word(word)), 0));
            }
        }
        Compounds {
            last_letters,
            first_letters,
            last: WordTable::new(&last),
            first: WordTable::new(&first),
            careful: WordTable::new(&careful),
            false_friends: WordTable::new(&friends),
            false_starts,
            false_middles,
            false_ends,
        }
    }

    /// `listed` knows whole forms: `møg` and `kælling` need no dictionary.
    #[inline]
    pub(super) fn find(&self, hash: u64, folded: &[u8], listed: &WordTable) -> Option<u32> {
        if folded.len() <= LETTERS || folded.len() > LONGEST {
            return None;
        }
        let ends = has(&self.last_letters, end(folded));
        if !ends && !has(&self.first_letters, start(folded)) {
            return None;
        }
        self.take_apart(hash, folded, listed, ends)
    }

    /// Few words have an element of the list, so the long lists of false friends are asked last.
    #[cold]
    fn take_apart(&self, hash: u64, folded: &[u8], listed: &WordTable, ends: bool) -> Option<u32> {
        self.element(folded, listed, ends)
            .filter(|_| !self.is_false_friend(hash, folded))
    }

    fn is_false_friend(&self, hash: u64, folded: &[u8]) -> bool {
        self.false_friends.find(hash).is_some()
            || self
                .false_starts
                .iter()
                .any(|start| folded.starts_with(start))
            || self
                .false_middles
                .iter()
                .any(|middle| folded.windows(middle.len()).any(|piece| piece == middle))
            || self.false_ends.iter().any(|end| folded.ends_with(end))
    }

    fn element(&self, folded: &[u8], listed: &WordTable, ends: bool) -> Option<u32> {
        let length = folded.len();
        if ends {
            for at in 2..=length - LETTERS {
                let hash = hash_folded(&folded[at..]);
                if let Some(number) = self.last.find(hash)
                    && before_is_good(&folded[..at], listed, self.careful.find(hash))
                {
                    return Some(number);
                }
            }
        }
        for at in (LETTERS..=length - 3).rev() {
            if let Some(number) = self.first.find(hash_folded(&folded[..at]))
                && after_is_good(&folded[at..], listed)
            {
                return Some(number);
            }
        }
        None
    }
}

/// `careful` as in [`Compounds::careful`].
fn before_is_good(before: &[u8], listed: &WordTable, careful: Option<u32>) -> bool {
    // `udluder`, `afdramatiserer`: a verb with a direction, and negations.
    if Context::DIRECTION.has(before) {
        return false;
    }
    match careful {
        None => true,
        Some(2) => Context::STRENGTHENING.has(before),
        Some(_) => {
            is_word(before, 2, listed)
                || [&b"s"[..], b"e", b"n", b"er"].iter().any(|link| {
                    before
                        .strip_suffix(*link)
                        .is_some_and(|stem| stem.len() >= 3 && is_word(stem, 3, listed))
                })
        }
    }
}

/// A word, and none of the endings that make another word of the first (`neger-ing`).
fn after_is_good(after: &[u8], listed: &WordTable) -> bool {
    !Context::DERIVATION.has(after) && is_word(after, 3, listed)
}

fn is_word(folded: &[u8], least: usize, listed: &WordTable) -> bool {
    let hash = hash_folded(folded);
    folded.len() >= least
        && (class_of(hash).has(Class::ORDINARY | Class::RELATION | Class::PROFESSION)
            || listed.find(hash).is_some())
}

#[inline]
fn end(folded: &[u8]) -> usize {
    letters(folded.last_chunk())
}

#[inline]
fn start(folded: &[u8]) -> usize {
    letters(folded.first_chunk())
}

#[inline]
fn letters(four: Option<&[u8; LETTERS]>) -> usize {
    let four = four.map_or(0, |four| u32::from_le_bytes(*four));
    (four.wrapping_mul(0x9E37_79B1) >> 16) as usize
}

#[inline]
fn has(bits: &[u64], at: usize) -> bool {
    bits[at / 64] & (1 << (at % 64)) != 0
}

fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}
