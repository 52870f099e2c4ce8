use std::sync::{Arc, LazyLock};

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::calendar::Calendar;
use sagsbord_domain::deadline::{
    Change, Deadline, DeadlineError, Derivation, Moment, Rule, StopGround, parse_day,
};
use sagsbord_domain::{EmployeeId, danish_midnight};
use sagsbord_law::Law;
use uuid::Uuid;

static LAW: LazyLock<Law> = LazyLock::new(|| Law::shipped().expect("the shipped law is good"));

pub(crate) fn law() -> &'static Law {
    &LAW
}

pub(crate) fn calendar() -> &'static Calendar {
    &LAW.calendar
}

pub(crate) fn day(text: &str) -> NaiveDate {
    parse_day(text).unwrap_or_else(|| panic!("no day: {text}"))
}

/// `2026-03-27`, or `2026-03-27T10:00:00Z` where the hour matters.
pub(crate) fn moment(text: &str) -> Moment {
    match text.parse::<DateTime<Utc>>() {
        Ok(instant) => Moment::At(instant),
        Err(_) => Moment::Day(day(text)),
    }
}

/// Noon in Denmark on that day.
pub(crate) fn noon(text: &str) -> DateTime<Utc> {
    danish_midnight(day(text)) + chrono::TimeDelta::hours(12)
}

/// The rule for what began on a day, seen from that day, or from its first day where it is younger.
pub(crate) fn rule(id: &str, on: &str) -> Arc<Rule> {
    let on = moment(on).day();
    let first = law().rules.versions(id).first();
    let today = first.map_or(on, |rule| rule.valid_from).max(on);
    let rule = law().rules.applying(id, on, today);
    rule.unwrap_or_else(|error| panic!("{id} on {on}: {error}"))
        .clone()
}

pub(crate) fn begin(id: &str, start: &str) -> Deadline {
    begin_chosen(id, start, None)
}

pub(crate) fn begin_chosen(id: &str, start: &str, chosen: Option<&str>) -> Deadline {
    let deadline = Deadline::begin(
        rule(id, start),
        moment(start),
        chosen.map(day),
        calendar(),
        noon("2099-01-01"),
    );
    deadline.unwrap_or_else(|error| panic!("{id} from {start}: {error}"))
}

pub(crate) fn somebody() -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(7))
}

/// Does it a moment after it happened, so that nothing is refused for lying in the future.
pub(crate) fn act(
    deadline: &Deadline,
    change: Change,
    on: &str,
) -> Result<Deadline, DeadlineError> {
    deadline.act(change, somebody(), noon(on), calendar(), 0)
}

pub(crate) fn stop(from: &str, on: StopGround) -> Change {
    Change::Stopped {
        from: moment(from),
        on,
        why: "afventer".to_owned(),
    }
}

pub(crate) fn restart(from: &str) -> Change {
    Change::Restarted {
        from: moment(from),
        why: "modtaget".to_owned(),
    }
}

pub(crate) fn undo(entry: u32) -> Change {
    Change::Undone {
        entry,
        why: "fejl".to_owned(),
    }
}

pub(crate) fn derive(deadline: &Deadline) -> Derivation {
    deadline
        .derive(calendar())
        .unwrap_or_else(|error| panic!("cannot be counted: {error}"))
}

pub(crate) fn due_day(deadline: &Deadline) -> String {
    let due = derive(deadline).due;
    due.day()
        .map_or_else(|| format!("{due:?}"), |day| day.to_string())
}
