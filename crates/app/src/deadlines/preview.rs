use sagsbord_contract::{AddDeadline, ExplainedDeadline};
use sagsbord_domain::access::{Right, Session};

use super::add::{Asked, begun};
use super::explain::{Names, explained};
use super::law_in_force::LawKept;
use super::times;
use crate::{AppError, Desk};

/// What a deadline would become, before anybody makes it.
pub(crate) async fn preview_deadline(
    desk: &Desk,
    session: &Session,
    request: AddDeadline,
) -> Result<ExplainedDeadline, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let asked = Asked::read(&request)?;
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let now = desk.app().clock.now();
    let deadline = begun(&mut reader, &filter, &law, &asked, now).await?;
    let derivation = deadline.derive(&law.calendar)?;
    Ok(explained(
        &deadline,
        &derivation,
        &Names::new(),
        times::today(now),
    ))
}
