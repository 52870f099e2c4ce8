use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Change, ChangeLog, Extension};
use super::derivation::Due;
use super::error::{DeadlineError, DeadlineProblem};
use super::moment::Moment;
use super::rule::Limit;
use super::stretch::Acts;
use super::{Deadline, Rule};
use crate::calendar::Calendar;
use crate::{EmployeeId, danish_day};

use std::sync::Arc;

/// The most that a person writes as a ground.
pub const MOST_GROUND_LETTERS: usize = 2_000;

impl Deadline {
    /// A new deadline. Refused where it could not be counted, so that none is kept that cannot be explained.
    pub fn begin(
        rule: Arc<Rule>,
        start: Moment,
        chosen: Option<NaiveDate>,
        calendar: &Calendar,
        now: DateTime<Utc>,
    ) -> Result<Self, DeadlineError> {
        if start.is_after_instant(now) {
            return refused("start", DeadlineProblem::InFuture);
        }
        if !rule.is_in_hours() || start.instant().is_some() {
            check_chosen(&rule, start.day(), chosen, calendar)?;
        }
        let deadline = Self {
            rule,
            start,
            chosen,
            log: ChangeLog::default(),
        };
        deadline.derive(calendar)?;
        Ok(deadline)
    }

    /// The deadline after the change; this one stays as it was.
    ///
    /// `parts_open`: how many parts of it have deadlines of their own that run.
    pub fn act(
        &self,
        change: Change,
        by: EmployeeId,
        now: DateTime<Utc>,
        calendar: &Calendar,
        parts_open: u32,
    ) -> Result<Self, DeadlineError> {
        if self.log.entries().len() >= ChangeLog::MOST_ENTRIES {
            return refused("log", DeadlineProblem::TooManyChanges);
        }
        let change = self.checked(change, now, calendar, parts_open)?;
        let undoes = matches!(change, Change::Undone { .. });
        let after = Self {
            log: self.log.with(change, by, now),
            ..self.clone()
        };
        match after.derive(calendar) {
            Ok(_) => Ok(after),
            Err(_) if undoes => refused("entry", DeadlineProblem::LaterChangeRestsOnIt),
            Err(error) => Err(error),
        }
    }

    fn checked(
        &self,
        change: Change,
        now: DateTime<Utc>,
        calendar: &Calendar,
        parts_open: u32,
    ) -> Result<Change, DeadlineError> {
        let today = danish_day(now);
        let completed = self.log.completed().is_some();
        match &change {
            Change::Undone { entry, why } => {
                ground(why)?;
                return match self.log.find(*entry) {
                    None => refused("entry", DeadlineProblem::NoSuchEntry),
                    Some(_) if self.log.undone().contains(entry) => {
                        refused("entry", DeadlineProblem::AlreadyUndone)
                    }
                    // What was completed is history; only that it was completed can be a mistake.
                    Some(taken_back)
                        if completed && !matches!(taken_back.change, Change::Completed { .. }) =>
                    {
                        refused("entry", DeadlineProblem::AlreadyCompleted)
                    }
                    Some(_) => Ok(change),
                };
            }
            _ if completed => return refused("log", DeadlineProblem::AlreadyCompleted),
            Change::Stopped { from, on, why } => {
                ground(why)?;
                if !self.rule.stops.contains(on) {
                    return refused("on", DeadlineProblem::StopNotAllowed);
                }
                not_later_than(*from, now)?;
                if self.had_run_out(*from, calendar)? {
                    return refused("from", DeadlineProblem::AfterDue);
                }
            }
            Change::Restarted { from, why } => {
                ground(why)?;
                not_later_than(*from, now)?;
            }
            Change::Extended { by, told, why } => {
                ground(why)?;
                self.check_extension(*by, *told, today, calendar)?;
            }
            Change::LetterSent(letter) => {
                ground(&letter.ground)?;
                self.check_day(letter.sent, "sent", today)?;
                let last = self.log.letters().map(|letter| letter.new_day).max();
                let due = self.derive(calendar)?.due.day();
                if due.max(last).is_some_and(|before| letter.new_day <= before) {
                    return refused("new_day", DeadlineProblem::PromiseNotLater);
                }
            }
            Change::DutyMet { on, why } => {
                ground(why)?;
                self.check_day(*on, "on", today)?;
            }
            Change::Told { due, on } => {
                self.check_day(*on, "on", today)?;
                if due.day().is_none() {
                    return refused("due", DeadlineProblem::NoSuchDay);
                }
            }
            Change::Moved { to, why, .. } => {
                ground(why)?;
                // A person decides when it moves, not where to.
                if *to != self.derive(calendar)?.due {
                    return refused("to", DeadlineProblem::ChosenDayNotAllowed);
                }
            }
            Change::Completed { at } => {
                not_later_than_named(*at, now, "at")?;
                if self.start.is_after(*at) {
                    return refused("at", DeadlineProblem::BeforeStart);
                }
                if parts_open > 0 {
                    return refused("at", DeadlineProblem::PartsOpen);
                }
            }
        }
        Ok(change)
    }

