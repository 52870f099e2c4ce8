use crate::certificate::CertificateError;
use crate::post::LetterFault;
use crate::soap::Fault;
use crate::xml::Malformed;

/// Why the platform did not answer as it was asked. Each is another state for whoever waits.
#[derive(Debug, thiserror::Error)]
pub enum PlatformError {
    /// Nothing was sent: it may be tried again as it is.
    #[error("the platform could not be reached")]
    Unreachable(#[source] reqwest::Error),
    /// The platform may have done it, or not. Only looking tells.
    #[error("the platform took the message and did not answer")]
    NoReply(#[source] reqwest::Error),
    #[error("the platform does not take this certificate, or we do not take the platform's")]
    NotTrusted(#[source] reqwest::Error),
    #[error("the platform answers with status {0}")]
    Refused(u16),
    /// Later, and not at once.
    #[error("the platform is too busy or is being changed (status {status})")]
    Busy {
        status: u16,
        wait_seconds: Option<u64>,
    },
    #[error("the platform answers with a fault")]
    Fault(Fault),
    #[error("the platform's answer cannot be read")]
    Malformed(#[from] Malformed),
    #[error("the platform's answer is larger than {0} bytes")]
    TooLarge(usize),
    #[error("the platform's answer is no text")]
    NotText,
    #[error("the token is for another than us, or for another service")]
    AnothersToken,
    #[error("the token had run out before it came: the clocks do not agree")]
    ClockSkew,
    #[error("the token allows too little, also when it is new")]
    NotAllowed,
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    #[error("the certificate is not valid now")]
    CertificateNotValid,
    #[error("the letter cannot be sent as it is")]
    Letter(#[from] LetterFault),
    #[error("the address is none that can be called")]
    BadAddress,
}

impl PlatformError {
    /// Whether the platform may have done what it was asked, though we heard nothing of it.
    pub fn leaves_doubt(&self) -> bool {
        match self {
            Self::NoReply(_) | Self::Malformed(_) | Self::TooLarge(_) | Self::NotText => true,
            // Said by a gateway that had passed the message on, or by what broke in the middle of it.
            Self::Busy { status, .. } => matches!(status, 502 | 504),
            Self::Refused(status) => *status >= 500,
            _ => false,
        }
    }

    /// Whether the same message may succeed later without anybody doing anything.
    pub fn passes(&self) -> bool {
        matches!(
            self,
            Self::Unreachable(_) | Self::NoReply(_) | Self::Busy { .. }
        )
    }
}
