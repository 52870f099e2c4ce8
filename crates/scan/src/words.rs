//! The words that mean something: the word list a municipality keeps, and the built-in terms of health,
//! crime, belief, money. Every form of each is laid out once, so that reading a text costs one look-up a word.

mod built_in;
mod by_hash;
mod compound;
mod context;
mod csv;
mod entry;
mod fold;
mod forms;
mod inflect;
mod patterns;
mod phrase;
mod problem;
mod terms;
mod vocabulary;

use std::sync::Arc;

pub use entry::{Entry, ListCategory, Origin, WordClass};
pub use problem::{ListProblem, ProblemKind};

pub(crate) use by_hash::ByHash;
pub(crate) use context::Context;
pub(crate) use phrase::Phrase;
pub(crate) use terms::Term;
use vocabulary::Vocabulary;
pub(crate) use vocabulary::{Means, Target};

/// Entries with all their forms, ready to be looked up. Cheap to copy.
#[derive(Debug, Clone)]
pub struct WordList {
    entries: Arc<[Entry]>,
    vocabulary: Arc<Vocabulary>,
}

impl WordList {
    pub fn new(entries: Vec<Entry>) -> Self {
        WordList {
            vocabulary: Arc::new(Vocabulary::new(&entries)),
            entries: entries.into(),
        }
    }

    /// The list the program comes with.
    pub fn built_in() -> Self {
        Self::new(built_in::entries())
    }

    /// One base form a line; `#` begins a comment. Inflection is told by how the word ends.
    pub fn from_base_forms(lines: &str) -> Self {
        Self::new(built_in::base_forms(lines))
    }

    /// A list as [`WordList::to_csv`] writes it. Every fault is told, not only the first.
    pub fn from_csv(text: &str) -> Result<Self, Vec<ListProblem>> {
        csv::read(text).map(Self::new)
    }

    /// A list of either kind: a heading with `ord` and `kategori` makes it CSV.
    pub fn from_file_text(text: &str) -> Result<Self, Vec<ListProblem>> {
        if csv::has_heading(text) {
            return Self::from_csv(text);
        }
        let entries = built_in::base_forms(text);
        let problems = problem::check(&entries);
        if problems.iter().any(ListProblem::is_fatal) {
            return Err(problems);
        }
        Ok(Self::new(entries))
    }

    pub fn to_csv(&self) -> String {
        csv::write(&self.entries)
    }

    /// The municipality's own entries on top: one with the same word replaces the shipped one.
    #[must_use]
    pub fn with_own(&self, own: &[Entry]) -> Self {
        let mut entries: Vec<Entry> = self
            .entries
            .iter()
            .filter(|entry| !own.iter().any(|mine| mine.same_word(entry)))
            .cloned()
            .collect();
        entries.extend(own.iter().cloned());
        Self::new(entries)
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What an editor should know of the list: faults that forbid it, and what is only odd.
    pub fn problems(&self) -> Vec<ListProblem> {
        problem::check(&self.entries)
    }

    /// Every form the entry is found in, for showing.
    pub fn forms_of(entry: &Entry) -> Vec<String> {
        forms::of_entry(entry)
    }

    #[inline]
    pub(crate) fn find(&self, hash: u64) -> Option<u32> {
        self.vocabulary.find(hash)
    }

    /// For a word that is no form: what it is a compound of.
    #[inline]
    pub(crate) fn find_compound(&self, hash: u64, folded: &[u8]) -> Option<u32> {
        self.vocabulary.find_compound(hash, folded)
    }

    pub(crate) fn targets(&self, form: u32) -> &[Target] {
        self.vocabulary.targets(form)
    }

    pub(crate) fn phrase(&self, number: u32) -> Option<&Phrase> {
        self.vocabulary.phrase(number)
    }

    pub(crate) fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries.get(number as usize)
    }
}
