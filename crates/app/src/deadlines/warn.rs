//! Warnings before a deadline runs out, by the operating system's own notices: at the rule's times, once to each
//! person, and never in the hours that a person wants quiet.

use chrono::{DateTime, Days, TimeDelta, Timelike as _, Utc};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::deadline::{Due, Length, Rule, warning_at};
use sagsbord_domain::{EmployeeId, danish_clock, danish_day};
use sagsbord_law::{Language, Law, day_with_weekday, word};
use sagsbord_store::{GivenWarning, NearDeadline, Reader};

use super::calendar_file::names_a_person;
use super::law_in_force::LawKept;
use super::times;
use crate::ports::Notice;
use crate::settings::values::{language, quiet_hours};
use crate::{AppError, Desk};

/// Minutes are enough: the shortest warning is of hours.
const AT_LEAST_EVERY: TimeDelta = TimeDelta::minutes(1);
/// No rule warns longer before its end.
const LONGEST_AHEAD: Days = Days::new(400);
/// More than any person is responsible for.
const MOST_DEADLINES: u32 = 2_000;

/// When it was looked for warnings last.
#[derive(Default)]
pub(crate) struct WarningsSeen(Option<(EmployeeId, DateTime<Utc>)>);

impl WarningsSeen {
    pub(crate) fn look_again(&mut self) {
        self.0 = None;
    }

    fn is_due(&mut self, employee: EmployeeId, now: DateTime<Utc>) -> bool {
        let is_due = self.0.is_none_or(|(seen, at)| {
            // A clock that was set back must not silence the warnings.
            seen != employee || now - at >= AT_LEAST_EVERY || now < at
        });
        if is_due {
            self.0 = Some((employee, now));
        }
        is_due
    }
}

impl Desk {
    /// Tells whoever sits here of the deadlines that came near, also while the desk is locked: those who work in
    /// other programs are the ones to be told. The watch asks every second.
    pub async fn warn_of_deadlines(&self) {
        let now = self.app().clock.now();
        let Some(seat) = self.seat() else { return };
        let Some(notices) = self.notices() else {
            return;
        };
        if !self.with_warnings(|seen| seen.is_due(seat.employee, now)) {
            return;
        }
        match due_notice(self, seat.employee, now).await {
            Ok(Some(notice)) => notices.show(notice),
            Ok(None) => {}
            Err(error) => {
                error.into_reply("warn_of_deadlines");
            }
        }
    }
}

async fn due_notice(
    desk: &Desk,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Notice>, AppError> {
    if !desk.wants_notifications().await {
        return Ok(None);
    }
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    if is_quiet(quiet_hours(&mut reader, employee).await?, now) {
        return Ok(None);
    }
    let Some(session) = session(&mut reader, employee, now).await? else {
        return Ok(None);
    };
    let Ok(filter) = session.filter(Right::ReadCases) else {
        return Ok(None);
    };
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let until = danish_day(now) + LONGEST_AHEAD;
    let near = reader
        .deadlines_near(&filter, employee, until, MOST_DEADLINES)
        .await?;
    let language = language(&mut reader, employee).await?;
    drop(reader);
    let due: Vec<Warning> = near
        .iter()
        .filter_map(|near| warning(near, &law, now))
        .collect();
    if due.is_empty() {
        return Ok(None);
    }
    let mut told = Vec::new();
    let mut writer = store.write().await?;
    for warning in due {
        let mut is_new = false;
        for ahead in &warning.passed {
            // What lies further ahead is passed with it, and is never told afterwards.
            is_new |= writer
                .give_warning(&GivenWarning {
                    deadline: warning.near.id,
                    employee,
                    ahead: ahead.clone(),
                    due: warning.near.due,
                    at: now,
                })
                .await?;
        }
        if is_new {
            told.push(warning);
        }
    }
    // Noted before it is shown: a machine that stops in between tells it never rather than twice.
    writer.commit().await?;
    Ok(notice(&told, language))
}

/// Whoever sits here, also while the desk is locked; none who may not work here any more.
async fn session(
    reader: &mut Reader,
    employee: EmployeeId,
    now: DateTime<Utc>,
) -> Result<Option<Session>, AppError> {
    let found = reader.find_employee(employee).await?;
    if found.is_none_or(|found| !found.active || found.must_change_password) {
        return Ok(None);
    }
    let grants = reader.grants_of(employee).await?;
    let beyond = reader.beyond_of(employee, now).await?;
    let session = Session::new(employee, grants, danish_day(now));
    Ok(Some(session.and_beyond(beyond)))
}

/// From one hour of the Danish clock to another, over midnight where the first is the later.
fn is_quiet((from, to): (u32, u32), now: DateTime<Utc>) -> bool {
    let hour = danish_clock(now).hour();
    match from <= to {
        true => (from..to).contains(&hour),
        false => hour >= from || hour < to,
    }
}

struct Warning<'a> {
    near: &'a NearDeadline,
    rule: &'a Rule,
    /// The warnings whose time has come and that were not given.
    passed: Vec<String>,
}

