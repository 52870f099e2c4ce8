//! *Kilder*: where cases and documents come from. Each source says what it can give, and is asked for nothing else.

pub(crate) mod ask;
mod at_hand;
pub(crate) mod check;
mod connected;
mod fetch;
pub(crate) mod list;
pub(crate) mod of_case;
mod of_files;
mod of_index;
mod of_mapped;
mod of_own;
pub(crate) mod open;
mod port;
mod read_mapping;
pub(crate) mod remove;
pub(crate) mod save;
mod secrets;
pub(crate) mod show;
mod trouble;
pub(crate) mod try_source;

pub(crate) use at_hand::SourcesAtHand;
pub(crate) use fetch::fetched_document;
