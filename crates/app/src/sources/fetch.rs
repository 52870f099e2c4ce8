use sagsbord_contract::ErrorCode;
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::{AuditAct, AuditRecord, DocumentId};
use sagsbord_store::DocumentFile;

use super::of_mapped::{Joined, note_answer};
use super::show::joined;
use super::trouble;
use crate::{AppError, Desk};

/// What a source may say that its bytes are, and what they are called then. Anything else is a row of bytes: a window
/// that believes what an outside system says would run its pages.
const KINDS: [(&str, &str); 9] = [
    ("application/pdf", "pdf"),
    ("text/plain", "txt"),
    ("image/png", "png"),
    ("image/jpeg", "jpg"),
    ("image/gif", "gif"),
    ("image/tiff", "tif"),
    ("message/rfc822", "eml"),
    (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "docx",
    ),
    (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xlsx",
    ),
];
const LONGEST_NAME: usize = 120;

/// The bytes of a document that only its source has, kept here from now on. Nothing where no source has them.
pub(crate) async fn fetched_document(
    desk: &Desk,
    session: &Session,
    filter: &AccessFilter,
    document: DocumentId,
) -> Result<Option<DocumentFile>, AppError> {
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let at = reader.document_at_source(filter, document).await?;
    let Some(at) = at else { return Ok(None) };
    let kept = joined(&mut reader, at.source).await?;
    let joined = Joined::open(app, reader, &kept).await?;
    let now = app.clock.now();
    let fetched = match joined {
        Ok(joined) => {
            let connector = joined.connector;
            let bytes = connector.document_bytes(&at.document, &at.case, &at.case_number, now);
            bytes.await.map_err(|error| trouble::of_source(&error))
        }
        Err(trouble) => Err((trouble, None)),
    };
    let fetched = match fetched {
        Ok(fetched) => fetched,
        Err((trouble, field)) => {
            note_answer(app, &store, at.source, Some((trouble, field))).await?;
            return Err(AppError {
                problem: Some(trouble::word(trouble)),
                ..AppError::new(ErrorCode::SourceNotAnswered)
            });
        }
    };
    let said = fetched.media_type.as_deref().unwrap_or_default();
    let known = KINDS.iter().find(|(kind, _)| *kind == said);
    let prepared = store
        .prepare_blob(std::io::Cursor::new(fetched.bytes))
        .await?;
    let mut writer = store.write().await?;
    let file = DocumentFile {
        name: file_name(&at.title, known.map(|(_, ending)| *ending)),
        media_type: known
            .map_or("application/octet-stream", |(kind, _)| kind)
            .to_owned(),
        blob: writer.keep_blob(prepared).await?,
    };
    writer.put_document_file(document, &file).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::DocumentFetched)
        .about("document", document.uuid());
    writer.commit_with(&record, now).await?;
    Ok(Some(file))
}

/// After its title: what an outside system calls a file decides nothing here.
fn file_name(title: &str, ending: Option<&str>) -> String {
    let name: String = title
        .chars()
        .map(|sign| match sign {
            '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '-',
            sign if sign.is_control() => ' ',
            sign => sign,
        })
        .take(LONGEST_NAME)
        .collect();
    let name = name.trim().trim_start_matches('.');
    match ending {
        Some(ending) => format!("{name}.{ending}"),
        None => name.to_owned(),
    }
}
