use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// What the victim said it had been told was kept.
#[derive(Default)]
pub(crate) struct Told {
    /// Group and its number of rows.
    pub(crate) groups: BTreeMap<String, usize>,
    /// Blob's name and its SHA-256.
    pub(crate) blobs: BTreeMap<String, String>,
    /// Asked to be removed: from the moment of asking it may be gone.
    pub(crate) removing: BTreeSet<String>,
    pub(crate) removed: BTreeSet<String>,
    pub(crate) key_changes: usize,
    pub(crate) backups: Vec<PathBuf>,
    /// The store was ready once, so there must be one from then on.
    pub(crate) ready: bool,
}

impl Told {
    /// `during` counts what is begun and not ended.
    pub(crate) fn note(&mut self, line: &str, during: &mut BTreeMap<String, i32>) {
        let words: Vec<&str> = line.split(' ').collect();
        match words.as_slice() {
            ["+", what] => *during.entry((*what).to_owned()).or_default() += 1,
            ["-", what] => {
                self.ready |= *what == "opening";
                *during.entry((*what).to_owned()).or_default() -= 1;
            }
            ["group", name, rows] => {
                self.groups
                    .insert((*name).to_owned(), rows.parse().unwrap_or_default());
            }
            ["blob", name, sha256] => {
                self.blobs.insert((*name).to_owned(), (*sha256).to_owned());
            }
            ["removing", name] => {
                self.removing.insert((*name).to_owned());
            }
            ["removed", name] => {
                self.removed.insert((*name).to_owned());
            }
            ["key"] => self.key_changes += 1,
            ["backup", folder @ ..] => self.backups.push(PathBuf::from(folder.join(" "))),
            _ => {}
        }
    }
}
