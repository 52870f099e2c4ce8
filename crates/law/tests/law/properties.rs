//! Random spans, the same at every run, against a walk from day to day that shares nothing with the program but
//! the list of closed days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use sagsbord_domain::calendar::{CalendarMode, Counting, DayKind, NamedDayKind};
use sagsbord_domain::deadline::{
    Change, Deadline, Due, Extension, Length, Moment, StopGround, Unit,
};

use crate::support::{act, begin, calendar, day, derive, due_day, noon, restart, stop};

/// Numbers that look thrown and are not.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    fn day(&mut self) -> NaiveDate {
        day("1980-01-02") + Days::new(self.throw(43_000))
    }
}

fn counts(day: NaiveDate, counting: Counting) -> bool {
    let strict = counting.mode == CalendarMode::Strict;
    let sunday = day.weekday() == Weekday::Sun;
    let weekend = sunday || day.weekday() == Weekday::Sat;
    let by_the_week = match (counting.days, strict) {
        (DayKind::Weekdays, true) => sunday,
        _ => weekend,
    };
    // By its own reckoning: Gauss's Easter, and what lies about it.
    let year = day.year();
    let (a, b, c) = (year % 19, year % 4, year % 7);
    let (m, n) = match year {
        1900..=2099 => (24, 5),
        _ => (24, 6),
    };
    let d = (19 * a + m) % 30;
    let e = (2 * b + 4 * c + 6 * d + n) % 7;
    let mut easter = NaiveDate::from_ymd_opt(year, 3, 22).unwrap() + Days::new((d + e) as u64);
    if d == 29 && e == 6 || d == 28 && e == 6 && a > 10 {
        easter = easter - Days::new(7);
    }
    let after_easter = (day - easter).num_days();
    let holiday = matches!(after_easter, -3 | -2 | 0 | 1 | 39 | 49 | 50)
        || (after_easter == 26 && year <= 2023)
        || matches!((day.month(), day.day()), (1, 1) | (12, 25 | 26));
    let customary = matches!((day.month(), day.day()), (6, 5) | (12, 24 | 31));
    !(by_the_week || holiday || (customary && !strict))
}

fn all_countings() -> impl Iterator<Item = Counting> {
    DayKind::ALL.iter().flat_map(|days| {
        CalendarMode::ALL.iter().map(|mode| Counting {
            days: *days,
            mode: *mode,
        })
    })
}

#[test]
fn every_day_of_the_calendar_counts_as_the_walk_says() {
    for counting in all_countings() {
        let mut today = day("1980-01-02");
        while today < day("2100-12-31") {
            assert_eq!(
                calendar().is_counted(today, counting),
                Ok(counts(today, counting)),
                "{today} {counting:?}"
            );
            today = today + Days::new(1);
        }
    }
}

#[test]
fn the_clock_of_counted_days_ends_where_a_walk_from_day_to_day_ends() {
    let mut dice = Dice(0x5a65_7d11);
    for counting in all_countings() {
        for _ in 0..5_000 {
            let (start, amount) = (dice.day(), 1 + dice.throw(120) as u32);
            let (mut walked, mut left, mut closed) = (start, amount, Vec::new());
            while left > 0 {
                walked = walked + Days::new(1);
                match counts(walked, counting) {
                    true => left -= 1,
                    false => closed.push(walked),
                }
            }
            let found = calendar().nth_after(start, amount, counting).unwrap();
            assert_eq!(found, walked, "{amount} from {start}, {counting:?}");
            let skipped = calendar().closed(start, found, counting).unwrap();
            let skipped: Vec<NaiveDate> = skipped.iter().map(|closed| closed.day).collect();
            assert_eq!(skipped, closed, "every passed day is told, and no other");
            assert_eq!(calendar().count(start, found, counting), Ok(amount));
            let back = calendar().nth_before(found, amount, counting).unwrap();
            assert!(back <= start || counts(back, counting), "and back again");
        }
    }
}

#[test]
fn a_stopped_clock_of_working_days_ends_where_the_walk_ends() {
    let counting = Counting {
        days: DayKind::WorkingDays,
        mode: CalendarMode::Strict,
    };
    let mut dice = Dice(0x0dec_0de5);
    for _ in 0..2_000 {
        let start = day("2020-01-02") + Days::new(dice.throw(4_000));
        let mut deadline = begin("OFL-36", &start.to_string());
        let mut rule = (*deadline.rule).clone();
        rule.stops = StopGround::ALL.to_vec();
        deadline.rule = std::sync::Arc::new(rule);
        let mut pauses: Vec<(NaiveDate, NaiveDate)> = Vec::new();
        let mut from = start;
        for _ in 0..dice.throw(4) {
            let stopped = from + Days::new(dice.throw(5));
            let on = stopped + Days::new(dice.throw(15));
            let ground = StopGround::MaterialMissing;
            let Ok(stands) = act(&deadline, stop(&stopped.to_string(), ground), "2040-01-01")
            else {
                break;
            };
            deadline = act(&stands, restart(&on.to_string()), "2040-01-01").unwrap();
            pauses.push((stopped, on));
            from = on;
        }
        let stands = |day: NaiveDate| {
            pauses
                .iter()
                .any(|(from, until)| *from < day && day <= *until)
        };
        let (mut walked, mut left) = (start, 7);
        while left > 0 {
            walked = walked + Days::new(1);
            if counts(walked, counting) && !stands(walked) {
                left -= 1;
            }
        }
        // Stopped on the very last day: out with the first working day from when it goes on.
        while let Some((_, until)) = pauses
            .iter()
            .filter(|(from, until)| *from <= walked && walked < *until)
            .max_by_key(|(_, until)| *until)
        {
            walked = *until;
            while !counts(walked, counting) {
                walked = walked + Days::new(1);
            }
        }
        assert_eq!(
            due_day(&deadline),
            walked.to_string(),
            "from {start}, stopped {pauses:?}"
        );
        assert_eq!(derive(&deadline).due, Due::Day(walked));
    }
}

