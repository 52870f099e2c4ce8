//! What was released, as files in a folder that a person chose; and one of them for whoever looks at it before.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditDetail, BundleId};
use sagsbord_store::{Bundle, MAX_BLOB_BYTES, Store};

use super::act::record;
use super::give::readable;
use crate::people::fields::id;
use crate::{AppError, Desk, DocumentBytes};

/// All of them or none: nothing stands under its name before everything has been written.
pub(super) async fn write(store: &Store, bundle: &Bundle, folder: &Path) -> Result<(), AppError> {
    let mut unfinished = Unfinished(Vec::new());
    for file in &bundle.files {
        let bytes = store.read_blob(&file.blob, MAX_BLOB_BYTES).await?;
        let (folder, name) = (folder.to_path_buf(), file.name.clone());
        let written = tokio::task::spawn_blocking(move || begin(&folder, &name, &bytes)).await?;
        unfinished.0.push(written.map_err(not_writable)?);
    }
    tokio::task::spawn_blocking(move || unfinished.finish())
        .await?
        .map_err(not_writable)
}

fn not_writable(error: std::io::Error) -> AppError {
    AppError::caused(ErrorCode::FolderNotWritable, error)
}

/// Files under names of their own; dropping it removes those that did not get theirs.
struct Unfinished(Vec<(PathBuf, PathBuf)>);

impl Unfinished {
    fn finish(mut self) -> std::io::Result<()> {
        while let Some((from, to)) = self.0.pop() {
            if let Err(error) = std::fs::rename(&from, &to) {
                self.0.push((from, to));
                return Err(error);
            }
        }
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        for (from, _) in &self.0 {
            // It bears a name that says it is not done.
            let _ = std::fs::remove_file(from);
        }
    }
}

fn begin(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<(PathBuf, PathBuf)> {
    let to = free_name(folder, name);
    let from = to.with_extension("pdf.ny");
    let mut file = std::fs::File::create(&from)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        let _ = std::fs::remove_file(&from);
    }
    written.map(|()| (from, to))
}

/// What lies there already is somebody's: it is never written over.
fn free_name(folder: &Path, name: &str) -> PathBuf {
    let stem = name.strip_suffix(".pdf").unwrap_or(name);
    let mut to = folder.join(name);
    let mut number = 2;
    while to.exists() {
        to = folder.join(format!("{stem} ({number}).pdf"));
        number += 1;
    }
    to
}

impl Desk {
    /// A file of a bundle, for whoever looks at it before it is given, and for whoever gives it by hand.
    pub async fn bundle_file(
        &self,
        bundle: &str,
        place: usize,
    ) -> Result<DocumentBytes, ErrorReply> {
        read(self, bundle, place)
            .await
            .map_err(|error| error.into_reply("bundle_file"))
    }
}

async fn read(desk: &Desk, bundle: &str, place: usize) -> Result<DocumentBytes, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::ReadCases)?;
    let bundle: BundleId = id(bundle, "bundleId")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let (kept, bundle) = readable(&mut reader, &filter, bundle).await?;
    drop(reader);
    let file = bundle.files.get(place);
    let file = file.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let record = record(&session, AuditAct::AktindsigtBundleRead, &kept)
        .with("bundle", AuditDetail::Id(bundle.id.uuid()))
        .with("file", AuditDetail::Count(place as u64));
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(DocumentBytes {
        name: file.name.clone(),
        media_type: "application/pdf".to_owned(),
        bytes: store.read_blob(&file.blob, MAX_BLOB_BYTES).await?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_a_folder_is_never_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let write = |bytes: &[u8]| {
            let begun = begin(folder.path(), "Aktindsigt.pdf", bytes).unwrap();
            Unfinished(vec![begun]).finish().unwrap();
        };
        write(b"et");
        write(b"to");
        let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
        assert_eq!(read("Aktindsigt.pdf"), b"et");
        assert_eq!(read("Aktindsigt (2).pdf"), b"to");
        // What is given up leaves nothing.
        drop(Unfinished(vec![
            begin(folder.path(), "Akt 1.pdf", b"tre").unwrap(),
        ]));
        let left = std::fs::read_dir(folder.path()).unwrap().count();
        assert_eq!(left, 2);
    }
}
