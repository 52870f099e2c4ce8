use sagsbord_contract::{Nothing, Templates};
use sagsbord_domain::access::{Right, Session};

use super::kept::in_force;
use super::merge::FIELDS;
use crate::{AppError, Desk};

pub(crate) async fn list_templates(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<Templates, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let all = in_force(&mut reader).await?;
    Ok(Templates {
        rows: all.into_iter().map(|one| one.row).collect(),
        fields: FIELDS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        may_change: session.require(Right::ChangeTemplates).is_ok(),
    })
}
