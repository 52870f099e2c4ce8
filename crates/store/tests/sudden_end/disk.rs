//! A disk that forgets: it keeps what it was told to sync, and of the rest a part chosen by chance.
//!
//! Harsher than the file systems in use: a name is only kept when its folder was synced, a write only
//! when its file was. Changes of names within a folder are kept in order; writes of a file are not,
//! and a write may be torn between two sectors.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::chance::Chance;
use crate::trace::Call;

const SECTOR: usize = 512;

#[derive(Default)]
pub(crate) struct Disk {
    files: Vec<File>,
    /// As the program sees it, and as it surely is after a power cut.
    now: BTreeMap<PathBuf, Entry>,
    kept: BTreeMap<PathBuf, Entry>,
    changes: Vec<Change>,
    /// Counts writes and changes, so that a sync knows what came after it began.
    time: u64,
    open: HashMap<u32, Opened>,
    syncs: HashMap<u32, (PathBuf, Option<usize>, u64)>,
}

#[derive(Default, Clone)]
struct File {
    kept: Vec<u8>,
    writes: Vec<Write>,
}

#[derive(Clone)]
struct Write {
    time: u64,
    what: What,
}

#[derive(Clone)]
enum What {
    Bytes(usize, Vec<u8>),
    Length(usize),
}

#[derive(Clone, Copy, PartialEq)]
enum Entry {
    Folder,
    File(usize),
}

#[derive(Clone)]
struct Change {
    time: u64,
    /// The folder whose sync keeps it.
    folder: PathBuf,
    what: NameChange,
}

#[derive(Clone)]
enum NameChange {
    Made(PathBuf, Entry),
    Moved(PathBuf, PathBuf, Entry),
    Gone(PathBuf),
}

struct Opened {
    file: usize,
    position: usize,
}

impl Disk {
    pub(crate) fn take(&mut self, call: &Call) -> Outcome<()> {
        self.time += 1;
        match call {
            Call::Open {
                fd,
                path,
                creates,
                empties,
            } => self.opened(*fd, path, *creates, *empties),
            Call::Write {
                fd,
                path,
                at,
                bytes,
            } => {
                let file = self.file_at(path)?;
                let at = match at {
                    Some(at) => *at,
                    None => {
                        let opened = self.open.get_mut(fd).ok_or("a write to a closed file")?;
                        if opened.file != file {
                            return Err(format!("{}: another file", path.display()).into());
                        }
                        opened.position += bytes.len();
                        opened.position - bytes.len()
                    }
                };
                self.write(file, What::Bytes(at, bytes.clone()));
            }
            Call::Seek { fd, to } => {
                if let Some(opened) = self.open.get_mut(fd) {
                    opened.position = *to;
                }
            }
            Call::Resize { path, length } => {
                let file = self.file_at(path)?;
                self.write(file, What::Length(*length));
            }
            Call::SyncBegins { thread, path } => {
                let file = match self.now.get(path) {
                    Some(Entry::File(file)) => Some(*file),
                    _ => None,
                };
                self.syncs.insert(*thread, (path.clone(), file, self.time));
            }
            Call::SyncEnds { thread } => {
                if let Some((path, file, time)) = self.syncs.remove(thread) {
                    match file {
                        Some(file) => self.files[file].sync(time),
                        None => self.sync_folder(&path, time),
                    }
                }
            }
            Call::Rename { from, to } => {
                let entry = *self.now.get(from).ok_or("a rename of nothing")?;
                move_with_all_below(&mut self.now, from, to);
                for change in &mut self.changes {
                    if let Ok(below) = change.folder.strip_prefix(from) {
                        change.folder = to.join(below);
                    }
                }
                self.change(to, NameChange::Moved(from.clone(), to.clone(), entry));
            }
            Call::Remove { path } => {
                self.now.remove(path);
                self.change(path, NameChange::Gone(path.clone()));
            }
            Call::MakeFolder { path } => {
                self.now.insert(path.clone(), Entry::Folder);
                self.change(path, NameChange::Made(path.clone(), Entry::Folder));
            }
            Call::Say(_) => {}
        }
        Ok(())
    }

    fn opened(&mut self, fd: u32, path: &Path, creates: bool, empties: bool) {
        let file = match self.now.get(path) {
            Some(Entry::File(file)) => *file,
            None if creates => {
                self.files.push(File::default());
                let entry = Entry::File(self.files.len() - 1);
                self.now.insert(path.to_owned(), entry);
                self.change(path, NameChange::Made(path.to_owned(), entry));
                self.files.len() - 1
            }
            _ => return,
        };
        if empties {
            self.write(file, What::Length(0));
        }
        self.open.insert(fd, Opened { file, position: 0 });
    }

    fn file_at(&self, path: &Path) -> Outcome<usize> {
        match self.now.get(path) {
            Some(Entry::File(file)) => Ok(*file),
            _ => Err(format!("{}: written, but never made", path.display()).into()),
        }
    }

    fn write(&mut self, file: usize, what: What) {
        let time = self.time;
        self.files[file].writes.push(Write { time, what });
    }

    fn change(&mut self, path: &Path, what: NameChange) {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let time = self.time;
        self.changes.push(Change { time, folder, what });
    }

