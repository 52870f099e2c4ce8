use chrono::{Days, NaiveDate};

use super::{DueFrom, DueSide};
use crate::calendar::{Calendar, ClosedDay, Counting, OutsideCalendar};
use crate::deadline::{Length, Unit};

/// So many days before or after something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRule {
    pub length: Length,
    pub side: DueSide,
    pub from: DueFrom,
}

/// A day with the way it came about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountedDue {
    pub day: NaiveDate,
    /// The days on the way that did not count.
    pub closed: Vec<ClosedDay>,
    /// Where the count ended on a day that nobody works: the task is due on the last working day before it.
    pub ended_on: Option<NaiveDate>,
}

/// Counts by the days the municipality's doors are open: a task is a plan, and binds no citizen.
pub fn count_due(
    length: Length,
    side: DueSide,
    from: NaiveDate,
    calendar: &Calendar,
) -> Result<CountedDue, OutsideCalendar> {
    const OPEN: Counting = Counting::OFFICE;
    if length.unit == Unit::WorkingDays && length.amount > 0 {
        let day = match side {
            DueSide::After => calendar.nth_after(from, length.amount, OPEN)?,
            DueSide::Before => calendar.nth_before(from, length.amount, OPEN)?,
        };
        let closed = match side {
            DueSide::After => calendar.closed(from, day, OPEN)?,
            // The day it is counted from is no part of the count.
            DueSide::Before => {
                calendar.closed(day, from.pred_opt().ok_or(OutsideCalendar)?, OPEN)?
            }
        };
        return Ok(CountedDue {
            day,
            closed: closed.to_vec(),
            ended_on: None,
        });
    }
    let days = match length.unit {
        Unit::Weeks => u64::from(length.amount) * 7,
        Unit::WorkingDays | Unit::CalendarDays => u64::from(length.amount),
        Unit::Weekdays | Unit::Months | Unit::Years | Unit::Hours => return Err(OutsideCalendar),
    };
    let ended = match side {
        DueSide::After => from.checked_add_days(Days::new(days)),
        DueSide::Before => from.checked_sub_days(Days::new(days)),
    }
    .ok_or(OutsideCalendar)?;
    let day = calendar.on_or_before(ended, OPEN)?;
    Ok(CountedDue {
        day,
        closed: calendar.closed(day, ended, OPEN)?.to_vec(),
        ended_on: (day != ended).then_some(ended),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Name;
    use crate::calendar::{ClosingDay, ClosingReach};

    #[test]
    fn a_day_is_counted_by_the_days_the_doors_are_open() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let closing = ClosingDay {
            name: Name {
                da: "Personaledag".to_owned(),
                en: "Staff day".to_owned(),
            },
            first: day("2026-12-01"),
            last: day("2026-12-01"),
            reach: ClosingReach::EverybodysDeadlines,
        };
        let calendar = Calendar::new("prøve", &[], &[closing]);
        let check = |amount, unit, side, from: &str, expected: &str, closed: usize| {
            let counted = count_due(Length::new(amount, unit), side, day(from), &calendar).unwrap();
            assert_eq!(
                (counted.day, counted.closed.len()),
                (day(expected), closed),
                "{amount} {unit:?} {side:?} {from}"
            );
        };
        use DueSide::{After, Before};
        use Unit::{CalendarDays, Weeks, WorkingDays};
        check(1, WorkingDays, After, "2026-11-27", "2026-11-30", 2);
        check(2, WorkingDays, After, "2026-11-27", "2026-12-02", 3);
        check(3, WorkingDays, Before, "2026-12-04", "2026-11-30", 1);
        check(1, WorkingDays, Before, "2026-11-30", "2026-11-27", 2);
        check(14, CalendarDays, After, "2026-11-23", "2026-12-07", 0);
        // A Sunday, and the staff's own day: the last working day before it.
        check(6, CalendarDays, After, "2026-11-23", "2026-11-27", 2);
        check(1, Weeks, After, "2026-11-24", "2026-11-30", 1);
        check(0, WorkingDays, After, "2026-11-28", "2026-11-27", 1);
    }

    #[test]
    fn what_leads_out_of_the_calendar_is_refused() {
        let calendar = Calendar::new("prøve", &[], &[]);
        let last = NaiveDate::from_ymd_opt(2100, 12, 31).unwrap();
        for unit in [Unit::WorkingDays, Unit::Weeks, Unit::Hours] {
            let counted = count_due(Length::new(9, unit), DueSide::After, last, &calendar);
            assert_eq!(counted, Err(OutsideCalendar), "{unit:?}");
        }
    }
}
