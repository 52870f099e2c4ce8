//! The names of the case's people, made ready to be met in any form and order.

use std::collections::HashMap;

use super::near::NearIndex;
use crate::lexicon::WordTable;
use crate::text::{fold_word, hash_folded};

/// Parts of a name that are told apart; nobody has more.
const MOST_PARTS: usize = 12;

#[derive(Debug)]
pub(crate) struct Names {
    /// Word hash, with and without genitive -s, to `words`.
    table: WordTable,
    words: Vec<Word>,
    pub(super) people: Vec<FullName>,
    near: NearIndex,
    /// `AMH` and `AH` for Anna Maria Holm, to who bears them; nobody where several do.
    initials: HashMap<u64, Option<u32>>,
}

#[derive(Debug, Default)]
struct Word {
    hash: u64,
    /// Who has the word in their name, ascending.
    people: Vec<u32>,
}

/// A name in parts, in the order in which it is spoken.
#[derive(Debug, Default)]
pub(super) struct FullName {
    pub(super) parts: Vec<Part>,
}

#[derive(Debug)]
pub(super) struct Part {
    pub(super) hash: u64,
    pub(super) initial: u8,
    /// Of the last name, or of one of several joined by a hyphen.
    pub(super) last: bool,
}

impl Names {
    pub(super) fn new<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        let mut folded: Vec<Box<[u8]>> = Vec::new();
        let mut index_of: HashMap<u64, u32> = HashMap::new();
        let mut people = Vec::new();
        for (person, name) in (0u32..).zip(names) {
            let parts = parts_of(name);
            for (word, _) in &parts {
                let hash = hash_folded(word);
                let index = *index_of.entry(hash).or_insert_with(|| {
                    words.push(Word {
                        hash,
                        people: Vec::new(),
                    });
                    folded.push(word.clone().into());
                    words.len() as u32 - 1
                });
                let bearers = &mut words[index as usize].people;
                if bearers.last() != Some(&person) {
                    bearers.push(person);
                }
            }
            people.push(FullName {
                parts: parts
                    .iter()
                    .map(|(word, last)| Part {
                        hash: hash_folded(word),
                        initial: word.first().copied().unwrap_or_default(),
                        last: *last,
                    })
                    .collect(),
            });
        }
        let mut initials: HashMap<u64, Option<u32>> = HashMap::new();
        for (person, name) in (0u32..).zip(&people) {
            for letters in initials_of(name) {
                initials
                    .entry(hash_folded(&letters))
                    .and_modify(|bearer| *bearer = bearer.filter(|other| *other == person))
                    .or_insert(Some(person));
            }
        }
        let mut entries: Vec<(u64, u32)> = (0u32..)
            .zip(&words)
            .map(|(index, word)| (word.hash, index))
            .collect();
        // After the plain forms: where "Jen" and "Jens" are both names, "Jens" is itself.
        for (index, word) in (0u32..).zip(&folded) {
            let mut genitive = word.to_vec();
            genitive.push(b's');
            entries.push((hash_folded(&genitive), index));
        }
        Names {
            table: WordTable::new(&entries),
            words,
            people,
            near: NearIndex::new(folded),
            initials,
        }
    }

    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        self.table.find(hash)
    }

    pub(super) fn by_initials(&self, hash: u64) -> Option<u32> {
        *self.initials.get(&hash)?
    }

    /// The words of the register that `folded` may be a slip of the pen for.
    pub(crate) fn near(&self, folded: &[u8]) -> Vec<u32> {
        self.near.find(folded)
    }

    pub(super) fn bearers(&self, word: u32) -> &[u32] {
        self.words
            .get(word as usize)
            .map_or(&[], |word| word.people.as_slice())
    }

    pub(super) fn hash(&self, word: u32) -> u64 {
        self.words.get(word as usize).map_or(0, |word| word.hash)
    }
}

fn initials_of(name: &FullName) -> Vec<Vec<u8>> {
    let letters: Vec<u8> = name.parts.iter().map(|part| part.initial).collect();
    match letters.as_slice() {
        [] | [_] => Vec::new(),
        [first, .., last] if letters.len() > 2 => vec![vec![*first, *last], letters.clone()],
        _ => vec![letters],
    }
}

/// Folded words, and whether each is of the last name. `Holm, Anna Bjerg` is turned round.
fn parts_of(name: &str) -> Vec<(Vec<u8>, bool)> {
    let turned = name
        .split_once(',')
        .map(|(last, given)| format!("{} {}", given.trim(), last.trim()));
    let spoken = turned.as_deref().unwrap_or(name);
    let groups: Vec<&str> = spoken.split_whitespace().collect();
    let mut parts = Vec::new();
    for (place, group) in groups.iter().enumerate() {
        for word in group.split(|c: char| !c.is_alphabetic() && !is_accent(c)) {
            let folded = fold_word(word);
            if !folded.is_empty() && parts.len() < MOST_PARTS {
                parts.push((folded, place + 1 == groups.len() && groups.len() > 1));
            }
        }
    }
    parts
}

fn is_accent(character: char) -> bool {
    ('\u{0300}'..='\u{036F}').contains(&character)
}
