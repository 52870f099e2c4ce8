use crate::calendar::DayKind;
use crate::case::codes;

codes! {
    Unit {
        WorkingDays = "working_days",
        /// *Hverdage*.
        Weekdays = "weekdays",
        CalendarDays = "calendar_days",
        Weeks = "weeks",
        Months = "months",
        Years = "years",
        /// By the clock, through nights and weekends.
        Hours = "hours",
    }
}

/// So many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Length {
    pub amount: u32,
    pub unit: Unit,
}

impl Length {
    pub const fn new(amount: u32, unit: Unit) -> Self {
        Self { amount, unit }
    }

    /// For telling a longer length from a shorter; a month is taken at its shortest or longest, as asked.
    pub(crate) const fn hours(self, shortest: bool) -> u64 {
        let hours = match (self.unit, shortest) {
            (Unit::Hours, _) => 1,
            (Unit::WorkingDays | Unit::Weekdays | Unit::CalendarDays, true) => 24,
            (Unit::CalendarDays, false) => 24,
            // Five working days are a week; the holidays of Easter or Christmas lie in it at worst.
            (Unit::WorkingDays | Unit::Weekdays, false) => 24 * 4,
            (Unit::Weeks, _) => 24 * 7,
            (Unit::Months, true) => 24 * 28,
            (Unit::Months, false) => 24 * 31,
            (Unit::Years, true) => 24 * 365,
            (Unit::Years, false) => 24 * 366,
        };
        self.amount as u64 * hours
    }
}

impl Unit {
    /// The longest anybody may write in a rule, so that no date leaves the calendar by a slip of a zero.
    pub const fn most(self) -> u32 {
        match self {
            Unit::Hours => 24 * 60,
            Unit::WorkingDays | Unit::Weekdays | Unit::CalendarDays => 1_000,
            Unit::Weeks => 260,
            Unit::Months => 120,
            Unit::Years => 30,
        }
    }

    /// None where days are counted as they come, open or closed.
    pub const fn counted(self) -> Option<DayKind> {
        match self {
            Unit::WorkingDays => Some(DayKind::WorkingDays),
            Unit::Weekdays => Some(DayKind::Weekdays),
            _ => None,
        }
    }
}
