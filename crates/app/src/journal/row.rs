use std::collections::HashMap;

use sagsbord_contract::{Journal, NoteCheckRow, NoteDraftRow, NoteRow, SourceNoteRow};
use sagsbord_domain::access::{AccessFilter, Session};
use sagsbord_domain::{CaseId, EmployeeId};
use sagsbord_store::{JournalNote, KeptSourceNote, NoteDraft, Reader};

use crate::AppError;
use crate::cases::within_reach::may_work_on;
use crate::people::names::names;

/// The newest of a longer journal; a case with more is one that is looked through by its timeline.
const MOST_NOTES: u32 = 2_000;

pub(super) async fn journal_of(
    reader: &mut Reader,
    session: &Session,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<Journal, AppError> {
    let names = names(reader).await?;
    let notes = reader.journal_of(filter, case, MOST_NOTES).await?;
    let drafts = reader.note_drafts_of(case, session.employee()).await?;
    let from_source = reader.source_notes_of(filter, case, MOST_NOTES).await?;
    Ok(Journal {
        notes: notes.into_iter().map(|note| row(note, &names)).collect(),
        drafts: drafts.into_iter().map(draft_row).collect(),
        from_source: from_source.into_iter().map(source_row).collect(),
        may_write: may_work_on(reader, session, case).await?,
    })
}

fn row(note: JournalNote, names: &HashMap<EmployeeId, String>) -> NoteRow {
    NoteRow {
        id: note.id.to_string(),
        number: note.number,
        supplements: note.supplements.map(|note| note.to_string()),
        text: note.text,
        written_by: names.get(&note.written_by).cloned().unwrap_or_default(),
        begun_at: note.begun_at.to_rfc3339(),
        journalised_at: note.journalised_at.to_rfc3339(),
        check: NoteCheckRow {
            inform: note.check.told_of,
            check: note.check.to_check,
            stop: note.check.to_stop,
        },
        why: note.why,
    }
}

fn source_row(kept: KeptSourceNote) -> SourceNoteRow {
    SourceNoteRow {
        id: kept.id,
        dated: kept.note.dated.to_string(),
        author: kept.note.author,
        text: kept.note.text,
        source: kept.source,
        fetched_at: kept.fetched_at.to_rfc3339(),
    }
}

fn draft_row(draft: NoteDraft) -> NoteDraftRow {
    NoteDraftRow {
        id: draft.id.to_string(),
        supplements: draft.supplements.map(|note| note.to_string()),
        kept_beside: draft.kept_beside.map(|draft| draft.to_string()),
        text: draft.text,
        version: version(draft.version),
        begun_at: draft.begun_at.to_rfc3339(),
        changed_at: draft.changed_at.to_rfc3339(),
    }
}

pub(super) fn version(kept: i64) -> u32 {
    u32::try_from(kept).unwrap_or(u32::MAX)
}
