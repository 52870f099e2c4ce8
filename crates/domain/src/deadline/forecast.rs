use chrono::NaiveDate;

use super::derivation::Due;
use super::error::DeadlineError;
use crate::calendar::{Calendar, Counting};

crate::case::codes! {
    /// What work is measured in.
    WorkUnit {
        Pages = "pages",
        Documents = "documents",
    }
}

/// What is left to do, in pages or documents, and what was done on each day there was work on such things.
#[derive(Debug, Clone, Copy)]
pub struct Work<'a> {
    pub left: u32,
    pub pace: &'a [Pace],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    pub day: NaiveDate,
    pub done: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forecast {
    CannotSay(Unsaid),
    Expected(Expected),
}

/// The figures it rests on come along, so that a person can judge it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected {
    pub finish: NaiveDate,
    /// If it goes as on the slower days: one day in four was slower than that.
    pub finish_when_slow: NaiveDate,
    pub left: u32,
    /// On a middling day.
    pub a_day: u32,
    pub a_slow_day: u32,
    pub days_measured: u32,
    pub working_days_needed: u32,
    /// After today, until the deadline; none where it has run out.
    pub working_days_left: Option<u32>,
    pub outlook: Outlook,
}

crate::case::codes! {
    Outlook {
        InTime = "in_time",
        /// In time on middling days, not on slow ones.
        Tight = "tight",
        TooLate = "too_late",
        /// There is no day to hold it against.
        NoDay = "no_day",
    }
}

crate::case::codes! {
    /// Why no forecast is made.
    Unsaid {
        TooFewDays = "too_few_days",
        TooLittleDone = "too_little_done",
        /// On a slow day nothing is done at all: no number of them reaches the end.
        NothingOnSlowDays = "nothing_on_slow_days",
        TooFarAhead = "too_far_ahead",
    }
}

/// Fewer days than this say nothing about the next.
const FEWEST_DAYS: usize = 5;
/// The figures of last season say little about this.
const NEWEST_DAYS: usize = 30;
const LEAST_DONE: u32 = 20;
/// More than two years of work is no forecast.
const MOST_WORKING_DAYS: u32 = 500;

pub fn forecast(
    work: Work<'_>,
    due: Due,
    today: NaiveDate,
    calendar: &Calendar,
) -> Result<Forecast, DeadlineError> {
    let mut days: Vec<Pace> = work
        .pace
        .iter()
        .copied()
        .filter(|pace| pace.day <= today)
        .collect();
    days.sort_by_key(|pace| std::cmp::Reverse(pace.day));
    days.truncate(NEWEST_DAYS);
    let mut done: Vec<u32> = days.iter().map(|pace| pace.done).collect();
    done.sort_unstable();
    if done.len() < FEWEST_DAYS {
        return Ok(Forecast::CannotSay(Unsaid::TooFewDays));
    }
    if done.iter().copied().fold(0, u32::saturating_add) < LEAST_DONE {
        return Ok(Forecast::CannotSay(Unsaid::TooLittleDone));
    }
    let (a_slow_day, a_day) = (at_share(&done, 1), at_share(&done, 2));
    if a_slow_day == 0 || a_day == 0 {
        return Ok(Forecast::CannotSay(Unsaid::NothingOnSlowDays));
    }
    let (needed, needed_when_slow) = (work.left.div_ceil(a_day), work.left.div_ceil(a_slow_day));
    if needed_when_slow > MOST_WORKING_DAYS {
        return Ok(Forecast::CannotSay(Unsaid::TooFarAhead));
    }
    // Today may be over already, so the work begins tomorrow.
    let finish = calendar.nth_after(today, needed, Counting::OFFICE)?;
    let finish_when_slow = calendar.nth_after(today, needed_when_slow, Counting::OFFICE)?;
    let outlook = match due.day() {
        None => Outlook::NoDay,
        Some(due) if finish > due => Outlook::TooLate,
        Some(due) if finish_when_slow > due => Outlook::Tight,
        Some(_) => Outlook::InTime,
    };
    let working_days_left = match due.day() {
        Some(due) if due >= today => Some(calendar.count(today, due, Counting::OFFICE)?),
        _ => None,
    };
    Ok(Forecast::Expected(Expected {
        finish,
        finish_when_slow,
        left: work.left,
        a_day,
        a_slow_day,
        days_measured: u32::try_from(done.len()).unwrap_or(u32::MAX),
        working_days_needed: needed,
        working_days_left,
        outlook,
    }))
}

/// The figure that so many quarters of the days stay below.
fn at_share(sorted: &[u32], quarters: usize) -> u32 {
    let place = (sorted.len() - 1) * quarters / 4;
    sorted.get(place).copied().unwrap_or(0)
}
