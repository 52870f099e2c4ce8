//! The review: the pages of a request's documents with what the quality check found on them, and what people cover or
//! keep. What is found is derived in the background, once for some bytes and the people known to be in the cases.

pub(crate) mod answer;
mod book;
mod checks;
pub(crate) mod consistency;
mod counted;
mod derive;
pub(crate) mod everywhere;
pub(crate) mod findings;
mod found;
pub(crate) mod look;
pub(crate) mod notes;
pub(crate) mod open;
pub(crate) mod page;
mod page_words;
mod place;
mod standing;
pub(crate) mod undo;

pub(crate) use book::Reviews;
pub(crate) use look::PageLooked;
