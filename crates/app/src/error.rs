use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::NotAllowed;
use sagsbord_store::StoreError;

use crate::ports::KeyRingError;

/// Why a use case did not do what was asked: a code for the user, the cause for the log.
#[derive(Debug, thiserror::Error)]
#[error("{code:?}")]
pub struct AppError {
    pub code: ErrorCode,
    pub field: Option<&'static str>,
    pub problem: Option<&'static str>,
    pub wait_seconds: Option<u32>,
    #[source]
    pub cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl AppError {
    pub fn new(code: ErrorCode) -> Self {
        Self {
            code,
            field: None,
            problem: None,
            wait_seconds: None,
            cause: None,
        }
    }

    pub fn field(code: ErrorCode, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..Self::new(code)
        }
    }

    pub fn invalid(field: &'static str) -> Self {
        Self::field(ErrorCode::InvalidInput, field)
    }

    /// A field that is wrong in a way the screens have a sentence for.
    pub fn problem(field: &'static str, problem: &'static str) -> Self {
        Self {
            problem: Some(problem),
            ..Self::invalid(field)
        }
    }

    pub fn wait(code: ErrorCode, seconds: u32) -> Self {
        Self {
            wait_seconds: Some(seconds),
            ..Self::new(code)
        }
    }

    pub fn caused(code: ErrorCode, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self {
            cause: Some(Box::new(cause)),
            ..Self::new(code)
        }
    }

    /// Logs the chain under a reference that the reply carries.
    ///
    /// A refusal by the rules is no fault: it is logged quietly. Causes are our own error types,
    /// whose texts hold no values.
    pub fn into_reply(self, command: &'static str) -> ErrorReply {
        let reference = uuid::Uuid::new_v4().simple().to_string()[..8].to_owned();
        let mut chain = String::new();
        let mut cause = std::error::Error::source(&self);
        while let Some(error) = cause {
            chain.push_str(&format!("; {error}"));
            cause = error.source();
        }
        let code = self.code.key();
        if self.code == ErrorCode::Internal {
            tracing::error!(command, code, reference, "failed{chain}");
        } else {
            tracing::info!(command, code, reference, "refused{chain}");
        }
        ErrorReply {
            code: self.code,
            field: self.field.map(str::to_owned),
            problem: self.problem.map(str::to_owned),
            wait_seconds: self.wait_seconds,
            reference,
        }
    }
}

impl From<NotAllowed> for AppError {
    fn from(error: NotAllowed) -> Self {
        Self::caused(ErrorCode::NotAllowed, error)
    }
}

impl From<KeyRingError> for AppError {
    fn from(error: KeyRingError) -> Self {
        let code = match error {
            KeyRingError::Unavailable => ErrorCode::KeyringUnavailable,
            KeyRingError::Locked => ErrorCode::KeyringLocked,
            KeyRingError::Unreadable => ErrorCode::StoreKeyWrong,
        };
        Self::caused(code, error)
    }
}

impl From<tokio::task::JoinError> for AppError {
    fn from(error: tokio::task::JoinError) -> Self {
        Self::caused(ErrorCode::Internal, error)
    }
}

impl From<std::io::Error> for AppError {
    fn from(error: std::io::Error) -> Self {
        Self::caused(ErrorCode::Internal, error)
    }
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        let code = match &error {
            StoreError::KeyWrong => ErrorCode::StoreKeyWrong,
            StoreError::PassphraseWrong => ErrorCode::PassphraseWrong,
            StoreError::InUse => ErrorCode::StoreInUse,
            StoreError::ReadOnly => ErrorCode::StoreReadOnly,
            StoreError::DiskFull => ErrorCode::DiskFull,
            StoreError::Damaged(_)
            | StoreError::NoEnvelope
            | StoreError::UnreadableValue { .. } => ErrorCode::StoreDamaged,
            StoreError::Foreign => ErrorCode::StoreForeign,
            StoreError::Newer { .. } | StoreError::SchemaAltered { .. } => ErrorCode::StoreNewer,
            StoreError::Closed | StoreError::Busy => ErrorCode::StoreClosed,
            StoreError::NotFound => ErrorCode::NotFound,
            StoreError::Conflict | StoreError::StoreExists => ErrorCode::Conflict,
            StoreError::Cancelled => ErrorCode::Cancelled,
            StoreError::BlobTooLarge { .. } => ErrorCode::InvalidInput,
            StoreError::BackupInvalid(_) => ErrorCode::BackupInvalid,
            StoreError::BackupTarget => ErrorCode::BackupTargetInvalid,
            _ => ErrorCode::Internal,
        };
        Self::caused(code, error)
    }
}
