//! *Aktlisten*: the documents of a request, numbered and decided about.

pub(crate) mod change;
pub(crate) mod decide;
pub(crate) mod list;
pub(crate) mod renumber;
pub(super) mod row;
pub(super) mod titles;
