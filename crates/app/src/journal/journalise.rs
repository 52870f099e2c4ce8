use sagsbord_contract::{CaseNewsWhat, ErrorCode, Journal, JournaliseNote};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, NoteId};
use sagsbord_store::{JournalNote, NoteCheck};

use super::row::{journal_of, version};
use crate::cases::within_reach::case_within;
use crate::people::fields::id;
use crate::quality_check::count_findings::{FindingCounts, count_findings};
use crate::{AppError, Desk};

const LONGEST_REASON: usize = 500;

/// The note is checked as it is journalised, whatever the screen said of it before; what would stop it asks for a
/// reason. From then on nobody changes it: what is to be corrected is said in a supplement.
pub(crate) async fn journalise_note(
    desk: &Desk,
    session: &Session,
    request: JournaliseNote,
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
    if version(draft.version) != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if draft.text.trim().is_empty() {
        return Err(AppError::problem("text", "empty"));
    }
    let found = count_findings(desk, session, &draft.text, draft.case).await?;
    let why = reason(request.why.as_deref(), found)?;
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    if !writer.remove_note_draft(note, draft.version).await? {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let journalised = JournalNote {
        id: note,
        case: draft.case,
        number: 0,
        supplements: draft.supplements,
        text: draft.text.trim_end().to_owned(),
        written_by: session.employee(),
        begun_at: draft.begun_at,
        journalised_at: now,
        check: NoteCheck {
            told_of: found.inform,
            to_check: found.check,
            to_stop: found.stop,
        },
        why,
    };
    writer.journalise(&journalised).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::NoteJournalised)
        .about("case", draft.case.uuid())
        .with("note", AuditDetail::Id(note.uuid()))
        .with("check", AuditDetail::Count(u64::from(found.check)))
        .with("stop", AuditDetail::Count(u64::from(found.stop)));
    writer.commit_with(&record, now).await?;
    desk.app()
        .case_changed(draft.case, CaseNewsWhat::Journal, session.employee());
    let mut reader = store.read().await?;
    journal_of(&mut reader, session, &filter, draft.case).await
}

/// A reason is kept only where one was asked for.
fn reason(why: Option<&str>, found: FindingCounts) -> Result<Option<String>, AppError> {
    if found.stop == 0 {
        return Ok(None);
    }
    let why = why.unwrap_or_default().trim();
    if why.is_empty() {
        return Err(AppError::problem("why", "needs_reason"));
    }
    if why.chars().count() > LONGEST_REASON || why.chars().any(char::is_control) {
        return Err(AppError::invalid("why"));
    }
    Ok(Some(why.to_owned()))
}
