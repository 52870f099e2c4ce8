use sagsbord_contract::{ErrorCode, OpenReview, Review, ReviewStack};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AktindsigtId, AuditAct, AuditDetail, AuditRecord, EmployeeId};
use sagsbord_store::Reader;

use super::counted::{Done, sums};
use super::{derive, everywhere, standing};
use crate::aktindsigt::find::find;
use crate::desk::Reviewed;
use crate::{AppError, Desk};

/// The documents of a request with how far their review has come. What has not been read for it is read from now on.
pub(crate) async fn open_review(
    desk: &Desk,
    session: &Session,
    request: OpenReview,
) -> Result<Review, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let case = reader.find_case(&filter, kept.case).await?;
    let case = case.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let may_answer = kept.state.is_open() && may_work(session, &mut reader, kept.id).await?;
    let standing = standing::whole(app, &mut reader, &filter, &kept).await?;
    let done = Done::of(&mut reader, kept.id, &standing.items).await?;
    let stack = stack(&mut reader, kept.id, session.employee()).await?;
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtReviewOpened)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("documents", AuditDetail::Count(standing.items.len() as u64));
    if desk.is_first_look_at(Reviewed::Request, session.employee(), kept.id.uuid()) {
        let writer = store.write().await?;
        writer.commit_with(&record, app.clock.now()).await?;
    }
    derive::begin(app, kept.id, &filter, &standing);
    let items = standing.items.iter();
    let items: Vec<_> = items
        .map(|one| done.item_row(one, session.employee()))
        .collect();
    everywhere::read_ahead(app, kept.id, standing);
    Ok(Review {
        id: kept.id.to_string(),
        case_id: kept.case.to_string(),
        case_number: case.number,
        applicant: kept.applicant.name,
        state: kept.state.into(),
        may_answer,
        counts: sums(&items),
        items,
        stack,
    })
}

/// Whoever may read a request may not always work on it.
pub(super) async fn may_work(
    session: &Session,
    reader: &mut Reader,
    id: AktindsigtId,
) -> Result<bool, AppError> {
    match session.filter(Right::WorkOnCases) {
        Ok(filter) => within(reader, &filter, id).await,
        Err(_) => Ok(false),
    }
}

async fn within(
    reader: &mut Reader,
    filter: &AccessFilter,
    id: AktindsigtId,
) -> Result<bool, AppError> {
    Ok(reader.find_aktindsigt(filter, id).await?.is_some())
}

pub(super) async fn stack(
    reader: &mut Reader,
    id: AktindsigtId,
    by: EmployeeId,
) -> Result<ReviewStack, AppError> {
    let stack = reader.answer_stack(id, by).await?;
    Ok(ReviewStack {
        undo: stack.undo.map(|id| id.to_string()),
        redo: stack.redo.map(|id| id.to_string()),
        seen: u32::try_from(stack.newest).unwrap_or(u32::MAX),
    })
}
