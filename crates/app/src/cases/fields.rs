//! The bounds of what is said of a case.

use chrono::NaiveDate;
use sagsbord_contract::ErrorCode;
use sagsbord_domain::deadline::parse_day;
use sagsbord_domain::{EmployeeId, TeamId, UnitId};
use sagsbord_store::Reader;

use crate::AppError;

pub(super) fn due(text: Option<&str>) -> Result<Option<NaiveDate>, AppError> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    parse_day(text)
        .map(Some)
        .ok_or_else(|| AppError::problem("due", "no_such_day"))
}

/// The subject's title, where cases can be put under it.
pub(super) async fn subject(
    reader: &mut Reader,
    kle: &str,
    today: NaiveDate,
) -> Result<String, AppError> {
    const LENGTH: usize = "27.18.02".len();
    let class = if kle.len() == LENGTH {
        reader.kle_class(kle).await?
    } else {
        None
    };
    let class = class.ok_or_else(|| AppError::problem("kle", "no_such_subject"))?;
    if class.ended.is_some_and(|ended| ended <= today) {
        return Err(AppError::problem("kle", "subject_ended"));
    }
    Ok(class.title)
}

/// There is such a unit, and the team is one of it or of a unit above it.
pub(super) async fn place(
    reader: &mut Reader,
    unit: UnitId,
    team: Option<TeamId>,
) -> Result<(), AppError> {
    let units = reader.list_units().await?;
    if !units.iter().any(|known| known.id == unit) {
        return Err(AppError::field(ErrorCode::NotFound, "unitId"));
    }
    let Some(team) = team else { return Ok(()) };
    let teams = reader.list_teams().await?;
    let team = teams.iter().find(|known| known.id == team);
    let team = team.ok_or_else(|| AppError::field(ErrorCode::NotFound, "teamId"))?;
    let mut at = Some(unit);
    // No longer than there are units: what goes in a ring ends too.
    for _ in 0..=units.len() {
        match at {
            Some(here) if here == team.unit => return Ok(()),
            Some(here) => {
                let known = units.iter().find(|known| known.id == here);
                at = known.and_then(|known| known.parent);
            }
            None => break,
        }
    }
    Err(AppError::problem("teamId", "of_another_unit"))
}

/// Somebody who works here now.
pub(super) async fn responsible(
    reader: &mut Reader,
    employee: Option<EmployeeId>,
) -> Result<(), AppError> {
    let Some(id) = employee else { return Ok(()) };
    match reader.find_employee(id).await? {
        Some(employee) if employee.active => Ok(()),
        Some(_) => Err(AppError::problem("responsibleId", "works_here_no_more")),
        None => Err(AppError::field(ErrorCode::NotFound, "responsibleId")),
    }
}
