use std::collections::HashMap;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use keyring_core::api::CredentialStoreApi;
use keyring_core::{Entry, Error};
use zeroize::Zeroizing;

use super::{KeyRing, KeyRingError};

/// Secret Service, Keychain or Credential Manager.
///
/// It is looked for anew at each call: a person may start or unlock it while Sagsbord waits, and a
/// service that was restarted knows nothing of an earlier conversation.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsKeyRing;

const SERVICE: &str = "dk.sagsbord.desk";

/// A person may be typing the service's own password meanwhile. A service that hangs says nothing
/// either, and must not keep the first screen away for ever.
const LONGEST_ANSWER: Duration = Duration::from_secs(90);

impl KeyRing for OsKeyRing {
    fn get(&self, account: &str) -> Result<Option<Zeroizing<String>>, KeyRingError> {
        let account = account.to_owned();
        within_bounds(move || match entry(&account)?.get_password() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeyRingError> {
        let (account, secret) = (account.to_owned(), Zeroizing::new(secret.to_owned()));
        within_bounds(move || entry(&account)?.set_password(&secret))
    }
}

/// On a thread of its own: the conversation blocks, and may run an executor that must not be
/// started inside another.
fn within_bounds<T: Send + 'static>(
    ask: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, KeyRingError> {
    let (answer, answered) = mpsc::sync_channel(1);
    let asking = std::thread::Builder::new()
        .name("key-service".to_owned())
        .spawn(move || {
            // Nobody waits any more when the time is up.
            let _ = answer.send(ask().map_err(|error| state(&error)));
        });
    if asking.is_err() {
        return Err(KeyRingError::Unavailable);
    }
    match answered.recv_timeout(LONGEST_ANSWER) {
        Ok(answer) => answer,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(told("no_answer", KeyRingError::Locked)),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            Err(told("stopped", KeyRingError::Unavailable))
        }
    }
}

fn entry(account: &str) -> Result<Entry, Error> {
    let store: Arc<dyn CredentialStoreApi> = system::Store::new()?;
    store.build(SERVICE, account, system::modifiers().as_ref())
}

fn state(error: &Error) -> KeyRingError {
    match error {
        Error::NoStorageAccess(cause) => match system::state(&**cause) {
            Some(state) => told("no_storage_access", state),
            None => told("no_storage_access", KeyRingError::Locked),
        },
        Error::PlatformFailure(cause) => match system::state(&**cause) {
            Some(state) => told("platform_failure", state),
            None => told("platform_failure", KeyRingError::Unavailable),
        },
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            told("unreadable", KeyRingError::Unreadable)
        }
        _ => told("other", KeyRingError::Unavailable),
    }
}

/// The error's own text can name the account or the bus address: only its kind is logged.
fn told(kind: &'static str, state: KeyRingError) -> KeyRingError {
    tracing::warn!(kind, %state, "key service");
    state
}

#[cfg(all(unix, not(target_os = "macos")))]
mod system {
    use super::{HashMap, KeyRingError};

    pub(super) use zbus_secret_service_keyring_store::Store;

    /// What a person reads in the list of her keys, instead of the account.
    pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
        Some(HashMap::from([("label", "Sagsbord")]))
    }

    /// `keyring_core` tells less than the service did: a keyring that was never made looks locked
    /// in it, and a prompt that was dismissed while writing looks like a fault.
    pub(super) fn state(cause: &(dyn std::error::Error + 'static)) -> Option<KeyRingError> {
        use secret_service::Error;
        match cause.downcast_ref::<Error>()? {
            Error::NoResult => Some(KeyRingError::Unavailable),
            Error::Locked | Error::Prompt | Error::PromptDisconnected => Some(KeyRingError::Locked),
            _ => None,
        }
    }
}

#[cfg(target_os = "macos")]
mod system {
    use super::{HashMap, KeyRingError};

    pub(super) use apple_native_keyring_store::keychain::Store;

    pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
        None
    }

    pub(super) fn state(_: &(dyn std::error::Error + 'static)) -> Option<KeyRingError> {
        None
    }
}

#[cfg(windows)]
mod system {
    use super::{HashMap, KeyRingError};

    pub(super) use windows_native_keyring_store::Store;

    pub(super) fn modifiers() -> Option<HashMap<&'static str, &'static str>> {
        None
    }

    pub(super) fn state(_: &(dyn std::error::Error + 'static)) -> Option<KeyRingError> {
        None
    }
}
