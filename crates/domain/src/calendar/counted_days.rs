use chrono::{Datelike, Days, NaiveDate};

use super::{Calendar, ClosedDay, OutsideCalendar};

/// All days of the calendar, divided into those that count and those that do not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CountedDays {
    /// For each day, and one past the last: how many days before it count.
    before: Vec<u32>,
    /// The days that count, by their place.
    counted: Vec<u32>,
    closed: Vec<ClosedDay>,
}

impl CountedDays {
    pub(super) fn new(closed: impl Fn(NaiveDate) -> Option<ClosedDay>) -> Self {
        let mut days = Self {
            before: Vec::new(),
            counted: Vec::new(),
            closed: Vec::new(),
        };
        for (place, day) in all_days().enumerate() {
            days.before.push(days.counted.len() as u32);
            match closed(day) {
                Some(closed) => days.closed.push(closed),
                None => days.counted.push(place as u32),
            }
        }
        days.before.push(days.counted.len() as u32);
        days
    }

    pub(super) fn count(
        &self,
        after: NaiveDate,
        through: NaiveDate,
    ) -> Result<u32, OutsideCalendar> {
        let (from, to) = (self.counted_through(after)?, self.counted_through(through)?);
        Ok(to.saturating_sub(from))
    }

    pub(super) fn nth_after(
        &self,
        day: NaiveDate,
        number: u32,
    ) -> Result<NaiveDate, OutsideCalendar> {
        if number == 0 {
            return Ok(day);
        }
        let place = u64::from(self.counted_through(day)?) + u64::from(number) - 1;
        self.counted_day(place)
    }

    pub(super) fn nth_before(
        &self,
        day: NaiveDate,
        number: u32,
    ) -> Result<NaiveDate, OutsideCalendar> {
        if number == 0 {
            return Ok(day);
        }
        let before = *self.before.get(place_of(day)?).ok_or(OutsideCalendar)?;
        let place = before.checked_sub(number).ok_or(OutsideCalendar)?;
        self.counted_day(u64::from(place))
    }

    pub(super) fn closed(
        &self,
        after: NaiveDate,
        through: NaiveDate,
    ) -> Result<&[ClosedDay], OutsideCalendar> {
        let closed_through = |day: NaiveDate| -> Result<usize, OutsideCalendar> {
            let places = place_of(day)? + 1;
            Ok(places - self.counted_through(day)? as usize)
        };
        let (from, to) = (closed_through(after)?, closed_through(through)?);
        Ok(self.closed.get(from..to).unwrap_or_default())
    }

    fn counted_through(&self, day: NaiveDate) -> Result<u32, OutsideCalendar> {
        self.before
            .get(place_of(day)? + 1)
            .copied()
            .ok_or(OutsideCalendar)
    }

    fn counted_day(&self, place: u64) -> Result<NaiveDate, OutsideCalendar> {
        usize::try_from(place)
            .ok()
            .and_then(|place| self.counted.get(place))
            .and_then(|place| first_day()?.checked_add_days(Days::new(u64::from(*place))))
            .ok_or(OutsideCalendar)
    }
}

fn all_days() -> impl Iterator<Item = NaiveDate> {
    first_day()
        .into_iter()
        .flat_map(|first| first.iter_days())
        .take_while(|day| day.year() <= Calendar::LAST_YEAR)
}

fn first_day() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(Calendar::FIRST_YEAR, 1, 1)
}

fn place_of(day: NaiveDate) -> Result<usize, OutsideCalendar> {
    first_day()
        .and_then(|first| usize::try_from(day.signed_duration_since(first).num_days()).ok())
        .ok_or(OutsideCalendar)
}
