use sagsbord_contract::{DeadlinePage, DeadlineState, DeadlineWhose, ListDeadlines};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::words;
use sagsbord_store::DeadlineQuery;

use super::row::{counts, deadline_row};
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

pub(super) const LARGEST_PAGE: u32 = 500;
const MOST_WORDS: usize = 12;
const LONGEST_TEXT: usize = 300;
const MOST_RULES: usize = 100;
const LONGEST_SOURCE: usize = 200;

pub(crate) async fn list_deadlines(
    desk: &Desk,
    session: &Session,
    request: ListDeadlines,
) -> Result<DeadlinePage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let query = query(desk, session, &request)?;
    let mut reader = desk.app().store().await?.read().await?;
    let rows = reader.list_deadlines(&filter, &query).await?;
    let counts = counts(reader.count_deadlines(&filter, &query).await?);
    Ok(DeadlinePage {
        rows: rows
            .into_iter()
            .map(|line| deadline_row(line, query.now))
            .collect(),
        total: match request.state {
            None => {
                counts.late
                    + counts.today
                    + counts.this_week
                    + counts.later
                    + counts.stopped
                    + counts.no_day
            }
            Some(DeadlineState::Late) => counts.late,
            Some(DeadlineState::Today) => counts.today,
            Some(DeadlineState::ThisWeek) => counts.this_week,
            Some(DeadlineState::Later) => counts.later,
            Some(DeadlineState::Stopped) => counts.stopped,
            Some(DeadlineState::NoDay) => counts.no_day,
            Some(DeadlineState::CompletedInTime | DeadlineState::CompletedLate) => 0,
        },
        counts,
    })
}

pub(super) fn query(
    desk: &Desk,
    session: &Session,
    request: &ListDeadlines,
) -> Result<DeadlineQuery, AppError> {
    use sagsbord_store::DeadlineWhose as Whose;
    let person = optional_id(request.employee_id.as_deref(), "employeeId")?;
    let unit = optional_id(request.unit_id.as_deref(), "unitId")?;
    let whose = match request.whose {
        DeadlineWhose::Mine => Whose::Of(session.employee()),
        DeadlineWhose::Person => Whose::Of(person.ok_or(AppError::invalid("employeeId"))?),
        DeadlineWhose::Nobodys => Whose::Nobodys,
        DeadlineWhose::Unit => Whose::Unit(unit.ok_or(AppError::invalid("unitId"))?),
        DeadlineWhose::Everybodys => Whose::Everybodys,
    };
    if request.rules.len() > MOST_RULES {
        return Err(AppError::invalid("rules"));
    }
    if let Some(source) = &request.source
        && source.chars().count() > LONGEST_SOURCE
    {
        return Err(AppError::invalid("source"));
    }
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let mut words = words(&text);
    words.truncate(MOST_WORDS);
    Ok(DeadlineQuery {
        now: desk.app().clock.now(),
        whose,
        state: request.state.map(Into::into),
        words,
        rules: request.rules.clone(),
        source: request.source.clone(),
        offset: request.offset,
        limit: request.limit.clamp(1, LARGEST_PAGE),
    })
}
