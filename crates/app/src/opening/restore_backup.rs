use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use sagsbord_contract::{
    DeskEvent, DeskState, ErrorCode, KeyKeptIn, Nothing, RestoreBackup, RestoreProgress,
};
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
    let may_replace_people = match app.store().await {
        Ok(store) if has_people(&store).await? => {
            desk.session().await?.require(Right::ManageStore)?;
            true
        }
        _ => false,
    };
    let folder = app.config.folder.clone();
    let new_key = StoreKey::generate()?;
    // Everything is verified and built beside the old folder before the old store is shut.
    let progress = Told::to(desk);
    let ready = Store::prepare_restore(
        &backup,
        passphrase.clone(),
        &folder,
        &new_key,
        &|done, of| progress.tell(done, of),
    )
    .await?;
    let mut slot = app.slot().write().await;
    // Building takes its time: the store may have been opened meanwhile, by those whose work it is.
    if let Slot::Open { store, .. } = &*slot
        && !may_replace_people
        && has_people(store).await?
    {
        return Err(AppError::new(ErrorCode::NotAllowed));
    }
    let had_passphrase = match &*slot {
        Slot::Open { key_kept_in, .. } => *key_kept_in == KeyKeptIn::Passphrase,
        Slot::ChoosePassphrase
        | Slot::AskPassphrase
        // The old store's key lay in a key service; there is none now to take the new one's.
        | Slot::Problem(ErrorCode::KeyringUnavailable) => true,
        Slot::Opening | Slot::Problem(_) => {
            matches!(Store::look_at(&folder), Ok(FolderState::HasStore))
                && Store::has_passphrase(&folder)
        }
    };
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

async fn has_people(store: &Store) -> Result<bool, AppError> {
    Ok(store.read().await?.count_employees().await? > 0)
}

/// Each whole percent once: a bar shows no more.
struct Told<'a> {
    desk: &'a Desk,
    percent: AtomicU32,
}

impl<'a> Told<'a> {
    fn to(desk: &'a Desk) -> Self {
        Self {
            desk,
            percent: AtomicU32::new(u32::MAX),
        }
    }

    fn tell(&self, done: u64, of: u64) {
        let percent = done.saturating_mul(100).checked_div(of).unwrap_or(100);
        let percent = u32::try_from(percent).unwrap_or(100).min(100);
        if self.percent.swap(percent, Ordering::Relaxed) != percent {
            self.desk
                .tell(DeskEvent::Restoring(RestoreProgress { percent }));
        }
    }
}
