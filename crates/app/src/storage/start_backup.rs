use std::path::PathBuf;

use sagsbord_contract::{ErrorCode, JobKind, JobStarted, StartBackup};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, check_passphrase};
use sagsbord_store::Fact;
use zeroize::Zeroizing;

use crate::jobs::runner::{JobHandle, start_job};
use crate::{AppError, Desk};

pub(crate) async fn start_backup(
    desk: &Desk,
    session: &Session,
    request: StartBackup,
) -> Result<JobStarted, AppError> {
    session.require(Right::ManageStore)?;
    let passphrase = Zeroizing::new(request.passphrase);
    check_passphrase(&passphrase).map_err(|problem| AppError {
        field: Some("passphrase"),
        ..AppError::caused(ErrorCode::PassphraseWeak, problem)
    })?;
    let target = PathBuf::from(request.folder.trim());
    if !target.is_absolute() || !target.is_dir() {
        return Err(AppError::field(ErrorCode::BackupTargetInvalid, "folder"));
    }
    let app = desk.app().clone();
    let employee = session.employee();
    let work = move |handle: JobHandle| async move {
        let store = app.store().await?;
        let started = app.clock.now();
        let summary = store
            .back_up(
                &target,
                passphrase,
                started,
                &|done, of| handle.progress(done, of),
                handle.cancelled(),
            )
            .await?;
        let now = app.clock.now();
        let mut writer = store.write().await?;
        writer
            .put_fact(Fact::LastBackupAt, &now.to_rfc3339())
            .await?;
        let record = AuditRecord::new(employee, AuditAct::BackupMade)
            .with("blobs", AuditDetail::Count(summary.blobs))
            .with("bytes", AuditDetail::Count(summary.bytes));
        writer.commit_with(&record, now).await?;
        Ok(())
    };
    start_job(desk.app(), JobKind::Backup, Some(session.employee()), work).await
}
