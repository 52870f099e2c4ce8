use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::{DateTime, Utc};
use zeroize::Zeroizing;

use super::backup::{
    DATABASE_FILE, Manifest, ManifestFile, blob_name, blobs_of, copy_file, sync_blob_folders,
};
use super::cancel::{Progress, Stop};
use super::copy::{copy_database, remove_database, same_rows, verify_database};
use super::durable::{remove_if_there, rename, sync_folder, with_suffix, write_atomically};
use super::envelope::{CHANGING_FILE, ENVELOPE_FILE, Envelope};
use super::folder::{blob_file, database_file, unfinished_blobs};
use super::header::{HEADER_FILE, Header};
use super::key::StoreKey;
use super::lock::{FolderLock, LOCK_FILE};
use super::open::{create_private_folder, inspect};
use super::store::{Store, blocking};
use crate::{BackupFault, StoreError};

/// A store built from a backup and checked, beside the folder it is to take. Dropping it removes it.
pub struct ReadyRestore {
    folder: PathBuf,
    target: PathBuf,
    key: StoreKey,
    /// Keeps another start from tidying the folder away.
    _lock: FolderLock,
}

impl Store {
    /// Builds and checks everything that can be checked; touches nothing that is in `target`, whose
    /// store may be open meanwhile. Progress counts bytes, the database's once for each time it is
    /// gone through.
    pub async fn prepare_restore(
        backup: &Path,
        passphrase: Zeroizing<String>,
        target: &Path,
        new_key: &StoreKey,
        progress: Progress<'_>,
    ) -> Result<ReadyRestore, StoreError> {
        let backup_key = open_backup_key(backup, passphrase).await?;
        complete_interrupted_restore(target)?;
        let folder = building_folder(target);
        create_private_folder(&folder)?;
        let lock = FolderLock::take(&folder)?;
        let ready = ReadyRestore {
            folder,
            target: target.to_path_buf(),
            key: new_key.clone(),
            _lock: lock,
        };
        empty_folder(&ready.folder)?;
        Building {
            backup,
            backup_key,
            folder: &ready.folder,
            new_key,
            progress,
            done: AtomicU64::new(0),
            of: AtomicU64::new(0),
        }
        .build()
        .await?;
        Ok(ready)
    }
}

impl ReadyRestore {
    /// Where the new store lies now. Its key must be kept before `swap`, in a file in here or under
    /// a name in here: from then on a kill leaves the restored store in place.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts it in place. What lay there must be closed; it is moved aside to the folder returned,
    /// never deleted. If this fails half-way, or is killed, the next start completes it.
    pub fn swap(self, now: DateTime<Utc>) -> Result<Option<PathBuf>, StoreError> {
        create_private_folder(&self.target)?;
        let target_lock = FolderLock::take(&self.target)?;
        let aside = free_name_aside(&self.target, now)?;
        write_atomically(&self.folder.join(ASIDE_FILE), aside.as_bytes())?;
        // From here on the restored store is the store.
        Header::new(true, &[&self.key]).write(&self.folder)?;
        place(&self.target, &target_lock)
    }
}

impl Drop for ReadyRestore {
    fn drop(&mut self) {
        if !is_complete(&self.folder) {
            let _ = remove_folder(&self.folder);
        }
    }
}

