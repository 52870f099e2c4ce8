use chrono::NaiveDate;

use crate::Name;
use crate::case::codes;

/// Days the municipality keeps shut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingDay {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub name: Name,
    pub reach: ClosingReach,
}

codes! {
    /// Being shut is no ground in law for an authority to be late. So a closing day favours the citizen alone
    /// unless the municipality says otherwise.
    ClosingReach {
        CitizensDeadlines = "citizens_deadlines",
        EverybodysDeadlines = "everybodys_deadlines",
    }
}

impl ClosingDay {
    /// The Ombudsman accepted a coherent closure like that from Christmas to New Year as an excuse, and not one
    /// of three weeks in summer.
    pub const MOST_DAYS_THAT_EXCUSE: i64 = 14;
    pub const MOST_DAYS: i64 = 60;

    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let last = self.last;
        self.first
            .iter_days()
            .take_while(move |day| *day <= last)
            .take(Self::MOST_DAYS as usize)
    }
}
