//! The shared index, seen from here: what is ours in it, what it has yet to hear, and what others own.

mod benefits;
mod connection;
mod copied_documents;
mod copies;
mod events;
mod outbox;
mod own;
mod put_copies;
#[cfg(test)]
mod tests;

pub use benefits::KeptBenefit;
pub use connection::Connection;
pub use events::{EventCounts, EventKind, IndexNews, KeptEvent, Listed, NewsWants};
pub use outbox::{
    IndexKind, IndexObject, IndexOperation, KnownObject, OutboxCounts, OutboxRow, OutboxState,
    QueuedStep, Returned,
};
pub use own::{CaseForIndex, DocumentForIndex};
pub use put_copies::{Copied, IndexCase};
