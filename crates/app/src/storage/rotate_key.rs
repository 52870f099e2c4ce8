use sagsbord_contract::{ErrorCode, KeyKeptIn, Nothing, StorageState};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_store::{Fact, StoreKey};

use super::state::storage_state;
use crate::app::Slot;
use crate::opening::demo::DemoKey;
use crate::opening::kept_key::KeptKey;
use crate::{AppError, Desk};

/// A new key for the whole store. Under a passphrase the key changes with the passphrase instead.
pub(crate) async fn rotate_key(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<StorageState, AppError> {
    session.require(Right::ManageStore)?;
    let app = desk.app();
    let store = match &*app.slot().read().await {
        Slot::Open {
            store,
            key_kept_in: KeyKeptIn::Keyring,
        } => store.clone(),
        Slot::Open { .. } => return Err(AppError::new(ErrorCode::NotAllowed)),
        _ => return Err(AppError::new(ErrorCode::StoreClosed)),
    };
    let new_key = StoreKey::generate()?;
    if app.config.demo {
        let folder = app.config.folder.clone();
        store.rotate_key(&new_key, &DemoKey { folder }).await?;
    } else {
        let kept = KeptKey::of_folder(app.key_ring.clone(), &app.config.folder)?;
        let changed = store.rotate_key(&new_key, &kept).await;
        // The store only knows that its key was not kept; the person needs to know why.
        changed.map_err(|error| match kept.refusal() {
            Some(refusal) => AppError::from(refusal),
            None => error.into(),
        })?;
    }
    let now = app.clock.now();
    let mut writer = store.write().await?;
    writer
        .put_fact(Fact::KeyChangedAt, &now.to_rfc3339())
        .await?;
    writer
        .commit_with(
            &AuditRecord::new(session.employee(), AuditAct::KeyRotated),
            now,
        )
        .await?;
    storage_state(desk, session, Nothing {}).await
}
