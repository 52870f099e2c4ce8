use sagsbord_contract::{IntakeDetail, ReadAgain};
use sagsbord_domain::access::{Right, Session};
use sagsbord_intake::{ReadingKey, State};

use super::file::find;
use super::manifest_of::manifest_of;
use super::{show, work};
use crate::{AppError, Desk};

/// What was read of these files is forgotten, so that they are read anew: after a program was installed, or because
/// the machine was busy and their time ran out.
pub(crate) async fn read_intake_again(
    desk: &Desk,
    session: &Session,
    request: ReadAgain,
) -> Result<IntakeDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let mut writer = desk.app().store().await?.write().await?;
    for place in &request.places {
        let row = find(&manifest.rows, place)?;
        let is_unreadable = matches!(row.state, State::Unreadable { .. }) || !row.flags.is_empty();
        let sha256 = row.sha256.as_deref().filter(|_| is_unreadable);
        let sha256 = sha256.ok_or_else(|| AppError::invalid("places"))?;
        let key = ReadingKey::of(sha256, &row.name);
        writer.forget_intake_reading(&key.sha256, &key.hint).await?;
    }
    writer.commit().await?;
    work::read_on(desk.app(), intake.id).await?;
    let intake = show::within_reach(desk, session, Right::WorkOnCases, &request.id).await?;
    show::detail(desk, session, &intake).await
}
