use std::collections::VecDeque;

use chrono::NaiveDate;

use super::change::{Change, Extension, StopGround};
use super::derivation::Step;
use super::error::{DeadlineError, DeadlineProblem};
use super::moment::Moment;
use super::rule::Condition;
use super::{Deadline, LogEntry};

/// What bends the way from the start to the end, in the order it was written in the log.
pub(super) struct Acts(VecDeque<Stretch>);

pub(super) enum Stretch {
    Pause(Pause),
    Extension { entry: u32, by: Extension },
}

/// The clock stood from one moment until another, or stands still.
pub(super) struct Pause {
    why: Why,
    pub(super) from: Moment,
    pub(super) until: Option<Moment>,
    restarted_by: u32,
}

enum Why {
    /// What the clock awaits before it begins.
    Awaits(Condition),
    Stopped {
        entry: u32,
        on: StopGround,
    },
}

impl Acts {
    /// Refused where the log does not hold together.
    pub(super) fn of(deadline: &Deadline) -> Result<Self, DeadlineError> {
        let mut acts = VecDeque::new();
        if let Some(condition) = deadline.rule.runs_while
            && !condition.holds_from_the_start()
        {
            acts.push_back(Stretch::Pause(Pause {
                why: Why::Awaits(condition),
                from: deadline.start,
                until: None,
                restarted_by: 0,
            }));
        }
        if deadline.log.entries().is_empty() {
            return Ok(Self(acts));
        }
        for entry in deadline.log.in_effect() {
            add(&mut acts, deadline, entry)?;
        }
        Ok(Self(acts))
    }

    pub(super) fn next(&mut self) -> Option<Stretch> {
        self.0.pop_front()
    }

    pub(super) fn give_back(&mut self, pause: Pause) {
        self.0.push_front(Stretch::Pause(pause));
    }

    /// The pause before the clock first ran.
    pub(super) fn take_initial(&mut self) -> Option<Pause> {
        let awaits = |act: &Stretch| {
            matches!(
                act,
                Stretch::Pause(Pause {
                    why: Why::Awaits(_),
                    ..
                })
            )
        };
        if !self.0.front().is_some_and(awaits) {
            return None;
        }
        match self.0.pop_front() {
            Some(Stretch::Pause(pause)) => Some(pause),
            _ => None,
        }
    }

    /// The next pause that begins no later than a day. It may have come after an extension by a length was
    /// written; an extension to a day has counted with all that was written before it, and with nothing after.
    pub(super) fn take_pause_through(&mut self, end: NaiveDate) -> Option<Pause> {
        let place = self.0.iter().position(|act| {
            !matches!(
                act,
                Stretch::Extension {
                    by: Extension::By(_),
                    ..
                }
            )
        })?;
        match self.0.get(place) {
            Some(Stretch::Pause(pause)) if pause.from.day() <= end => {}
            _ => return None,
        }
        match self.0.remove(place) {
            Some(Stretch::Pause(pause)) => Some(pause),
            _ => None,
        }
    }

    /// The clock stands at the end of the log.
    pub(super) fn is_stopped(&self) -> bool {
        last_pause(&self.0).is_some_and(|pause| pause.until.is_none())
    }

    pub(super) fn extensions(&self) -> u32 {
        let extensions = self
            .0
            .iter()
            .filter(|act| matches!(act, Stretch::Extension { .. }));
        u32::try_from(extensions.count()).unwrap_or(u32::MAX)
    }
}

fn add(
    acts: &mut VecDeque<Stretch>,
    deadline: &Deadline,
    entry: &LogEntry,
) -> Result<(), DeadlineError> {
    let refused = |field, problem| Err(DeadlineError::new(field, problem));
    match &entry.change {
        Change::Stopped { from, on, .. } => {
            if deadline.start.is_after(*from) {
                return refused("from", DeadlineProblem::BeforeStart);
            }
            match last_pause(acts) {
                Some(Pause { until: None, .. }) => {
                    return refused("from", DeadlineProblem::AlreadyStopped);
                }
                Some(Pause {
                    until: Some(until), ..
                }) if until.is_after(*from) => {
                    return refused("from", DeadlineProblem::BeforeEarlierChange);
                }
                _ => {}
            }
            acts.push_back(Stretch::Pause(Pause {
                why: Why::Stopped {
                    entry: entry.number,
                    on: *on,
                },
                from: *from,
                until: None,
                restarted_by: 0,
            }));
        }
        Change::Restarted { from, .. } => match last_pause_mut(acts) {
            Some(pause) if pause.until.is_none() => {
                if pause.from.is_after(*from) {
                    return refused("from", DeadlineProblem::RestartBeforeStop);
                }
                pause.until = Some(*from);
                pause.restarted_by = entry.number;
            }
            _ => return refused("from", DeadlineProblem::NotStopped),
        },
        Change::Extended { by, .. } => acts.push_back(Stretch::Extension {
            entry: entry.number,
            by: *by,
        }),
        _ => {}
    }
    Ok(())
}

fn last_pause(acts: &VecDeque<Stretch>) -> Option<&Pause> {
    acts.iter().rev().find_map(|act| match act {
        Stretch::Pause(pause) => Some(pause),
        Stretch::Extension { .. } => None,
    })
}

fn last_pause_mut(acts: &mut VecDeque<Stretch>) -> Option<&mut Pause> {
    acts.iter_mut().rev().find_map(|act| match act {
        Stretch::Pause(pause) => Some(pause),
        Stretch::Extension { .. } => None,
    })
}

impl Pause {
    pub(super) fn note_stop(&self, steps: &mut Vec<Step>, left: u32) {
        steps.push(match self.why {
            Why::Awaits(condition) => Step::Awaits { condition },
            Why::Stopped { entry, on } => Step::Stopped {
                entry,
                from: self.from,
                on,
                left,
            },
        });
    }

    /// `stood`: in whole days, or hours where the clock counts hours.
    pub(super) fn note_restart(&self, steps: &mut Vec<Step>, stood: u32) {
        if let Some(from) = self.until {
            steps.push(Step::Restarted {
                entry: self.restarted_by,
                from,
                stood,
            });
        }
    }

    pub(super) fn note_without_effect(&self, steps: &mut Vec<Step>) {
        if let Why::Stopped { entry, .. } = self.why {
            steps.push(Step::StopWithoutEffect { entry });
        }
    }
}
