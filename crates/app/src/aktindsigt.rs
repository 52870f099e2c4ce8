//! *Aktindsigt*: requests for access to files, from the day they come in to a list of documents that is decided about.

pub(crate) mod act;
pub(crate) mod bases;
pub(crate) mod change;
pub(crate) mod choose_regimes;
pub(crate) mod collect;
mod detail;
mod facts;
mod fields;
mod find;
pub(crate) mod items;
mod law;
pub(crate) mod letter;
pub(crate) mod list;
pub(crate) mod log_time;
pub(crate) mod propose;
pub(crate) mod register;
pub(crate) mod release;
pub(crate) mod review;
mod running;
pub(crate) mod show;
