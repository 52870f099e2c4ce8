use keyring::{Entry, Error};
use zeroize::Zeroizing;

/// The operating system's key service.
///
/// Each state it can be in is told apart, because each needs another act of the user. Nothing here
/// falls back to anything.
pub trait KeyRing: Send + Sync + 'static {
    /// `None`: the service answers and has no such key.
    fn get(&self, account: &str) -> Result<Option<Zeroizing<String>>, KeyRingError>;
    fn set(&self, account: &str, secret: &str) -> Result<(), KeyRingError>;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyRingError {
    #[error("no key service answers on this machine")]
    Unavailable,
    #[error("the key service is locked")]
    Locked,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyRing;

const SERVICE: &str = "dk.sagsbord.desk";

impl KeyRing for OsKeyRing {
    fn get(&self, account: &str) -> Result<Option<Zeroizing<String>>, KeyRingError> {
        match entry(account)?.get_password() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(state(&error)),
        }
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeyRingError> {
        entry(account)?
            .set_password(secret)
            .map_err(|error| state(&error))
    }
}

fn entry(account: &str) -> Result<Entry, KeyRingError> {
    Entry::new(SERVICE, account).map_err(|error| state(&error))
}

fn state(error: &Error) -> KeyRingError {
    // The error's own text can name the account or the bus address: only its kind is logged.
    match error {
        Error::NoStorageAccess(_) => {
            tracing::warn!(kind = "no_storage_access", "key service");
            KeyRingError::Locked
        }
        _ => {
            tracing::warn!(kind = "unavailable", "key service");
            KeyRingError::Unavailable
        }
    }
}
