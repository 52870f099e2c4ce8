use sagsbord_contract::{DeadlineCounts, DeadlinePage, DeadlineRow, DeadlineWhose, ListDeadlines};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::deadline::ChangeLog;
use sagsbord_domain::words;
use sagsbord_law::Law;
use sagsbord_store::{DeadlineQuery, Reader};

use super::law_in_force::LawKept;
use super::row::{breach_of, counts, deadline_row};
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;
/// Nobody scrolls further; a longer list wants a filter.
const LONGEST_LIST: u32 = 20_000;
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
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let rows = match query.offset < LONGEST_LIST {
        true => rows(&mut reader, &filter, &query, &law).await?,
        false => Vec::new(),
    };
    let total = reader
        .count_listed_deadlines(&filter, &query, LONGEST_LIST)
        .await?;
    Ok(DeadlinePage {
        rows,
        total: total.min(LONGEST_LIST),
        total_is_at_least: total > LONGEST_LIST,
    })
}

/// What was done with each is read with it: whether being late is a breach of duty stands in its log.
pub(super) async fn rows(
    reader: &mut Reader,
    filter: &AccessFilter,
    query: &DeadlineQuery,
    law: &Law,
) -> Result<Vec<DeadlineRow>, AppError> {
    let lines = reader.list_deadlines(filter, query).await?;
    let logs = reader
        .logs_of_deadlines(lines.iter().map(|line| line.id))
        .await?;
    let untouched = ChangeLog::default();
    Ok(lines
        .into_iter()
        .map(|line| {
            let log = logs.get(&line.id).unwrap_or(&untouched);
            let breach = breach_of(&line.rule, line.rule_from, line.due, log, law, query.now);
            deadline_row(line, breach, query.now)
        })
        .collect())
}

/// Apart from the rows, which are there sooner.
pub(crate) async fn count_deadlines(
    desk: &Desk,
    session: &Session,
    request: ListDeadlines,
) -> Result<DeadlineCounts, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let query = query(desk, session, &request)?;
    let mut reader = desk.app().store().await?.read().await?;
    Ok(counts(reader.count_deadlines(&filter, &query).await?))
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
        unit,
        state: request.state.map(Into::into),
        words,
        rules: request.rules.clone(),
        source: request.source.clone(),
        offset: request.offset,
        limit: request.limit.clamp(1, LARGEST_PAGE),
    })
}
