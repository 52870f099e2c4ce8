use chrono::{DateTime, NaiveDate, Utc};

use crate::danish_day;

/// When something happened, as exactly as it is known: most deadlines ask for the day alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    Day(NaiveDate),
    At(DateTime<Utc>),
}

impl Moment {
    pub fn day(self) -> NaiveDate {
        match self {
            Moment::Day(day) => day,
            Moment::At(instant) => danish_day(instant),
        }
    }

    pub const fn instant(self) -> Option<DateTime<Utc>> {
        match self {
            Moment::Day(_) => None,
            Moment::At(instant) => Some(instant),
        }
    }

    pub(crate) fn is_after(self, other: Moment) -> bool {
        match (self, other) {
            (Moment::At(this), Moment::At(other)) => this > other,
            _ => self.day() > other.day(),
        }
    }

    pub(crate) fn is_after_instant(self, now: DateTime<Utc>) -> bool {
        self.is_after(Moment::At(now))
    }
}

/// `2026-03-27`, `27-03-2026`, `27/3 2026` or `27.3.2026`. None where there is no such day.
pub fn parse_day(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(['-', '/', '.', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts[..] else {
        return None;
    };
    let (year, day) = if first.len() == 4 {
        (first, last)
    } else {
        (last, first)
    };
    let number = |text: &str, most: usize| {
        let digits = text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    if year.len() != 4 {
        return None;
    }
    let year = i32::try_from(number(year, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(month, 2)?, number(day, 2)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_danes_and_machines_write_it_and_an_impossible_one_is_refused() {
        let check = |text: &str, expected: Option<&str>| {
            let day = parse_day(text).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{text}");
        };
        check("2026-03-27", Some("2026-03-27"));
        check("27-03-2026", Some("2026-03-27"));
        check("27/3 2026", Some("2026-03-27"));
        check("27.3.2026", Some("2026-03-27"));
        check(" 7.3.2026 ", Some("2026-03-07"));
        check("2024-02-29", Some("2024-02-29"));
        for impossible in [
            "2026-02-29",
            "31.4.2026",
            "0.1.2026",
            "1.13.2026",
            "27.3.26",
            "2026",
            "27.3",
            "-27.3.2026.1",
            "27.+3.2026",
            "i morgen",
            "",
            "2026-03-2７",
        ] {
            check(impossible, None);
        }
    }
}
