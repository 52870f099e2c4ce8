use sagsbord_contract::{IntakeDetail, IntakeWish, SteerIntake};
use sagsbord_domain::access::{Right, Session};

use super::wire::kept;
use super::{show, work};
use crate::{AppError, Desk};

/// What was read stays read: going on later costs only what is left.
pub(crate) async fn steer_intake(
    desk: &Desk,
    session: &Session,
    request: SteerIntake,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let mut writer = desk.app().store().await?.write().await?;
    writer
        .set_intake_wish(intake.id, kept::wish(request.wish))
        .await?;
    writer.commit().await?;
    match request.wish {
        IntakeWish::GoOn => work::ensure_running(desk.app()).await?,
        IntakeWish::Pause | IntakeWish::Stop => desk.app().intakes.stop(intake.id),
    }
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    show::detail(desk, session, &intake).await
}
