use sagsbord_contract::{DiscardNoteDraft, ErrorCode, Journal};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, NoteId};

use super::row::{journal_of, version};
use crate::cases::within_reach::case_within;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Only as it was seen: what another desk has written in it since is not thrown away unread.
pub(crate) async fn discard_note_draft(
    desk: &Desk,
    session: &Session,
    request: DiscardNoteDraft,
) -> Result<Journal, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let note: NoteId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let draft = reader.note_draft(note).await?;
    let draft = draft.filter(|draft| draft.employee == session.employee());
    let draft = draft.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    case_within(&mut reader, &filter, draft.case).await?;
    drop(reader);
    let mut writer = store.write().await?;
    if version(draft.version) != request.version
        || !writer.remove_note_draft(note, draft.version).await?
    {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let record = AuditRecord::new(session.employee(), AuditAct::NoteDiscarded)
        .about("case", draft.case.uuid())
        .with("note", AuditDetail::Id(note.uuid()));
    writer.commit_with(&record, desk.app().clock.now()).await?;
    let mut reader = store.read().await?;
    journal_of(&mut reader, session, &filter, draft.case).await
}
