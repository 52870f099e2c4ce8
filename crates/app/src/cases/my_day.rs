use sagsbord_contract::{MyDay, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::danish_week;
use sagsbord_store::{CaseQuery, CaseSort, Responsible};

use super::row::case_row;
use crate::{AppError, Desk};

const MOST_ROWS: u32 = 200;

pub(crate) async fn my_day(desk: &Desk, session: &Session, _: Nothing) -> Result<MyDay, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let today = session.today();
    let mut reader = desk.app().store().await?.read().await?;
    let counts = reader
        .due_counts(&filter, session.employee(), today)
        .await?;
    let query = CaseQuery {
        responsible: Some(Responsible::Employee(session.employee())),
        only_open: true,
        sort: CaseSort::DueFirst,
        limit: MOST_ROWS,
        ..CaseQuery::default()
    };
    let rows = reader.list_cases(&filter, &query).await?;
    Ok(MyDay {
        today: today.to_string(),
        week: danish_week(today),
        late: counts.late,
        due_today: counts.due_today,
        due_this_week: counts.due_in_seven_days,
        open: counts.open,
        rows: rows.into_iter().map(|case| case_row(case, today)).collect(),
    })
}
