use std::io::Write;
use std::path::{Path, PathBuf};

use sagsbord_store::{KeyKeeper, StoreError, StoreKey};

use crate::Outcome;

/// In the place of a keyring: every key that may fit, one a line.
pub(crate) struct KeyFile {
    path: PathBuf,
}

impl KeyFile {
    pub(crate) fn in_folder(root: &Path) -> Self {
        Self {
            path: root.join("keys"),
        }
    }

    pub(crate) fn keys(&self) -> Outcome<Vec<StoreKey>> {
        let text = std::fs::read_to_string(&self.path)?;
        text.lines()
            .map(|line| StoreKey::from_hex(line).ok_or_else(|| "no key".into()))
            .collect()
    }

    pub(crate) fn keys_or_new(&self) -> Outcome<Vec<StoreKey>> {
        if !self.path.exists() {
            self.write(&[&StoreKey::generate()?])?;
        }
        self.keys()
    }

    fn write(&self, keys: &[&StoreKey]) -> Result<(), StoreError> {
        let next = self.path.with_extension("next");
        let mut file = std::fs::File::create(&next)?;
        for key in keys {
            writeln!(file, "{}", key.to_hex().as_str())?;
        }
        file.sync_all()?;
        std::fs::rename(&next, &self.path)?;
        if let Some(folder) = self.path.parent() {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }
}

impl KeyKeeper for KeyFile {
    fn begin(&self, old: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        self.write(&[old, new])
    }

    fn finish(&self, only: &StoreKey) -> Result<(), StoreError> {
        self.write(&[only])
    }
}
