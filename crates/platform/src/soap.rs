//! Signed messages (SOAP 1.2, OIO IDWS) and what comes back.

mod reply;
mod request;
mod service;
mod signature;

pub(crate) use reply::read_reply;
pub use reply::{Blame, Fault};
pub(crate) use request::{Addressed, Shown, signed_message, write_certificate};
pub use service::{Attempt, ServicePlace};
pub(crate) use service::{SignedService, Verdict};
