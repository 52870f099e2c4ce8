use sagsbord_contract::{ErrorCode, Nothing, StorageState};
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::Fact;

use crate::app::Slot;
use crate::{AppError, Desk};

pub(crate) async fn storage_state(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<StorageState, AppError> {
    session.require(Right::ManageStore)?;
    let (store, key_kept_in) = match &*desk.app().slot().read().await {
        Slot::Open { store, key_kept_in } => (store.clone(), *key_kept_in),
        _ => return Err(AppError::new(ErrorCode::StoreClosed)),
    };
    let sizes = store.sizes().await?;
    let mut reader = store.read().await?;
    Ok(StorageState {
        folder: desk.app().config.folder.display().to_string(),
        key_kept_in,
        database_megabytes: megabytes(sizes.database_bytes),
        blobs: u32::try_from(sizes.blobs).unwrap_or(u32::MAX),
        blob_megabytes: megabytes(sizes.blob_bytes),
        schema_version: u32::try_from(sizes.schema_version).unwrap_or(0),
        last_backup_at: reader.fact(Fact::LastBackupAt).await?,
        key_changed_at: reader.fact(Fact::KeyChangedAt).await?,
    })
}

#[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1_000_000.0
}
