//! One person or company across all systems, and who has looked.

pub(crate) mod access_log;
pub(crate) mod print_log;
mod printed_log;
pub(crate) mod reveal;
pub(crate) mod show;
mod timeline;
