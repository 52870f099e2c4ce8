use sagsbord_contract::{CancelJob, ErrorCode, Nothing};
use sagsbord_domain::access::{Right, Session};

use crate::people::fields::id;
use crate::{AppError, Desk};

/// Asks it to stop; its row says when it has.
pub(crate) async fn cancel_job(
    desk: &Desk,
    session: &Session,
    request: CancelJob,
) -> Result<Nothing, AppError> {
    session.require(Right::ManageStore)?;
    if desk.app().jobs.cancel(id(&request.job_id, "jobId")?) {
        Ok(Nothing {})
    } else {
        Err(AppError::new(ErrorCode::NotFound))
    }
}
