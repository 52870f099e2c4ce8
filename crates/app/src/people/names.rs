use std::collections::HashMap;

use sagsbord_domain::EmployeeId;
use sagsbord_store::Reader;

use crate::AppError;

/// Everybody who works here or has worked here, by id: for rows that say who did something.
pub(crate) async fn names(reader: &mut Reader) -> Result<HashMap<EmployeeId, String>, AppError> {
    let people = reader.list_employees().await?;
    Ok(people
        .into_iter()
        .map(|person| (person.id, person.name))
        .collect())
}
