use sagsbord_contract::{ReleaseStanding, SendToApproval};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail};
use sagsbord_store::{Approval, ApprovalState};

use super::act::{done, note, record};
use super::obstacles::obstacles;
use super::round::Round;
use super::row::standing;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::{AppError, Desk};

/// To somebody else, who looks at it. Where something stands in the way nothing is sent, and the answer says what.
pub(crate) async fn send_to_approval(
    desk: &Desk,
    session: &Session,
    request: SendToApproval,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let said = fields::lines(&request.note, fields::LONGEST_REASON, "note")?;
    let app = desk.app();
    let store = app.store().await?;
    let by = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let round = Round::read(&mut reader, &filter, kept).await?;
    let there = obstacles(desk, session, &mut reader, &filter, &round, request.is_part).await?;
    let stands = |one: &sagsbord_contract::ReleaseObstacle| {
        !one.may_be_accepted || !request.accepts_findings
    };
    let kept = &round.kept;
    if there.iter().any(stands) {
        return standing(desk, session, &mut reader, kept.clone(), request.is_part).await;
    }
    drop(reader);
    let mut writer = store.write().await?;
    let state = writer.aktindsigt_state(kept.id).await?.sent_to_approval();
    let state = state.map_err(|fault| AppError::problem("id", fault.code()))?;
    // What was looked through must be what is sent.
    if writer.release_print(kept.id).await? != round.print {
        return Err(AppError::new(sagsbord_contract::ErrorCode::Conflict));
    }
    let approval = Approval {
        number: 0,
        state: ApprovalState::Waiting,
        print: round.print.clone(),
        is_part: request.is_part,
        sent: by,
        sent_text: said.clone(),
        settled: None,
        settled_text: String::new(),
    };
    let number = writer.send_to_approval(kept.id, &approval).await?;
    writer.set_aktindsigt_state(kept.id, state).await?;
    let detail = Some(number.to_string());
    note(&mut writer, kept.id, by, "sent_to_approval", detail, &said).await?;
    let accepted = there.len() as u64;
    let record = record(session, AuditAct::AktindsigtSentToApproval, kept)
        .with("approval", AuditDetail::Count(u64::from(number)))
        .with("accepted", AuditDetail::Count(accepted));
    writer.commit_with(&record, by.0).await?;
    done(desk, session, kept, request.is_part).await
}
