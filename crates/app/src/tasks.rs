//! *Opgaver*: what somebody is to do, by when, and what it waits for.

pub(crate) mod assign;
pub(crate) mod assignee;
pub(crate) mod change;
pub(crate) mod comment;
pub(crate) mod create;
pub(crate) mod due;
mod fields;
pub(crate) mod list;
pub(crate) mod preview_due;
pub(crate) mod row;
pub(crate) mod show;
pub(crate) mod templates;
