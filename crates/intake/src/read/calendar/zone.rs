//! Times of a calendar on a Danish clock. A file that names a zone brings the zone's rules along.

use std::collections::HashMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta, Weekday};

use super::line::Line;
use crate::words;

/// The zones that a file describes.
#[derive(Default)]
pub(super) struct Zones {
    of: HashMap<String, Vec<Observance>>,
}

/// A time of the year from which the clock is so far from Greenwich.
#[derive(Default)]
struct Observance {
    begins: Option<NaiveDateTime>,
    /// Month, which of the days in it (-1 is the last), and the day.
    yearly: Option<(u32, i32, Weekday)>,
    seconds: i64,
}

const MOST_ZONES: usize = 200;
const MOST_OBSERVANCES: usize = 200;

impl Zones {
    pub(super) fn read(lines: &[Line]) -> Self {
        let mut zones = Self::default();
        let mut name = String::new();
        let mut own: Option<Observance> = None;
        for line in lines {
            match (line.name.as_str(), line.value.trim()) {
                ("BEGIN", "VTIMEZONE") => name.clear(),
                ("TZID", value) => name = value.to_owned(),
                ("BEGIN", "STANDARD" | "DAYLIGHT") => own = Some(Observance::default()),
                ("END", "STANDARD" | "DAYLIGHT") => {
                    if let Some(own) = own.take()
                        && zones.of.len() < MOST_ZONES
                    {
                        let all = zones.of.entry(name.clone()).or_default();
                        if all.len() < MOST_OBSERVANCES {
                            all.push(own);
                        }
                    }
                }
                (property, value) => {
                    if let Some(own) = &mut own {
                        own.take_up(property, value);
                    }
                }
            }
        }
        zones
    }

    /// How a line's time is told, and as which instant where that is known.
    pub(super) fn told(&self, line: &Line) -> String {
        let value = line.value.trim();
        if let Some(day) = day_of(value) {
            return danish_day(day);
        }
        let Some(clock) = clock_of(value.trim_end_matches('Z')) else {
            return crate::found::cut(value, 100).to_owned();
        };
        if value.ends_with('Z') {
            return instant(clock);
        }
        let Some(zone) = line.parameter("TZID") else {
            return danish(clock);
        };
        match self.of.get(zone) {
            Some(rules) => match offset(rules, clock) {
                Some(seconds) => match TimeDelta::try_seconds(seconds) {
                    Some(away) => instant(clock - away),
                    None => danish(clock),
                },
                None => format!("{} ({zone})", danish(clock)),
            },
            // Zones whose clocks show the same as Danish ones.
            None if is_like_denmark(zone) => danish(clock),
            None => format!("{} ({})", danish(clock), crate::found::cut(zone, 100)),
        }
    }
}

impl Observance {
    fn take_up(&mut self, property: &str, value: &str) {
        match property {
            "DTSTART" => self.begins = clock_of(value),
            "TZOFFSETTO" => self.seconds = seconds_of(value).unwrap_or(0),
            "RRULE" => {
                let part = |name: &str| {
                    value
                        .split(';')
                        .find_map(|part| part.strip_prefix(name)?.strip_prefix('='))
                };
                let month = part("BYMONTH").and_then(|month| month.parse().ok());
                let day = part("BYDAY").and_then(|day| {
                    let (which, name) = day.split_at_checked(day.len().checked_sub(2)?)?;
                    let weekday = match name {
                        "MO" => Weekday::Mon,
                        "TU" => Weekday::Tue,
                        "WE" => Weekday::Wed,
                        "TH" => Weekday::Thu,
                        "FR" => Weekday::Fri,
                        "SA" => Weekday::Sat,
                        "SU" => Weekday::Sun,
                        _ => return None,
                    };
                    Some((which.parse().unwrap_or(1), weekday))
                });
                if let (Some(month), Some((which, weekday))) = (month, day) {
                    self.yearly = Some((month, which, weekday));
                }
            }
            _ => {}
        }
    }

    /// When it began last before this time.
    fn onset(&self, clock: NaiveDateTime) -> Option<NaiveDateTime> {
        let begins = self.begins?;
        let Some((month, which, weekday)) = self.yearly else {
            return Some(begins).filter(|begins| *begins <= clock);
        };
        [clock.year(), clock.year() - 1]
            .into_iter()
            .filter_map(|year| nth(year, month, which, weekday))
            .map(|day| day.and_time(begins.time()))
            .find(|onset| *onset <= clock)
    }
}

