//! Words that are put together of others: `møgkælling`, `brystkræft`. Two bit fields over the last and first
//! letters send most words away at once.

use std::ops::RangeInclusive;

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
const PLACES: usize = 1 << 12;

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
    last_letters: Letters,
    first_letters: Letters,
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
        let mut last_letters = Letters::default();
        let mut first_letters = Letters::default();
        for (folded, _, _) in &elements.last {
            last_letters.add(end(folded), folded.len());
        }
        for (folded, _) in &elements.first {
            first_letters.add(start(folded), folded.len());
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
        let ends = self.last_letters.lengths(end(folded));
        let begins = self.first_letters.lengths(start(folded));
        if ends == 0 && begins == 0 {
            return None;
        }
        self.take_apart(hash, folded, listed, ends, begins)
    }

    /// Few words have an element of the list, so the long lists of false friends are asked last.
    #[cold]
    fn take_apart(
        &self,
        hash: u64,
        folded: &[u8],
        listed: &WordTable,
        ends: u64,
        begins: u64,
    ) -> Option<u32> {
        self.element(folded, listed, ends, begins)
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

    /// The longest element at the end, or else the longest at the beginning.
    fn element(&self, folded: &[u8], listed: &WordTable, ends: u64, begins: u64) -> Option<u32> {
        let length = folded.len();
        for end in lengths(ends, LETTERS..=length - 2) {
            let (before, element) = folded.split_at(length - end);
            let hash = hash_folded(element);
            if let Some(number) = self.last.find(hash)
                && before_is_good(before, listed, self.careful.find(hash))
            {
                return Some(number);
            }
        }
        for at in lengths(begins, LETTERS..=length - 3) {
            let (element, after) = folded.split_at(at);
            if let Some(number) = self.first.find(hash_folded(element))
                && after_is_good(after, listed)
            {
                return Some(number);
            }
        }
        None
    }
}

/// Which elements have four letters at their end, or beginning: the lengths they have, as bits.
#[derive(Debug)]
struct Letters {
    any: Box<[u64]>,
    /// Fewer, so that several share a place.
    lengths: Box<[u64]>,
}

impl Default for Letters {
    fn default() -> Self {
        Letters {
            any: vec![0; BITS / 64].into_boxed_slice(),
            lengths: vec![0; PLACES].into_boxed_slice(),
        }
    }
}

impl Letters {
    fn add(&mut self, letters: usize, length: usize) {
        self.any[letters / 64] |= 1 << (letters % 64);
        if length <= LONGEST {
            self.lengths[letters % PLACES] |= 1 << length;
        }
    }

    /// Zero for most words.
    #[inline]
    fn lengths(&self, letters: usize) -> u64 {
        if self.any[letters / 64] & (1 << (letters % 64)) == 0 {
            return 0;
        }
        self.lengths[letters % PLACES]
    }
}

/// From the longest on.
fn lengths(bits: u64, within: RangeInclusive<usize>) -> impl Iterator<Item = usize> {
    let up_to = (2 << within.end()) - 1;
    let below = (1 << within.start()) - 1;
    let mut left = bits & up_to & !below;
    std::iter::from_fn(move || {
        let longest = left.checked_ilog2()?;
        left ^= 1 << longest;
        Some(longest as usize)
    })
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
