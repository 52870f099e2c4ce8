use chrono::{DateTime, NaiveDate, NaiveDateTime};
use sagsbord_domain::danish_day;

/// How a system writes its days. A mapping names those that are used, and they are tried in that order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateFormat {
    YearFirst,
    DayFirst,
    DayFirstDots,
    DayFirstSlashes,
    Packed,
    /// With a time and a zone.
    Instant,
    /// With a time, and in Danish time.
    LocalTime,
    UnixSeconds,
    UnixMilliseconds,
}

pub(super) const FORMATS: &[(&str, DateFormat)] = &[
    ("yyyy-mm-dd", DateFormat::YearFirst),
    ("dd-mm-yyyy", DateFormat::DayFirst),
    ("dd.mm.yyyy", DateFormat::DayFirstDots),
    ("dd/mm/yyyy", DateFormat::DayFirstSlashes),
    ("yyyymmdd", DateFormat::Packed),
    ("rfc3339", DateFormat::Instant),
    ("yyyy-mm-ddThh:mm:ss", DateFormat::LocalTime),
    ("unix_seconds", DateFormat::UnixSeconds),
    ("unix_milliseconds", DateFormat::UnixMilliseconds),
];

/// The Danish day, by the first format that it is written in.
pub(crate) fn day(text: &str, formats: &[DateFormat]) -> Option<NaiveDate> {
    let text = text.trim();
    let day = formats.iter().find_map(|format| read(text, *format))?;
    // Beyond this it is another number that looks like a day.
    let (first, last) = (
        NaiveDate::from_ymd_opt(1850, 1, 1)?,
        NaiveDate::from_ymd_opt(2200, 1, 1)?,
    );
    (first..last).contains(&day).then_some(day)
}

fn read(text: &str, format: DateFormat) -> Option<NaiveDate> {
    let parts = |separator: char| {
        let mut numbers = text.split(separator).map(|part| {
            let is_short = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
            is_short.then(|| part.parse::<u32>().ok())?
        });
        let three = (numbers.next()??, numbers.next()??, numbers.next()??);
        numbers.next().is_none().then_some(three)
    };
    let of_day_first = |separator: char| {
        let (day, month, year) = parts(separator)?;
        // Two digits of a year are not a year.
        (year >= 1000).then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day))?
    };
    match format {
        DateFormat::YearFirst => {
            let (year, month, day) = parts('-')?;
            (year >= 1000)
                .then(|| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day))?
        }
        DateFormat::DayFirst => of_day_first('-'),
        DateFormat::DayFirstDots => of_day_first('.'),
        DateFormat::DayFirstSlashes => of_day_first('/'),
        DateFormat::Packed => {
            let is_packed = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
            is_packed.then(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())?
        }
        DateFormat::Instant => {
            let at = DateTime::parse_from_rfc3339(text).ok()?;
            Some(danish_day(at.to_utc()))
        }
        DateFormat::LocalTime => NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .ok()
            .map(|at| at.date()),
        DateFormat::UnixSeconds => DateTime::from_timestamp(text.parse().ok()?, 0).map(danish_day),
        DateFormat::UnixMilliseconds => {
            DateTime::from_timestamp_millis(text.parse().ok()?).map(danish_day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_in_the_formats_that_are_declared_and_in_no_other() {
        let check = |text: &str, formats: &[&str], expected: Option<&str>| {
            let formats: Vec<DateFormat> = formats
                .iter()
                .map(|name| FORMATS.iter().find(|(word, _)| word == name).unwrap().1)
                .collect();
            let read = day(text, &formats).map(|day| day.to_string());
            assert_eq!(read.as_deref(), expected, "{text} as {formats:?}");
        };
        let danish = ["dd-mm-yyyy"];
        let three = ["yyyy-mm-dd", "dd-mm-yyyy", "dd.mm.yyyy"];
        check("21-11-2026", &danish, Some("2026-11-21"));
        check("1-2-2026", &danish, Some("2026-02-01"));
        check("2026-11-21", &danish, None);
        check("21.11.2026", &danish, None);
        check("31-02-2026", &danish, None);
        check("21-11-26", &danish, None);
        for text in ["2026-11-21", "21-11-2026", "21.11.2026", " 21.11.2026 "] {
            check(text, &three, Some("2026-11-21"));
        }
        check("21/11/2026", &["dd/mm/yyyy"], Some("2026-11-21"));
        check("20261121", &["yyyymmdd"], Some("2026-11-21"));
        check("2026112", &["yyyymmdd"], None);
        // After midnight in Denmark, before it in UTC.
        check("2026-11-20T23:30:00Z", &["rfc3339"], Some("2026-11-21"));
        check("2026-11-20T23:30:00", &["rfc3339"], None);
        check(
            "2026-11-21T08:00:00",
            &["yyyy-mm-ddThh:mm:ss"],
            Some("2026-11-21"),
        );
        check("1795255200", &["unix_seconds"], Some("2026-11-21"));
        check("1795255200000", &["unix_milliseconds"], Some("2026-11-21"));
        check("1795255200000", &["unix_seconds"], None);
        check("", &three, None);
        check("i går", &three, None);
        check("0001-01-01", &three, None);
    }
}
