use std::sync::Arc;

use sagsbord_contract::{ErrorCode, IndexWork, JobKind, JobStarted, StartIndexWork};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};

use super::look_over::queue_changed;
use super::pace::{Pace, ends_with_job, tells_of_job};
use super::push::{hold_what_gives_away, queue_all};
use super::run;
use super::trouble::Stopped;
use crate::app::App;
use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

/// Work with the index that somebody asked for, as a job. The first time something is told, that sets the sharing
/// going; until then nothing is sent by itself.
pub(crate) async fn start_index_work(
    desk: &Desk,
    session: &Session,
    request: StartIndexWork,
) -> Result<JobStarted, AppError> {
    session.require(Right::ChangeSettings)?;
    let app = desk.app();
    let connection = app.store().await?.read().await?.connection().await?;
    if connection.is_none() {
        return Err(AppError::problem("work", "not_connected"));
    }
    let (work_app, employee) = (app.clone(), session.employee());
    start_job(app, JobKind::Index, Some(employee), move |handle| {
        work(work_app, employee, request.work, handle)
    })
    .await
}

async fn work(
    app: Arc<App>,
    employee: EmployeeId,
    work: IndexWork,
    handle: JobHandle,
) -> Result<(), AppError> {
    let pace = Pace {
        is_stopped: &ends_with_job(&handle),
        told: &tells_of_job(&handle),
    };
    let done = run_of(&app, employee, work, pace).await;
    app.index.start_afresh();
    app.tell_all(sagsbord_contract::DeskEvent::Index);
    match done? {
        None => Ok(()),
        Some(Stopped::ByPerson) => Err(AppError::new(ErrorCode::Cancelled)),
        Some(Stopped::NotConnected | Stopped::Trouble { .. }) => {
            Err(AppError::new(ErrorCode::IndexNotReached))
        }
    }
}

async fn run_of(
    app: &App,
    employee: EmployeeId,
    work: IndexWork,
    pace: Pace<'_>,
) -> Result<Option<Stopped>, AppError> {
    match work {
        IndexWork::Prepare => {
            queue_ours(app, employee, pace).await?;
            hold_what_gives_away(app, pace).await?;
            Ok((pace.is_stopped)().then_some(Stopped::ByPerson))
        }
        IndexWork::Tell => tell(app, employee, pace).await,
        IndexWork::Ask => Ok(run::ask(app, pace).await?.stopped),
        IndexWork::Both => match tell(app, employee, pace).await? {
            None => Ok(run::ask(app, pace).await?.stopped),
            stopped => Ok(stopped),
        },
        IndexWork::Compare => Ok(run::compare(app, pace).await?.stopped),
    }
}

async fn tell(
    app: &App,
    employee: EmployeeId,
    pace: Pace<'_>,
) -> Result<Option<Stopped>, AppError> {
    begin(app, employee).await?;
    queue_ours(app, employee, pace).await?;
    if (pace.is_stopped)() {
        return Ok(Some(Stopped::ByPerson));
    }
    let told = run::tell(app, pace).await?;
    let record = AuditRecord::new(employee, AuditAct::IndexSent)
        .with("confirmed", AuditDetail::Count(told.confirmed))
        .with("held", AuditDetail::Count(told.held));
    let writer = app.store().await?.write().await?;
    writer.commit_with(&record, app.clock.now()).await?;
    Ok(told.stopped)
}

async fn begin(app: &App, employee: EmployeeId) -> Result<(), AppError> {
    let store = app.store().await?;
    let mut state = store.read().await?.index_state().await?;
    if state.is_begun {
        return Ok(());
    }
    state.is_begun = true;
    let mut writer = store.write().await?;
    writer.put_index_state(&state).await?;
    let record = AuditRecord::new(employee, AuditAct::IndexBegun);
    writer.commit_with(&record, app.clock.now()).await?;
    Ok(())
}

/// Cases of ours that nobody has told the index of, also such as came since the last time.
async fn queue_ours(app: &App, employee: EmployeeId, pace: Pace<'_>) -> Result<(), AppError> {
    let queued = queue_changed(app, pace).await? + queue_all(app, pace).await?;
    if queued > 0 {
        let record = AuditRecord::new(employee, AuditAct::IndexQueued)
            .with("steps", AuditDetail::Count(queued));
        let writer = app.store().await?.write().await?;
        writer.commit_with(&record, app.clock.now()).await?;
    }
    Ok(())
}
