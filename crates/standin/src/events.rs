//! Events as the platform tells them: a real broker of our own, and what is published to it.

mod broker;
mod publisher;

pub use broker::{Broker, BrokerPlace};
pub use publisher::Publisher;