/// Called before anything looks at a folder: completes a restore that was killed once it was decided.
/// Leaves it to the program that is at it, if there is one.
pub(crate) fn complete_interrupted_restore(folder: &Path) -> Result<(), StoreError> {
    if !is_complete(&building_folder(folder)) {
        return Ok(());
    }
    create_private_folder(folder)?;
    match FolderLock::take(folder) {
        Ok(lock) => place(folder, &lock).map(drop),
        Err(StoreError::InUse) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Of a restore that was killed before it was decided. Not one that another program is preparing.
pub(crate) fn forget_interrupted_restore(folder: &Path) {
    let building = building_folder(folder);
    if building.is_dir() && FolderLock::take(&building).is_ok() {
        let _ = remove_folder(&building);
    }
}

/// Moves the old store's files out and the restored one's in. Each step can be done again, so that
/// it goes on where a kill stopped it. Other files in the folder (logs) stay where they are.
fn place(folder: &Path, _held: &FolderLock) -> Result<Option<PathBuf>, StoreError> {
    let building = building_folder(folder);
    let aside = folder.with_file_name(fs::read_to_string(building.join(ASIDE_FILE))?);
    let restored: Vec<OsString> = fs::read_dir(&building)?
        .map(|entry| Ok(entry?.file_name()))
        .filter(|name| {
            !name
                .as_ref()
                .is_ok_and(|name| OWN_FILES.iter().any(|own| name == own))
        })
        .collect::<Result<_, StoreError>>()?;
    let cleared = building.join(CLEARED_FILE);
    if !cleared.exists() {
        create_private_folder(&aside)?;
        for name in STORE_FILES
            .iter()
            .map(OsString::from)
            .chain(restored.iter().cloned())
        {
            move_if_there(&folder.join(&name), &aside.join(&name))?;
        }
        sync_folder(&aside)?;
        sync_folder(folder)?;
        write_atomically(&cleared, b"")?;
    }
    for name in restored.iter().filter(|name| *name != HEADER_FILE) {
        move_if_there(&building.join(name), &folder.join(name))?;
    }
    sync_folder(folder)?;
    // Last: with its header gone, nothing is left to complete.
    rename(&building.join(HEADER_FILE), &folder.join(HEADER_FILE))?;
    remove_folder(&building)?;
    // Where no store lay, nothing was moved.
    if fs::remove_dir(&aside).is_ok() {
        Ok(None)
    } else {
        Ok(Some(aside))
    }
}

/// What a store consists of, beside what the restored one brings.
const STORE_FILES: &[&str] = &[
    "store.db",
    "store.db-wal",
    "store.db-shm",
    "store.db-journal",
    "store.db.next",
    "blobs",
    ENVELOPE_FILE,
    CHANGING_FILE,
    HEADER_FILE,
];
/// Names the folder the old store is moved to.
const ASIDE_FILE: &str = "restore.aside";
/// The old store is out: what lies in the folder now is the restored one's.
const CLEARED_FILE: &str = "restore.cleared";
const OWN_FILES: &[&str] = &[LOCK_FILE, ASIDE_FILE, CLEARED_FILE];

fn move_if_there(from: &Path, to: &Path) -> Result<(), StoreError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        moved => Ok(moved?),
    }
}

fn is_complete(building: &Path) -> bool {
    Header::read(building).is_ok_and(|header| header.is_some_and(|header| header.complete))
}

fn building_folder(folder: &Path) -> PathBuf {
    with_suffix(folder, ".restoring")
}

fn free_name_aside(folder: &Path, now: DateTime<Utc>) -> Result<String, StoreError> {
    let name = folder
        .file_name()
        .and_then(|name| name.to_str())
        .ok_or(StoreError::BackupTarget)?;
    let name = format!("{name}.before-restore-{}", now.format("%Y-%m-%dT%H-%M-%SZ"));
    let mut free = name.clone();
    let mut number = 1;
    while folder.with_file_name(&free).exists() {
        number += 1;
        free = format!("{name}-{number}");
    }
    Ok(free)
}

/// Its lock stays: it is held.
fn empty_folder(folder: &Path) -> Result<(), StoreError> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name() == LOCK_FILE {
            continue;
        }
        if entry.file_type()?.is_dir() {
            remove_folder(&entry.path())?;
        } else {
            remove_if_there(&entry.path())?;
        }
    }
    Ok(())
}

fn remove_folder(folder: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

async fn open_backup_key(
    backup: &Path,
    passphrase: Zeroizing<String>,
) -> Result<StoreKey, StoreError> {
    let path = backup.join(ENVELOPE_FILE);
    blocking(move || {
        let envelope = Envelope::read(&path).map_err(|error| match error {
            StoreError::NoEnvelope | StoreError::Damaged(_) => {
                StoreError::BackupInvalid(BackupFault::FileMissing)
            }
            other => other,
        })?;
        envelope.open(&passphrase)
    })
    .await
}

struct Building<'a> {
    backup: &'a Path,
    backup_key: StoreKey,
    folder: &'a Path,
    new_key: &'a StoreKey,
    progress: Progress<'a>,
    done: AtomicU64,
    of: AtomicU64,
}

/// Read as copied, verified, written under the new key, and verified again.
const TIMES_THROUGH_DATABASE: u64 = 4;

