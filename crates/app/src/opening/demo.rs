use std::path::{Path, PathBuf};

use sagsbord_contract::{DemoAccount, ErrorCode};
use sagsbord_store::{Fact, KeyKeeper, Store, StoreError, StoreKey};

use crate::AppError;

/// The demo's key, beside its data. Only `--demo` reads it, and only a store marked as the demo is
/// opened with it.
const KEY_FILE: &str = "demo-key.hex";

pub(crate) fn read_keys(folder: &Path) -> Result<Vec<StoreKey>, AppError> {
    let text = std::fs::read_to_string(folder.join(KEY_FILE))
        .map_err(|error| AppError::caused(ErrorCode::StoreKeyMissing, error))?;
    text.split_whitespace()
        .map(|hex| StoreKey::from_hex(hex).ok_or_else(|| AppError::new(ErrorCode::StoreKeyWrong)))
        .collect()
}

/// For `demo-data`, which makes the demo's store.
pub fn write_key(folder: &Path, key: &StoreKey) -> Result<(), AppError> {
    Ok(write_keys(folder, &[key])?)
}

fn write_keys(folder: &Path, keys: &[&StoreKey]) -> Result<(), StoreError> {
    let text: Vec<String> = keys.iter().map(|key| key.to_hex().to_string()).collect();
    Ok(std::fs::write(folder.join(KEY_FILE), text.join("\n"))?)
}

/// Keeps the demo's key while it is changed, as the key service does for a real store.
pub(crate) struct DemoKey {
    pub(crate) folder: PathBuf,
}

impl KeyKeeper for DemoKey {
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        write_keys(&self.folder, &[old, new])
    }

    fn finish(&self, only: &StoreKey) -> Result<(), StoreError> {
        write_keys(&self.folder, &[only])
    }
}

/// The accounts to show on the sign-in page: those the demo's maker wrote down, in a demo store only.
pub(crate) async fn accounts(store: &Store) -> Result<Vec<DemoAccount>, AppError> {
    let written = store.read().await?.fact(Fact::Demo).await?;
    Ok(written
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default())
}

/// The accounts as [`accounts`] reads them, to be kept as the demo's fact.
pub fn note_accounts(accounts: &[DemoAccount]) -> Result<String, AppError> {
    serde_json::to_string(accounts).map_err(|error| AppError::caused(ErrorCode::Internal, error))
}
