use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_contract::ErrorCode;
use sagsbord_store::{KeyKeeper, StoreError, StoreKey};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::AppError;
use crate::ports::{KeyRing, KeyRingError};

/// The store's key in the operating system's key service.
///
/// While a key is being changed the service holds the old and the new one, so that a stop at any
/// moment leaves one that fits.
pub(crate) struct KeptKey {
    ring: Arc<dyn KeyRing>,
    account: String,
    refusal: Mutex<Option<KeyRingError>>,
}

/// Names the account by the store, not by its path: a folder may be moved.
const STORE_NAME_FILE: &str = "store.id";

impl KeptKey {
    pub(crate) fn of_folder(ring: Arc<dyn KeyRing>, folder: &Path) -> Result<Self, AppError> {
        Ok(Self {
            ring,
            account: format!("store-{}", store_id(folder)?),
            refusal: Mutex::default(),
        })
    }

    /// Every key that may fit, the settled one first. Empty when the service has none.
    pub(crate) async fn candidates(&self) -> Result<Vec<StoreKey>, AppError> {
        let (ring, account) = (self.ring.clone(), self.account.clone());
        // A person may have to unlock the service first.
        let kept = tokio::task::spawn_blocking(move || ring.get(&account)).await?;
        let Some(secret) = kept? else {
            return Ok(Vec::new());
        };
        secret
            .split_whitespace()
            .map(|hex| {
                StoreKey::from_hex(hex).ok_or_else(|| AppError::new(ErrorCode::StoreKeyWrong))
            })
            .collect()
    }

    pub(crate) async fn keep(&self, keys: &[&StoreKey]) -> Result<(), AppError> {
        let (ring, account, secret) = (self.ring.clone(), self.account.clone(), secret_of(keys));
        Ok(tokio::task::spawn_blocking(move || ring.set(&account, &secret)).await??)
    }

    /// Why the service did not take a key while it was being changed.
    pub(crate) fn refusal(&self) -> Option<KeyRingError> {
        *self.refusal.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep_while_changing(&self, keys: &[&StoreKey]) -> Result<(), StoreError> {
        self.ring
            .set(&self.account, &secret_of(keys))
            .map_err(|error| {
                *self.refusal.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                StoreError::Cryptography("key not kept")
            })
    }
}

impl KeyKeeper for KeptKey {
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        self.keep_while_changing(&[old, new])
    }

    fn finish(&self, new: &StoreKey) -> Result<(), StoreError> {
        self.keep_while_changing(&[new])
    }
}

fn secret_of(keys: &[&StoreKey]) -> Zeroizing<String> {
    let mut secret = Zeroizing::new(String::new());
    for key in keys {
        if !secret.is_empty() {
            secret.push(' ');
        }
        secret.push_str(&key.to_hex());
    }
    secret
}

pub(crate) fn store_id(folder: &Path) -> Result<Uuid, AppError> {
    let path = folder.join(STORE_NAME_FILE);
    if let Ok(text) = std::fs::read_to_string(&path)
        && let Ok(id) = Uuid::try_parse(text.trim())
    {
        return Ok(id);
    }
    let id = Uuid::new_v4();
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&path, id.to_string()))
        .map_err(|error| AppError::caused(ErrorCode::StoreReadOnly, error))?;
    Ok(id)
}
