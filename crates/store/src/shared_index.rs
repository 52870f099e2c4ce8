//! The shared index, seen from here: what is ours in it, what it has yet to hear, and what others own.

mod connection;
mod copies;
mod events;
mod outbox;
mod own;
mod put_copies;
#[cfg(test)]
mod tests;

pub use connection::Connection;
pub use events::{EventCounts, EventKind, IndexNews, KeptEvent, Listed, NewsWants};
pub use outbox::{
    IndexKind, IndexObject, IndexOperation, KnownObject, OutboxCounts, OutboxRow, OutboxState,
    QueuedStep, Returned,
};
pub use own::{CaseForIndex, DocumentForIndex};
pub use put_copies::{Copied, IndexCase};
