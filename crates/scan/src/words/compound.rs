//! Words that are put together of others: `møgkælling`, `brystkræft`. Two bit fields over the last and first
//! letters send most words away at once.

use super::forms;
use crate::lexicon::{Class, WordTable, class_of};
use crate::text::{fold_word, hash_folded};

/// Longer words are not taken apart, so that each costs a bounded time.
const LONGEST: usize = 48;
/// An element of a term this long needs nothing known before it.
const TELLING: usize = 6;
const LETTERS: usize = 4;
const BITS: usize = 1 << 16;

#[derive(Debug)]
pub(super) struct Compounds {
    last_letters: Box<[u64]>,
    first_letters: Box<[u64]>,
    last: WordTable,
    first: WordTable,
    /// Elements before which only a known word may stand.
    careful: WordTable,
    false_friends: WordTable,
}

impl Compounds {
    /// Elements, folded, with the form each stands for; of the last ones also whether they are careful.
    pub(super) fn new(last: &[(Vec<u8>, u32, bool)], first: &[(Vec<u8>, u32)]) -> Self {
        let mut last_letters = vec![0; BITS / 64].into_boxed_slice();
        let mut first_letters = vec![0; BITS / 64].into_boxed_slice();
        for (folded, _, _) in last {
            set(&mut last_letters, end(folded));
        }
        for (folded, _) in first {
            set(&mut first_letters, start(folded));
        }
        let hashed: Vec<(u64, u32)> = last.iter().map(|(f, n, _)| (hash_folded(f), *n)).collect();
        let careful: Vec<(u64, u32)> = last
            .iter()
            .filter(|(folded, _, known)| *known || folded.len() < TELLING)
            .map(|(folded, number, _)| (hash_folded(folded), *number))
            .collect();
        let begins: Vec<(u64, u32)> = first.iter().map(|(f, n)| (hash_folded(f), *n)).collect();
        let friends: Vec<(u64, u32)> = forms::false_friends()
            .iter()
            .map(|word| (hash_folded(&fold_word(word)), 0))
            .collect();
        Compounds {
            last_letters,
            first_letters,
            last: WordTable::new(&hashed),
            first: WordTable::new(&begins),
            careful: WordTable::new(&careful),
            false_friends: WordTable::new(&friends),
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

    #[cold]
    fn take_apart(&self, hash: u64, folded: &[u8], listed: &WordTable, ends: bool) -> Option<u32> {
        if self.false_friends.find(hash).is_some() {
            return None;
        }
        let length = folded.len();
        if ends {
            for at in 2..=length - LETTERS {
                let hash = hash_folded(&folded[at..]);
                if let Some(number) = self.last.find(hash)
                    && before_is_good(&folded[..at], listed, self.careful.find(hash).is_some())
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

/// What may stand before: for careful elements only a word, with or without a link (`kommune-s-`).
fn before_is_good(before: &[u8], listed: &WordTable, careful: bool) -> bool {
    // `udluder`, `afdramatiserer`: a verb with a direction, and negations.
    const DIRECTIONS: [&[u8]; 17] = [
        b"ud", b"ind", b"op", b"ned", b"af", b"an", b"om", b"til", b"fra", b"for", b"over",
        b"under", b"ved", b"be", b"u", b"ikke", b"anti",
    ];
    if DIRECTIONS.contains(&before) {
        return false;
    }
    if !careful {
        return true;
    }
    is_word(before, 2, listed)
        || [&b"s"[..], b"e", b"n", b"er"].iter().any(|link| {
            before
                .strip_suffix(*link)
                .is_some_and(|stem| stem.len() >= 3 && is_word(stem, 3, listed))
        })
}

/// A word, and none of the endings that make another word of the first (`neger-ing`).
fn after_is_good(after: &[u8], listed: &WordTable) -> bool {
    const ENDINGS: [&[u8]; 12] = [
        b"ing", b"ings", b"hed", b"som", b"eri", b"else", b"skab", b"ende", b"isk", b"dom", b"lig",
        b"erne",
    ];
    !ENDINGS.contains(&after) && is_word(after, 3, listed)
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
