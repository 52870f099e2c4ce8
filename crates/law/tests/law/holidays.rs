use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use sagsbord_domain::Name;
use sagsbord_domain::calendar::{
    Calendar, CalendarMode, ClosedDay, ClosingDay, ClosingReach, Counting, DayKind, NamedDayKind,
};
use sagsbord_law::{read_calendar, read_closing_days};

use crate::support::{calendar, day};

const STRICT: Counting = Counting {
    days: DayKind::WorkingDays,
    mode: CalendarMode::Strict,
};

fn named(closed: &[ClosedDay], kind: NamedDayKind) -> BTreeSet<NaiveDate> {
    closed
        .iter()
        .filter(|closed| {
            closed
                .named
                .as_ref()
                .is_some_and(|named| named.kind == kind)
        })
        .map(|closed| closed.day)
        .collect()
}

fn year(year: i32, counting: Counting) -> &'static [ClosedDay] {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
    let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
    // The first day of the calendar has no day before it.
    let eve = first.pred_opt().filter(|_| year > Calendar::FIRST_YEAR);
    calendar()
        .closed(eve.unwrap_or(first), last, counting)
        .unwrap()
}

#[test]
fn the_holidays_of_2026_to_2031_are_those_of_the_almanac() {
    let check = |of: i32, days: &str| {
        let expected: BTreeSet<NaiveDate> = days
            .split(' ')
            .map(|month_day| day(&format!("{of}-{month_day}")))
            .collect();
        assert_eq!(
            named(year(of, STRICT), NamedDayKind::Holiday),
            expected,
            "{of}"
        );
    };
    check(
        2026,
        "01-01 04-02 04-03 04-05 04-06 05-14 05-24 05-25 12-25 12-26",
    );
    check(
        2027,
        "01-01 03-25 03-26 03-28 03-29 05-06 05-16 05-17 12-25 12-26",
    );
    check(
        2028,
        "01-01 04-13 04-14 04-16 04-17 05-25 06-04 06-05 12-25 12-26",
    );
    check(
        2029,
        "01-01 03-29 03-30 04-01 04-02 05-10 05-20 05-21 12-25 12-26",
    );
    check(
        2030,
        "01-01 04-18 04-19 04-21 04-22 05-30 06-09 06-10 12-25 12-26",
    );
    check(
        2031,
        "01-01 04-10 04-11 04-13 04-14 05-22 06-01 06-02 12-25 12-26",
    );
    check(
        2023,
        "01-01 04-06 04-07 04-09 04-10 05-05 05-18 05-28 05-29 12-25 12-26",
    );
    check(
        2024,
        "01-01 03-28 03-29 03-31 04-01 05-09 05-19 05-20 12-25 12-26",
    );
}

#[test]
fn great_prayer_day_is_a_holiday_to_2023_and_never_after() {
    for of in Calendar::FIRST_YEAR + 1..=Calendar::LAST_YEAR {
        let count = named(year(of, STRICT), NamedDayKind::Holiday).len();
        let expected = if of <= 2023 { 11 } else { 10 };
        // Ascension fell on 1 May only in 2008, and the two never share a day.
        assert_eq!(count, expected, "{of}");
    }
}

#[test]
fn customary_days_close_the_citizens_deadlines_alone() {
    for of in [2026, 2027, 2029] {
        let lenient = named(year(of, Counting::OFFICE), NamedDayKind::Customary);
        let expected = ["06-05", "12-24", "12-31"].map(|text| day(&format!("{of}-{text}")));
        assert_eq!(lenient, BTreeSet::from(expected));
        assert!(named(year(of, STRICT), NamedDayKind::Customary).is_empty());
    }
    // Whit Monday of 2028 falls on 5 June and is told as what it is to everybody.
    let lenient = named(year(2028, Counting::OFFICE), NamedDayKind::Customary);
    assert!(!lenient.contains(&day("2028-06-05")));
    assert!(named(year(2028, STRICT), NamedDayKind::Holiday).contains(&day("2028-06-05")));
}

