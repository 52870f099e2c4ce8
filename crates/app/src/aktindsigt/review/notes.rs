use sagsbord_contract::{
    DeskEvent, ErrorCode, NoteOnPage, PageNoteRow, PageNotes, ReviewNews, ReviewNewsWhat,
    SettlePageNote,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId, PageNoteId};
use sagsbord_store::{KeptAktindsigt, PageNote, Reader};
use uuid::Uuid;

use super::standing;
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{find_open, still_open};
use crate::people::fields::id;
use crate::{AppError, Desk};

const LAST_PAGE: u32 = 20_000;
/// On one document: more than that is a conversation, and belongs in the journal.
const MOST_NOTES: usize = 500;

/// A word to a colleague about a page. It is never released.
pub(crate) async fn note_on_page(
    desk: &Desk,
    session: &Session,
    request: NoteOnPage,
) -> Result<PageNotes, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let item: ItemId = id(&request.item_id, "itemId")?;
    let text = fields::why(&request.text, "text")?;
    if request.page > LAST_PAGE {
        return Err(AppError::invalid("page"));
    }
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    standing::listed(&mut reader, &filter, &kept, item).await?;
    let known = reader.page_notes(kept.id).await?;
    drop(reader);
    if known.iter().filter(|note| note.item == item).count() >= MOST_NOTES {
        return Err(AppError::problem("text", "too_many"));
    }
    let now = app.clock.now();
    let note = PageNote {
        id: PageNoteId::new(Uuid::now_v7()),
        item,
        page: request.page,
        text,
        made_at: now,
        made_by: session.employee(),
        settled: None,
    };
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    writer.add_page_note(kept.id, &note).await?;
    let record = record(session, AuditAct::AktindsigtPageNoted, &kept, item)
        .with("page", AuditDetail::Count(request.page.into()));
    writer.commit_with(&record, now).await?;
    told(desk, session, &kept, item).await
}

/// It has been seen to, and stays readable.
pub(crate) async fn settle_page_note(
    desk: &Desk,
    session: &Session,
    request: SettlePageNote,
) -> Result<PageNotes, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let item: ItemId = id(&request.item_id, "itemId")?;
    let note: PageNoteId = id(&request.note_id, "noteId")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    standing::listed(&mut reader, &filter, &kept, item).await?;
    let known = reader.page_notes(kept.id).await?;
    drop(reader);
    if !known.iter().any(|one| one.id == note && one.item == item) {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let now = app.clock.now();
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    writer
        .settle_page_note(note, now, session.employee())
        .await?;
    let record = record(session, AuditAct::AktindsigtNoteSettled, &kept, item);
    writer.commit_with(&record, now).await?;
    told(desk, session, &kept, item).await
}

fn record(session: &Session, act: AuditAct, kept: &KeptAktindsigt, item: ItemId) -> AuditRecord {
    AuditRecord::new(session.employee(), act)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("item", AuditDetail::Id(item.uuid()))
}

async fn told(
    desk: &Desk,
    session: &Session,
    kept: &KeptAktindsigt,
    item: ItemId,
) -> Result<PageNotes, AppError> {
    desk.app().tell_all(DeskEvent::Review(ReviewNews {
        id: kept.id.to_string(),
        what: ReviewNewsWhat::Noted,
        employee_id: Some(session.employee().to_string()),
        done: 0,
        of: 0,
    }));
    let mut reader = desk.app().store().await?.read().await?;
    let names = Names::of(&mut reader).await?;
    let notes = notes_of(&mut reader, kept, item).await?;
    Ok(PageNotes {
        notes: note_rows(&notes, &names),
    })
}

async fn notes_of(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    item: ItemId,
) -> Result<Vec<PageNote>, AppError> {
    let mut notes = reader.page_notes(kept.id).await?;
    notes.retain(|note| note.item == item);
    Ok(notes)
}

pub(super) fn note_rows(notes: &[PageNote], names: &Names) -> Vec<PageNoteRow> {
    let row = |note: &PageNote| PageNoteRow {
        id: note.id.to_string(),
        page: note.page,
        text: note.text.clone(),
        by: names.of_id(note.made_by),
        at: note.made_at.to_rfc3339(),
        is_settled: note.settled.is_some(),
    };
    notes.iter().map(row).collect()
}
