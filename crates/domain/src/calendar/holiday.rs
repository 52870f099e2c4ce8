use std::ops::RangeInclusive;

use chrono::{NaiveDate, TimeDelta};

use super::{NamedDayKind, easter_sunday};
use crate::Name;
use crate::case::codes;

/// A day that comes every year, as long as it is law or custom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    pub id: String,
    pub name: Name,
    pub kind: HolidayKind,
    pub falls: Falls,
    pub valid_from: Option<NaiveDate>,
    /// The last day it can fall on.
    pub valid_to: Option<NaiveDate>,
}

codes! {
    HolidayKind {
        /// *Helligdag*: closed to everybody.
        Holiday = "holiday",
        /// Shut by custom or agreement: closed only where that favours the citizen.
        Customary = "customary",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Falls {
    /// Days after Easter Sunday, or before it.
    FromEaster(i32),
    Each {
        month: u32,
        day: u32,
    },
}

impl Falls {
    pub fn day_in(self, year: i32) -> Option<NaiveDate> {
        match self {
            Falls::FromEaster(days) => {
                easter_sunday(year)?.checked_add_signed(TimeDelta::days(i64::from(days)))
            }
            Falls::Each { month, day } => NaiveDate::from_ymd_opt(year, month, day),
        }
    }
}

impl Holiday {
    pub(super) fn days(&self, years: RangeInclusive<i32>) -> impl Iterator<Item = NaiveDate> {
        years
            .filter_map(|year| self.falls.day_in(year))
            .filter(|day| {
                self.valid_from.is_none_or(|from| from <= *day)
                    && self.valid_to.is_none_or(|to| *day <= to)
            })
    }
}

impl HolidayKind {
    pub(super) const fn named(self) -> NamedDayKind {
        match self {
            HolidayKind::Holiday => NamedDayKind::Holiday,
            HolidayKind::Customary => NamedDayKind::Customary,
        }
    }
}
