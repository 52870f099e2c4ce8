//! Days and hours as the screens write and read them: Danish days, Danish clocks.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sagsbord_domain::deadline::{DeadlineProblem, Due, Moment, parse_day};
use sagsbord_domain::{danish_clock, danish_day, danish_instant};

use crate::AppError;

pub(super) fn day_of(due: Due) -> Option<String> {
    due.day().map(|day| day.to_string())
}

pub(super) fn time_of(due: Due) -> Option<String> {
    match due {
        Due::At(at) => Some(clock(at)),
        _ => None,
    }
}

pub(super) fn time_of_moment(moment: Moment) -> Option<String> {
    moment.instant().map(clock)
}

fn clock(at: DateTime<Utc>) -> String {
    danish_clock(at).format("%H:%M").to_string()
}

pub(super) fn day(text: &str, field: &'static str) -> Result<NaiveDate, AppError> {
    parse_day(text).ok_or_else(|| AppError::problem(field, DeadlineProblem::NoSuchDay.code()))
}

/// A day, and the time of it where one is given.
pub(super) fn moment(
    on: &str,
    time: Option<&str>,
    field: &'static str,
) -> Result<Moment, AppError> {
    let on = day(on, field)?;
    let Some(time) = time.filter(|time| !time.trim().is_empty()) else {
        return Ok(Moment::Day(on));
    };
    let no_such_time = || AppError::problem(field, NO_SUCH_TIME);
    let time = NaiveTime::parse_from_str(time.trim(), "%H:%M").map_err(|_| no_such_time())?;
    // Of the hour that comes twice in autumn the first: a deadline counted from it is then the earlier one.
    let at = danish_instant(on.and_time(time));
    at.map(Moment::At).ok_or_else(no_such_time)
}

const NO_SUCH_TIME: &str = "no_such_time";

pub(super) fn today(now: DateTime<Utc>) -> NaiveDate {
    danish_day(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_read_by_the_clock_on_a_danish_wall() {
        let check = |day: &str, time: &str, expected: Option<&str>| {
            let read = moment(day, Some(time), "start").ok();
            let expected = expected.map(|at| Moment::At(at.parse().unwrap()));
            assert_eq!(read, expected, "{day} {time}");
        };
        check("2026-01-15", "14:30", Some("2026-01-15T13:30:00Z"));
        check("15.7.2026", "14:30", Some("2026-07-15T12:30:00Z"));
        check("2026-07-15", "00:00", Some("2026-07-14T22:00:00Z"));
        // The clock goes from 2 to 3 on 29 March, and from 3 back to 2 on 25 October.
        check("2026-03-29", "02:30", None);
        check("2026-03-29", "03:30", Some("2026-03-29T01:30:00Z"));
        check("2026-10-25", "02:30", Some("2026-10-25T00:30:00Z"));
        check("2026-10-25", "03:30", Some("2026-10-25T02:30:00Z"));
        check("2026-01-15", "24:30", None);
        check("2026-01-15", "halv tre", None);
        check("2026-02-30", "10:00", None);
    }
}
