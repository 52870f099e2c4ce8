use sagsbord_contract::{Jobs, Nothing};
use sagsbord_domain::access::{Right, Session};

use super::row::job_row;
use crate::{AppError, Desk};

const MOST_ROWS: u32 = 50;

pub(crate) async fn list_jobs(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<Jobs, AppError> {
    session.require(Right::ManageStore)?;
    let jobs = desk
        .app()
        .store()
        .await?
        .read()
        .await?
        .list_jobs(MOST_ROWS)
        .await?;
    Ok(Jobs {
        rows: jobs.iter().map(job_row).collect(),
    })
}
