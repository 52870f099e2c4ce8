use sagsbord_contract::{ErrorCode, ReviewAnswered, UndoReviewAnswer};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ReviewAnswerId};
use sagsbord_store::{AnswerKind, ReviewAnswer};
use uuid::Uuid;

use super::answer::Act;
use crate::aktindsigt::find::{find_open, still_open};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Takes an answer back as one, however many marks it placed; an undoing that is taken back is done again.
pub(crate) async fn undo_review_answer(
    desk: &Desk,
    session: &Session,
    request: UndoReviewAnswer,
) -> Result<ReviewAnswered, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let answer: ReviewAnswerId = id(&request.answer, "answer")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let not_found = || AppError::new(ErrorCode::NotFound);
    let known = reader.review_answer(kept.id, answer).await?;
    let known = known.ok_or_else(not_found)?;
    let marked_by = known.undoes.unwrap_or(known.id);
    let items = reader.items_of_answer(marked_by).await?;
    // Nobody takes back what she does not see the whole of.
    let within = reader.find_items(&filter, kept.id, &items).await?;
    if within.len() != items.len() {
        return Err(not_found());
    }
    drop(reader);
    let now = app.clock.now();
    let undoing = ReviewAnswer {
        id: ReviewAnswerId::new(Uuid::now_v7()),
        aktindsigt: kept.id,
        kind: AnswerKind::Undo,
        undoes: Some(known.id),
        undone_by: None,
        marks: 0,
        made_at: now,
        made_by: session.employee(),
    };
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    writer.put_review_answer(&undoing, &[]).await?;
    writer.undo_review_answer(known.id, undoing.id).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtAnswerUndone)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("answer", AuditDetail::Id(known.id.uuid()))
        .with("marks", AuditDetail::Count(known.marks.into()));
    writer.commit_with(&record, now).await?;
    let act = Act {
        desk,
        session,
        filter: &filter,
        kept: &kept,
        kind: AnswerKind::Undo,
        seen: 0,
    };
    act.tell();
    act.answered(&items, Some(undoing.id), 0).await
}
