//! A mail within a mail, made a file of its own: what lies in its storage, with the names that the outer one keeps for
//! all.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::Opened;
use crate::read::Unreadable;

const DEEPEST: usize = 40;
const MOST_ENTRIES: usize = 50_000;

/// `None` where it cannot be taken out.
pub(super) fn as_file(
    own: &mut Opened<'_>,
    from: &Path,
    is_mail: bool,
) -> Result<Option<Vec<u8>>, Unreadable> {
    let mut entries = entries(own, from, Path::new("/"));
    if is_mail {
        let names = Path::new("__nameid_version1.0");
        let has_names = entries.iter().any(|entry| entry.to.ends_with(names));
        let kept = Path::new("/").join(names);
        if !has_names && own.compound.is_storage(&kept) {
            entries.push(Entry {
                from: kept.clone(),
                to: kept.clone(),
                is_storage: true,
            });
            entries.extend(self::entries(own, &kept, &kept));
        }
    }
    // In one order, whatever order the file has them in.
    entries.sort_by(|one, other| one.to.cmp(&other.to));
    let Ok(mut made) = cfb::CompoundFile::create(Cursor::new(Vec::new())) else {
        return Ok(None);
    };
    for entry in &entries {
        if entry.is_storage {
            let is_made = made.create_storage(&entry.to).is_ok()
                && made.set_created_time(&entry.to, UNIX_EPOCH).is_ok()
                && made.set_modified_time(&entry.to, UNIX_EPOCH).is_ok();
            if !is_made {
                return Ok(None);
            }
            continue;
        }
        let mut bytes = own.stream(&entry.from)?.unwrap_or_default();
        if is_mail && entry.to == Path::new("/__properties_version1.0") && bytes.len() >= 24 {
            // A mail that lies in another has no room at the end of its header.
            bytes.splice(24..24, [0; 8]);
        }
        let is_written = made
            .create_stream(&entry.to)
            .and_then(|mut stream| stream.write_all(&bytes).and_then(|()| stream.flush()));
        if is_written.is_err() {
            return Ok(None);
        }
    }
    // The same mail makes the same file.
    let is_timeless = made.set_created_time("/", UNIX_EPOCH).is_ok()
        && made.set_modified_time("/", UNIX_EPOCH).is_ok();
    if !is_timeless || made.flush().is_err() {
        return Ok(None);
    }
    Ok(Some(made.into_inner().into_inner()))
}

struct Entry {
    from: PathBuf,
    to: PathBuf,
    is_storage: bool,
}

fn entries(own: &Opened<'_>, from: &Path, to: &Path) -> Vec<Entry> {
    let Ok(walk) = own.compound.walk_storage(from) else {
        return Vec::new();
    };
    walk.take(MOST_ENTRIES)
        .filter_map(|entry| {
            let inner = entry.path().strip_prefix(from).ok()?;
            let is_itself = inner.as_os_str().is_empty();
            (!is_itself && inner.components().count() <= DEEPEST).then(|| Entry {
                from: entry.path().to_owned(),
                to: to.join(inner),
                is_storage: entry.is_storage(),
            })
        })
        .collect()
}
