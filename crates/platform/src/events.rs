//! Events (*Beskedfordeleren*, SF1461): what changed elsewhere, told as it happens.

mod envelope;
mod event;

pub use envelope::{EventHead, ObjectTold};
pub use event::{Content, Event, Kept, Packing, Taken, Unreadable};
