use sagsbord_contract::{ChangeDeadline, ExplainedDeadline};
use sagsbord_domain::DeadlineId;
use sagsbord_domain::access::{Right, Session};

use super::change::changed;
use super::explain::explained;
use super::kept::find;
use super::law_in_force::LawKept;
use super::show::names;
use super::times;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// What the day would become, refused as the change itself would be. Nothing is written.
pub(crate) async fn preview_change(
    desk: &Desk,
    session: &Session,
    request: ChangeDeadline,
) -> Result<ExplainedDeadline, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let deadline: DeadlineId = id(&request.id, "id")?;
    let now = desk.app().clock.now();
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let kept = find(&mut reader, &filter, deadline).await?;
    let parts_open = reader.open_parts_of(deadline).await?;
    let (after, _, kept) = changed(kept, request, session.employee(), now, &law, parts_open)?;
    let derivation = after.derive(&law.calendar)?;
    let names = names(&mut reader, &kept).await?;
    Ok(explained(&after, &derivation, &names, times::today(now)))
}
