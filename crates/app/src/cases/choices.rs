use sagsbord_contract::{
    Choices, EmployeeChoice, ErrorCode, KleChoice, Nothing, TeamChoice, UnitChoice,
};
use sagsbord_domain::access::{Right, Session};

use crate::{AppError, Desk};

/// What the filters and forms offer to choose from.
pub(crate) async fn choices(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<Choices, AppError> {
    if session
        .rights()
        .iter()
        .all(|right| !matches!(right, Right::ReadCases | Right::ManagePeople))
    {
        return Err(AppError::new(ErrorCode::NotAllowed));
    }
    let mut reader = desk.app().store().await?.read().await?;
    Ok(Choices {
        units: reader
            .list_units()
            .await?
            .into_iter()
            .map(|unit| UnitChoice {
                id: unit.id.to_string(),
                name: unit.name,
                parent_id: unit.parent.map(|parent| parent.to_string()),
            })
            .collect(),
        employees: reader
            .list_employees()
            .await?
            .into_iter()
            .map(|employee| EmployeeChoice {
                id: employee.id.to_string(),
                name: employee.name,
            })
            .collect(),
        kle_groups: reader
            .list_kle_groups()
            .await?
            .into_iter()
            .map(|group| KleChoice {
                number: group.number,
                title: group.title,
            })
            .collect(),
        teams: reader
            .list_teams()
            .await?
            .into_iter()
            .map(|team| TeamChoice {
                id: team.id.to_string(),
                name: team.name,
                unit_id: team.unit.to_string(),
            })
            .collect(),
    })
}
