use sagsbord_contract::{DocumentPageRow, DocumentPages, DocumentState, ShowDocument};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, DocumentId};
use sagsbord_intake::{Outcome, Reading, TakenPage};
use sagsbord_store::DocumentFile;

use super::reading::{begin_reading, kept_reading, key_of};
use super::within_reach::file_within;
use crate::cases::read_document::LARGEST_SHOWN;
use crate::intake::page::{PagesOf, with_open_file};
use crate::intake::wire;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// A document's pages. Looking at it is logged here; its single pages are not logged one by one.
///
/// The first time it is read by itself while the screen waits; a PDF's pages can be looked at meanwhile, and searched
/// when it is done.
pub(crate) async fn show_document(
    desk: &Desk,
    session: &Session,
    request: ShowDocument,
) -> Result<DocumentPages, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let document: DocumentId = id(&request.id, "id")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let file = file_within(&mut reader, &filter, document).await?;
    drop(reader);
    if file.blob.size() > LARGEST_SHOWN {
        return Ok(nothing(DocumentState::TooLarge));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::DocumentRead)
        .about("document", document.uuid());
    let mut writer = store.write().await?;
    writer.know_blob_as_content(&file.blob).await?;
    writer.commit_with(&record, app.clock.now()).await?;
    if let Some(reading) = kept_reading(&store, &file).await? {
        return Ok(read(reading));
    }
    if app.config.helper.is_none() || app.documents.take_failure(&key_of(&file)) {
        return Ok(nothing(DocumentState::NoReader));
    }
    begin_reading(app, document, &file).await?;
    Ok(DocumentPages {
        pages: sizes(desk, &file).await,
        ..nothing(DocumentState::Reading)
    })
}

/// Of a PDF, what its pages look like is there before it has been read; of other files nothing is.
async fn sizes(desk: &Desk, file: &DocumentFile) -> Vec<DocumentPageRow> {
    let is_pdf = file.media_type == PDF || file.name.to_lowercase().ends_with(".pdf");
    if !is_pdf {
        return Vec::new();
    }
    let pages = file.blob.sha256_hex().to_owned();
    let sizes = with_open_file(desk.app(), PagesOf::Content(pages), None, |viewer| {
        Ok(viewer.pages().to_vec())
    });
    // What cannot be opened is told when it has been read.
    let sizes = sizes.await.unwrap_or_default();
    sizes
        .into_iter()
        .map(|[width, height]| DocumentPageRow {
            width,
            height,
            letters: 0,
        })
        .collect()
}

const PDF: &str = "application/pdf";

fn read(reading: Reading) -> DocumentPages {
    match reading.outcome {
        Outcome::Pages { pages, .. } => DocumentPages {
            pages: pages.iter().map(page_row).collect(),
            ..nothing(DocumentState::Ready)
        },
        Outcome::Container => nothing(DocumentState::Unreadable),
        Outcome::Unreadable { why, .. } => DocumentPages {
            why: Some(wire::why(why)),
            ..nothing(DocumentState::Unreadable)
        },
    }
}

fn page_row(page: &TakenPage) -> DocumentPageRow {
    let letters = page.text.chars().filter(|sign| sign.is_alphanumeric());
    DocumentPageRow {
        width: page.width,
        height: page.height,
        letters: u32::try_from(letters.count()).unwrap_or(u32::MAX),
    }
}

fn nothing(state: DocumentState) -> DocumentPages {
    DocumentPages {
        state,
        pages: Vec::new(),
        why: None,
    }
}
