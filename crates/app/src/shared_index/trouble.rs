use chrono::TimeDelta;
use sagsbord_contract::IndexTrouble;
use sagsbord_platform::{Blame, PlatformError};

/// The longest that an index in trouble is left alone, also when it asks for more.
pub(super) const LONGEST_WAIT: TimeDelta = TimeDelta::hours(1);

/// Why a run ended before its work was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stopped {
    NotConnected,
    /// Somebody stopped it, or the program ends.
    ByPerson,
    Trouble {
        kind: IndexTrouble,
        /// As long as the platform asked us to wait.
        wait_seconds: Option<u64>,
    },
}

impl Stopped {
    pub(super) fn trouble(self) -> Option<IndexTrouble> {
        match self {
            Self::Trouble { kind, .. } => Some(kind),
            Self::NotConnected | Self::ByPerson => None,
        }
    }
}

pub(crate) fn stopped(error: &PlatformError) -> Stopped {
    tracing::warn!(%error, "the index was not reached");
    Stopped::Trouble {
        kind: trouble_of(error),
        wait_seconds: match error {
            PlatformError::Busy { wait_seconds, .. } => *wait_seconds,
            _ => None,
        },
    }
}

/// In the words of who can do something about it.
pub(super) fn trouble_of(error: &PlatformError) -> IndexTrouble {
    match error {
        PlatformError::Unreachable(_)
        | PlatformError::NoReply(_)
        | PlatformError::BadAddress
        | PlatformError::Refused(500..) => IndexTrouble::Unreachable,
        PlatformError::Busy { .. } => IndexTrouble::Busy,
        PlatformError::NotAllowed | PlatformError::Refused(401 | 403) => IndexTrouble::NotAllowed,
        PlatformError::Fault(fault) => match fault.blame {
            Blame::Sender => IndexTrouble::Nonsense,
            Blame::Receiver => IndexTrouble::Unreachable,
            Blame::Security => IndexTrouble::NotAllowed,
        },
        PlatformError::NotTrusted(_) => IndexTrouble::NotTrusted,
        PlatformError::ClockSkew => IndexTrouble::Clock,
        PlatformError::Certificate(_) | PlatformError::CertificateNotValid => {
            IndexTrouble::Certificate
        }
        PlatformError::Refused(_)
        | PlatformError::Malformed(_)
        | PlatformError::TooLarge(_)
        | PlatformError::NotText
        | PlatformError::AnothersToken
        | PlatformError::Letter(_) => IndexTrouble::Nonsense,
    }
}

/// As long as the platform asked for, within reason.
pub(super) fn asked_to_wait(error: &PlatformError) -> TimeDelta {
    match error {
        PlatformError::Busy {
            wait_seconds: Some(seconds),
            ..
        } => i64::try_from(*seconds)
            .ok()
            .and_then(TimeDelta::try_seconds)
            .map_or(LONGEST_WAIT, |wait| wait.min(LONGEST_WAIT)),
        _ => TimeDelta::zero(),
    }
}

/// The word that it is kept under.
pub(super) fn kept(trouble: IndexTrouble) -> String {
    match serde_json::to_value(trouble) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// A word of another program's is nonsense to us, and still trouble.
pub(crate) fn from_kept(word: &str) -> IndexTrouble {
    serde_json::from_value(word.into()).unwrap_or(IndexTrouble::Nonsense)
}
