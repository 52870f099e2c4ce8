use chrono::{DateTime, Days, NaiveDate, Utc};
use sagsbord_contract::{DayRow, DaySection, MyDay, Nothing};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::calendar::Counting;
use sagsbord_domain::{danish_midnight, danish_week};
use sagsbord_store::{
    CaseQuery, CaseSort, DeadlineQuery, DeadlineWhose, LetterState, Reader, Responsible, TaskQuery,
    TaskReach, TaskShown, TaskSort, TaskWhose,
};

use super::day_rows::{case_day, deadline_day, letter_day, news_day, note_day, task_day};
use crate::deadlines::LawKept;
use crate::{AppError, Desk};

/// More stand in the room behind the section.
const MOST_ROWS: usize = 50;
/// Nobody has so much on her desk; whoever has is told that there is more.
const MOST_READ: u32 = 500;
const SOON: Days = Days::new(7);

/// Everything that a day begins with, in one answer. Each part is read off an index of one person's.
pub(crate) async fn my_day(desk: &Desk, session: &Session, _: Nothing) -> Result<MyDay, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let reach = TaskReach::of(session, Right::ReadCases)?;
    let (today, now) = (session.today(), desk.app().clock.now());
    let me = session.employee();
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let due = Due::read(&mut reader, &filter, now, today).await?;
    let counts = reader.due_counts(&filter, me, today).await?;

    // A calendar that does not reach today knows no working day; yesterday is the least that is new.
    let last = law.calendar.nth_before(today, 1, Counting::OFFICE);
    let since = danish_midnight(last.unwrap_or(today - Days::new(1)));
    let news = reader.news_for(&filter, since, MOST_READ).await?;

    let tasks = TaskQuery {
        today,
        whose: TaskWhose::Of(me),
        shown: TaskShown::Open,
        span: None,
        words: Vec::new(),
        sort: TaskSort::DueFirst,
        offset: 0,
        limit: MOST_ROWS as u32,
    };
    let waiting = TaskQuery {
        shown: TaskShown::Waiting,
        ..tasks.clone()
    };
    let tasks = task_section(&mut reader, &reach, &tasks, today).await?;
    let mut waiting = task_section(&mut reader, &reach, &waiting, today).await?;
    // Whether it came must be found out before anything is sent again: a letter in doubt waits for somebody outside.
    let in_doubt = LetterState::Unknown;
    let in_doubt = reader.letters_by(&filter, me, in_doubt, MOST_READ).await?;
    let followed = waiting
        .rows
        .iter()
        .take_while(|row| row.is_to_follow_up)
        .count();
    waiting.total += in_doubt.len() as u32;
    let rows = in_doubt.into_iter().map(letter_day);
    waiting.rows.splice(followed..followed, rows);
    waiting.rows.truncate(MOST_ROWS);
    let drafts = reader
        .letters_by(&filter, me, LetterState::Drafted, MOST_READ)
        .await?;
    let notes = reader.note_drafts_by(&filter, me, MOST_READ).await?;
    let drafts = notes
        .into_iter()
        .map(note_day)
        .chain(drafts.into_iter().map(letter_day));

    Ok(MyDay {
        today: today.to_string(),
        week: danish_week(today),
        open: counts.open,
        late: section(due.late, due.is_cut),
        due_today: section(due.today, due.is_cut),
        soon: section(due.soon, due.is_cut),
        news: section(news.into_iter().map(news_day).collect(), false),
        news_since: since.to_rfc3339(),
        next: due.next,
        tasks,
        drafts: section(drafts.collect(), false),
        waiting,
    })
}

fn section(mut rows: Vec<DayRow>, is_cut: bool) -> DaySection {
    let total = rows.len();
    rows.truncate(MOST_ROWS);
    DaySection {
        rows,
        total: u32::try_from(total).unwrap_or(u32::MAX),
        total_is_at_least: is_cut || total >= MOST_READ as usize,
    }
}

async fn task_section(
    reader: &mut Reader,
    reach: &TaskReach,
    query: &TaskQuery,
    today: NaiveDate,
) -> Result<DaySection, AppError> {
    const MOST_COUNTED: u32 = 10_000;
    let rows = reader.list_tasks(reach, query).await?;
    let total = reader
        .count_listed_tasks(reach, query, MOST_COUNTED)
        .await?;
    Ok(DaySection {
        rows: rows.into_iter().map(|line| task_day(line, today)).collect(),
        total: total.min(MOST_COUNTED),
        total_is_at_least: total > MOST_COUNTED,
    })
}

/// Deadlines of ours, and cases that have none by the day that their source gave.
#[derive(Default)]
struct Due {
    late: Vec<DayRow>,
    today: Vec<DayRow>,
    soon: Vec<DayRow>,
    next: Option<DayRow>,
    is_cut: bool,
}

impl Due {
    async fn read(
        reader: &mut Reader,
        filter: &AccessFilter,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, AppError> {
        let me = filter.employee();
        let deadlines = DeadlineQuery {
            now,
            whose: DeadlineWhose::Of(me),
            unit: None,
            state: None,
            words: Vec::new(),
            rules: Vec::new(),
            source: None,
            offset: 0,
            limit: MOST_READ,
        };
        let deadlines = reader.list_deadlines(filter, &deadlines).await?;
        let cases = CaseQuery {
            responsible: Some(Responsible::Employee(me)),
            only_open: true,
            sort: CaseSort::DueFirst,
            limit: MOST_READ,
            ..CaseQuery::default()
        };
        let mut cases = reader.list_cases(filter, &cases).await?;
        let is_cut = deadlines.len().max(cases.len()) >= MOST_READ as usize;
        let ids: Vec<_> = cases.iter().map(|case| case.id).collect();
        let counted = reader.cases_with_deadlines(&ids).await?;
        cases.retain(|case| case.due.is_some() && !counted.contains(&case.id));
        let mut rows: Vec<DayRow> = deadlines
            .into_iter()
            .map(|line| deadline_day(line, now))
            .chain(cases.into_iter().map(|case| case_day(case, today)))
            .filter(|row| row.day.is_some())
            .collect();
        rows.sort_by(|a, b| (&a.day, &a.time, &a.title).cmp(&(&b.day, &b.time, &b.title)));
        let mut due = Self {
            is_cut,
            ..Self::default()
        };
        let (on, until) = (today.to_string(), (today + SOON).to_string());
        for row in rows {
            let day = row.day.as_deref().unwrap_or_default();
            if row.is_late {
                due.late.push(row);
            } else if day <= on.as_str() {
                due.today.push(row);
            } else if day <= until.as_str() {
                due.soon.push(row);
            } else {
                due.next.get_or_insert(row);
            }
        }
        Ok(due)
    }
}
