//! Events (*Beskedfordeleren*, SF1461): what changed elsewhere, told as it happens.

mod arrived;
mod back_off;
mod bounded;
mod connection;
mod cuttable;
mod envelope;
mod event;
mod state;
mod subscription;

pub use arrived::Arrived;
pub use back_off::Pace;
pub use connection::EventPlace;
pub use envelope::{EventHead, ObjectTold};
pub use event::{Content, Event, Kept, Packing, Taken, Unreadable};
pub use state::{EventState, Phase, Trouble};
pub use subscription::{EventSource, Subscription};
