//! The shared index, seen from here: what is ours in it, what it has yet to hear, and what others own.

mod connection;
mod copies;
mod outbox;
mod own;
#[cfg(test)]
mod tests;

pub use connection::Connection;
pub use copies::{Copied, IndexCase};
pub use outbox::{
    IndexKind, IndexObject, IndexOperation, KnownObject, OutboxCounts, OutboxRow, OutboxState,
    QueuedStep, Returned,
};
pub use own::{CaseForIndex, DocumentForIndex};
