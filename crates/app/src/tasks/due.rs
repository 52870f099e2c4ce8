//! By when: a day that somebody chose, or one that is counted from something.

use chrono::NaiveDate;
use sagsbord_contract::{
    ErrorCode, TaskClosedDay, TaskDue, TaskDueFrom, TaskDueHow as ToldHow, TaskDueUnit,
};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::{Length, Unit, parse_day};
use sagsbord_domain::task::{DueRule, count_due};
use sagsbord_domain::{CaseId, DocumentId};
use sagsbord_law::Law;
use sagsbord_store::{Reader, TaskDueHow};

use crate::AppError;

const FIELD: &str = "due";
/// Five years of weeks: a plan further ahead is none.
const MOST: u32 = 260;
/// Those of a long stretch would fill the screen.
const MOST_CLOSED_SHOWN: usize = 12;

/// What a day may be counted from.
pub(super) struct DueFor<'a> {
    pub(super) filter: &'a AccessFilter,
    pub(super) case: Option<CaseId>,
    pub(super) document: Option<DocumentId>,
    pub(super) today: NaiveDate,
}

pub(super) async fn read_due(
    reader: &mut Reader,
    law: &Law,
    about: &DueFor<'_>,
    asked: &TaskDue,
) -> Result<(Option<NaiveDate>, Option<TaskDueHow>), AppError> {
    match asked {
        TaskDue::None => Ok((None, None)),
        TaskDue::Day { day } => Ok((Some(read_day(day, FIELD)?), None)),
        TaskDue::Counted {
            amount,
            unit,
            side,
            from,
            day,
        } => {
            if *amount > MOST {
                return Err(AppError::problem(FIELD, "too_long"));
            }
            let start = match (from, day.as_deref()) {
                (TaskDueFrom::Day, Some(day)) => read_day(day, FIELD)?,
                (from, _) => start_of(reader, about, *from).await?,
            };
            let how = TaskDueHow {
                rule: DueRule {
                    length: Length::new(*amount, length_unit(*unit)),
                    side: (*side).into(),
                    from: (*from).into(),
                },
                from: start,
            };
            let counted = count_due(how.rule.length, how.rule.side, start, &law.calendar);
            let counted = counted.map_err(|_| AppError::problem(FIELD, "no_such_day"))?;
            Ok((Some(counted.day), Some(how)))
        }
    }
}

pub(super) fn read_day(text: &str, field: &'static str) -> Result<NaiveDate, AppError> {
    parse_day(text).ok_or_else(|| AppError::problem(field, "no_such_day"))
}

async fn start_of(
    reader: &mut Reader,
    about: &DueFor<'_>,
    from: TaskDueFrom,
) -> Result<NaiveDate, AppError> {
    let lacks_day = || AppError::problem(FIELD, "nothing_to_count_from");
    if from == TaskDueFrom::Today {
        return Ok(about.today);
    }
    let case = about.case.ok_or_else(lacks_day)?;
    let not_found = || AppError::new(ErrorCode::NotFound);
    match from {
        TaskDueFrom::Today | TaskDueFrom::Day => Err(lacks_day()),
        TaskDueFrom::CaseOpened | TaskDueFrom::CaseDue => {
            let case = reader.find_case(about.filter, case).await?;
            let case = case.ok_or_else(not_found)?;
            match from {
                TaskDueFrom::CaseOpened => Ok(case.opened),
                _ => case.due.ok_or_else(lacks_day),
            }
        }
        TaskDueFrom::Deadline => {
            let deadlines = reader.deadlines_of_case(about.filter, case).await?;
            let open = deadlines.iter().filter(|one| one.derived.is_open);
            open.filter_map(|one| one.derived.due.day())
                .min()
                .ok_or_else(lacks_day)
        }
        TaskDueFrom::Document => {
            let document = about.document.ok_or_else(lacks_day)?;
            let document = reader.find_document(about.filter, document).await?;
            Ok(document.ok_or_else(not_found)?.dated)
        }
    }
}

/// How the day came about, by the calendar as it is now. Where that would give another day, the days it passed are not
/// told: they are not those that were counted.
pub(super) fn told(how: &TaskDueHow, due: NaiveDate, law: &Law) -> ToldHow {
    let length = how.rule.length;
    let counted = count_due(length, how.rule.side, how.from, &law.calendar).ok();
    let counted = counted.filter(|counted| counted.day == due);
    let closed = counted.as_ref().map_or(&[][..], |counted| &counted.closed);
    ToldHow {
        amount: length.amount,
        unit: told_unit(length.unit),
        side: how.rule.side.into(),
        from: how.rule.from.into(),
        from_day: how.from.to_string(),
        closed: closed
            .iter()
            .take(MOST_CLOSED_SHOWN)
            .map(|closed| TaskClosedDay {
                day: closed.day.to_string(),
                name: closed.named.as_ref().map(|named| (&named.name).into()),
            })
            .collect(),
        closed_in_all: u32::try_from(closed.len()).unwrap_or(u32::MAX),
        ended_on: counted
            .as_ref()
            .and_then(|counted| counted.ended_on)
            .map(|day| day.to_string()),
    }
}

pub(super) const fn length_unit(unit: TaskDueUnit) -> Unit {
    match unit {
        TaskDueUnit::WorkingDays => Unit::WorkingDays,
        TaskDueUnit::CalendarDays => Unit::CalendarDays,
        TaskDueUnit::Weeks => Unit::Weeks,
    }
}

const fn told_unit(unit: Unit) -> TaskDueUnit {
    match unit {
        Unit::WorkingDays | Unit::Weekdays => TaskDueUnit::WorkingDays,
        Unit::Weeks | Unit::Months | Unit::Years => TaskDueUnit::Weeks,
        Unit::CalendarDays | Unit::Hours => TaskDueUnit::CalendarDays,
    }
}
