//! Doors to other systems: a service with a web API is joined by a mapping file, without code. A mapping says where
//! things are and what they are called there; a [`Connector`] asks, and gives them in our words.

mod connector;
mod error;
mod found;
pub mod mapping;
mod shipped;

pub use connector::{Connector, Person};
pub use error::SourceError;
pub use found::{Found, FoundCase, FoundDocument, FoundFile, FoundNote, FoundParty};
pub use mapping::{Ability, Fault, Mapping, Reason, Trial, UnitName};
pub use shipped::{SHIPPED, Shipped};
