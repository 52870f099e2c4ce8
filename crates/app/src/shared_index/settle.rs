use chrono::{DateTime, Utc};
use sagsbord_contract::{DeskEvent, ErrorCode, IndexChoice, Nothing, SettleIndexStep};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, IndexObjectId};
use sagsbord_store::{OutboxRow, OutboxState, Returned, Writer};

use super::push::{NOT_SEEN, SOMEBODY_ELSE, forget_what_was_confirmed, queue_case};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// A person decides what becomes of a step that waits for one.
pub(crate) async fn settle_index_step(
    desk: &Desk,
    session: &Session,
    request: SettleIndexStep,
) -> Result<Nothing, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let object: IndexObjectId = id(&request.object_id, "objectId")?;
    let not_found = || AppError::new(ErrorCode::NotFound);
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let case = reader
        .case_of_index_object(&filter, None, object)
        .await?
        .ok_or_else(not_found)?
        .case;
    drop(reader);
    let mut writer = store.write().await?;
    let steps = writer.unsent_index_steps(object).await?;
    let step = steps
        .iter()
        .find(|step| step.number == i64::from(request.number))
        // Told meanwhile, settled by somebody else, or just on its way.
        .ok_or_else(not_found)?;
    let now = app.clock.now();
    match request.choice {
        IndexChoice::TryAgain => try_again(&mut writer, step, now).await?,
        IndexChoice::SayAnew => say_anew(&mut writer, case, step, now).await?,
        IndexChoice::LetGo => {
            writer.drop_index_step(step).await?;
        }
    }
    let choice = match request.choice {
        IndexChoice::TryAgain => "try_again",
        IndexChoice::SayAnew => "say_anew",
        IndexChoice::LetGo => "let_go",
    };
    let record = AuditRecord::new(session.employee(), AuditAct::IndexStepSettled)
        .about("case", case.uuid())
        .with("object", AuditDetail::Id(object.uuid()))
        .with("choice", AuditDetail::Code(choice));
    writer.commit_with(&record, now).await?;
    app.index.something_was_queued();
    app.tell_all(DeskEvent::Index);
    Ok(Nothing {})
}

async fn try_again(
    writer: &mut Writer,
    step: &OutboxRow,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let back = Returned {
        state: OutboxState::Waiting,
        reason: None,
        detail: None,
        next_try: now,
    };
    Ok(writer.return_index_step(step, &back).await?)
}

/// All of the object as it is here now; what waited of it says nothing more by then.
async fn say_anew(
    writer: &mut Writer,
    case: CaseId,
    step: &OutboxRow,
    now: DateTime<Utc>,
) -> Result<(), AppError> {
    let object = step.object;
    // What is gone here cannot be said anew, and a removal is no less a removal for being said twice.
    if step.operation == sagsbord_store::IndexOperation::Remove {
        return try_again(writer, step, now).await;
    }
    match step.reason.as_deref() {
        Some(SOMEBODY_ELSE) => {
            let theirs = step.detail.as_deref().and_then(|at| at.parse().ok());
            if let Some(theirs) = theirs {
                writer.raise_index_moment(object, theirs).await?;
            }
        }
        // It says that it has it: then it is told what is different, and not that there is something new.
        Some(NOT_SEEN) => writer.set_in_index(object, true).await?,
        _ => {}
    }
    writer.drop_unsent_index_steps(object).await?;
    forget_what_was_confirmed(writer, object).await?;
    queue_case(writer, case, now).await?;
    Ok(())
}
