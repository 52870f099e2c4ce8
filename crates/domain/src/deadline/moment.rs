use chrono::{DateTime, NaiveDate, Utc};

use crate::{danish_day, danish_instant};

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

/// A day, or a day and what a Danish clock showed: `27-03-2026`, `27-03-2026 15.30`, `2026-03-27T15:30`.
pub fn parse_moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    if let Some(day) = parse_day(text) {
        return Some(Moment::Day(day));
    }
    let (day, clock) = text.rsplit_once([' ', 'T'])?;
    let day = parse_day(
        day.trim_end()
            .trim_end_matches("kl.")
            .trim_end_matches("kl"),
    )?;
    let (hour, minute) = clock.split_once([':', '.'])?;
    let number = |text: &str| {
        let digits =
            (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u32>().ok()).flatten()
    };
    let shown = day.and_hms_opt(number(hour)?, number(minute)?, 0)?;
    danish_instant(shown).map(Moment::At)
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

    #[test]
    fn a_time_of_day_is_what_a_danish_clock_showed() {
        let check = |text: &str, expected: Option<&str>| {
            let found = parse_moment(text);
            let expected = expected.map(|text| match text.parse() {
                Ok(instant) => Moment::At(instant),
                Err(_) => Moment::Day(text.parse().unwrap()),
            });
            assert_eq!(found, expected, "{text}");
        };
        check("27-03-2026", Some("2026-03-27"));
        check("27/3 2026", Some("2026-03-27"));
        check("20-11-2026 16.30", Some("2026-11-20T15:30:00Z"));
        check("20-11-2026 kl. 16.30", Some("2026-11-20T15:30:00Z"));
        check("2026-07-20T16:30", Some("2026-07-20T14:30:00Z"));
        check("20/11 2026 6:05", Some("2026-11-20T05:05:00Z"));
        for impossible in [
            "29-03-2026 02.30",
            "20-11-2026 24.00",
            "20-11-2026 12.60",
            "20-11-2026 12",
            "31-11-2026 12.00",
            "12.00",
            "20-11-2026 +1.00",
        ] {
            check(impossible, None);
        }
    }
}
