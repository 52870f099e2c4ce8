use sagsbord_contract::{
    ListTasks, TaskCounts, TaskPage, TaskShown, TaskSort, TaskSpan, TaskWhose,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::words;
use sagsbord_store::{TaskQuery, TaskReach};

use super::row::task_row;
use crate::people::fields::id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;
const LONGEST_LIST: u32 = 100_000;
/// With words each task is looked into: the count stops early enough to be unnoticed.
const LONGEST_SEARCH: u32 = 1_000;
const MOST_WORDS: usize = 12;
const LONGEST_TEXT: usize = 300;

pub(crate) async fn list_tasks(
    desk: &Desk,
    session: &Session,
    request: ListTasks,
) -> Result<TaskPage, AppError> {
    let reach = TaskReach::of(session, Right::ReadCases)?;
    let query = query(session, &request)?;
    let up_to = match query.words.is_empty() {
        true => LONGEST_LIST,
        false => LONGEST_SEARCH,
    };
    let mut reader = desk.app().store().await?.read().await?;
    let rows = match query.offset < up_to {
        true => reader.list_tasks(&reach, &query).await?,
        false => Vec::new(),
    };
    let total = reader.count_listed_tasks(&reach, &query, up_to).await?;
    let today = session.today();
    Ok(TaskPage {
        rows: rows.into_iter().map(|line| task_row(line, today)).collect(),
        total: total.min(up_to),
        total_is_at_least: total > up_to,
    })
}

/// Apart from the rows, which are there sooner.
pub(crate) async fn count_tasks(
    desk: &Desk,
    session: &Session,
    request: ListTasks,
) -> Result<TaskCounts, AppError> {
    let reach = TaskReach::of(session, Right::ReadCases)?;
    let query = query(session, &request)?;
    let mut reader = desk.app().store().await?.read().await?;
    Ok(counts(reader.count_tasks(&reach, &query).await?))
}

pub(crate) fn counts(counts: sagsbord_store::TaskCounts) -> TaskCounts {
    TaskCounts {
        late: counts.late,
        today: counts.today,
        soon: counts.soon,
        later: counts.later,
        no_day: counts.no_day,
        waiting: counts.waiting,
    }
}

fn query(session: &Session, request: &ListTasks) -> Result<TaskQuery, AppError> {
    use sagsbord_store as store;
    let me = session.employee();
    let whose = match (request.whose, request.case_id.as_deref()) {
        (TaskWhose::Mine, _) => store::TaskWhose::Of(me),
        (TaskWhose::MyTeams, _) => store::TaskWhose::MyTeams,
        (TaskWhose::CreatedByMe, _) => store::TaskWhose::CreatedBy(me),
        (TaskWhose::Case, Some(case)) => store::TaskWhose::OfCase(id(case, "caseId")?),
        (TaskWhose::Case, None) => return Err(AppError::invalid("caseId")),
        (TaskWhose::AllInReach, _) => store::TaskWhose::Everybodys,
    };
    let text: String = request.text.chars().take(LONGEST_TEXT).collect();
    let mut words = words(&text);
    words.truncate(MOST_WORDS);
    Ok(TaskQuery {
        today: session.today(),
        whose,
        shown: match request.state {
            TaskShown::NotDone => store::TaskShown::NotDone,
            TaskShown::Open => store::TaskShown::Open,
            TaskShown::Waiting => store::TaskShown::Waiting,
            TaskShown::Done => store::TaskShown::Done,
        },
        span: request.span.map(|span| match span {
            TaskSpan::Late => store::TaskSpan::Late,
            TaskSpan::Today => store::TaskSpan::Today,
            TaskSpan::Soon => store::TaskSpan::Soon,
            TaskSpan::Later => store::TaskSpan::Later,
            TaskSpan::NoDay => store::TaskSpan::NoDay,
        }),
        words,
        sort: match request.sort {
            TaskSort::DueFirst => store::TaskSort::DueFirst,
            TaskSort::NewestFirst => store::TaskSort::NewestFirst,
        },
        offset: request.offset,
        limit: request.limit.clamp(1, LARGEST_PAGE),
    })
}
