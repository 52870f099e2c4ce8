use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::change::{Extension, StopGround};
use super::moment::Moment;
use super::rule::{Condition, Rule};
use crate::calendar::ClosedDay;

/// When a deadline runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Due {
    /// With the end of this day in Denmark.
    Day(NaiveDate),
    At(DateTime<Utc>),
    /// The clock stands; no day can be said.
    Stopped,
    /// *Snarest*: the law sets no day, and nobody has.
    Soon,
}

impl Due {
    /// The day it is due on, whatever the time.
    pub fn day(self) -> Option<NaiveDate> {
        match self {
            Due::Day(day) => Some(day),
            Due::At(instant) => Some(crate::danish_day(instant)),
            Due::Stopped | Due::Soon => None,
        }
    }

    /// A day lasts to its last moment: at midnight it is over, not before.
    pub fn is_over(self, now: DateTime<Utc>) -> bool {
        match self {
            Due::Day(day) => crate::danish_day(now) > day,
            Due::At(instant) => now > instant,
            Due::Stopped | Due::Soon => false,
        }
    }
}

/// How a date came about: everything a person needs to count it again by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    pub rule: Arc<Rule>,
    /// The calendar it was counted by.
    pub calendar: Arc<str>,
    pub start: Moment,
    pub steps: Vec<Step>,
    /// Every day that was passed over, and why.
    pub skipped: Vec<ClosedDay>,
    pub due: Due,
    /// The last day the office is open in time, where that is another day.
    pub target: Option<NaiveDate>,
    /// Where something must be done several times: about when each is due, the last being the end.
    pub milestones: Vec<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The clock stands from the start until this holds.
    Awaits {
        condition: Condition,
    },
    Stopped {
        entry: u32,
        from: Moment,
        on: StopGround,
        /// What is left when the clock goes on: days of the rule's kind, or hours of the clock.
        left: u32,
    },
    Restarted {
        entry: u32,
        from: Moment,
        /// How long the clock stood, in days or whole hours.
        stood: u32,
    },
    Extended {
        entry: u32,
        by: Extension,
        from: Due,
        to: Due,
    },
    /// The month has no such day, so it is the last of the month.
    ShortMonth {
        wanted: u32,
        day: NaiveDate,
    },
    /// The clock had nothing left when it stood; it runs out with the first day that counts.
    NothingLeft {
        day: NaiveDate,
    },
    MovedForward {
        from: NaiveDate,
        to: NaiveDate,
    },
    /// The deadline had run out before the stop began.
    StopWithoutEffect {
        entry: u32,
    },
}
