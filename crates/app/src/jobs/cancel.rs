use sagsbord_contract::{CancelJob, ErrorCode, Nothing};
use sagsbord_domain::JobId;
use sagsbord_domain::access::{Right, Session};

use crate::people::fields::id;
use crate::{AppError, Desk};

/// As many as can be running or have just been.
const NEWEST: u32 = 50;

/// Asks it to stop; its row says when it has. Whoever began a job may stop it too.
pub(crate) async fn cancel_job(
    desk: &Desk,
    session: &Session,
    request: CancelJob,
) -> Result<Nothing, AppError> {
    let job: JobId = id(&request.job_id, "jobId")?;
    if let Err(refused) = session.require(Right::ManageStore) {
        let mut reader = desk.app().store().await?.read().await?;
        let jobs = reader.list_jobs(NEWEST).await?;
        let is_own = |employee| employee == Some(session.employee());
        let mut own = jobs.iter().filter(|job| is_own(job.employee));
        if !own.any(|one| one.id == job) {
            return Err(refused.into());
        }
    }
    match desk.app().jobs.cancel(job) {
        true => Ok(Nothing {}),
        false => Err(AppError::new(ErrorCode::NotFound)),
    }
}
