//! A document's pages: read once by the process that has nothing, looked at, searched, and noted on.

pub(crate) mod find;
pub(crate) mod page;
pub(crate) mod pins;
pub(crate) mod reading;
pub(crate) mod search;
pub(crate) mod show;
mod within_reach;

pub(crate) use reading::{DocumentsBeingRead, read_now};
