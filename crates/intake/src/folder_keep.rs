//! Readings in a folder: for an intake without a store, from the command line.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::keep::{Keep, KeepError, ReadingKey, Summary};
use crate::reading::{ReadByOcr, Reading};

/// `filer/` holds bytes by their fingerprint, `laest/` what was read of them, `sider/` recognised pages of files that
/// are not finished. Nothing in it is encrypted: it is as open as the folder that the person chose.
pub struct FolderKeep {
    folder: PathBuf,
    unfinished: AtomicU64,
    /// Readings that this program can read, so that each is tried once.
    whole: Mutex<HashSet<ReadingKey>>,
}

impl FolderKeep {
    pub fn open(folder: &Path) -> io::Result<Self> {
        for inner in ["filer", "laest", "sider"] {
            fs::create_dir_all(folder.join(inner))?;
        }
        Ok(Self {
            folder: folder.to_owned(),
            unfinished: AtomicU64::new(0),
            whole: Mutex::default(),
        })
    }

    /// Keeps a file that was handed in.
    pub fn put(&self, bytes: &[u8]) -> io::Result<String> {
        let sha256 = crate::fingerprint(bytes);
        self.write_whole(&self.blob(&sha256), bytes)?;
        Ok(sha256)
    }

    pub fn reading(&self, key: &ReadingKey) -> Result<Option<Reading>, KeepError> {
        read_json(&self.of(key, "json"))
    }

    fn whole(&self) -> MutexGuard<'_, HashSet<ReadingKey>> {
        self.whole.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_known_whole(&self, key: &ReadingKey) -> bool {
        self.whole().contains(key)
    }

    fn blob(&self, sha256: &str) -> PathBuf {
        self.folder.join("filer").join(sha256)
    }

    fn of(&self, key: &ReadingKey, extension: &str) -> PathBuf {
        let name = format!("{}.{}.{extension}", key.sha256, key.hint);
        self.folder.join("laest").join(name)
    }

    fn page_prefix(key: &ReadingKey) -> String {
        format!("{}.{}.", key.sha256, key.hint)
    }

    /// By their numbers, of a file whose reading is not finished.
    fn page_files(&self, key: &ReadingKey) -> Result<Vec<(u32, PathBuf)>, KeepError> {
        let prefix = Self::page_prefix(key);
        let mut files = Vec::new();
        for entry in fs::read_dir(self.folder.join("sider")).map_err(KeepError::new)? {
            let entry = entry.map_err(KeepError::new)?;
            let name = entry.file_name();
            let page = name
                .to_str()
                .and_then(|name| name.strip_prefix(&prefix))
                .and_then(|page| page.parse().ok());
            if let Some(page) = page {
                files.push((page, entry.path()));
            }
        }
        Ok(files)
    }

    /// A name stands for whole content only: a stop in the middle leaves another name behind.
    fn write_whole(&self, to: &Path, bytes: &[u8]) -> io::Result<()> {
        if to.exists() {
            return Ok(());
        }
        self.replace(to, bytes)
    }

    fn replace(&self, to: &Path, bytes: &[u8]) -> io::Result<()> {
        self.replace_by(to, |file| file.write_all(bytes))
    }

    fn replace_by(
        &self,
        to: &Path,
        write: impl FnOnce(&mut fs::File) -> io::Result<()>,
    ) -> io::Result<()> {
        let number = self.unfinished.fetch_add(1, Ordering::Relaxed);
        let name = format!("ufaerdig-{}-{number}", std::process::id());
        let unfinished = self.folder.join(name);
        let mut file = fs::File::create(&unfinished)?;
        write(&mut file)?;
        drop(file);
        fs::rename(&unfinished, to)
    }

    fn write_json(&self, to: &Path, what: &impl Serialize) -> Result<(), KeepError> {
        // As it is made: the words of ten thousand scanned pages would lie in memory twice.
        let written = self.replace_by(to, |file| {
            let mut file = BufWriter::new(file);
            serde_json::to_writer(&mut file, what)?;
            file.flush()
        });
        written.map_err(KeepError::new)
    }
}

/// What an earlier program wrote in another form counts as not read: it is read anew, and nothing stops.
fn read_json<What: DeserializeOwned>(from: &Path) -> Result<Option<What>, KeepError> {
    match fs::read(from) {
        Ok(json) => Ok(serde_json::from_slice(&json).ok()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(KeepError::new(error)),
    }
}

impl Keep for FolderKeep {
    type Prepared = ();

    fn bytes(&self, sha256: &str) -> Result<Vec<u8>, KeepError> {
        fs::read(self.blob(sha256)).map_err(KeepError::new)
    }

    fn prepare(&self, sha256: &str, bytes: Vec<u8>) -> Result<(), KeepError> {
        self.write_whole(&self.blob(sha256), &bytes)
            .map_err(KeepError::new)
    }

    fn summary(&self, key: &ReadingKey) -> Result<Option<Summary>, KeepError> {
        let Some(summary) = read_json(&self.of(key, "kort.json"))? else {
            return Ok(None);
        };
        // A sum without what it sums up would leave the file's pages and findings out without a word.
        let is_whole = self.is_known_whole(key) || self.reading(key)?.is_some();
        if is_whole {
            self.whole().insert(key.clone());
        }
        Ok(is_whole.then_some(summary))
    }

    fn keep(
        &self,
        key: &ReadingKey,
        summary: &Summary,
        reading: &Reading,
        _prepared: Vec<()>,
    ) -> Result<(), KeepError> {
        self.write_json(&self.of(key, "json"), reading)?;
        // Last: with it the reading counts as made.
        self.write_json(&self.of(key, "kort.json"), summary)?;
        self.whole().insert(key.clone());
        for (_, path) in self.page_files(key)? {
            // What stays behind is only never looked at again.
            let _ = fs::remove_file(path);
        }
        Ok(())
    }

    fn pages_read(&self, key: &ReadingKey) -> Result<HashMap<u32, ReadByOcr>, KeepError> {
        let mut pages = HashMap::new();
        for (page, path) in self.page_files(key)? {
            if let Some(read) = read_json(&path)? {
                pages.insert(page, read);
            }
        }
        Ok(pages)
    }

    fn keep_page(&self, key: &ReadingKey, page: u32, read: &ReadByOcr) -> Result<(), KeepError> {
        let name = format!("{}{page}", Self::page_prefix(key));
        self.write_json(&self.folder.join("sider").join(name), read)
    }
}