/// Whatever is done in whatever order, a refused act changes nothing and an accepted one can be taken back.
#[test]
fn what_was_done_can_be_taken_back_to_the_same_day() {
    let mut dice = Dice(0xfeed_beef);
    let mut accepted = 0;
    for _ in 0..500 {
        let mut deadline: Deadline = begin("GDPR-12", "2026-01-15");
        for _ in 0..12 {
            let at = (day("2026-01-15") + Days::new(dice.throw(90))).to_string();
            let change = match dice.throw(4) {
                0 => stop(&at, StopGround::IdentityInDoubt),
                1 => restart(&at),
                2 => Change::Extended {
                    by: Extension::To(day(&at)),
                    told: day("2026-01-20"),
                    why: "omfang".to_owned(),
                },
                _ => crate::support::undo(1 + dice.throw(8) as u32),
            };
            let before = derive(&deadline).due;
            let Ok(after) = act(&deadline, change, "2026-06-01") else {
                continue;
            };
            accepted += 1;
            let entry = after.log.entries().last().unwrap().number;
            let back = after
                .act(
                    crate::support::undo(entry),
                    crate::support::somebody(),
                    noon("2026-06-01"),
                    calendar(),
                    0,
                )
                .expect("the last change can always be taken back");
            assert_eq!(derive(&back).due, before);
            assert_eq!(
                back.log.entries().len(),
                after.log.entries().len() + 1,
                "nothing leaves the log"
            );
            deadline = after;
        }
    }
    assert!(
        accepted > 1_000,
        "only {accepted} acts were accepted: the dice prove little"
    );
}

/// Any rule, any stops, any extensions: what must hold whatever they are.
#[test]
fn whatever_the_rule_a_pause_never_brings_the_day_nearer_and_no_day_is_passed_over_twice() {
    let mut dice = Dice(0x0b5e_55ed);
    let mut with_pauses = 0;
    for _ in 0..4_000 {
        let unit = [
            "working_days",
            "weekdays",
            "calendar_days",
            "weeks",
            "months",
            "years",
        ][dice.throw(6) as usize];
        let amount = 1 + dice.throw(if unit == "years" { 3 } else { 20 });
        let counted = matches!(unit, "working_days" | "weekdays");
        let mut flags = String::new();
        if !counted && dice.throw(2) == 0 {
            flags.push_str(" forward");
        }
        if dice.throw(3) == 0 {
            flags.push_str(" first");
        }
        let start = day("2000-01-01") + Days::new(dice.throw(25_000));
        let rule = |mode: &str| crate::derive::made_up(&format!("{amount} {unit} {mode}{flags}"));
        let begun = |mode: &str| {
            let now = noon("2100-12-31");
            Deadline::begin(rule(mode), Moment::Day(start), None, calendar(), now).unwrap()
        };
        let due_of = |deadline: &Deadline| derive(deadline).due.day();
        let (mut deadline, lenient) = (begun("strict"), begun("lenient"));
        let told = format!("{amount} {unit}{flags} from {start}");
        assert!(
            due_of(&deadline) <= due_of(&lenient),
            "{told}: doubt counts against the authority"
        );
        assert!(due_of(&deadline) >= Some(start), "{told}");
        let mut from = start;
        for _ in 0..dice.throw(5) {
            let before = due_of(&deadline);
            let after = match dice.throw(3) {
                0 => Change::Extended {
                    by: Extension::By(Length::new(
                        1 + dice.throw(9) as u32,
                        Unit::from_code(unit).unwrap(),
                    )),
                    told: start,
                    why: "omfang".to_owned(),
                },
                _ => {
                    from = from + Days::new(dice.throw(12));
                    stop(&from.to_string(), StopGround::MaterialMissing)
                }
            };
            let Ok(mut changed) = act(&deadline, after, "2100-12-31") else {
                continue;
            };
            if derive(&changed).due == Due::Stopped {
                from = from + Days::new(dice.throw(40));
                changed = act(&changed, restart(&from.to_string()), "2100-12-31").unwrap();
                with_pauses += 1;
            }
            assert!(due_of(&changed) >= before, "{told}: {:?}", changed.log);
            deadline = changed;
        }
        let derivation = derive(&deadline);
        assert_eq!(
            derivation,
            derive(&deadline),
            "the same always gives the same"
        );
        let passed: Vec<NaiveDate> = derivation.skipped.iter().map(|closed| closed.day).collect();
        assert!(
            passed.is_sorted_by(|one, next| one < next),
            "{told}: {passed:?}"
        );
        assert!(
            passed
                .iter()
                .all(|passed| Some(*passed) <= derivation.due.day()),
            "{told}"
        );
    }
    assert!(
        with_pauses > 2_000,
        "only {with_pauses} pauses: the dice prove little"
    );
}

#[test]
fn holidays_are_named_and_weekends_are_not() {
    let closed = calendar()
        .closed(day("1980-01-01"), day("2100-12-31"), Counting::OFFICE)
        .unwrap();
    for closed in closed {
        let plain_weekend = closed.named.is_none();
        assert!(!plain_weekend || matches!(closed.day.weekday(), Weekday::Sat | Weekday::Sun));
        assert!(
            closed
                .named
                .as_ref()
                .is_none_or(|named| named.kind != NamedDayKind::MunicipalityClosed)
        );
    }
}