#[test]
fn outside_its_years_the_calendar_says_so() {
    for outside in ["1979-12-31", "2101-01-01"] {
        assert!(
            calendar().nth_after(day(outside), 1, STRICT).is_err(),
            "{outside}"
        );
    }
    assert!(calendar().nth_after(day("2100-12-31"), 1, STRICT).is_err());
    assert!(calendar().nth_before(day("1980-01-01"), 1, STRICT).is_err());
    assert_eq!(
        calendar().nth_before(day("2026-04-07"), 1, STRICT),
        Ok(day("2026-04-01"))
    );
    assert_eq!(
        calendar().on_or_before(day("2026-04-06"), STRICT),
        Ok(day("2026-04-01"))
    );
    assert_eq!(
        calendar().on_or_after(day("2026-04-02"), STRICT),
        Ok(day("2026-04-07"))
    );
    assert_eq!(
        calendar().nth_after(day("2026-04-05"), 0, STRICT),
        Ok(day("2026-04-05"))
    );
    assert_eq!(
        calendar().count(day("2026-04-10"), day("2026-04-07"), STRICT),
        Ok(0)
    );
}

#[test]
fn a_closing_day_moves_the_citizens_deadline_and_the_authoritys_only_where_the_municipality_says_so()
 {
    let shipped = read_calendar(include_str!("../../data/calendar.toml")).unwrap();
    let with = |reach| {
        let closing = ClosingDay {
            first: day("2026-12-28"),
            last: day("2026-12-30"),
            name: Name::new("juleferie", "Christmas closure"),
            reach,
        };
        Calendar::new("prøve", &shipped.holidays, &[closing])
    };
    let check = |reach, counting, expected: &str| {
        let after = with(reach).nth_after(day("2026-12-23"), 3, counting);
        assert_eq!(after, Ok(day(expected)), "{reach:?}");
    };
    check(ClosingReach::CitizensDeadlines, STRICT, "2026-12-29");
    check(
        ClosingReach::CitizensDeadlines,
        Counting::OFFICE,
        "2027-01-06",
    );
    check(ClosingReach::EverybodysDeadlines, STRICT, "2027-01-04");
    check(
        ClosingReach::EverybodysDeadlines,
        Counting::OFFICE,
        "2027-01-06",
    );
    // Where Christmas Eve is shut to everybody, that is why the authority's day moves, and custom why the citizen's does.
    let eve = ClosingDay {
        first: day("2026-12-24"),
        last: day("2026-12-24"),
        name: Name::new("lukket", "closed"),
        reach: ClosingReach::EverybodysDeadlines,
    };
    let calendar = Calendar::new("prøve", &shipped.holidays, &[eve]);
    let kind = |counting| {
        let closed = calendar
            .closed(day("2026-12-23"), day("2026-12-24"), counting)
            .unwrap();
        closed[0].named.as_ref().unwrap().kind
    };
    assert_eq!(kind(STRICT), NamedDayKind::MunicipalityClosed);
    assert_eq!(kind(Counting::OFFICE), NamedDayKind::Customary);
}

#[test]
fn closing_days_are_read_and_a_long_summer_closure_is_no_ground() {
    let file = |last: &str, more: &str| {
        format!(
            "[[closed]]\nfirst = 2026-07-06\nlast = {last}\nname = {{ da = \"ferie\", en = \"closure\" }}\n{more}"
        )
    };
    let everybody = "reach = \"everybodys_deadlines\"\nground = \"byrådets beslutning\"\n";
    let read = read_closing_days(&file("2026-07-12", everybody)).unwrap();
    assert_eq!((read[0].day.first.day(), read[0].day.last.day()), (6, 12));
    let check = |text: String, field: &str, code: &str| {
        let faults = read_closing_days(&text).unwrap_err();
        let said = faults[0].sentence(sagsbord_law::Language::Da);
        assert!(faults[0].field == field && said.contains(code), "{said}");
    };
    check(file("2026-07-26", everybody), "last", "14 dage");
    check(file("2026-10-26", ""), "last", "60");
    check(file("2026-07-01", ""), "last", "før den første");
    check(
        file("2026-07-12", "reach = \"everybodys_deadlines\"\n"),
        "ground",
        "mangler",
    );
    assert!(
        read_closing_days(&file("2026-07-26", "")).is_ok(),
        "three weeks move the citizen's deadlines"
    );
    assert!(read_closing_days("").unwrap().is_empty());
}
