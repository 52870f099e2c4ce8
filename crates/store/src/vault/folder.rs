use std::fs;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::durable::with_suffix;
use super::header::Header;
use crate::StoreError;

/// What lies in a folder, as far as it can be told without a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FolderState {
    /// Nothing of a store: one may be created here.
    Empty,
    HasStore,
    /// A file with the store's name that Sagsbord did not write.
    Foreign,
}

impl FolderState {
    pub(crate) fn of(folder: &Path) -> Result<Self, StoreError> {
        match fs::metadata(folder) {
            Ok(found) if !found.is_dir() => return Ok(FolderState::Foreign),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(FolderState::Empty),
            Err(error) => return Err(error.into()),
        }
        let header = match Header::read(folder) {
            Ok(header) => header,
            Err(StoreError::Foreign) => return Ok(FolderState::Foreign),
            // Opening names the fault; here it only matters that nothing may be created on top.
            Err(StoreError::Newer { .. }) => return Ok(FolderState::HasStore),
            Err(error) => return Err(error),
        };
        match header {
            Some(header) if header.complete => Ok(FolderState::HasStore),
            Some(_) => Ok(FolderState::Empty),
            None => without_header(folder),
        }
    }
}

fn without_header(folder: &Path) -> Result<FolderState, StoreError> {
    let database = database_file(folder);
    let found = match fs::metadata(&database) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Ok(if has_blobs(folder)? {
                FolderState::HasStore
            } else {
                FolderState::Empty
            });
        }
        Err(error) => return Err(error.into()),
    };
    // Ours consists of whole pages and starts with random bytes.
    if !found.is_file()
        || found.len() == 0
        || found.len() % PAGE_BYTES != 0
        || is_plain_sqlite(&database)?
    {
        return Ok(FolderState::Foreign);
    }
    Ok(FolderState::HasStore)
}

fn has_blobs(folder: &Path) -> Result<bool, StoreError> {
    let shards = match fs::read_dir(blobs_folder(folder)) {
        Ok(shards) => shards,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    for shard in shards {
        let shard = shard?;
        if shard.file_name() != BLOBS_TMP
            && shard.file_type()?.is_dir()
            && fs::read_dir(shard.path())?.next().is_some()
        {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(crate) fn is_plain_sqlite(database: &Path) -> Result<bool, StoreError> {
    let mut start = Vec::new();
    fs::File::open(database)?.take(16).read_to_end(&mut start)?;
    Ok(start == b"SQLite format 3\0")
}

pub(crate) const PAGE_BYTES: u64 = 4096;
const BLOBS_TMP: &str = "tmp";

pub(crate) fn database_file(folder: &Path) -> PathBuf {
    folder.join("store.db")
}

pub(crate) fn write_ahead_log(database: &Path) -> PathBuf {
    with_suffix(database, "-wal")
}

pub(crate) fn shared_memory(database: &Path) -> PathBuf {
    with_suffix(database, "-shm")
}

pub(crate) fn blobs_folder(folder: &Path) -> PathBuf {
    folder.join("blobs")
}

pub(crate) fn unfinished_blobs(folder: &Path) -> PathBuf {
    blobs_folder(folder).join(BLOBS_TMP)
}

/// `file_name` is 64 hexadecimal digits, checked where it is read from the database.
pub(crate) fn blob_file(folder: &Path, file_name: &str) -> PathBuf {
    blobs_folder(folder)
        .join(file_name.get(..2).unwrap_or("00"))
        .join(file_name)
}
