//! Work in the background whose state outlives the program.

pub(crate) mod cancel;
pub(crate) mod list;
pub(crate) mod resume;
pub(crate) mod row;
pub(crate) mod runner;
