//! The letters of a request: drafted from what is decided, written on by a person, checked, set as pages.

pub(crate) mod draft;
mod gather;
pub(super) mod row;
pub(crate) mod save;
pub(crate) mod set;
pub(crate) mod show;

pub(super) use gather::drafted;