    fn sync_folder(&mut self, folder: &Path, time: u64) {
        let is_kept = |change: &Change| change.folder == folder && change.time <= time;
        let (kept, still_open): (Vec<Change>, Vec<Change>) = std::mem::take(&mut self.changes)
            .into_iter()
            .partition(is_kept);
        self.changes = still_open;
        for change in kept {
            if let NameChange::Moved(from, _, entry) = &change.what {
                // The old name went with the move, whatever its own folder has kept.
                self.changes.retain(|other| {
                    other.time > change.time
                        || !matches!(&other.what, NameChange::Made(path, made) if path == from && made == entry)
                });
            }
            apply(&mut self.kept, &change.what);
            if let NameChange::Moved(from, to, Entry::Folder) = &change.what {
                for other in self
                    .changes
                    .iter_mut()
                    .filter(|other| other.time < change.time)
                {
                    other.what.now_below(from, to);
                }
            }
        }
    }

    /// What is found when the power is back.
    pub(crate) fn after_a_cut(&self, chance: &mut Chance) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut names = self.kept.clone();
        let mut until: HashMap<&Path, u64> = HashMap::new();
        for change in &self.changes {
            let until =
                *until
                    .entry(change.folder.as_path())
                    .or_insert_with(|| match chance.below(3) {
                        0 => 0,
                        1 => u64::MAX,
                        _ => self.time.saturating_sub(chance.below(400)),
                    });
            if change.time <= until {
                apply(&mut names, &change.what);
            }
        }
        let reachable = |path: &Path| {
            path.ancestors()
                .skip(1)
                .filter(|folder| *folder != Path::new(""))
                .all(|folder| names.get(folder) == Some(&Entry::Folder))
        };
        names
            .iter()
            .filter(|(path, _)| reachable(path))
            .map(|(path, entry)| {
                let content = match entry {
                    Entry::Folder => None,
                    Entry::File(file) => Some(self.files[*file].after_a_cut(chance)),
                };
                (path.clone(), content)
            })
            .collect()
    }

    /// Everything, as if the disk forgot nothing: to hold against the real folder.
    pub(crate) fn whole(&self) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        self.now
            .iter()
            .map(|(path, entry)| {
                let content = match entry {
                    Entry::Folder => None,
                    Entry::File(file) => {
                        let mut file = self.files[*file].clone();
                        file.sync(u64::MAX);
                        Some(file.kept)
                    }
                };
                (path.clone(), content)
            })
            .collect()
    }
}

fn apply(names: &mut BTreeMap<PathBuf, Entry>, change: &NameChange) {
    match change {
        NameChange::Made(path, entry) => {
            names.insert(path.clone(), *entry);
        }
        NameChange::Moved(from, to, entry) => {
            if names.get(from) == Some(entry) {
                move_with_all_below(names, from, to);
            }
            names.insert(to.clone(), *entry);
        }
        NameChange::Gone(path) => {
            names.remove(path);
        }
    }
}

fn move_with_all_below(names: &mut BTreeMap<PathBuf, Entry>, from: &Path, to: &Path) {
    let moved: Vec<(PathBuf, Entry)> = names
        .extract_if(.., |path, _| path.starts_with(from))
        .collect();
    for (path, entry) in moved {
        names.insert(moved_below(&path, from, to), entry);
    }
}

fn moved_below(path: &Path, from: &Path, to: &Path) -> PathBuf {
    match path.strip_prefix(from) {
        Ok(below) if below == Path::new("") => to.to_owned(),
        Ok(below) => to.join(below),
        Err(_) => path.to_owned(),
    }
}

impl NameChange {
    /// Its folder, or one above, has a new name.
    fn now_below(&mut self, from: &Path, to: &Path) {
        match self {
            Self::Made(path, _) | Self::Gone(path) => *path = moved_below(path, from, to),
            Self::Moved(old, new, _) => {
                *old = moved_below(old, from, to);
                *new = moved_below(new, from, to);
            }
        }
    }
}

impl File {
    fn sync(&mut self, time: u64) {
        let later = self.writes.partition_point(|write| write.time <= time);
        for write in self.writes.drain(..later) {
            put(&mut self.kept, &write.what);
        }
    }

    fn after_a_cut(&self, chance: &mut Chance) -> Vec<u8> {
        let mut content = self.kept.clone();
        let count = self.writes.len() as u64;
        let way = chance.below(4);
        let first = chance.below(count + 1);
        for (number, write) in self.writes.iter().enumerate() {
            let stays = match way {
                0 => false,
                1 => true,
                2 => (number as u64) < first,
                _ => chance.below(2) == 0,
            };
            match &write.what {
                What::Bytes(at, bytes) if way == 3 && stays => {
                    torn(&mut content, *at, bytes, chance);
                }
                what if stays => put(&mut content, what),
                _ => {}
            }
        }
        content
    }
}

/// Some sectors of it.
fn torn(content: &mut Vec<u8>, at: usize, bytes: &[u8], chance: &mut Chance) {
    let mut from = 0;
    while from < bytes.len() {
        let to = ((at + from) / SECTOR * SECTOR + SECTOR - at).min(bytes.len());
        if chance.below(4) > 0 {
            put(content, &What::Bytes(at + from, bytes[from..to].to_vec()));
        }
        from = to;
    }
}

fn put(content: &mut Vec<u8>, what: &What) {
    match what {
        What::Length(length) => content.resize(*length, 0),
        What::Bytes(at, bytes) => {
            if content.len() < at + bytes.len() {
                content.resize(at + bytes.len(), 0);
            }
            content[*at..at + bytes.len()].copy_from_slice(bytes);
        }
    }
}
