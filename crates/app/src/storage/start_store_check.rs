use std::sync::Arc;

use chrono::{DateTime, Utc};
use sagsbord_contract::{ErrorCode, JobKind, JobStarted, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, EmployeeId};
use sagsbord_store::{CheckScope, Fact, Store, StoreError};

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

/// Damage ends the job as failed and every desk is told; the log says how much. A check that began by
/// itself reads the blobs once a week, and is in the log only when it found something.
pub(crate) async fn check_store(
    app: Arc<App>,
    employee: Option<EmployeeId>,
    handle: JobHandle,
) -> Result<(), AppError> {
    let store = app.store().await?;
    let scope = match employee {
        Some(_) => CheckScope::Everything,
        None => scope_of_today(&store, app.clock.now()).await?,
    };
    let report = store
        .check(
            scope,
            &|done, of| handle.progress(done, of),
            handle.cancelled(),
        )
        .await?;
    let sound = report.damages.is_empty();
    let now = app.clock.now();
    let mut writer = store.write().await?;
    if sound && scope == CheckScope::Everything {
        writer
            .put_fact(Fact::BlobsCheckedAt, &now.to_rfc3339())
            .await?;
    }
    if sound && employee.is_none() {
        writer.commit().await?;
    } else {
        let record = AuditRecord::new(employee, AuditAct::StoreChecked)
            .with("damaged", AuditDetail::Count(report.damages.len() as u64));
        writer.commit_with(&record, now).await?;
    }
    app.tell_of_damage(!sound);
    if !sound {
        for fault in report.database_faults.iter().take(MOST_FAULTS_LOGGED) {
            tracing::error!(fault, "the database is damaged");
        }
        return Err(AppError::new(ErrorCode::StoreDamaged));
    }
    if scope == CheckScope::Everything {
        match store.remove_unreferenced_blobs().await {
            Ok(0) | Err(StoreError::Busy) => {}
            Ok(removed) => tracing::info!(removed, "blobs that nothing referred to"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}

const MOST_FAULTS_LOGGED: usize = 20;
const DAYS_BETWEEN_READING_BLOBS: i64 = 7;

async fn scope_of_today(store: &Store, now: DateTime<Utc>) -> Result<CheckScope, AppError> {
    let last = store.read().await?.fact(Fact::BlobsCheckedAt).await?;
    let recent = last
        .and_then(|at| DateTime::parse_from_rfc3339(&at).ok())
        .is_some_and(|at| (now - at.to_utc()).num_days() < DAYS_BETWEEN_READING_BLOBS);
    Ok(if recent {
        CheckScope::Database
    } else {
        CheckScope::Everything
    })
}
