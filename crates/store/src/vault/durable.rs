//! Files that are there, whole, after a power cut.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::StoreError;

/// Replaces a small file: a reader sees the old one or the new one, never a part.
pub(crate) fn write_atomically(path: &Path, content: &[u8]) -> Result<(), StoreError> {
    let next = with_suffix(path, ".next");
    let mut file = File::create(&next)?;
    file.write_all(content)?;
    file.sync_all()?;
    drop(file);
    rename(&next, path)
}

/// Renames, and makes the new name survive a power cut.
pub(crate) fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to)?;
    if let Some(folder) = to.parent() {
        sync_folder(folder)?;
    }
    Ok(())
}

pub(crate) fn sync_file(path: &Path) -> Result<(), StoreError> {
    // Opened for writing because Windows flushes no file opened for reading.
    File::options().write(true).open(path)?.sync_all()?;
    Ok(())
}

/// Windows has no such call for folders; NTFS journals the names itself.
#[cfg(unix)]
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(not(unix))]
pub(crate) fn sync_folder(_folder: &Path) -> Result<(), StoreError> {
    Ok(())
}

pub(crate) fn remove_if_there(path: &Path) -> Result<(), StoreError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

/// `store.db` + `-wal`: appended to the whole name, where `with_extension` would replace a part.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