    fn check_day(
        &self,
        day: NaiveDate,
        field: &'static str,
        today: NaiveDate,
    ) -> Result<(), DeadlineError> {
        if day > today {
            return refused(field, DeadlineProblem::InFuture);
        }
        if day < self.start.day() {
            return refused(field, DeadlineProblem::BeforeStart);
        }
        Ok(())
    }

    fn had_run_out(&self, from: Moment, calendar: &Calendar) -> Result<bool, DeadlineError> {
        Ok(match (self.derive(calendar)?.due, from) {
            (Due::Day(due), from) => from.day() > due,
            (Due::At(due), Moment::At(from)) => from > due,
            (Due::At(due), Moment::Day(from)) => from > danish_day(due),
            (Due::Stopped | Due::Soon, _) => false,
        })
    }

    fn check_extension(
        &self,
        by: Extension,
        told: NaiveDate,
        today: NaiveDate,
        calendar: &Calendar,
    ) -> Result<(), DeadlineError> {
        let Some(allowed) = self.rule.extension else {
            return refused("by", DeadlineProblem::ExtensionNotAllowed);
        };
        let acts = Acts::of(self)?;
        if acts.extensions() >= allowed.times {
            return refused("by", DeadlineProblem::ExtensionNotAllowed);
        }
        // While the clock stands there is no day to extend from.
        if acts.is_stopped() {
            return refused("by", DeadlineProblem::AlreadyStopped);
        }
        if let Extension::By(length) = by
            && length.amount > length.unit.most()
        {
            return refused("by", DeadlineProblem::ExtensionTooLong);
        }
        self.check_day(told, "told", today)?;
        let due = self.derive_with(calendar, acts)?.due;
        if due.day().is_some_and(|due| told > due) {
            return refused("told", DeadlineProblem::ExtensionTooLate);
        }
        let reaches = self.reaches(by, calendar)?;
        if reaches <= due.day() {
            return refused("by", DeadlineProblem::ExtensionNotLonger);
        }
        if let Some(most) = allowed.most
            && reaches > self.reaches(Extension::By(most), calendar)?
        {
            return refused("by", DeadlineProblem::ExtensionTooLong);
        }
        Ok(())
    }

    fn reaches(
        &self,
        by: Extension,
        calendar: &Calendar,
    ) -> Result<Option<NaiveDate>, DeadlineError> {
        let extended = Self {
            log: self.log.with(
                Change::Extended {
                    by,
                    told: self.start.day(),
                    why: String::new(),
                },
                EmployeeId::new(uuid::Uuid::nil()),
                DateTime::UNIX_EPOCH,
            ),
            ..self.clone()
        };
        Ok(extended.derive(calendar)?.due.day())
    }
}

fn check_chosen(
    rule: &Rule,
    start: NaiveDate,
    chosen: Option<NaiveDate>,
    calendar: &Calendar,
) -> Result<(), DeadlineError> {
    let (least, most) = match (rule.limit, chosen) {
        (Limit::Fixed(_) | Limit::EndOfMonth, Some(_)) => {
            return refused("chosen", DeadlineProblem::ChosenDayNotAllowed);
        }
        (Limit::Chosen { least, most }, _) => (least, most),
        _ => (None, None),
    };
    let Some(chosen) = chosen else {
        return Ok(());
    };
    let bound = |length| -> Result<NaiveDate, DeadlineError> {
        let bound = Deadline {
            rule: Arc::new(Rule {
                limit: Limit::Fixed(length),
                runs_while: None,
                ..rule.clone()
            }),
            start: Moment::Day(start),
            chosen: None,
            log: ChangeLog::default(),
        };
        Ok(bound.derive(calendar)?.due.day().unwrap_or(start))
    };
    let earliest = least.map_or(Ok(start), bound)?;
    if chosen < earliest {
        return refused("chosen", DeadlineProblem::ChosenDayTooEarly);
    }
    if let Some(most) = most
        && chosen > bound(most)?
    {
        return refused("chosen", DeadlineProblem::ChosenDayTooLate);
    }
    if calendar
        .is_counted(chosen, crate::calendar::Counting::OFFICE)
        .is_err()
    {
        return refused("chosen", DeadlineProblem::OutsideCalendar);
    }
    Ok(())
}

fn not_later_than(moment: Moment, now: DateTime<Utc>) -> Result<(), DeadlineError> {
    not_later_than_named(moment, now, "from")
}

fn not_later_than_named(
    moment: Moment,
    now: DateTime<Utc>,
    field: &'static str,
) -> Result<(), DeadlineError> {
    if moment.is_after_instant(now) {
        return refused(field, DeadlineProblem::InFuture);
    }
    Ok(())
}

fn ground(why: &str) -> Result<(), DeadlineError> {
    if why.trim().is_empty() {
        return refused("why", DeadlineProblem::GroundMissing);
    }
    if why.chars().count() > MOST_GROUND_LETTERS {
        return refused("why", DeadlineProblem::GroundTooLong);
    }
    Ok(())
}

fn refused<T>(field: &'static str, problem: DeadlineProblem) -> Result<T, DeadlineError> {
    Err(DeadlineError::new(field, problem))
}
