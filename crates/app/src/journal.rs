//! The journal of a case: drafts that survive whatever happens, and notes that never change once they are journalised.

pub(crate) mod discard_draft;
pub(crate) mod journalise;
pub(crate) mod list;
mod row;
pub(crate) mod save_draft;