impl Building<'_> {
    async fn build(&self) -> Result<(), StoreError> {
        Header::new(false, &[self.new_key]).write(self.folder)?;
        let manifest = Manifest::read(self.backup)?;
        let listed: HashMap<&str, &ManifestFile> = manifest
            .files
            .iter()
            .map(|file| (file.name.as_str(), file))
            .collect();
        // The backup's own figures: a wrong one shows a wrong bar, and fails by its checksum later.
        let sizes = manifest.files.iter().map(|file| match file.name.as_str() {
            DATABASE_FILE => file.bytes.saturating_mul(TIMES_THROUGH_DATABASE),
            _ => file.bytes,
        });
        self.of
            .store(sizes.fold(0, u64::saturating_add), Ordering::Relaxed);
        self.take_database(&listed).await?;
        self.take_blobs(&manifest, &listed).await?;
        create_private_folder(&unfinished_blobs(self.folder))?;
        sync_blob_folders(self.folder)?;
        let of = self.of.load(Ordering::Relaxed);
        (self.progress)(of, of);
        Ok(())
    }

    fn came_by(&self, bytes: u64) {
        let done = self
            .done
            .fetch_add(bytes, Ordering::Relaxed)
            .saturating_add(bytes);
        let of = self.of.load(Ordering::Relaxed);
        (self.progress)(done.min(of), of);
    }

    async fn take_database(&self, listed: &HashMap<&str, &ManifestFile>) -> Result<(), StoreError> {
        // A copy of its own: the backup may lie where nothing can be written, and what was checked
        // is what is used.
        let copied = self.folder.join("backup.db");
        self.take_file(listed, DATABASE_FILE, &copied).await?;
        let unusable = |error| match error {
            StoreError::KeyWrong | StoreError::Foreign | StoreError::Damaged(_) => {
                StoreError::BackupInvalid(BackupFault::Database)
            }
            other => other,
        };
        inspect(&copied, &self.backup_key).await.map_err(unusable)?;
        verify_database(&copied, &self.backup_key)
            .await
            .map_err(unusable)?;
        let bytes = listed.get(DATABASE_FILE).map_or(0, |file| file.bytes);
        self.came_by(bytes);
        let database = database_file(self.folder);
        copy_database(
            &copied,
            &self.backup_key,
            &database,
            self.new_key,
            &Stop::default(),
        )
        .await?;
        self.came_by(bytes);
        verify_database(&database, self.new_key)
            .await
            .map_err(unusable)?;
        if !same_rows((&copied, &self.backup_key), (&database, self.new_key)).await? {
            return Err(StoreError::BackupInvalid(BackupFault::Database));
        }
        self.came_by(bytes);
        remove_database(&copied)
    }

    async fn take_blobs(
        &self,
        manifest: &Manifest,
        listed: &HashMap<&str, &ManifestFile>,
    ) -> Result<(), StoreError> {
        let missing: HashSet<&str> = manifest.missing.iter().map(String::as_str).collect();
        // By the database's list, whose names are authenticated; the manifest's could lead anywhere.
        let blobs = blobs_of(&database_file(self.folder), self.new_key).await?;
        for row in blobs {
            let name = blob_name(&row.file_name);
            if !listed.contains_key(name.as_str()) {
                if missing.contains(row.file_name.as_str()) {
                    continue;
                }
                return Err(StoreError::BackupInvalid(BackupFault::BlobMissing));
            }
            self.take_file(listed, &name, &blob_file(self.folder, &row.file_name))
                .await?;
        }
        Ok(())
    }

    async fn take_file(
        &self,
        listed: &HashMap<&str, &ManifestFile>,
        name: &str,
        to: &Path,
    ) -> Result<(), StoreError> {
        let listed = listed
            .get(name)
            .ok_or(StoreError::BackupInvalid(BackupFault::FileMissing))?;
        let (from, to) = (self.backup.join(name), to.to_path_buf());
        let copied = blocking(move || copy_file(&from, &to))
            .await?
            .ok_or(StoreError::BackupInvalid(BackupFault::FileMissing))?;
        if copied == (listed.bytes, listed.sha256.clone()) {
            self.came_by(listed.bytes);
            Ok(())
        } else {
            Err(StoreError::BackupInvalid(BackupFault::FileAltered))
        }
    }
}
