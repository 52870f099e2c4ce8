//! Settings: commented defaults that ship with the program, and only what differs is kept.

pub(crate) mod change;
mod defaults;
pub(crate) mod list;
pub(crate) mod values;
