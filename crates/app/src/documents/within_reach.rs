use sagsbord_contract::ErrorCode;
use sagsbord_domain::DocumentId;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_store::{Document, DocumentFile, Reader};

use crate::AppError;

/// Out of reach is as what does not exist.
pub(super) async fn document_within(
    reader: &mut Reader,
    filter: &AccessFilter,
    document: DocumentId,
) -> Result<Document, AppError> {
    reader
        .find_document(filter, document)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// One whose bytes are here.
pub(super) async fn file_within(
    reader: &mut Reader,
    filter: &AccessFilter,
    document: DocumentId,
) -> Result<DocumentFile, AppError> {
    document_within(reader, filter, document)
        .await?
        .file
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// Whether the one who reads it may work on it too.
pub(super) async fn may_work_on(
    reader: &mut Reader,
    session: &Session,
    document: DocumentId,
) -> Result<bool, AppError> {
    match session.filter(Right::WorkOnCases) {
        Ok(filter) => Ok(reader.find_document(&filter, document).await?.is_some()),
        Err(_) => Ok(false),
    }
}
