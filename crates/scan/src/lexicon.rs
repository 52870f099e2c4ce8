//! What a single word can be, by one look-up of its hash.

mod class;
mod table;

pub(crate) use class::Class;
pub(crate) use table::WordTable;
