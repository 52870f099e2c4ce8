use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};

use super::derivation::Due;
use super::length::{Length, Unit};
use super::moment::Moment;
use super::rule::Rule;
use super::{ChangeLog, DeadlineError};
use crate::calendar::{Calendar, Counting};
use crate::case::codes;
use crate::{danish_day, danish_midnight};

codes! {
    /// Where a deadline stands, in the order a person looks for it.
    DeadlineState {
        Late = "late",
        Today = "today",
        /// No later than the coming Sunday.
        ThisWeek = "this_week",
        Later = "later",
        Stopped = "stopped",
        /// *Snarest*, and nobody has set a day.
        NoDay = "no_day",
        CompletedInTime = "completed_in_time",
        CompletedLate = "completed_late",
    }
}

impl DeadlineState {
    pub fn of(due: Due, log: &ChangeLog, now: DateTime<Utc>) -> Self {
        if let Some(at) = log.completed() {
            return match is_late(due, at) {
                true => Self::CompletedLate,
                false => Self::CompletedInTime,
            };
        }
        let today = danish_day(now);
        match due.day() {
            None if due == Due::Stopped => Self::Stopped,
            None => Self::NoDay,
            Some(_) if due.is_over(now) => Self::Late,
            Some(day) if day == today => Self::Today,
            Some(day) if day <= today.week(Weekday::Mon).last_day() => Self::ThisWeek,
            Some(_) => Self::Later,
        }
    }
}

fn is_late(due: Due, completed: Moment) -> bool {
    match (due, completed) {
        (_, Moment::At(at)) => due.is_over(at),
        (_, Moment::Day(day)) => due.day().is_some_and(|due| day > due),
    }
}

/// How many days after the deadline it is, or was done.
pub fn days_late(due: Due, completed: Option<Moment>, now: DateTime<Utc>) -> u32 {
    let until = completed.map_or_else(|| danish_day(now), Moment::day);
    due.day()
        .and_then(|due| u32::try_from((until - due).num_days()).ok())
        .unwrap_or(0)
}

/// When a person is to be warned, the earliest first: at the beginning of the day, or at the hour. Days are
/// those the office is open, because a warning on a Sunday warns nobody.
pub fn warnings(
    rule: &Rule,
    due: Due,
    calendar: &Calendar,
) -> Result<Vec<DateTime<Utc>>, DeadlineError> {
    let mut at = rule
        .warnings
        .iter()
        .filter_map(|before| warning_at(*before, due, calendar).transpose())
        .collect::<Result<Vec<_>, _>>()?;
    at.sort();
    at.dedup();
    Ok(at)
}

/// When one of them is given; none where there is no day to be early for.
pub fn warning_at(
    before: Length,
    due: Due,
    calendar: &Calendar,
) -> Result<Option<DateTime<Utc>>, DeadlineError> {
    Ok(match due {
        Due::At(due) => Some(due - chrono::TimeDelta::hours(i64::from(before.amount))),
        Due::Day(due) => {
            let day = match before.unit {
                Unit::WorkingDays | Unit::Weekdays => {
                    let open = calendar.on_or_before(due, Counting::OFFICE)?;
                    calendar.nth_before(open, before.amount, Counting::OFFICE)?
                }
                unit => {
                    let day = earlier(due, before.amount, unit).unwrap_or(due);
                    calendar.on_or_before(day, Counting::OFFICE)?
                }
            };
            Some(danish_midnight(day))
        }
        Due::Stopped | Due::Soon => None,
    })
}

fn earlier(day: NaiveDate, amount: u32, unit: Unit) -> Option<NaiveDate> {
    match unit {
        Unit::Weeks => day.checked_sub_days(chrono::Days::new(u64::from(amount) * 7)),
        Unit::Months => day.checked_sub_months(chrono::Months::new(amount)),
        Unit::Years => day.with_year(day.year() - i32::try_from(amount).ok()?),
        _ => day.checked_sub_days(chrono::Days::new(u64::from(amount))),
    }
}
