use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord, DocumentId};
use zeroize::Zeroizing;

use crate::people::fields::id;
use crate::sources::fetched_document;
use crate::{AppError, Desk};

/// A document's bytes, for the doors' byte roads (never as JSON).
pub struct DocumentBytes {
    pub name: String,
    pub media_type: String,
    /// Wiped from memory when the door has sent them.
    pub bytes: Zeroizing<Vec<u8>>,
}

/// What the window takes in one piece.
pub(crate) const LARGEST_SHOWN: u64 = 64 * 1024 * 1024;

impl Desk {
    /// Reading is logged before the bytes are handed out.
    pub async fn read_document(&self, document: &str) -> Result<DocumentBytes, ErrorReply> {
        read(self, document)
            .await
            .map_err(|error| error.into_reply("read_document"))
    }
}

async fn read(desk: &Desk, document: &str) -> Result<DocumentBytes, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::ReadCases)?;
    let id: DocumentId = id(document, "id")?;
    let store = desk.app().store().await?;
    let found = store.read().await?.find_document(&filter, id).await?;
    let here = found.and_then(|document| document.file);
    let file = match here {
        Some(file) => Some(file),
        None => fetched_document(desk, &session, &filter, id).await?,
    };
    let file = file.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let record =
        AuditRecord::new(session.employee(), AuditAct::DocumentRead).about("document", id.uuid());
    store
        .write()
        .await?
        .commit_with(&record, desk.app().clock.now())
        .await?;
    let bytes = store.read_blob(&file.blob, LARGEST_SHOWN).await?;
    Ok(DocumentBytes {
        name: file.name,
        media_type: file.media_type,
        bytes,
    })
}
