use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::error::PlatformError;

/// How it goes with the queue, for whoever watches.
#[derive(Debug, Clone)]
pub struct EventState {
    pub phase: Phase,
    pub last_message: Option<DateTime<Utc>>,
    /// Since the subscription began; those that came twice are counted twice.
    pub messages: u64,
    /// The last thing that went wrong. It stays when all is well again.
    pub trouble: Option<(DateTime<Utc>, Trouble)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    Connecting,
    Connected { since: DateTime<Utc> },
    Waiting { until: DateTime<Utc> },
    Stopped,
}

/// Why nothing comes from the queue. Each is another thing to do for a person.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Trouble {
    #[error("no token could be had for the queue")]
    NoToken(#[source] Arc<PlatformError>),
    #[error("our own certificate, or what we trust, cannot be used")]
    OwnSide(#[source] Arc<PlatformError>),
    #[error("the broker could not be reached")]
    Unreachable,
    #[error("the broker does not take this certificate, or we do not take the broker's")]
    NotTrusted,
    #[error("the broker does not let us in, or not to this queue")]
    NotAllowed,
    #[error("there is no such queue")]
    NoSuchQueue,
    #[error("the broker did not answer in time")]
    TooSlow,
    #[error("the connection was lost")]
    Cut,
    #[error("what answers there is no broker that we understand")]
    NotUnderstood,
    #[error("a message was given back without having been kept")]
    GivenBack,
}

impl EventState {
    pub(super) fn new() -> Self {
        Self {
            phase: Phase::Connecting,
            last_message: None,
            messages: 0,
            trouble: None,
        }
    }

    pub fn is_connected(&self) -> bool {
        matches!(self.phase, Phase::Connected { .. })
    }
}
