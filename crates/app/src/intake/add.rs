use sagsbord_contract::{AddToIntake, IntakeDetail};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::start::files_of_offer;
use super::{show, work};
use crate::{AppError, Desk};

/// What is there already is not read again.
pub(crate) async fn add_to_intake(
    desk: &Desk,
    session: &Session,
    request: AddToIntake,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let files = files_of_offer(desk, &request.offer).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFilesAdded)
        .about("intake", intake.id.uuid())
        .with("files", AuditDetail::Count(files.len() as u64));
    let mut writer = desk.app().store().await?.write().await?;
    writer.add_intake_files(intake.id, &files).await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    work::read_on(desk.app(), intake.id).await?;
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    show::detail(desk, session, &intake).await
}
