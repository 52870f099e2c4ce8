use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc};

use super::derivation::{Derivation, Due, Step};
use super::error::{DeadlineError, DeadlineProblem};
use super::length::{Length, Unit};
use super::rule::{Binds, FirstDay, Limit, WhenClosed};
use super::stretch::{Acts, Stretch};
use super::{Deadline, Extension};
use crate::calendar::{Calendar, ClosedDay, Counting};

impl Deadline {
    /// The day, and how it came about. The same deadline and calendar always give the same.
    pub fn derive(&self, calendar: &Calendar) -> Result<Derivation, DeadlineError> {
        self.derive_with(calendar, Acts::of(self)?)
    }

    pub(super) fn derive_with(
        &self,
        calendar: &Calendar,
        acts: Acts,
    ) -> Result<Derivation, DeadlineError> {
        let rule = &self.rule;
        let mut derivation = Derivation {
            rule: rule.clone(),
            calendar: calendar.edition().clone(),
            start: self.start,
            steps: Vec::new(),
            skipped: Vec::new(),
            due: Due::Soon,
            target: None,
            milestones: Vec::new(),
        };
        if rule.is_in_hours() {
            derivation.due = self.in_hours(acts, &mut derivation.steps)?;
        } else {
            let mut walk = Walk {
                deadline: self,
                calendar,
                acts,
                steps: &mut derivation.steps,
                skipped: &mut derivation.skipped,
            };
            let (due, nominal) = walk.end()?;
            derivation.due = due;
            if let (Due::Day(due), Some(nominal)) = (due, nominal) {
                derivation.target = self.target(calendar, due, nominal)?;
                derivation.milestones = self.milestones(due);
            }
        }
        Ok(derivation)
    }

    /// The last day on which somebody is at work before the limit, if that is not the limit itself.
    fn target(
        &self,
        calendar: &Calendar,
        due: NaiveDate,
        nominal: NaiveDate,
    ) -> Result<Option<NaiveDate>, DeadlineError> {
        if self.rule.binds == Binds::Citizen {
            return Ok(None);
        }
        let open = calendar.on_or_before(nominal, Counting::OFFICE)?;
        Ok((open != due && open > self.start.day()).then_some(open))
    }

    fn milestones(&self, due: NaiveDate) -> Vec<NaiveDate> {
        let start = self.start.day();
        let (times, days) = (i64::from(self.rule.times), (due - start).num_days());
        if times < 2 {
            return Vec::new();
        }
        (1..=times)
            .filter_map(|time| start.checked_add_signed(TimeDelta::days(days * time / times)))
            .collect()
    }

    fn in_hours(&self, mut acts: Acts, steps: &mut Vec<Step>) -> Result<Due, DeadlineError> {
        let missing = |field| DeadlineError::new(field, DeadlineProblem::TimeOfDayMissing);
        let Limit::Fixed(limit) = self.rule.limit else {
            return Ok(Due::Soon);
        };
        let start = self.start.instant().ok_or(missing("start"))?;
        let mut due = later(start, TimeDelta::hours(i64::from(limit.amount)))?;
        loop {
            match acts.next() {
                Some(Stretch::Pause(pause)) => {
                    let from = pause.from.instant().ok_or(missing("from"))?;
                    if from > due {
                        pause.note_without_effect(steps);
                        continue;
                    }
                    let left = (due - from).num_hours();
                    pause.note_stop(steps, u32::try_from(left).unwrap_or(0));
                    let Some(until) = pause.until else {
                        return Ok(Due::Stopped);
                    };
                    let until = until.instant().ok_or(missing("from"))?;
                    due = later(due, until - from)?;
                    pause.note_restart(steps, whole_hours(from, until));
                }
                Some(Stretch::Extension { entry, by }) => {
                    let Extension::By(Length {
                        amount,
                        unit: Unit::Hours,
                    }) = by
                    else {
                        return Err(DeadlineError::new(
                            "by",
                            DeadlineProblem::ExtensionNotAllowed,
                        ));
                    };
                    let from = Due::At(due);
                    due = later(due, TimeDelta::hours(i64::from(amount)))?;
                    let to = Due::At(due);
                    steps.push(Step::Extended {
                        entry,
                        by,
                        from,
                        to,
                    });
                }
                None => return Ok(Due::At(due)),
            }
        }
    }
}

