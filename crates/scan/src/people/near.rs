//! Finds a name that was misspelt by a letter or two: two words that are alike but for one letter share what
//! is left when each gives up a letter. Costs the same for ten names and for ten thousand.

use crate::lexicon::WordTable;
use crate::text::hash_folded;

/// Shorter words are too easily another word.
const SHORTEST: usize = 4;
const SHORTEST_FOR_TWO: usize = 8;
const LONGEST: usize = 40;
/// Beyond so many words, two wrong letters would cost too much memory, and would hit too much by chance.
const MOST_FOR_TWO: usize = 400;
/// Beyond so many, every word is near some name, and the index would outweigh all the rest.
const MOST_FOR_ONE: usize = 30_000;

#[derive(Debug)]
pub(super) struct NearIndex {
    words: Vec<Box<[u8]>>,
    /// What is left of a word without one letter (or two), to a range of `lists`.
    remains: WordTable,
    ranges: Vec<(u32, u32)>,
    lists: Vec<u32>,
    two: bool,
}

impl NearIndex {
    /// The index of a word in `words` is what [`NearIndex::find`] returns.
    pub(super) fn new(words: Vec<Box<[u8]>>) -> Self {
        let two = words.len() <= MOST_FOR_TWO;
        let mut pairs: Vec<(u64, u32)> = Vec::new();
        let indexed = if words.len() <= MOST_FOR_ONE {
            words.len()
        } else {
            0
        };
        for (index, word) in (0u32..).zip(&words[..indexed]) {
            if (SHORTEST..=LONGEST).contains(&word.len()) {
                let deep = two && word.len() >= SHORTEST_FOR_TWO;
                remains(word, deep, &mut |hash| pairs.push((hash, index)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        let mut ranges = Vec::new();
        let mut entries = Vec::new();
        let mut lists = Vec::with_capacity(pairs.len());
        for chunk in pairs.chunk_by(|a, b| a.0 == b.0) {
            let start = lists.len() as u32;
            lists.extend(chunk.iter().map(|pair| pair.1));
            entries.push((chunk[0].0, ranges.len() as u32));
            ranges.push((start, lists.len() as u32));
        }
        NearIndex {
            words,
            remains: WordTable::new(&entries),
            ranges,
            lists,
            two,
        }
    }

    /// The words nearest to `folded`, none further than one letter off (two in a long word).
    pub(super) fn find(&self, folded: &[u8]) -> Vec<u32> {
        if !(SHORTEST..=LONGEST).contains(&folded.len()) || self.words.is_empty() {
            return Vec::new();
        }
        let deep = self.two && folded.len() >= SHORTEST_FOR_TWO;
        let mut found = Vec::new();
        remains(folded, deep, &mut |hash| {
            if let Some((start, end)) = self
                .remains
                .find(hash)
                .and_then(|range| self.ranges.get(range as usize))
            {
                found.extend_from_slice(&self.lists[*start as usize..*end as usize]);
            }
        });
        found.sort_unstable();
        found.dedup();
        let allowed = |word: &[u8]| {
            if deep && word.len() >= SHORTEST_FOR_TWO {
                2
            } else {
                1
            }
        };
        let mut near: Vec<(usize, u32)> = found
            .into_iter()
            .filter_map(|index| {
                let word = self.words.get(index as usize)?;
                let apart = distance(word, folded);
                (apart <= allowed(word)).then_some((apart, index))
            })
            .collect();
        near.sort_unstable();
        let nearest = near.first().map_or(0, |first| first.0);
        near.retain(|(apart, _)| *apart == nearest);
        near.into_iter().map(|(_, index)| index).collect()
    }
}

/// The word itself, and what is left when it gives up one letter, or two.
fn remains(word: &[u8], deep: bool, each: &mut dyn FnMut(u64)) {
    each(hash_folded(word));
    let mut less = Vec::with_capacity(word.len());
    let mut least = Vec::with_capacity(word.len());
    for first in 0..word.len() {
        less.clear();
        less.extend_from_slice(&word[..first]);
        less.extend_from_slice(&word[first + 1..]);
        each(hash_folded(&less));
        if deep {
            for second in first..less.len() {
                least.clear();
                least.extend_from_slice(&less[..second]);
                least.extend_from_slice(&less[second + 1..]);
                each(hash_folded(&least));
            }
        }
    }
}

/// Letters to put in, take out, change or swap with the next.
pub(super) fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut before_last = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, right) in b.iter().enumerate() {
            let change = last[j] + usize::from(left != right);
            row[j + 1] = change.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *right && b[j - 1] == *left {
                row[j + 1] = row[j + 1].min(before_last[j - 1] + 1);
            }
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_by_what_it_was_misspelt_to() {
        let names = ["torben", "bjoernskov", "holt", "kirsten"];
        let index = NearIndex::new(names.iter().map(|n| n.as_bytes().into()).collect());
        let check = |word: &str, expected: &[u32]| {
            assert_eq!(index.find(word.as_bytes()), expected, "{word}");
        };
        check("torben", &[0]);
        check("torbn", &[0]);
        check("thorben", &[0]);
        check("troben", &[0]);
        check("tarben", &[0]);
        check("tobn", &[]);
        check("bjornskov", &[1]);
        check("bjornskow", &[1]);
        check("bjoernskofv", &[1]);
        check("hlot", &[2]);
        check("hol", &[]);
        check("hat", &[]);
        check("kristen", &[3]);
    }
}
