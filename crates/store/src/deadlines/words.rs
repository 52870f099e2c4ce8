//! How the times of a deadline are written: as text that reads back to the same, and one that sorts.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::danish_clock;
use sagsbord_domain::deadline::{Due, Extension, Length, Moment, Unit};

use crate::text::{day, instant, parse_instant};

pub(super) fn moment(moment: Moment) -> String {
    match moment {
        Moment::Day(on) => day(on),
        Moment::At(at) => instant(at),
    }
}

pub(super) fn parse_moment(text: &str) -> Option<Moment> {
    match text.parse() {
        Ok(day) => Some(Moment::Day(day)),
        Err(_) => parse_instant(text).map(Moment::At),
    }
}

const STOPPED: &str = "stopped";
const SOON: &str = "soon";

pub(super) fn due(due: Due) -> String {
    match due {
        Due::Day(on) => day(on),
        Due::At(at) => instant(at),
        Due::Stopped => STOPPED.to_owned(),
        Due::Soon => SOON.to_owned(),
    }
}

pub(super) fn parse_due(text: &str) -> Option<Due> {
    match text {
        STOPPED => Some(Due::Stopped),
        SOON => Some(Due::Soon),
        _ => parse_moment(text).map(|moment| match moment {
            Moment::Day(day) => Due::Day(day),
            Moment::At(at) => Due::At(at),
        }),
    }
}

/// By the clock on a Danish wall, so that a day and an hour of it stand in one order. A day lasts to its end.
pub(super) fn due_order(due: Due) -> String {
    match due {
        Due::Day(on) => end_of(on),
        Due::At(at) => on_the_wall(at),
        Due::Stopped => "9999-1".to_owned(),
        Due::Soon => "9999-2".to_owned(),
    }
}

/// Everything that sorts before it ran out before this instant.
pub(super) fn on_the_wall(at: DateTime<Utc>) -> String {
    danish_clock(at).format("%Y-%m-%dT%H:%M:%S").to_string()
}

pub(super) fn end_of(on: NaiveDate) -> String {
    format!("{}T24", day(on))
}

/// Everything that sorts from here on has no day.
pub(super) const NO_DAY: &str = "9999";

pub(super) fn extension(extension: Extension) -> String {
    match extension {
        Extension::By(length) => format!("{} {}", length.amount, length.unit.code()),
        Extension::To(on) => day(on),
    }
}

pub(super) fn parse_extension(text: &str) -> Option<Extension> {
    if let Ok(day) = text.parse() {
        return Some(Extension::To(day));
    }
    let (amount, unit) = text.split_once(' ')?;
    Some(Extension::By(Length::new(
        amount.parse().ok()?,
        Unit::from_code(unit)?,
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let on: NaiveDate = "2026-03-27".parse().unwrap();
        let hour = at("2026-03-27T22:30:00.250Z");
        for kept in [Due::Day(on), Due::At(hour), Due::Stopped, Due::Soon] {
            assert_eq!(parse_due(&due(kept)), Some(kept));
        }
        for kept in [Moment::Day(on), Moment::At(hour)] {
            assert_eq!(parse_moment(&moment(kept)), Some(kept));
        }
        for kept in Unit::ALL
            .iter()
            .map(|unit| Extension::By(Length::new(2, *unit)))
            .chain([Extension::To(on)])
        {
            assert_eq!(parse_extension(&extension(kept)), Some(kept));
        }
        for nothing in ["", "2026-13-01", "i morgen", "2 moons", "x days"] {
            assert_eq!(parse_due(nothing), None, "{nothing}");
            assert_eq!(parse_extension(nothing), None, "{nothing}");
        }
    }

    #[test]
    fn hours_come_before_the_end_of_their_danish_day_and_what_has_no_day_comes_last() {
        let in_order = [
            Due::Day("2026-03-26".parse().unwrap()),
            // Half past midnight in Denmark, on the 27th.
            Due::At(at("2026-03-26T23:30:00Z")),
            Due::At(at("2026-03-27T12:00:00Z")),
            Due::Day("2026-03-27".parse().unwrap()),
            Due::At(at("2026-03-27T23:30:00Z")),
            Due::Stopped,
            Due::Soon,
        ];
        let orders: Vec<String> = in_order.into_iter().map(due_order).collect();
        assert!(orders.is_sorted(), "{orders:?}");
        for (due, order) in in_order.into_iter().zip(&orders) {
            assert_eq!(due.day().is_none(), order.as_str() >= NO_DAY, "{due:?}");
        }
    }

    #[test]
    fn a_deadline_is_late_when_its_day_is_over_and_not_before() {
        let check = |due: &str, now: &str, late: bool| {
            let due = parse_due(due).unwrap();
            assert_eq!(due_order(due) < on_the_wall(at(now)), late, "{due:?} {now}");
            assert_eq!(due.is_over(at(now)), late, "{due:?} {now}");
        };
        check("2026-03-27", "2026-03-27T12:00:00Z", false);
        check("2026-03-27", "2026-03-27T22:59:59Z", false);
        check("2026-03-27", "2026-03-27T23:00:00Z", true);
        check("2026-03-27T12:00:00Z", "2026-03-27T11:59:59Z", false);
        check("2026-03-27T12:00:00Z", "2026-03-27T12:00:01Z", true);
        check("stopped", "2026-03-27T12:00:01Z", false);
        check("soon", "2026-03-27T12:00:01Z", false);
    }
}
