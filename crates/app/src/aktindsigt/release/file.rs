//! What was released, as files in a folder that a person chose; and one of them for whoever looks at it before.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, BundleId};
use sagsbord_store::{Bundle, BundleFile, KeptAktindsigt, MAX_BLOB_BYTES, Store};

use super::act::record;
use super::give::readable;
use crate::desk::Reviewed;
use crate::intake::page::{PagesOf, page_as_png};
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

    /// A page of it, as a picture.
    pub async fn bundle_page(
        &self,
        bundle: &str,
        place: usize,
        page: u32,
        dpi: f32,
    ) -> Result<DocumentBytes, ErrorReply> {
        read_page(self, bundle, place, page, dpi)
            .await
            .map_err(|error| error.into_reply("bundle_page"))
    }
}

async fn read(desk: &Desk, bundle: &str, place: usize) -> Result<DocumentBytes, AppError> {
    let found = Found::look(desk, bundle, place).await?;
    found.log(desk).await?;
    let store = desk.app().store().await?;
    Ok(DocumentBytes {
        bytes: store.read_blob(&found.file.blob, MAX_BLOB_BYTES).await?,
        name: found.file.name,
        media_type: "application/pdf".to_owned(),
    })
}

async fn read_page(
    desk: &Desk,
    bundle: &str,
    place: usize,
    page: u32,
    dpi: f32,
) -> Result<DocumentBytes, AppError> {
    let found = Found::look(desk, bundle, place).await?;
    // Who turns its pages has opened it once.
    let (by, bundle) = (found.session.employee(), found.bundle.uuid());
    if desk.is_first_look_at(Reviewed::Bundle, by, bundle) {
        found.log(desk).await?;
    }
    let pages = PagesOf::Blob(found.file.blob);
    Ok(DocumentBytes {
        bytes: page_as_png(desk.app(), pages, None, page, dpi).await?,
        name: format!("{}-{page}.png", found.file.name),
        media_type: "image/png".to_owned(),
    })
}

/// A file of a bundle that is within reach of whoever asks for it.
struct Found {
    session: Session,
    request: KeptAktindsigt,
    bundle: BundleId,
    file: BundleFile,
    place: usize,
}

impl Found {
    async fn look(desk: &Desk, bundle: &str, place: usize) -> Result<Self, AppError> {
        let session = desk.session().await?;
        let filter = session.filter(Right::ReadCases)?;
        let bundle: BundleId = id(bundle, "bundleId")?;
        let mut reader = desk.app().store().await?.read().await?;
        let (request, mut kept) = readable(&mut reader, &filter, bundle).await?;
        if place >= kept.files.len() {
            return Err(AppError::new(ErrorCode::NotFound));
        }
        Ok(Self {
            session,
            request,
            bundle: kept.id,
            file: kept.files.swap_remove(place),
            place,
        })
    }

    async fn log(&self, desk: &Desk) -> Result<(), AppError> {
        let record = record(&self.session, AuditAct::AktindsigtBundleRead, &self.request)
            .with("bundle", AuditDetail::Id(self.bundle.uuid()))
            .with("file", AuditDetail::Count(self.place as u64));
        let app = desk.app();
        let writer = app.store().await?.write().await?;
        writer.commit_with(&record, app.clock.now()).await?;
        Ok(())
    }
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
