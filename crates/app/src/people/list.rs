use sagsbord_contract::{Nothing, People};
use sagsbord_domain::access::{Right, Session};

use super::row::person_row;
use crate::{AppError, Desk};

pub(crate) async fn list_people(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<People, AppError> {
    session.require(Right::ManagePeople)?;
    let mut reader = desk.app().store().await?.read().await?;
    let mut rows = Vec::new();
    for employee in reader.list_employees_with_access().await? {
        rows.push(person_row(&mut reader, employee).await?);
    }
    Ok(People { rows })
}
