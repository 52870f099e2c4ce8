//! The municipality's own rules and closing days: what they would move, and what runs under a day that has become
//! another.

pub(crate) mod change;
mod effect;
mod move_them;
pub(crate) mod moved;
mod moved_rows;
pub(crate) mod preview;
mod proposed;
pub(crate) mod show;
