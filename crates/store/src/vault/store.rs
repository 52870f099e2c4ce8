use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{Mutex, OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock};

use super::clock::StoreClock;
use super::folder::FolderState;
use super::key::{KEY_BYTES, StoreKey};
use super::lock::FolderLock;
use super::pools::{Pools, widen};
use super::restore::complete_interrupted_restore;
use super::writer::{Reader, Writer};
use crate::StoreError;
use crate::search::KnownWords;

/// An open store. Cloning it is cheap and opens nothing.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) folder: std::path::PathBuf,
    pub(crate) clock: StoreClock,
    pub(crate) blob_name_key: [u8; KEY_BYTES],
    /// Empty once closed. Whoever reads or writes holds it shared; changing the key takes it alone.
    pub(crate) opened: Arc<RwLock<Option<Opened>>>,
    /// Backup, removal of blobs and change of key keep out of each other's way.
    pub(crate) upkeep: Mutex<()>,
    pub(crate) known_words: KnownWords,
}

pub(crate) struct Opened {
    pub(crate) pools: Pools,
    pub(crate) key: StoreKey,
    pub(crate) lock: FolderLock,
}

/// Long enough for a change of key on a small store; then the caller is told instead of hanging.
const WAIT_FOR_STORE: Duration = Duration::from_secs(20);

impl Store {
    /// What lies in a folder, without a key. Ask this first: it also completes a restore that was
    /// killed, so that what is found is what will be opened.
    pub fn look_at(folder: &Path) -> Result<FolderState, StoreError> {
        complete_interrupted_restore(folder)?;
        FolderState::of(folder)
    }

    /// A connection that cannot write, on one unchanging view of the store.
    pub async fn read(&self) -> Result<Reader, StoreError> {
        let hold = self.hold().await?;
        let transaction = pools(&hold)?.readers.begin().await?;
        Ok(Reader::new(transaction, hold))
    }

    /// The one writer. What it does is kept by `Writer::commit` and forgotten when it is dropped.
    pub async fn write(&self) -> Result<Writer, StoreError> {
        let hold = self.hold().await?;
        // IMMEDIATE: a deferred transaction that reads before it writes can fail at once.
        let transaction = pools(&hold)?.writer.begin_with("BEGIN IMMEDIATE").await?;
        Ok(Writer::new(transaction, hold, Arc::clone(&self.inner)))
    }

    /// More room in memory for whoever writes, for work of many rows; whoever asked for it takes it back.
    pub async fn give_room(&self, wide: bool) -> Result<(), StoreError> {
        let hold = self.hold().await?;
        let mut writer = pools(&hold)?.writer.acquire().await?;
        widen(&mut writer, wide).await
    }

    /// Waits for readers and the writer. The folder is free for another program afterwards.
    pub async fn close(self) {
        let mut opened = Arc::clone(&self.inner.opened).write_owned().await;
        if let Some(opened) = opened.take() {
            opened.pools.close().await;
        }
    }

    pub fn folder(&self) -> &Path {
        &self.inner.folder
    }

    /// The computer's clock stood before the last write when the store was opened.
    pub fn clock_behind(&self) -> bool {
        self.inner.clock.is_behind()
    }

    pub(crate) async fn hold(&self) -> Result<Hold, StoreError> {
        let waiting = Arc::clone(&self.inner.opened).read_owned();
        let hold = tokio::time::timeout(WAIT_FOR_STORE, waiting)
            .await
            .map_err(|_| StoreError::Closed)?;
        if hold.is_none() {
            Err(StoreError::Closed)
        } else {
            Ok(hold)
        }
    }

    /// Keeps everybody out. Refused when somebody does not let go.
    pub(crate) async fn hold_alone(&self) -> Result<HoldAlone, StoreError> {
        let waiting = Arc::clone(&self.inner.opened).write_owned();
        tokio::time::timeout(WAIT_FOR_STORE, waiting)
            .await
            .map_err(|_| StoreError::Busy)
    }
}

pub(crate) type Hold = OwnedRwLockReadGuard<Option<Opened>>;
pub(crate) type HoldAlone = OwnedRwLockWriteGuard<Option<Opened>>;

pub(crate) fn pools(hold: &Option<Opened>) -> Result<&Pools, StoreError> {
    hold.as_ref()
        .map(|opened| &opened.pools)
        .ok_or(StoreError::Closed)
}

/// Files, hashing and sealing happen beside the threads that answer the window.
pub(crate) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(StoreError::Cancelled))
}
