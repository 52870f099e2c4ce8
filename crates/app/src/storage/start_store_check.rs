use std::sync::Arc;

use sagsbord_contract::{ErrorCode, JobKind, JobStarted, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};

use crate::app::App;
use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

pub(crate) async fn start_store_check(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<JobStarted, AppError> {
    session.require(Right::ManageStore)?;
    let (app, employee) = (desk.app().clone(), session.employee());
    start_job(
        desk.app(),
        JobKind::CheckStore,
        Some(employee),
        move |handle| check_store(app, Some(employee), handle),
    )
    .await
}

/// Reads every page and every blob. Damage ends the job as failed; the log says how much.
pub(crate) async fn check_store(
    app: Arc<App>,
    employee: Option<EmployeeId>,
    handle: JobHandle,
) -> Result<(), AppError> {
    let store = app.store().await?;
    let report = store
        .check(&|done, of| handle.progress(done, of), handle.cancelled())
        .await?;
    let record = AuditRecord::new(employee, AuditAct::StoreChecked)
        .with("damaged", AuditDetail::Count(report.damages.len() as u64));
    store
        .write()
        .await?
        .commit_with(&record, app.clock.now())
        .await?;
    if report.damages.is_empty() {
        Ok(())
    } else {
        Err(AppError::new(ErrorCode::StoreDamaged))
    }
}
