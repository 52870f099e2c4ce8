use std::path::Path;
use std::sync::Arc;

use sagsbord_contract::ErrorCode;
use sagsbord_store::{KeyKeeper, StoreError, StoreKey};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::AppError;
use crate::ports::KeyRing;

/// The store's key in the operating system's key service.
///
/// While a key is being changed the service holds the old and the new one, so that a stop at any
/// moment leaves one that fits.
pub(crate) struct KeptKey {
    ring: Arc<dyn KeyRing>,
    account: String,
}

/// Names the account by the store, not by its path: a folder may be moved.
const STORE_NAME_FILE: &str = "store.id";

impl KeptKey {
    pub(crate) fn of_folder(ring: Arc<dyn KeyRing>, folder: &Path) -> Result<Self, AppError> {
        Ok(Self {
            ring,
            account: format!("store-{}", store_id(folder)?),
        })
    }

    /// Every key that may fit, the settled one first. Empty when the service has none.
    pub(crate) fn candidates(&self) -> Result<Vec<StoreKey>, AppError> {
        let Some(secret) = self.ring.get(&self.account)? else {
            return Ok(Vec::new());
        };
        secret
            .split_whitespace()
            .map(|hex| {
                StoreKey::from_hex(hex).ok_or_else(|| AppError::new(ErrorCode::StoreKeyWrong))
            })
            .collect()
    }

    pub(crate) fn keep(&self, keys: &[&StoreKey]) -> Result<(), AppError> {
        let mut secret = Zeroizing::new(String::new());
        for key in keys {
            if !secret.is_empty() {
                secret.push(' ');
            }
            secret.push_str(&key.to_hex());
        }
        Ok(self.ring.set(&self.account, &secret)?)
    }
}

impl KeyKeeper for KeptKey {
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        self.keep(&[old, new])
            .map_err(|_| StoreError::Cryptography("key not kept"))
    }

    fn finish(&self, new: &StoreKey) -> Result<(), StoreError> {
        self.keep(&[new])
            .map_err(|_| StoreError::Cryptography("key not kept"))
    }
}

fn store_id(folder: &Path) -> Result<Uuid, AppError> {
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
