//! Events as the platform tells them: a real broker of our own, and what is published to it.

mod broker;
mod publisher;
mod telling;

pub use broker::{Broker, BrokerPlace};
pub use publisher::Publisher;
pub use telling::Told;
pub(crate) use telling::{Teller, of_case, of_letter};
