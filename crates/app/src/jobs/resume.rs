use std::sync::Arc;

use sagsbord_contract::{JobKind, JobState};
use sagsbord_store::JobRecord;

use super::row::{kind_from, state_code};
use super::runner::continue_job;
use crate::AppError;
use crate::aktindsigt::release::build::remove_bundle_folder;
use crate::app::App;
use crate::documents::reading::remove_reading_folder;
use crate::intake::renew::forget_what_others_read;
use crate::intake::work::{ensure_running, read_intakes, remove_work_folder};
use crate::storage::start_search_rebuild::rebuild_search;
use crate::storage::start_store_check::check_store;

/// After opening: goes on with what an earlier run of the program left unfinished, and says of the
/// rest that it was interrupted.
pub(crate) async fn resume_jobs(app: &Arc<App>) {
    if let Err(error) = resume(app).await {
        error.into_reply("resume_jobs");
    }
}

async fn resume(app: &Arc<App>) -> Result<(), AppError> {
    remove_work_folder(app).await?;
    remove_reading_folder(app).await?;
    remove_bundle_folder(app).await?;
    let is_to_be_read = forget_what_others_read(app).await?;
    let store = app.store().await?;
    let unfinished = store.read().await?.list_jobs(50).await?;
    for job in unfinished.into_iter().filter(|job| job.ended_at.is_none()) {
        let (work_app, employee) = (app.clone(), job.employee);
        match kind_from(&job.kind) {
            // One that nobody asked for waits until the first screens are there, as it did the first time.
            Some(JobKind::CheckStore)
                if employee.is_none() && app.config.upkeep_after.is_some() =>
            {
                interrupt(app, job).await?;
            }
            Some(kind @ JobKind::CheckStore) => continue_job(app, kind, job, move |handle| {
                check_store(work_app, employee, handle)
            }),
            Some(kind @ JobKind::RebuildSearch) => continue_job(app, kind, job, move |handle| {
                rebuild_search(work_app, employee, handle)
            }),
            Some(kind @ JobKind::Intake) => {
                continue_job(app, kind, job, move |handle| read_intakes(work_app, handle));
            }
            // A backup's passphrase is kept nowhere, so it cannot go on by itself. The index is told again anyway. A
            // bundle is built anew when somebody asks for it: nothing of it was kept.
            Some(JobKind::Backup | JobKind::Index | JobKind::Bundle) | None => {
                interrupt(app, job).await?;
            }
        }
    }
    if is_to_be_read {
        ensure_running(app).await?;
    }
    Ok(())
}

async fn interrupt(app: &App, mut job: JobRecord) -> Result<(), AppError> {
    job.state = state_code(JobState::Interrupted).to_owned();
    job.ended_at = Some(app.clock.now());
    let mut writer = app.store().await?.write().await?;
    writer.put_job(&job).await?;
    writer.commit().await?;
    Ok(())
}