fn later(instant: DateTime<Utc>, by: TimeDelta) -> Result<DateTime<Utc>, DeadlineError> {
    instant.checked_add_signed(by).ok_or(OUTSIDE)
}

fn whole_hours(from: DateTime<Utc>, until: DateTime<Utc>) -> u32 {
    u32::try_from((until - from).num_hours()).unwrap_or(0)
}

const OUTSIDE: DeadlineError = DeadlineError::new("start", DeadlineProblem::OutsideCalendar);

/// Counts from the start to the end by whole days.
struct Walk<'a> {
    deadline: &'a Deadline,
    calendar: &'a Calendar,
    acts: Acts,
    steps: &'a mut Vec<Step>,
    skipped: &'a mut Vec<ClosedDay>,
}

/// The clock was stopped and did not go on.
struct StandsStill;

impl<'a> Walk<'a> {
    /// The day, and the day it would have been had it not fallen on a closed one.
    fn end(&mut self) -> Result<(Due, Option<NaiveDate>), DeadlineError> {
        let rule = &self.deadline.rule;
        let start = self.deadline.start.day();
        let first = match (rule.limit, self.deadline.chosen) {
            (Limit::Fixed(length), _) => {
                let counted = rule.first_day == FirstDay::Counted;
                self.run(start, length, counted)?
            }
            (Limit::EndOfMonth, _) => {
                let last = start.with_day(u32::from(start.num_days_in_month()));
                self.shifted(last.unwrap_or(start))
            }
            (Limit::Chosen { .. } | Limit::Soon, Some(day)) => self.shifted(day),
            (Limit::Chosen { .. }, None) => {
                return Err(DeadlineError::new(
                    "chosen",
                    DeadlineProblem::ChosenDayMissing,
                ));
            }
            (Limit::Soon, None) => return Ok((Due::Soon, None)),
        };
        let Ok(mut at) = first else {
            return Ok((Due::Stopped, None));
        };
        loop {
            match self.acts.next() {
                Some(Stretch::Extension { entry, by }) => {
                    let from = Due::Day(at);
                    let place = self.steps.len();
                    let extended = match by {
                        Extension::By(length) => self.run(at, length, false)?,
                        Extension::To(day) => self.shifted(day),
                    };
                    let to = extended.as_ref().map_or(Due::Stopped, |day| Due::Day(*day));
                    let step = Step::Extended {
                        entry,
                        by,
                        from,
                        to,
                    };
                    self.steps.insert(place, step);
                    match extended {
                        Ok(day) => at = day,
                        Err(StandsStill) => return Ok((Due::Stopped, None)),
                    }
                }
                // One that met the limit was used on the way there.
                Some(Stretch::Pause(pause)) => {
                    let (moved, _) = self.moved_forward(at)?;
                    if pause.from.day() > moved {
                        pause.note_without_effect(self.steps);
                        continue;
                    }
                    self.acts.give_back(pause);
                    match self.shifted(moved) {
                        Ok(day) => at = day,
                        Err(StandsStill) => return Ok((Due::Stopped, None)),
                    }
                }
                None => break,
            }
        }
        let (due, closed) = self.moved_forward(at)?;
        if due != at {
            self.skipped.extend_from_slice(closed);
            self.steps.push(Step::MovedForward { from: at, to: due });
        }
        Ok((Due::Day(due), Some(at)))
    }

    fn run(
        &mut self,
        at: NaiveDate,
        length: Length,
        first_day_counts: bool,
    ) -> Result<Result<NaiveDate, StandsStill>, DeadlineError> {
        let Ok(start) = self.first_day_the_clock_runs(at) else {
            return Ok(Err(StandsStill));
        };
        if let Some(counting) = self.deadline.rule.counting(length.unit) {
            let at = match first_day_counts {
                true => day_before(start)?,
                false => start,
            };
            return self.counted(at, length.amount, counting);
        }
        let mut end = self.span(start, length)?;
        if first_day_counts {
            end = day_before(end)?;
        }
        Ok(self.shifted(end))
    }