fn offset(rules: &[Observance], clock: NaiveDateTime) -> Option<i64> {
    rules
        .iter()
        .filter_map(|own| Some((own.onset(clock)?, own.seconds)))
        .max_by_key(|(onset, _)| *onset)
        .or_else(|| rules.first().map(|own| (clock, own.seconds)))
        .map(|(_, seconds)| seconds)
}

fn nth(year: i32, month: u32, which: i32, weekday: Weekday) -> Option<NaiveDate> {
    if which > 0 {
        return NaiveDate::from_weekday_of_month_opt(
            year,
            month,
            weekday,
            u8::try_from(which).ok()?,
        );
    }
    let (next_year, next_month) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    let last = NaiveDate::from_ymd_opt(next_year, next_month, 1)?.pred_opt()?;
    let back = (7 + last.weekday().num_days_from_monday() - weekday.num_days_from_monday()) % 7;
    let weeks = u64::from(which.unsigned_abs().clamp(1, 5)) - 1;
    last.checked_sub_days(Days::new(u64::from(back) + 7 * weeks))
}

fn is_like_denmark(zone: &str) -> bool {
    [
        "Europe/Copenhagen",
        "Europe/Berlin",
        "Europe/Paris",
        "Europe/Oslo",
        "Europe/Stockholm",
        "Europe/Amsterdam",
        "Europe/Brussels",
        "Europe/Madrid",
        "Europe/Rome",
        "Europe/Vienna",
        "Europe/Zurich",
        "Europe/Warsaw",
        "Europe/Prague",
        "Romance Standard Time",
        "W. Europe Standard Time",
        "Central Europe Standard Time",
        "Central European Standard Time",
    ]
    .iter()
    .any(|own| zone.ends_with(own))
}

fn day_of(value: &str) -> Option<NaiveDate> {
    (value.len() == 8 && value.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| NaiveDate::parse_from_str(value, "%Y%m%d").ok())
        .flatten()
}

fn clock_of(value: &str) -> Option<NaiveDateTime> {
    (value.len() == 15)
        .then(|| NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").ok())
        .flatten()
}

/// `+0100`
fn seconds_of(value: &str) -> Option<i64> {
    let (sign, digits) = value.split_at_checked(1)?;
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 = digits.get(2..4)?.parse().ok()?;
    let seconds = hours * 3_600 + minutes * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

fn instant(utc: NaiveDateTime) -> String {
    words::instant(utc.and_utc().timestamp())
}

fn danish_day(day: NaiveDate) -> String {
    sagsbord_pdf::danish_day(sagsbord_pdf::ReleaseDate {
        year: u16::try_from(day.year()).unwrap_or_default(),
        month: u8::try_from(day.month()).unwrap_or_default(),
        day: u8::try_from(day.day()).unwrap_or_default(),
    })
}

fn danish(clock: NaiveDateTime) -> String {
    format!("{} kl. {}", danish_day(clock.date()), clock.format("%H.%M"))
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;

    #[test]
    fn times_are_told_on_a_danish_clock() {
        let zone = "BEGIN:VTIMEZONE\nTZID:Eastern Standard Time\nBEGIN:STANDARD\nDTSTART:16010101T020000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\nRRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETTO:-0400\nRRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
        let zones = Zones::read(&lines(zone));
        let check = |line: &str, expected: &str| {
            assert_eq!(zones.told(&lines(line)[0]), expected, "{line}");
        };
        check("DTSTART:20261103T091200Z", "3. november 2026 kl. 10.12");
        check("DTSTART:20260703T081200Z", "3. juli 2026 kl. 10.12");
        check("DTSTART;VALUE=DATE:20261103", "3. november 2026");
        check(
            "DTSTART;TZID=Europe/Copenhagen:20261103T101200",
            "3. november 2026 kl. 10.12",
        );
        check(
            "DTSTART;TZID=Romance Standard Time:20261103T101200",
            "3. november 2026 kl. 10.12",
        );
        check(
            "DTSTART;TZID=Eastern Standard Time:20261103T041200",
            "3. november 2026 kl. 10.12",
        );
        check(
            "DTSTART;TZID=Eastern Standard Time:20261031T041200",
            "31. oktober 2026 kl. 09.12",
        );
        check(
            "DTSTART;TZID=Eastern Standard Time:20260703T041200",
            "3. juli 2026 kl. 10.12",
        );
        check(
            "DTSTART;TZID=Ukendt/By:20261103T101200",
            "3. november 2026 kl. 10.12 (Ukendt/By)",
        );
        check("DTSTART:20261103T101200", "3. november 2026 kl. 10.12");
        check("DTSTART:i morgen", "i morgen");
    }
}
