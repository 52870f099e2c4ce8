//! A backup is a folder: the database under a key of its own, the sealed blobs as they are, that
//! key under a passphrase, and a list of it all.

use std::fs::{self, File};
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::{ConnectOptions, Connection};
use zeroize::Zeroizing;

use super::blob::{BlobRow, all_blobs};
use super::cancel::{Cancel, Progress};
use super::clock::text_of;
use super::copy::{copy_database, verify_database};
use super::durable::{rename, sync_folder, with_suffix};
use super::envelope::{ENVELOPE_FILE, Envelope};
use super::folder::{blob_file, blobs_folder, database_file};
use super::key::{StoreKey, hex_of};
use super::open::{create_private_folder, newest_migration};
use super::pools::options;
use super::store::{Store, blocking};
use crate::{BackupFault, StoreError};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupSummary {
    pub folder: PathBuf,
    pub blobs: u64,
    /// Of everything in the folder that the list names.
    pub bytes: u64,
    /// Blobs the store names but no longer has: the backup is complete without them, the store is not.
    pub missing_blobs: u64,
}

impl Store {
    /// Copies the store as it is at this instant, while people work. Progress counts blobs.
    ///
    /// The folder has its final name only when everything in it is whole and on the disk.
    pub async fn back_up(
        &self,
        target: &Path,
        passphrase: Zeroizing<String>,
        now: DateTime<Utc>,
        progress: Progress<'_>,
        cancelled: &AtomicBool,
    ) -> Result<BackupSummary, StoreError> {
        let _upkeep = self.inner.upkeep.try_lock().map_err(|_| StoreError::Busy)?;
        let folder = free_name(&self.inner.folder, target, now)?;
        let part = with_suffix(&folder, PART);
        remove_abandoned(target, now);
        create_private_folder(&part)?;
        let written = Cancel::pass_on(cancelled, async |cancel| {
            self.write_backup(&part, passphrase, now, progress, cancel)
                .await
        })
        .await;
        let finished = written.and_then(|summary| {
            rename(&part, &folder)?;
            Ok(BackupSummary { folder, ..summary })
        });
        if finished.is_err() {
            // Cut short or refused: nothing in it is of use. A later backup tries again to remove it.
            let _ = fs::remove_dir_all(&part);
        }
        finished
    }

    async fn write_backup(
        &self,
        part: &Path,
        passphrase: Zeroizing<String>,
        now: DateTime<Utc>,
        progress: Progress<'_>,
        cancel: &Cancel<'_>,
    ) -> Result<BackupSummary, StoreError> {
        let backup_key = StoreKey::generate()?;
        let envelope = {
            let key = backup_key.clone();
            blocking(move || Envelope::seal(&key, &passphrase)).await?
        };
        envelope.write(&part.join(ENVELOPE_FILE))?;
        let copy = database_file(part);
        {
            // Shared with readers and writers; only a change of key has to wait for it.
            let hold = self.hold().await?;
            let key = hold
                .as_ref()
                .map(|opened| &opened.key)
                .ok_or(StoreError::Closed)?;
            copy_database(
                &database_file(&self.inner.folder),
                key,
                &copy,
                &backup_key,
                &cancel.stop(),
            )
            .await?;
        }
        verify_database(&copy, &backup_key).await?;
        let blobs = blobs_of(&copy, &backup_key).await?;

        let mut manifest = Manifest::new(now);
        for name in [DATABASE_FILE, ENVELOPE_FILE] {
            let path = part.join(name);
            let (bytes, sha256) = blocking(move || hash_file(&path)).await?;
            manifest.files.push(ManifestFile::new(name, bytes, sha256));
        }
        let of = blobs.len() as u64;
        for (done, row) in (1..).zip(blobs) {
            cancel.check()?;
            let (from, to) = (
                blob_file(&self.inner.folder, &row.file_name),
                blob_file(part, &row.file_name),
            );
            match blocking(move || copy_file(&from, &to)).await? {
                Some((bytes, sha256)) => manifest.files.push(ManifestFile::new(
                    &blob_name(&row.file_name),
                    bytes,
                    sha256,
                )),
                None => manifest.missing.push(row.file_name),
            }
            progress(done, of);
        }
        let part = part.to_path_buf();
        blocking(move || {
            let text = serde_json::to_vec(&manifest)
                .map_err(|_| StoreError::BackupInvalid(BackupFault::Manifest))?;
            sync_blob_folders(&part)?;
            super::durable::write_atomically(&part.join(MANIFEST_FILE), &text)?;
            Ok(BackupSummary {
                folder: part,
                blobs: of - manifest.missing.len() as u64,
                bytes: manifest.files.iter().map(|file| file.bytes).sum(),
                missing_blobs: manifest.missing.len() as u64,
            })
        })
        .await
    }
}

pub(crate) const DATABASE_FILE: &str = "store.db";
pub(crate) const MANIFEST_FILE: &str = "manifest.json";
const PART: &str = ".part";
const NAME: &str = "sagsbord-%Y-%m-%dT%H-%M-%SZ";
const ABANDONED_AFTER: TimeDelta = TimeDelta::days(2);

