//! *Kilder*: where cases and documents come from. Each source says what it can give, and is asked for nothing else.

pub(crate) mod ask;
mod of_index;
mod of_own;
mod port;
mod trouble;
