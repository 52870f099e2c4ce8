//! Which days count. Holidays and the municipality's closing days are data; here they become a table that
//! answers in one step.

mod closing_day;
mod counted_days;
mod easter;
mod holiday;

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate, Weekday};

pub use closing_day::{ClosingDay, ClosingReach};
pub use easter::easter_sunday;
pub use holiday::{Falls, Holiday, HolidayKind};

use crate::Name;
use crate::case::codes;
use counted_days::CountedDays;

codes! {
    /// Whether 5 June, 24 and 31 December and the days the town hall is shut count.
    ///
    /// No source says. So the authority's own duties are counted as if they do, which gives the earlier day,
    /// and the citizen's deadlines as if they do not, which gives the later one.
    CalendarMode {
        Strict = "strict",
        Lenient = "lenient",
    }
}

codes! {
    /// *Arbejdsdage* or *hverdage*. A Saturday is no working day; whether it is a *hverdag* is in doubt, so it
    /// counts against the authority (strict) and not against the citizen (lenient).
    DayKind {
        WorkingDays = "working_days",
        Weekdays = "weekdays",
    }
}

/// How days are counted: which, and in whose favour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counting {
    pub days: DayKind,
    pub mode: CalendarMode,
}

impl Counting {
    /// The days the municipality's doors are open: what a person can plan by.
    pub const OFFICE: Counting = Counting {
        days: DayKind::WorkingDays,
        mode: CalendarMode::Lenient,
    };
}

/// A day that does not count, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedDay {
    pub day: NaiveDate,
    /// None where nothing but the weekend closes it.
    pub named: Option<Arc<NamedDay>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedDay {
    pub kind: NamedDayKind,
    pub name: Name,
}

codes! {
    NamedDayKind {
        Holiday = "holiday",
        /// 5 June, 24 and 31 December.
        Customary = "customary",
        MunicipalityClosed = "municipality_closed",
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the day lies outside the years the calendar knows (1980 to 2100)")]
pub struct OutsideCalendar;

/// Every day from 1980 to 2100.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    edition: Arc<str>,
    strict_working: CountedDays,
    strict_weekdays: CountedDays,
    lenient: CountedDays,
}

impl Calendar {
    pub const FIRST_YEAR: i32 = 1980;
    pub const LAST_YEAR: i32 = 2100;

    /// `edition` is how an explained date names the calendar it was counted by.
    pub fn new(edition: &str, holidays: &[Holiday], closing_days: &[ClosingDay]) -> Self {
        let mut marks = Marks::default();
        // The first to name a day keeps it: a holiday says more than that the town hall is shut.
        for kind in [HolidayKind::Holiday, HolidayKind::Customary] {
            for holiday in holidays.iter().filter(|holiday| holiday.kind == kind) {
                let named = Arc::new(NamedDay {
                    kind: kind.named(),
                    name: holiday.name.clone(),
                });
                for day in holiday.days(Self::FIRST_YEAR..=Self::LAST_YEAR) {
                    marks.set(day, &named, kind == HolidayKind::Holiday);
                }
            }
        }
        for closing in closing_days {
            let named = Arc::new(NamedDay {
                kind: NamedDayKind::MunicipalityClosed,
                name: closing.name.clone(),
            });
            for day in closing.days() {
                marks.set(
                    day,
                    &named,
                    closing.reach == ClosingReach::EverybodysDeadlines,
                );
            }
        }
        let weekend = |day: NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        Self {
            edition: edition.into(),
            strict_working: CountedDays::new(|day| marks.closed(day, true, weekend(day))),
            strict_weekdays: CountedDays::new(|day| {
                marks.closed(day, true, day.weekday() == Weekday::Sun)
            }),
            lenient: CountedDays::new(|day| marks.closed(day, false, weekend(day))),
        }
    }

    pub fn edition(&self) -> &Arc<str> {
        &self.edition
    }

    pub fn is_counted(&self, day: NaiveDate, counting: Counting) -> Result<bool, OutsideCalendar> {
        Ok(self.count(before(day), day, counting)? == 1)
    }

    /// How many days count after one day, up to and with another; none where the other is not later.
    pub fn count(
        &self,
        after: NaiveDate,
        through: NaiveDate,
        counting: Counting,
    ) -> Result<u32, OutsideCalendar> {
        self.of(counting).count(after, through)
    }

    /// The day that is the `number`th to count after this one. Number 0 is the day itself.
    pub fn nth_after(
        &self,
        day: NaiveDate,
        number: u32,
        counting: Counting,
    ) -> Result<NaiveDate, OutsideCalendar> {
        self.of(counting).nth_after(day, number)
    }

    /// The day that is the `number`th to count before this one. Number 0 is the day itself.
    pub fn nth_before(
        &self,
        day: NaiveDate,
        number: u32,
        counting: Counting,
    ) -> Result<NaiveDate, OutsideCalendar> {
        self.of(counting).nth_before(day, number)
    }

    /// This day if it counts, else the next that does.
    pub fn on_or_after(
        &self,
        day: NaiveDate,
        counting: Counting,
    ) -> Result<NaiveDate, OutsideCalendar> {
        self.nth_after(before(day), 1, counting)
    }

    /// This day if it counts, else the last that did.
    pub fn on_or_before(
        &self,
        day: NaiveDate,
        counting: Counting,
    ) -> Result<NaiveDate, OutsideCalendar> {
        let after = day.checked_add_days(Days::new(1)).ok_or(OutsideCalendar)?;
        self.nth_before(after, 1, counting)
    }

    /// The days that do not count after one day, up to and with another.
    pub fn closed(
        &self,
        after: NaiveDate,
        through: NaiveDate,
        counting: Counting,
    ) -> Result<&[ClosedDay], OutsideCalendar> {
        self.of(counting).closed(after, through)
    }

    fn of(&self, counting: Counting) -> &CountedDays {
        match (counting.mode, counting.days) {
            (CalendarMode::Strict, DayKind::WorkingDays) => &self.strict_working,
            (CalendarMode::Strict, DayKind::Weekdays) => &self.strict_weekdays,
            (CalendarMode::Lenient, _) => &self.lenient,
        }
    }
}

fn before(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(1)).unwrap_or(day)
}

/// Which days have a name, and whether they are closed to everybody or in the citizen's favour alone.
#[derive(Default)]
struct Marks(std::collections::HashMap<NaiveDate, Mark>);

struct Mark {
    named: Arc<NamedDay>,
    /// What closes it to the authority too; another day than `named` where the names fall together.
    to_everybody: Option<Arc<NamedDay>>,
}

impl Marks {
    fn set(&mut self, day: NaiveDate, named: &Arc<NamedDay>, to_everybody: bool) {
        let mark = self.0.entry(day).or_insert_with(|| Mark {
            named: named.clone(),
            to_everybody: None,
        });
        if to_everybody && mark.to_everybody.is_none() {
            mark.to_everybody = Some(named.clone());
        }
    }

    fn closed(&self, day: NaiveDate, strict: bool, by_the_week: bool) -> Option<ClosedDay> {
        let named = self.0.get(&day).and_then(|mark| match strict {
            true => mark.to_everybody.clone(),
            false => Some(mark.named.clone()),
        });
        (by_the_week || named.is_some()).then_some(ClosedDay { day, named })
    }
}
