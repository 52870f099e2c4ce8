//! An intake from files to manifest, in a folder that goes when the test is over.

use std::collections::{BTreeMap, HashMap};

use sagsbord_intake::{
    ChildContent, Control, Decision, FolderKeep, Given, Limits, Manifest, Place, Reading,
    ReadingKey, State, Tools, kept_summaries, manifest, read_all,
};
use tempfile::TempDir;

use crate::helper::helper;

pub(crate) struct Taking {
    pub(crate) keep: FolderKeep,
    pub(crate) given: Vec<Given>,
    pub(crate) tools: Tools,
    pub(crate) passwords: HashMap<String, String>,
    pub(crate) decisions: BTreeMap<Place, Decision>,
    folder: TempDir,
}

impl Taking {
    pub(crate) fn of(files: &[(&str, Vec<u8>)]) -> Self {
        let Ok(folder) = tempfile::tempdir() else {
            unreachable!("the system has a folder for temporary files")
        };
        let work_folder = folder.path().join("work");
        assert!(std::fs::create_dir(&work_folder).is_ok());
        let Ok(keep) = FolderKeep::open(&folder.path().join("keep")) else {
            unreachable!("a new folder can be written")
        };
        let mut taking = Self {
            keep,
            given: Vec::new(),
            tools: Tools {
                helper: helper(),
                work_folder,
                limits: Limits::default(),
                at_once: 2,
            },
            passwords: HashMap::new(),
            decisions: BTreeMap::new(),
            folder,
        };
        taking.add(files);
        taking
    }

    pub(crate) fn add(&mut self, files: &[(&str, Vec<u8>)]) {
        for (name, bytes) in files {
            let Ok(sha256) = self.keep.put(bytes) else {
                unreachable!("a file can be kept")
            };
            self.given.push(Given {
                name: sagsbord_intake::clean_name(name),
                folder: String::new(),
                content: Some(Ok(ChildContent {
                    sha256,
                    bytes: bytes.len() as u64,
                })),
            });
        }
    }

    /// Reads all that is not read yet, and gives the manifest.
    pub(crate) fn read(&self) -> Manifest {
        let read = read_all(
            &self.keep,
            &self.tools,
            &self.given,
            &self.passwords,
            &Control::default(),
            &|_| {},
        );
        assert!(read.is_ok(), "{read:?}");
        self.manifest()
    }

    pub(crate) fn manifest(&self) -> Manifest {
        match kept_summaries(&self.keep, &self.given, &self.tools.limits) {
            Ok(summaries) => manifest(&self.given, &summaries, &self.decisions, &self.tools.limits),
            Err(error) => unreachable!("{error}"),
        }
    }

    pub(crate) fn reading(&self, name: &str, sha256: &str) -> Option<Reading> {
        self.keep
            .reading(&ReadingKey::of(sha256, name))
            .ok()
            .flatten()
    }

    pub(crate) fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// A manifest as a person would read it aloud: one line a file.
pub(crate) fn told(manifest: &Manifest) -> Vec<String> {
    manifest
        .rows
        .iter()
        .map(|row| {
            let place = String::from(row.place.clone());
            let state = match &row.state {
                State::Waiting => "waiting".to_owned(),
                State::Taken { pages } => format!("taken {pages}"),
                State::Duplicate { of, is_exact, .. } => format!(
                    "{} {}",
                    if *is_exact { "equal to" } else { "alike to" },
                    String::from(of.clone())
                ),
                State::Container => "container".to_owned(),
                State::LeftOut { reason, .. } => format!("left out: {reason}"),
                State::Unreadable { why, .. } => format!("unreadable: {why:?}"),
            };
            format!("{place} {}: {state}", row.name)
        })
        .collect()
}