/// What a backup consists of. In clear: no name, no number, no text of the municipality's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: String,
    version: u32,
    made_at: String,
    pub(crate) schema_version: i64,
    pub(crate) files: Vec<ManifestFile>,
    /// Blob files the store had lost before the backup was made.
    pub(crate) missing: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ManifestFile {
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl ManifestFile {
    fn new(name: &str, bytes: u64, sha256: String) -> Self {
        Self {
            name: name.to_owned(),
            bytes,
            sha256,
        }
    }
}

const FORMAT: &str = "sagsbord-backup";
const VERSION: u32 = 1;
/// Some 400,000 blobs.
const MAX_MANIFEST_BYTES: u64 = 64 * 1024 * 1024;

impl Manifest {
    fn new(made_at: DateTime<Utc>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            made_at: text_of(made_at),
            schema_version: newest_migration(),
            files: Vec::new(),
            missing: Vec::new(),
        }
    }

    pub(crate) fn read(folder: &Path) -> Result<Self, StoreError> {
        let invalid = || StoreError::BackupInvalid(BackupFault::Manifest);
        let file = File::open(folder.join(MANIFEST_FILE)).map_err(|_| invalid())?;
        let mut untrusted = Vec::new();
        file.take(MAX_MANIFEST_BYTES).read_to_end(&mut untrusted)?;
        let manifest: Self = serde_json::from_slice(&untrusted).map_err(|_| invalid())?;
        if manifest.format != FORMAT {
            return Err(invalid());
        }
        let newer = |found, known| Err(StoreError::Newer { found, known });
        if manifest.version > VERSION {
            return newer(i64::from(manifest.version), i64::from(VERSION));
        }
        if manifest.schema_version > newest_migration() {
            return newer(manifest.schema_version, newest_migration());
        }
        Ok(manifest)
    }
}

pub(crate) fn blob_name(file_name: &str) -> String {
    format!(
        "blobs/{}/{file_name}",
        file_name.get(..2).unwrap_or_default()
    )
}

pub(crate) async fn blobs_of(database: &Path, key: &StoreKey) -> Result<Vec<BlobRow>, StoreError> {
    let mut conn = options(database, key).connect().await?;
    let blobs = all_blobs(&mut conn).await;
    conn.close().await?;
    blobs
}

fn free_name(store: &Path, target: &Path, now: DateTime<Utc>) -> Result<PathBuf, StoreError> {
    if !target.is_dir() {
        return Err(StoreError::BackupTarget);
    }
    // Inside the store it would be lost with the store.
    if target.canonicalize()?.starts_with(store.canonicalize()?) {
        return Err(StoreError::BackupTarget);
    }
    let folder = target.join(now.format(NAME).to_string());
    if folder.exists() || with_suffix(&folder, PART).exists() {
        return Err(StoreError::BackupTarget);
    }
    Ok(folder)
}

/// Of backups that were killed. The age spares one that another program is making.
fn remove_abandoned(target: &Path, now: DateTime<Utc>) {
    let Ok(entries) = fs::read_dir(target) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let begun = name
            .to_str()
            .and_then(|name| name.strip_suffix(PART))
            .and_then(|name| NaiveDateTime::parse_from_str(name, NAME).ok());
        if begun.is_some_and(|begun| begun.and_utc() + ABANDONED_AFTER < now) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

pub(crate) fn hash_file(path: &Path) -> Result<(u64, String), StoreError> {
    let mut hash = Sha256::new();
    let bytes = pour(&mut File::open(path)?, &mut |piece| {
        hash.update(piece);
        Ok(())
    })?;
    Ok((bytes, hex_of(&hash.finalize()).to_string()))
}

/// Copies, hashes what it copied and waits for the disk. `None` when there is nothing to copy.
pub(crate) fn copy_file(from: &Path, to: &Path) -> Result<Option<(u64, String)>, StoreError> {
    let mut source = match File::open(from) {
        Ok(source) => source,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    if let Some(folder) = to.parent() {
        create_private_folder(folder)?;
    }
    let mut output = BufWriter::with_capacity(PIECE_BYTES, File::create(to)?);
    let mut hash = Sha256::new();
    let bytes = pour(&mut source, &mut |piece| {
        hash.update(piece);
        output.write_all(piece)
    })?;
    output
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(Some((bytes, hex_of(&hash.finalize()).to_string())))
}

const PIECE_BYTES: usize = 256 * 1024;

fn pour(
    source: &mut File,
    sink: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
) -> Result<u64, StoreError> {
    let mut piece = vec![0; PIECE_BYTES];
    let mut bytes = 0;
    loop {
        match source.read(&mut piece)? {
            0 => return Ok(bytes),
            count => {
                sink(&piece[..count])?;
                bytes += count as u64;
            }
        }
    }
}

pub(crate) fn sync_blob_folders(folder: &Path) -> Result<(), StoreError> {
    let blobs = blobs_folder(folder);
    if blobs.is_dir() {
        for shard in fs::read_dir(&blobs)? {
            sync_folder(&shard?.path())?;
        }
        sync_folder(&blobs)?;
    }
    sync_folder(folder)
}
