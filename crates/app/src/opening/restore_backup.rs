use std::path::PathBuf;

use sagsbord_contract::{DeskState, ErrorCode, KeyKeptIn, Nothing, RestoreBackup};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_store::{FolderState, Store, StoreKey};
use zeroize::Zeroizing;

use super::desk_state::desk_state;
use super::kept_key::KeptKey;
use super::open_store::open_store;
use crate::app::Slot;
use crate::{AppError, Desk};

/// Puts a backup in the place of what is there. What was there is moved aside, never deleted.
///
/// Before sign-in it is open to whoever has the backup and its passphrase, because that is the
/// moment it is needed: the store does not open. Over an open store with people in it, it takes an
/// administrator.
pub(crate) async fn restore_backup(
    desk: &Desk,
    request: RestoreBackup,
) -> Result<DeskState, AppError> {
    let app = desk.app();
    let passphrase = Zeroizing::new(request.passphrase);
    let backup = PathBuf::from(request.backup);
    if let Ok(store) = app.store().await
        && store.read().await?.count_employees().await? > 0
    {
        desk.session().await?.require(Right::ManageStore)?;
    }
    let folder = app.config.folder.clone();
    let mut slot = app.slot().write().await;
    let had_passphrase = match &*slot {
        Slot::Open { key_kept_in, .. } => *key_kept_in == KeyKeptIn::Passphrase,
        Slot::ChoosePassphrase | Slot::AskPassphrase => true,
        Slot::Opening | Slot::Problem(_) => {
            matches!(Store::look_at(&folder), Ok(FolderState::HasStore))
                && Store::has_passphrase(&folder)
        }
    };
    let new_key = StoreKey::generate()?;
    // Everything is verified and built beside the old folder before the old store is shut.
    let ready = Store::prepare_restore(&backup, passphrase.clone(), &folder, &new_key).await?;
    if let Slot::Open { store, .. } = std::mem::replace(&mut *slot, Slot::Opening) {
        store.close().await;
    }
    // The key is kept before the folders change places, under the new folder's own name: the old
    // folder's key stays where it was, should anybody need what is moved aside.
    if had_passphrase {
        // The backup's passphrase becomes the store's: it is the one the person has just shown to know.
        Store::create_envelope(ready.folder(), &new_key, passphrase).await?;
    } else {
        KeptKey::of_folder(app.key_ring.clone(), ready.folder())?
            .keep(&[&new_key])
            .await?;
    }
    ready.swap(app.clock.now())?;
    drop(slot);
    desk.set_seat(None);
    open_store(app).await;
    match app.store().await {
        Ok(store) => {
            let writer = store.write().await?;
            writer
                .commit_with(
                    &AuditRecord::new(None, AuditAct::BackupRestored),
                    app.clock.now(),
                )
                .await?;
        }
        // Under a passphrase the store waits to be opened with it.
        Err(error) if error.code == ErrorCode::StoreClosed => {}
        Err(error) => return Err(error),
    }
    desk_state(desk, Nothing {}).await
}
