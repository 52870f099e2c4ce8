use std::path::Path;

use sagsbord_contract::{DeskEvent, ErrorCode, KeyKeptIn};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_store::{FolderState, Store, StoreKey};

use super::demo;
use super::kept_key::KeptKey;
use crate::AppError;
use crate::app::{App, Slot};
use crate::jobs::resume::resume_jobs;
use crate::letters::send::doubt_after_a_stop;
use crate::storage::upkeep::begin_upkeep;

/// Opens the store, or finds out what is missing. The answer is in the desk's state.
pub(crate) async fn open_store(app: &std::sync::Arc<App>) {
    let mut slot = app.slot().write().await;
    if matches!(*slot, Slot::Open { .. }) {
        return;
    }
    *slot = match find_slot(app).await {
        Ok(slot) => slot,
        Err(error) => {
            let code = error.code;
            error.into_reply("open_store");
            Slot::Problem(code)
        }
    };
    let opened = matches!(*slot, Slot::Open { .. });
    drop(slot);
    app.tell_all(DeskEvent::DeskChanged);
    if opened {
        if let Err(error) = doubt_after_a_stop(app).await {
            error.into_reply("doubt_after_a_stop");
        }
        resume_jobs(app).await;
        begin_upkeep(app).await;
    }
}

async fn find_slot(app: &App) -> Result<Slot, AppError> {
    let folder = app.config.folder.as_path();
    let state = Store::look_at(folder)?;
    if app.config.demo {
        return open_demo(app, folder, state).await;
    }
    match state {
        FolderState::Foreign => Ok(Slot::Problem(ErrorCode::StoreForeign)),
        FolderState::Empty => make_with_key_ring(app, folder).await,
        FolderState::HasStore if Store::has_passphrase(folder) => Ok(Slot::AskPassphrase),
        FolderState::HasStore => open_with_key_ring(app, folder).await,
    }
}

async fn open_demo(app: &App, folder: &Path, state: FolderState) -> Result<Slot, AppError> {
    if !matches!(state, FolderState::HasStore) {
        return Ok(Slot::Problem(ErrorCode::StoreKeyMissing));
    }
    let keys = demo::read_keys(folder)?;
    let (store, _) = Store::open_with_candidates(folder, &keys, app.clock.now()).await?;
    if demo::accounts(&store).await?.is_empty() {
        return Ok(Slot::Problem(ErrorCode::StoreForeign));
    }
    Ok(Slot::Open {
        store,
        key_kept_in: KeyKeptIn::Keyring,
    })
}

async fn make_with_key_ring(app: &App, folder: &Path) -> Result<Slot, AppError> {
    let kept = KeptKey::of_folder(app.key_ring.clone(), folder)?;
    // A key without a store: the program was stopped between the two last time.
    let candidates = match kept.candidates().await {
        Ok(candidates) => candidates,
        Err(error) if error.code == ErrorCode::KeyringUnavailable => {
            return Ok(Slot::ChoosePassphrase);
        }
        Err(error) => return Err(error),
    };
    let key = match candidates.into_iter().next() {
        Some(key) => key,
        None => {
            let key = StoreKey::generate()?;
            match kept.keep(&[&key]).await {
                Ok(()) => key,
                Err(error) if error.code == ErrorCode::KeyringUnavailable => {
                    return Ok(Slot::ChoosePassphrase);
                }
                Err(error) => return Err(error),
            }
        }
    };
    let store = make_store(app, folder, &key).await?;
    Ok(Slot::Open {
        store,
        key_kept_in: KeyKeptIn::Keyring,
    })
}

async fn open_with_key_ring(app: &App, folder: &Path) -> Result<Slot, AppError> {
    let kept = KeptKey::of_folder(app.key_ring.clone(), folder)?;
    let candidates = kept.candidates().await?;
    if candidates.is_empty() {
        // Never a new key here: it would lock the person out of what is there.
        return Ok(Slot::Problem(ErrorCode::StoreKeyMissing));
    }
    let (store, fits) = Store::open_with_candidates(folder, &candidates, app.clock.now()).await?;
    if candidates.len() > 1
        && let Some(key) = candidates.get(fits)
    {
        kept.keep(&[key]).await?;
    }
    Ok(Slot::Open {
        store,
        key_kept_in: KeyKeptIn::Keyring,
    })
}

pub(crate) async fn make_store(
    app: &App,
    folder: &Path,
    key: &StoreKey,
) -> Result<Store, AppError> {
    let now = app.clock.now();
    let store = Store::create(folder, key, now).await?;
    let writer = store.write().await?;
    writer
        .commit_with(&AuditRecord::new(None, AuditAct::StoreCreated), now)
        .await?;
    Ok(store)
}
