use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Six years back, by the day.
const DAYS_BACK: u64 = 2_191;

/// The working days on which cases are opened, and from them the cases' numbers.
#[derive(Debug)]
pub(super) struct Calendar {
    workdays: Vec<NaiveDate>,
    cases: usize,
}

impl Calendar {
    pub(super) fn new(today: NaiveDate, cases: usize) -> Self {
        let mut workdays: Vec<NaiveDate> = (0..=DAYS_BACK)
            .rev()
            .map(|back| today - Days::new(back))
            .filter(|day| is_workday(*day))
            .collect();
        if workdays.is_empty() {
            workdays.push(today);
        }
        Self { workdays, cases }
    }

    pub(super) fn opened(&self, index: usize) -> NaiveDate {
        self.workdays[self.workday_of(index)]
    }

    /// `2026-004711`: the year it was opened and its place in that year.
    pub(super) fn number(&self, index: usize) -> String {
        let year = self.opened(index).year();
        let first_workday = self.workdays.partition_point(|day| day.year() < year);
        let first_case = (first_workday * self.cases).div_ceil(self.workdays.len());
        format!("{year}-{:06}", index - first_case + 1)
    }

    fn workday_of(&self, index: usize) -> usize {
        (index * self.workdays.len() / self.cases.max(1)).min(self.workdays.len() - 1)
    }
}

pub(super) fn is_workday(day: NaiveDate) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day itself, or the Friday before it.
pub(super) fn workday_at_or_before(day: NaiveDate) -> NaiveDate {
    let back = match day.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    day - Days::new(back)
}

/// The day itself, or the Monday after it.
pub(super) fn workday_at_or_after(day: NaiveDate) -> NaiveDate {
    let on = match day.weekday() {
        Weekday::Sat => 2,
        Weekday::Sun => 1,
        _ => 0,
    };
    day + Days::new(on)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_begin_at_one_each_year_and_have_no_gap() {
        for cases in [1, 5, 300, 12_000] {
            let calendar = Calendar::new(NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), cases);
            let mut last: Option<(String, usize)> = None;
            for index in 0..cases {
                let number = calendar.number(index);
                let (year, place) = number.split_once('-').unwrap();
                let place: usize = place.parse().unwrap();
                let expected = match &last {
                    Some((last_year, last_place)) if last_year == year => last_place + 1,
                    _ => 1,
                };
                assert_eq!(place, expected, "{number} of {cases} cases");
                last = Some((year.to_owned(), place));
            }
        }
    }
}
