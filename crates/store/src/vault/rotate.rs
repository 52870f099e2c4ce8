use std::fs;
use std::path::{Path, PathBuf};

use super::cancel::Stop;
use super::copy::{copy_database, remove_database, same_rows, verify_database};
use super::durable::{remove_if_there, sync_folder, with_suffix};
use super::folder::{database_file, shared_memory, write_ahead_log};
use super::header::Header;
use super::key::StoreKey;
use super::lock::FolderLock;
use super::open::fitting_key;
use super::pools::Pools;
use super::store::{HoldAlone, Opened, Store};
use crate::{Damage, StoreError};

/// Where the key is kept: a keyring or an envelope. While the store's key is changed it holds two,
/// because nobody can replace a file and an entry in a keyring at one instant.
pub trait KeyKeeper: Send + Sync {
    /// Both keys must be findable after this returns, whatever happens to the machine.
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError>;
    /// Only this one is needed from now on. It is the old one when the change was given up.
    fn finish(&self, only: &StoreKey) -> Result<(), StoreError>;
}

impl Store {
    /// Gives the store another key. Readers and writers wait meanwhile, or are told `Closed`.
    /// Blobs are not touched: their keys lie in the database.
    ///
    /// `PRAGMA rekey` is not used. It rewrites every page through the write-ahead log of the file
    /// people work in, where connections that hold the old key read pages under the new one; and
    /// SQLCipher 4.10 answers "done" even when it rolled back, and takes the new key into use even
    /// when its commit failed. Here the old file stays whole until one rename.
    ///
    /// When this fails the store is open under its old key. When the keeper cannot `finish`, the
    /// key is changed all the same and the next `open_with_candidates` says which one fits.
    pub async fn rotate_key(
        &self,
        new: &StoreKey,
        keeper: &dyn KeyKeeper,
    ) -> Result<(), StoreError> {
        let _upkeep = self.inner.upkeep.try_lock().map_err(|_| StoreError::Busy)?;
        let hold = self.hold_alone().await?;
        let mut change = KeyChange::begin(&self.inner.folder, hold, new)?;
        let outcome = change.run(keeper).await;
        let reopened = change.reopen().await;
        if change.told_keeper && matches!(outcome, Err(_) | Ok(Placed::ForGood)) && reopened.is_ok()
        {
            let only = if outcome.is_ok() {
                &change.keys.new
            } else {
                &change.keys.old
            };
            if let Err(error) = keeper.finish(only) {
                tracing::warn!(%error, "the key's keeper still holds two keys");
            }
        }
        outcome.map(drop).and(reopened)
    }
}

enum Placed {
    ForGood,
    /// The disk would not confirm the new name: a power cut could bring the old file back.
    PerhapsNotForGood,
}

/// While it lives nobody else is in the store. If its caller stops waiting, the store is opened
/// again under whichever key the file has then.
struct KeyChange {
    keys: ChangingKeys,
    told_keeper: bool,
    shut: Option<ShutStore>,
}

#[derive(Clone)]
struct ChangingKeys {
    old: StoreKey,
    new: StoreKey,
}

struct ShutStore {
    folder: PathBuf,
    pools: Pools,
    lock: FolderLock,
    hold: HoldAlone,
}

impl KeyChange {
    fn begin(folder: &Path, mut hold: HoldAlone, new: &StoreKey) -> Result<Self, StoreError> {
        let opened = hold.take().ok_or(StoreError::Closed)?;
        Ok(Self {
            keys: ChangingKeys {
                old: opened.key,
                new: new.clone(),
            },
            told_keeper: false,
            shut: Some(ShutStore {
                folder: folder.to_path_buf(),
                pools: opened.pools,
                lock: opened.lock,
                hold,
            }),
        })
    }

    /// After an error the old database is in place.
    async fn run(&mut self, keeper: &dyn KeyKeeper) -> Result<Placed, StoreError> {
        let Some(shut) = &self.shut else {
            return Err(StoreError::Closed);
        };
        let ChangingKeys { old, new } = &self.keys;
        let folder = &shut.folder;
        let next = next_database(folder);
        let mut prepared = shut.copy_under(old, new, &next).await;
        if prepared.is_ok() {
            self.told_keeper = true;
            prepared = Header::new(true, &[old, new])
                .write(folder)
                .and_then(|()| keeper.begin(old, new))
                .and_then(|()| Ok(fs::rename(&next, database_file(folder))?));
        }
        if let Err(error) = prepared {
            // What cannot be tidied now (the disk may be full) is tidied at the next start.
            let _ = remove_database(&next);
            let _ = Header::new(true, &[old]).write(folder);
            return Err(error);
        }
        if sync_folder(folder).is_err() {
            return Ok(Placed::PerhapsNotForGood);
        }
        // A header that still names both keys is put right at the next start.
        let _ = Header::new(true, &[new]).write(folder);
        Ok(Placed::ForGood)
    }

    async fn reopen(&mut self) -> Result<(), StoreError> {
        match self.shut.take() {
            // A task of its own: this, too, must come to its end when the caller goes away.
            Some(shut) => tokio::spawn(shut.reopen(self.keys.clone()))
                .await
                .unwrap_or(Err(StoreError::Closed)),
            None => Err(StoreError::Closed),
        }
    }
}

impl Drop for KeyChange {
    fn drop(&mut self) {
        let Some(shut) = self.shut.take() else {
            return;
        };
        let keys = self.keys.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = shut.reopen(keys).await {
                    tracing::error!(%error, "the store stays closed after a change of key was given up");
                }
            });
        }
    }
}

impl ShutStore {
    async fn copy_under(
        &self,
        old: &StoreKey,
        new: &StoreKey,
        next: &Path,
    ) -> Result<(), StoreError> {
        let current = database_file(&self.folder);
        // Nobody else is in: closing empties the log into the database and removes it.
        self.pools.close().await;
        copy_database(&current, old, next, new, &Stop::default()).await?;
        verify_database(next, new).await?;
        if !same_rows((&current, old), (next, new)).await? {
            return Err(StoreError::Damaged(Damage::Database));
        }
        // A log of the old file beside the new one would be read into it.
        let log = write_ahead_log(&current);
        if fs::metadata(&log).is_ok_and(|found| found.len() > 0) {
            return Err(StoreError::Busy);
        }
        remove_if_there(&log)?;
        remove_if_there(&shared_memory(&current))
    }

    /// The file itself says which key it is under: no step before has to be certain.
    async fn reopen(self, keys: ChangingKeys) -> Result<(), StoreError> {
        let Self {
            folder,
            pools,
            lock,
            mut hold,
        } = self;
        pools.close().await;
        let candidates = [keys.old, keys.new];
        let key = candidates[fitting_key(&folder, &candidates).await?].clone();
        *hold = Some(Opened {
            pools: Pools::open(&folder, &key).await?,
            key,
            lock,
        });
        Ok(())
    }
}

pub(crate) fn next_database(folder: &Path) -> PathBuf {
    with_suffix(&database_file(folder), ".next")
}
