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
mod within_reach;

pub use benefits::KeptBenefit;
pub use connection::{Connection, IndexState};
pub use events::{EventCounts, EventKind, IndexNews, KeptEvent, Listed, NewsWants};
pub use outbox::{
    IndexKind, IndexObject, IndexOperation, KnownObject, OutboxCounts, OutboxRow, OutboxState,
    QueuedStep, Returned,
};
pub use own::{CaseAroundTitle, CaseForIndex, DocumentForIndex};
pub use put_copies::{Copied, IndexCase};
pub use within_reach::{CaseOfObject, StepQuery, StepWithinReach};
