//! The files that a person handed in: single ones, and all in a folder and its folders.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Limits, WhyUnreadable, clean_name};

/// One file, not opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOnDisk {
    pub path: PathBuf,
    /// Cleaned, to be shown.
    pub name: String,
    /// The folders it lies in, below the one that was handed in.
    pub folder: String,
    /// Known before it is opened: it is no file that can be taken.
    pub refused: Option<WhyUnreadable>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gathered {
    /// In the order of their names, so that the same folder always gives the same manifest.
    pub files: Vec<FileOnDisk>,
}

/// A folder in a folder in a folder: deeper ones are a circle, or somebody's joke.
const DEEPEST_FOLDER: usize = 40;

/// Finds all files. Links are never followed: they could lead out of the folder. An error: what was handed in is not
/// there at all.
pub fn gather(paths: &[PathBuf], limits: &Limits) -> io::Result<Gathered> {
    let mut gathered = Gathered::default();
    for path in paths {
        let about = fs::symlink_metadata(path)?;
        if about.is_dir() {
            let name = path
                .file_name()
                .map(|name| clean_name(&name.to_string_lossy()));
            let below = name.unwrap_or_default();
            folder(path, &below, 0, limits, &mut gathered)?;
        } else {
            enter(path, "", &about, limits, &mut gathered);
        }
    }
    Ok(gathered)
}

fn folder(
    path: &Path,
    below: &str,
    depth: usize,
    limits: &Limits,
    gathered: &mut Gathered,
) -> io::Result<()> {
    let mut entries: Vec<fs::DirEntry> = fs::read_dir(path)?.collect::<io::Result<_>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let about = entry.metadata()?;
        if !about.is_dir() {
            enter(&entry.path(), below, &about, limits, gathered);
            continue;
        }
        let name = clean_name(&entry.file_name().to_string_lossy());
        if depth >= DEEPEST_FOLDER {
            gathered.files.push(FileOnDisk {
                path: entry.path(),
                name,
                folder: below.to_owned(),
                refused: Some(WhyUnreadable::TooDeep),
            });
            continue;
        }
        let inner = format!("{below}/{name}");
        folder(&entry.path(), &inner, depth + 1, limits, gathered)?;
    }
    Ok(())
}

fn enter(path: &Path, below: &str, about: &fs::Metadata, limits: &Limits, gathered: &mut Gathered) {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let refused = if !about.is_file() {
        // A link, a pipe, a device: it is named, and never opened.
        Some(WhyUnreadable::UnknownKind)
    } else if about.len() > limits.file_bytes {
        Some(WhyUnreadable::TooLarge)
    } else if gathered.files.len() >= limits.files {
        Some(WhyUnreadable::TooManyFiles)
    } else {
        None
    };
    gathered.files.push(FileOnDisk {
        path: path.to_owned(),
        name: clean_name(&name.unwrap_or_default()),
        folder: below.to_owned(),
        refused,
    });
}
