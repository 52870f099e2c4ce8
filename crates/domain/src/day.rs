use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// The calendar day in Denmark at an instant.
pub fn danish_day(instant: DateTime<Utc>) -> NaiveDate {
    danish_clock(instant).date()
}

/// What a clock on a Danish wall shows at an instant.
///
/// The EU rule (last Sunday of March to last Sunday of October, at 01:00 UTC) has held in Denmark
/// since 1996; nothing here needs an earlier instant.
pub fn danish_clock(instant: DateTime<Utc>) -> NaiveDateTime {
    let year = instant.year();
    let switch = |month: u32| last_sunday(year, month).and_then(|day| day.and_hms_opt(1, 0, 0));
    let utc = instant.naive_utc();
    let summer = match (switch(3), switch(10)) {
        (Some(begins), Some(ends)) => begins <= utc && utc < ends,
        _ => false,
    };
    utc + TimeDelta::hours(if summer { 2 } else { 1 })
}

/// When a clock on a Danish wall shows this; the first time where it does so twice, none where it never does.
pub fn danish_instant(shown: NaiveDateTime) -> Option<DateTime<Utc>> {
    [2, 1]
        .into_iter()
        .filter_map(|hours| shown.checked_sub_signed(TimeDelta::hours(hours)))
        .map(|utc| utc.and_utc())
        .find(|instant| danish_clock(*instant) == shown)
}

/// The instant a day begins in Denmark. The clock is never changed at midnight, so there is one.
pub fn danish_midnight(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    danish_instant(midnight).unwrap_or_else(|| midnight.and_utc())
}

/// The week number as Danes count it (ISO 8601).
pub fn danish_week(day: NaiveDate) -> u32 {
    day.iso_week().week()
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    let back = u64::from(last.weekday().num_days_from_sunday());
    last.checked_sub_days(Days::new(back))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_danish_day_turns_at_danish_midnight_in_winter_and_in_summer() {
        let check = |instant: &str, day: &str| {
            let instant: DateTime<Utc> = instant.parse().unwrap();
            assert_eq!(danish_day(instant).to_string(), day, "{instant}");
        };
        check("2026-01-15T22:59:59Z", "2026-01-15");
        check("2026-01-15T23:00:00Z", "2026-01-16");
        check("2026-07-15T21:59:59Z", "2026-07-15");
        check("2026-07-15T22:00:00Z", "2026-07-16");
        // 2026: summer time from 29 March, winter time from 25 October.
        check("2026-03-28T22:30:00Z", "2026-03-28");
        check("2026-03-29T22:30:00Z", "2026-03-30");
        check("2026-10-24T22:30:00Z", "2026-10-25");
        check("2026-10-25T22:30:00Z", "2026-10-25");
    }

    #[test]
    fn a_day_begins_at_danish_midnight() {
        for day in (0..3_000)
            .map(|days| NaiveDate::from_ymd_opt(2023, 1, 1).unwrap() + TimeDelta::days(days))
        {
            let begins = danish_midnight(day);
            assert_eq!(danish_day(begins), day);
            assert_eq!(
                danish_day(begins - TimeDelta::nanoseconds(1)),
                day.pred_opt().unwrap(),
                "the day before {day} lasts to the last moment"
            );
        }
    }

    #[test]
    fn what_the_clock_shows_twice_is_the_first_and_what_it_never_shows_is_nothing() {
        let check = |shown: &str, instant: Option<&str>| {
            let found = danish_instant(shown.parse().unwrap());
            assert_eq!(found, instant.map(|text| text.parse().unwrap()), "{shown}");
        };
        check("2026-11-20T16:30:00", Some("2026-11-20T15:30:00Z"));
        check("2026-07-20T16:30:00", Some("2026-07-20T14:30:00Z"));
        check("2026-03-29T01:59:59", Some("2026-03-29T00:59:59Z"));
        check("2026-03-29T02:30:00", None);
        check("2026-03-29T03:00:00", Some("2026-03-29T01:00:00Z"));
        check("2026-10-25T02:30:00", Some("2026-10-25T00:30:00Z"));
        check("2026-10-25T03:00:00", Some("2026-10-25T02:00:00Z"));
    }

    #[test]
    fn weeks_are_iso_weeks() {
        let check = |day: &str, week: u32| assert_eq!(danish_week(day.parse().unwrap()), week);
        check("2026-01-01", 1);
        check("2027-01-01", 53);
        check("2026-11-21", 47);
    }
}
