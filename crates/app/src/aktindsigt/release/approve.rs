use sagsbord_contract::{ApproveRelease, ErrorCode, ReleaseStanding};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::AktindsigtState;
use sagsbord_domain::{AuditAct, AuditDetail};
use sagsbord_store::ApprovalState;

use super::act::{done, note, record};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::{AppError, Desk};

/// By somebody who has neither decided, marked, written nor sent it, and of just what was sent.
pub(crate) async fn approve_release(
    desk: &Desk,
    session: &Session,
    request: ApproveRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::ApproveRelease)?;
    let said = fields::lines(&request.note, fields::LONGEST_REASON, "note")?;
    let app = desk.app();
    let store = app.store().await?;
    let by = (app.clock.now(), session.employee());
    let kept = find(&mut store.read().await?, &filter, &request.id).await?;
    let mut writer = store.write().await?;
    if writer.aktindsigt_state(kept.id).await? != AktindsigtState::AwaitingApproval {
        return Err(AppError::problem("id", "not_here"));
    }
    let approval = writer.newest_approval(kept.id).await?;
    let approval = approval
        .filter(|approval| approval.number == request.number)
        .ok_or_else(|| AppError::new(ErrorCode::Conflict))?;
    let mut hands = writer.hands_of(kept.id).await?;
    hands.push(approval.sent.1);
    if hands.contains(&session.employee()) {
        return Err(AppError::problem("id", "own_work"));
    }
    if writer.release_print(kept.id).await? != approval.print {
        return Err(AppError::problem("number", "changed_since"));
    }
    let step = (ApprovalState::Waiting, ApprovalState::Approved);
    writer
        .settle_approval(kept.id, approval.number, step, by, &said)
        .await?;
    let detail = Some(approval.number.to_string());
    note(&mut writer, kept.id, by, "approved", detail, &said).await?;
    let record = record(session, AuditAct::AktindsigtApproved, &kept)
        .with("approval", AuditDetail::Count(u64::from(approval.number)));
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, approval.is_part).await
}
