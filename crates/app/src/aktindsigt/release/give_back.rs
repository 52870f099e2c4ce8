use sagsbord_contract::{ErrorCode, ReleaseStanding, ReturnFromApproval};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail};
use sagsbord_store::ApprovalState;

use super::act::{comments, done, note, record};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::{AppError, Desk};

/// Back to whoever works on it, with remarks: by an approver, or taken back by those who work on it. Also what was
/// approved comes back so, as long as it has not been given.
pub(crate) async fn return_from_approval(
    desk: &Desk,
    session: &Session,
    request: ReturnFromApproval,
) -> Result<ReleaseStanding, AppError> {
    let filter = match session.filter(Right::ApproveRelease) {
        Ok(filter) => filter,
        Err(_) => session.filter(Right::WorkOnCases)?,
    };
    let said = fields::why(&request.note, "note")?;
    let app = desk.app();
    let store = app.store().await?;
    let by = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let remarks = comments(&mut reader, &filter, &kept, request.comments, by).await?;
    let was_given = !reader.releases(kept.id).await?.is_empty();
    drop(reader);
    let mut writer = store.write().await?;
    let state = writer.aktindsigt_state(kept.id).await?;
    let state = state
        .returned(was_given)
        .map_err(|fault| AppError::problem("id", fault.code()))?;
    let approval = writer.newest_approval(kept.id).await?;
    let approval = approval
        .filter(|approval| approval.number == request.number)
        .ok_or_else(|| AppError::new(ErrorCode::Conflict))?;
    let step = (approval.state, ApprovalState::Returned);
    if !matches!(step.0, ApprovalState::Waiting | ApprovalState::Approved) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    writer
        .settle_approval(kept.id, approval.number, step, by, &said)
        .await?;
    writer.set_aktindsigt_state(kept.id, state).await?;
    writer.add_release_comments(kept.id, &remarks).await?;
    let detail = Some(format!("{} {}", approval.number, remarks.len()));
    note(&mut writer, kept.id, by, "returned", detail, &said).await?;
    let record = record(session, AuditAct::AktindsigtReturned, &kept)
        .with("approval", AuditDetail::Count(u64::from(approval.number)))
        .with("remarks", AuditDetail::Count(remarks.len() as u64));
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, approval.is_part).await
}