/// None where nothing is to be said, or no more: what has run out is shown as late, and needs no warning.
fn warning<'a>(near: &'a NearDeadline, law: &'a Law, now: DateTime<Utc>) -> Option<Warning<'a>> {
    if near.due.is_over(now) {
        return None;
    }
    let versions = law.rules.versions(&near.rule);
    let rule = versions
        .iter()
        .find(|rule| rule.valid_from == near.rule_from)
        .or(versions.last())?;
    let has_come = |ahead: &Length| {
        let at = warning_at(*ahead, near.due, &law.calendar);
        matches!(at, Ok(Some(at)) if at <= now)
    };
    let passed: Vec<String> = rule
        .warnings
        .iter()
        .filter(|ahead| has_come(ahead))
        .map(|ahead| format!("{} {}", ahead.amount, ahead.unit.code()))
        .filter(|ahead| !near.given.contains(ahead))
        .collect();
    (!passed.is_empty()).then_some(Warning { near, rule, passed })
}

fn notice(told: &[Warning<'_>], language: Language) -> Option<Notice> {
    let said = |key: &str, values: &[&str]| word(language, "notice", key, values);
    let (first, others) = told.split_first()?;
    let day = match (times::day_of(first.near.due), first.near.due.day()) {
        (Some(_), Some(day)) => day_with_weekday(day, language),
        _ => return None,
    };
    let day = match first.near.due {
        Due::At(_) => {
            let time = times::time_of(first.near.due).unwrap_or_default();
            said("day_at", &[&day, &time])
        }
        _ => day,
    };
    if !others.is_empty() {
        return Some(Notice {
            title: said("many", &[&told.len().to_string()]),
            text: said("many.text", &[&day]),
            leads_to: "/frister/liste".to_owned(),
        });
    }
    let name = match language {
        Language::Da => &first.rule.name.da,
        Language::En => &first.rule.name.en,
    };
    Some(Notice {
        title: said("one", &[name]),
        text: match names_a_person(&first.near.case_number) {
            true => day,
            false => said("one.text", &[&day, &first.near.case_number]),
        },
        leads_to: format!(
            "/frister/liste?sag={}&frist={}",
            first.near.case, first.near.id
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_go_over_midnight_by_the_danish_clock() {
        let check = |hours, now: &str, expected| {
            assert_eq!(is_quiet(hours, now.parse().unwrap()), expected, "{now}");
        };
        let night = (17, 7);
        check(night, "2026-11-21T15:59:59Z", false);
        check(night, "2026-11-21T16:00:00Z", true);
        check(night, "2026-11-21T23:30:00Z", true);
        check(night, "2026-11-22T05:59:59Z", true);
        check(night, "2026-11-22T06:00:00Z", false);
        // An hour earlier by the world's clock in summer.
        check(night, "2026-07-21T14:59:59Z", false);
        check(night, "2026-07-21T15:00:00Z", true);
        let lunch = (12, 13);
        check(lunch, "2026-11-21T11:00:00Z", true);
        check(lunch, "2026-11-21T12:00:00Z", false);
        check((0, 0), "2026-11-21T23:00:00Z", false);
    }
}
