//! Finding whatever somebody types, wherever it stands.

pub(crate) mod everywhere;
mod hits;
mod slips;
