//! The log: who did what, and whether it is whole.

pub(crate) mod list;
pub(crate) mod verify;
