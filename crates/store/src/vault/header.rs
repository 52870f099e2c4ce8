use std::fs;
use std::io::{ErrorKind, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::durable::write_atomically;
use super::key::StoreKey;
use crate::StoreError;

/// `store.json`, in clear: enough to tell a wrong key from a damaged file, and a store that was
/// never finished from one that was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Header {
    format: String,
    version: u32,
    /// False until the first commit: a half-made store holds nothing and may be made anew.
    pub(crate) complete: bool,
    /// Two while the key is being changed.
    pub(crate) fingerprints: Vec<String>,
}

pub(crate) const HEADER_FILE: &str = "store.json";
const FORMAT: &str = "sagsbord-store";
const VERSION: u32 = 1;
const MAX_HEADER_BYTES: u64 = 16 * 1024;

impl Header {
    pub(crate) fn new(complete: bool, keys: &[&StoreKey]) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            complete,
            fingerprints: keys.iter().map(|key| key.fingerprint()).collect(),
        }
    }

    /// `None` when there is no such file or nothing can be read from it. It can be lost, the store
    /// cannot: the next opening with the right key writes it anew.
    pub(crate) fn read(folder: &Path) -> Result<Option<Self>, StoreError> {
        let file = match fs::File::open(folder.join(HEADER_FILE)) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let mut untrusted = Vec::new();
        file.take(MAX_HEADER_BYTES).read_to_end(&mut untrusted)?;
        let Ok(header) = serde_json::from_slice::<Header>(&untrusted) else {
            return Ok(None);
        };
        if header.format != FORMAT {
            return Err(StoreError::Foreign);
        }
        if header.version > VERSION {
            return Err(StoreError::Newer {
                found: i64::from(header.version),
                known: i64::from(VERSION),
            });
        }
        Ok(Some(header))
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<(), StoreError> {
        let text =
            serde_json::to_vec_pretty(self).map_err(|error| StoreError::File(error.into()))?;
        write_atomically(&folder.join(HEADER_FILE), &text)
    }

    pub(crate) fn fits(&self, key: &StoreKey) -> bool {
        self.fingerprints.contains(&key.fingerprint())
    }
}
