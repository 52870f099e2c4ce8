use sagsbord_contract::{Nothing, PersonLoad, TeamLoad};
use sagsbord_domain::access::{Right, Session};

use crate::{AppError, Desk};

/// Who has how much, inside the reach of the one who leads.
pub(crate) async fn team_load(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<TeamLoad, AppError> {
    let filter = session.filter(Right::SeeTeam)?;
    let mut reader = desk.app().store().await?.read().await?;
    let (people, unassigned) = reader.load(&filter, session.today()).await?;
    Ok(TeamLoad {
        people: people
            .into_iter()
            .map(|load| PersonLoad {
                employee_id: load.employee.to_string(),
                name: load.name,
                unit: load.unit.unwrap_or_default(),
                open: load.counts.open,
                late: load.counts.late,
                due_next_seven_days: load.counts.due_in_seven_days,
                oldest_due: load.oldest_due.map(|day| day.to_string()),
            })
            .collect(),
        unassigned,
        at: desk.app().clock.now().to_rfc3339(),
    })
}