    /// A clock that waited for a condition begins on the day it came to hold.
    fn first_day_the_clock_runs(&mut self, at: NaiveDate) -> Result<NaiveDate, StandsStill> {
        match self.acts.take_initial() {
            None => Ok(at),
            Some(pause) => {
                pause.note_stop(self.steps, 0);
                let until = pause.until.ok_or(StandsStill)?.day();
                pause.note_restart(self.steps, days_between(at, until));
                Ok(until)
            }
        }
    }

    /// Days of one kind, none of them while the clock stands. The day of a stop is spent, the day it goes on
    /// is not counted: as with the day of the event itself.
    fn counted(
        &mut self,
        mut at: NaiveDate,
        mut left: u32,
        counting: Counting,
    ) -> Result<Result<NaiveDate, StandsStill>, DeadlineError> {
        loop {
            let due = match left {
                0 => self.calendar.on_or_after(at, counting)?,
                _ => self.calendar.nth_after(at, left, counting)?,
            };
            let Some(pause) = self.acts.take_pause_through(due) else {
                let skipped_from = if left == 0 { day_before(at)? } else { at };
                let closed = self.calendar.closed(skipped_from, due, counting)?;
                self.skipped.extend_from_slice(closed);
                if left == 0 {
                    self.steps.push(Step::NothingLeft { day: due });
                }
                return Ok(Ok(due));
            };
            let from = pause.from.day().max(at);
            left = left.saturating_sub(self.calendar.count(at, from, counting)?);
            let closed = self.calendar.closed(at, from, counting)?;
            self.skipped.extend_from_slice(closed);
            pause.note_stop(self.steps, left);
            let Some(until) = pause.until else {
                return Ok(Err(StandsStill));
            };
            at = until.day().max(from);
            pause.note_restart(self.steps, days_between(from, at));
        }
    }

    /// A limit of days as they come, weeks or months moves by as many days as the clock stood.
    fn shifted(&mut self, mut end: NaiveDate) -> Result<NaiveDate, StandsStill> {
        while let Some(pause) = self.acts.take_pause_through(end) {
            let from = pause.from.day();
            pause.note_stop(self.steps, days_between(from, end));
            let until = pause.until.ok_or(StandsStill)?.day();
            let stood = days_between(from, until);
            pause.note_restart(self.steps, stood);
            end = end
                .checked_add_days(Days::new(u64::from(stood)))
                .unwrap_or(until);
        }
        Ok(end)
    }

    fn span(&mut self, from: NaiveDate, length: Length) -> Result<NaiveDate, DeadlineError> {
        let amount = length.amount;
        let end = match length.unit {
            Unit::Weeks => from.checked_add_days(Days::new(u64::from(amount) * 7)),
            Unit::Months | Unit::Years => {
                let months = match length.unit {
                    Unit::Years => amount * 12,
                    _ => amount,
                };
                let end = from.checked_add_months(chrono::Months::new(months));
                let wanted = from.day();
                if let Some(day) = end
                    && day.day() != wanted
                {
                    self.steps.push(Step::ShortMonth { wanted, day });
                }
                end
            }
            Unit::CalendarDays => from.checked_add_days(Days::new(u64::from(amount))),
            // Hours have a clock of their own, and counted days never come here.
            Unit::Hours | Unit::WorkingDays | Unit::Weekdays => {
                return Err(DeadlineError::new(
                    "by",
                    DeadlineProblem::ExtensionNotAllowed,
                ));
            }
        };
        let end = end.ok_or(OUTSIDE)?;
        // Out of the calendar, nobody could say whether the day is closed.
        self.calendar
            .count(from, end, self.deadline.rule.open_days())?;
        Ok(end)
    }

    fn moved_forward(&self, at: NaiveDate) -> Result<(NaiveDate, &'a [ClosedDay]), DeadlineError> {
        let rule = &self.deadline.rule;
        if rule.when_closed == WhenClosed::Stays {
            return Ok((at, &[]));
        }
        let open = self.calendar.on_or_after(at, rule.open_days())?;
        let calendar = self.calendar;
        let closed = calendar.closed(day_before(at)?, open, rule.open_days())?;
        Ok((open, closed))
    }
}

fn day_before(day: NaiveDate) -> Result<NaiveDate, DeadlineError> {
    day.pred_opt().ok_or(OUTSIDE)
}

fn days_between(from: NaiveDate, to: NaiveDate) -> u32 {
    u32::try_from((to - from).num_days()).unwrap_or(0)
}
