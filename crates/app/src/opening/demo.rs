use std::path::Path;

use sagsbord_contract::{DemoAccount, ErrorCode};
use sagsbord_store::{Fact, Store, StoreKey};

use crate::AppError;

/// The demo's key, beside its data. Only `--demo` reads it, and only a store marked as the demo is
/// opened with it.
const KEY_FILE: &str = "demo-key.hex";

pub(crate) fn read_key(folder: &Path) -> Result<StoreKey, AppError> {
    let text = std::fs::read_to_string(folder.join(KEY_FILE))
        .map_err(|error| AppError::caused(ErrorCode::StoreKeyMissing, error))?;
    StoreKey::from_hex(text.trim()).ok_or_else(|| AppError::new(ErrorCode::StoreKeyWrong))
}

/// For `demo-data`, which makes the demo's store.
pub fn write_key(folder: &Path, key: &StoreKey) -> Result<(), AppError> {
    std::fs::write(folder.join(KEY_FILE), key.to_hex().as_bytes())
        .map_err(|error| AppError::caused(ErrorCode::StoreReadOnly, error))
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
