use chrono::{
    DateTime, Datelike, NaiveDate, NaiveDateTime, SecondsFormat, TimeDelta, Utc, Weekday,
};

/// As the platform wants moments: to the millisecond, with their zone.
pub fn moment_text(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// A moment of XML Schema. One without a zone is taken for Danish time, since everyone on this wire is Danish.
pub fn parse_moment(text: &str) -> Option<DateTime<Utc>> {
    let text = text.trim();
    if let Ok(moment) = DateTime::parse_from_rfc3339(text) {
        return Some(moment.to_utc());
    }
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f").ok()?;
    let winter = local.checked_sub_signed(TimeDelta::hours(1))?;
    let moment = if is_summer(winter)? {
        winter.checked_sub_signed(TimeDelta::hours(1))?
    } else {
        winter
    };
    Some(moment.and_utc())
}

/// Summer time runs between the last Sundays of March and October, from and to one o'clock by universal time.
fn is_summer(universal: NaiveDateTime) -> Option<bool> {
    let turns = |month: u32| {
        let last = NaiveDate::from_ymd_opt(universal.year(), month, 31)?;
        let sunday = last.week(Weekday::Sun).checked_first_day()?;
        sunday.and_hms_opt(1, 0, 0)
    };
    Some(universal >= turns(3)? && universal < turns(10)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_in_every_form_that_the_schema_allows() {
        let check = |text: &str, expected: Option<&str>| {
            let read = parse_moment(text).map(moment_text);
            assert_eq!(read.as_deref(), expected, "{text}");
        };
        check(
            "2026-03-09T13:40:00.000+01:00",
            Some("2026-03-09T12:40:00.000Z"),
        );
        check("2026-03-09T12:40:00Z", Some("2026-03-09T12:40:00.000Z"));
        check(
            "2026-03-09T12:40:00.1234567Z",
            Some("2026-03-09T12:40:00.123Z"),
        );
        check(" 2026-01-05T08:00:00 ", Some("2026-01-05T07:00:00.000Z"));
        check("2026-07-05T08:00:00.5", Some("2026-07-05T06:00:00.500Z"));
        check("2026-03-29T03:30:00", Some("2026-03-29T01:30:00.000Z"));
        check("2026-03-29T01:30:00", Some("2026-03-29T00:30:00.000Z"));
        check("2026-10-25T03:30:00", Some("2026-10-25T02:30:00.000Z"));
        check("2026-03-09", None);
        check("", None);
        check("i går", None);
        check("99999-01-01T00:00:00Z", None);
    }
}
