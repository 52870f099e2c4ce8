use sagsbord_contract::{AnswerReleaseStop, ReleaseStanding, StopRelease};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail};

use super::act::{done, note, record};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find_open;
use crate::{AppError, Desk};

/// The data protection officer's stop: nothing is given until somebody who approves has answered in writing.
pub(crate) async fn stop_release(
    desk: &Desk,
    session: &Session,
    request: StopRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::StopRelease)?;
    let why = fields::why(&request.why, "why")?;
    let store = desk.app().store().await?;
    let by = (desk.app().clock.now(), session.employee());
    let kept = find_open(&mut store.read().await?, &filter, &request.id).await?;
    let mut writer = store.write().await?;
    if !writer.aktindsigt_state(kept.id).await?.is_open() {
        return Err(AppError::problem("id", "closed"));
    }
    writer.add_release_stop(kept.id, by, &why).await?;
    note(&mut writer, kept.id, by, "stopped", None, &why).await?;
    let record = record(session, AuditAct::AktindsigtStopped, &kept);
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, false).await
}

/// The officer advises, and whoever answers for it decides. The answer stands beside the stop.
pub(crate) async fn answer_release_stop(
    desk: &Desk,
    session: &Session,
    request: AnswerReleaseStop,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::ApproveRelease)?;
    let answer = fields::why(&request.answer, "answer")?;
    let store = desk.app().store().await?;
    let by = (desk.app().clock.now(), session.employee());
    let kept = find_open(&mut store.read().await?, &filter, &request.id).await?;
    let mut writer = store.write().await?;
    if writer
        .hands_of(kept.id)
        .await?
        .contains(&session.employee())
    {
        return Err(AppError::problem("id", "own_work"));
    }
    let number = request.number;
    writer
        .answer_release_stop(kept.id, number, by, &answer)
        .await?;
    let detail = Some(number.to_string());
    note(&mut writer, kept.id, by, "stop_answered", detail, &answer).await?;
    let record = record(session, AuditAct::AktindsigtStopAnswered, &kept)
        .with("stop", AuditDetail::Count(u64::from(number)));
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, false).await
}
