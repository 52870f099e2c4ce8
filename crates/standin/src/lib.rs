//! A stand-in for the service platform. It checks what the real one is published to check, answers in the real
//! one's types, and can be told to fail. What nobody outside the platform knows is invented in `invented.toml` and
//! `invented_plans.toml`.

mod authority;
mod classification;
mod document;
mod events;
mod faults;
mod index;
mod invented;
mod issuer;
mod refusal;
mod schemas;
mod serve;
mod signature;
mod sources;

pub use authority::{Authority, Holder, Minted};
pub use events::{Broker, BrokerPlace, Publisher, Told};
pub use faults::{Fault, Faults};
pub use index::{Many, Reach, SharedIndex};
pub use serve::{Options, StandIn};
pub use sources::{
    InventedCase, InventedDocument, InventedNote, InventedParty, InventedSystem, SourceFault,
    SourceStandIn,
};
