use sagsbord_contract::{ErrorCode, SaveNoteDraft, SavedNoteDraft};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, NoteId};
use sagsbord_store::{NoteDraft, Writer};
use uuid::Uuid;

use super::row::version;
use crate::cases::within_reach::case_within;
use crate::people::fields::{id, optional_id};
use crate::{AppError, Desk};

const MOST_LETTERS: usize = 200_000;
/// In one case. Nobody writes more notes at once; what is left behind should be journalised or discarded.
const MOST_DRAFTS: u32 = 100;

/// Called a moment after each key: what is typed is never more than that away from being kept.
///
/// A draft that another desk has changed, journalised or discarded meanwhile is left as it is there, and what was
/// typed here becomes a draft of its own: nothing is lost, and nothing is written over.
pub(crate) async fn save_note_draft(
    desk: &Desk,
    session: &Session,
    request: SaveNoteDraft,
) -> Result<SavedNoteDraft, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let case: CaseId = id(&request.case_id, "caseId")?;
    let draft: NoteId = id(&request.id, "id")?;
    let supplements: Option<NoteId> = optional_id(request.supplements.as_deref(), "supplements")?;
    let text = text_in_bounds(&request.text)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    case_within(&mut reader, &filter, case).await?;
    if let Some(note) = supplements {
        let note = reader.find_journal_note(&filter, note).await?;
        let note = note.filter(|note| note.case == case);
        let note = note.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
        // What is said to a supplement is said to the note: it stands in one place.
        if note.supplements.is_some() {
            return Err(AppError::invalid("supplements"));
        }
    }
    let is_journalised = reader.find_journal_note(&filter, draft).await?.is_some();
    drop(reader);
    let now = desk.app().clock.now();
    let mut writer = store.write().await?;
    let mut wanted = NoteDraft {
        id: draft,
        case,
        employee: session.employee(),
        supplements,
        kept_beside: None,
        text,
        version: 1,
        begun_at: now,
        changed_at: now,
    };
    let known = writer.note_draft(draft).await?;
    if let Some(known) = known {
        if known.employee != wanted.employee || known.case != case {
            return Err(AppError::new(ErrorCode::NotFound));
        }
        // Also where the answer to the first time it was sent was lost.
        if known.text == wanted.text {
            return Ok(saved(&known));
        }
        if version(known.version) == request.version {
            writer
                .change_note_draft(draft, &wanted.text, known.version, now)
                .await?;
            // No line in the log for each key: that it was begun, and what became of it, is written there.
            writer.commit().await?;
            wanted.version = known.version + 1;
            return Ok(saved(&wanted));
        }
        wanted.supplements = known.supplements;
        return keep_beside(writer, wanted, now).await;
    }
    if request.version > 0 || is_journalised {
        return keep_beside(writer, wanted, now).await;
    }
    begin(writer, &wanted, now).await?;
    Ok(saved(&wanted))
}

async fn keep_beside(
    writer: Writer,
    mut draft: NoteDraft,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<SavedNoteDraft, AppError> {
    draft.kept_beside = Some(draft.id);
    draft.id = NoteId::new(Uuid::now_v7());
    begin(writer, &draft, now).await?;
    Ok(SavedNoteDraft {
        is_kept_beside: true,
        ..saved(&draft)
    })
}

async fn begin(
    mut writer: Writer,
    draft: &NoteDraft,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), AppError> {
    if writer.count_note_drafts(draft.case, draft.employee).await? >= MOST_DRAFTS {
        return Err(AppError::problem("text", "too_many_drafts"));
    }
    writer.add_note_draft(draft).await?;
    let record = AuditRecord::new(draft.employee, AuditAct::NoteBegun)
        .about("case", draft.case.uuid())
        .with("note", AuditDetail::Id(draft.id.uuid()));
    Ok(writer.commit_with(&record, now).await?)
}

fn saved(draft: &NoteDraft) -> SavedNoteDraft {
    SavedNoteDraft {
        id: draft.id.to_string(),
        version: version(draft.version),
        changed_at: draft.changed_at.to_rfc3339(),
        is_kept_beside: false,
    }
}

/// Lines end in one way, so that the places the check names are the same everywhere.
fn text_in_bounds(text: &str) -> Result<String, AppError> {
    if text.chars().count() > MOST_LETTERS {
        return Err(AppError::problem("text", "too_long"));
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text
        .chars()
        .any(|sign| sign.is_control() && sign != '\n' && sign != '\t')
    {
        return Err(AppError::invalid("text"));
    }
    Ok(text)
}
