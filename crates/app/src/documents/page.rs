use sagsbord_contract::{ErrorCode, ErrorReply};
use sagsbord_domain::DocumentId;
use sagsbord_domain::access::Right;

use super::reading::{kept_reading, pages_of};
use super::within_reach::file_within;
use crate::cases::read_document::LARGEST_SHOWN;
use crate::intake::page::{PagesOf, page_as_png};
use crate::people::fields::id;
use crate::{AppError, Desk, DocumentBytes};

impl Desk {
    /// A page of a document, as a picture. The document itself was logged as read when it was shown.
    pub async fn document_page(
        &self,
        document: &str,
        page: u32,
        dpi: f32,
    ) -> Result<DocumentBytes, ErrorReply> {
        read(self, document, page, dpi)
            .await
            .map_err(|error| error.into_reply("document_page"))
    }
}

async fn read(desk: &Desk, document: &str, page: u32, dpi: f32) -> Result<DocumentBytes, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::ReadCases)?;
    let id: DocumentId = id(document, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let file = file_within(&mut reader, &filter, id).await?;
    drop(reader);
    if file.blob.size() > LARGEST_SHOWN {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let (pages, password) = match kept_reading(&store, &file).await? {
        Some(reading) => {
            pages_of(&reading, &file).ok_or_else(|| AppError::new(ErrorCode::NotFound))?
        }
        // A PDF is looked at while it is being read.
        None => (file.blob.sha256_hex().to_owned(), None),
    };
    let png = page_as_png(desk.app(), PagesOf::Content(pages), password, page, dpi).await?;
    Ok(DocumentBytes {
        name: format!("{}-{page}.png", file.name),
        media_type: "image/png".to_owned(),
        bytes: png,
    })
}
