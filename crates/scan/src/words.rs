//! The word list: which words a caseworker should not have written, in every form they take.

use crate::lexicon::WordTable;
use crate::text::{fold_word, hash_folded};

/// Entries with all their forms, ready to be looked up.
#[derive(Debug, Clone)]
pub struct WordList {
    table: WordTable,
}

impl WordList {
    /// One base form a line.
    pub fn from_base_forms(lines: &str) -> Self {
        let entries: Vec<(u64, u32)> = lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
            .zip(0u32..)
            .map(|(line, number)| (hash_folded(&fold_word(line)), number))
            .collect();
        WordList {
            table: WordTable::new(&entries),
        }
    }

    /// The form with that hash, if the list has it.
    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        self.table.find(hash)
    }
}
