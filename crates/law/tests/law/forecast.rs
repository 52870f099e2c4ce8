use sagsbord_domain::deadline::{Due, Forecast, Outlook, Pace, Unsaid, Work, forecast};

use crate::support::{calendar, day};

fn pace(done: &[u32]) -> Vec<Pace> {
    let first = day("2026-02-02");
    let days = first.iter_days().filter(|day| {
        calendar()
            .is_counted(*day, sagsbord_domain::calendar::Counting::OFFICE)
            .unwrap()
    });
    days.zip(done)
        .map(|(day, done)| Pace { day, done: *done })
        .collect()
}

fn ask(left: u32, done: &[u32], due: Due) -> Forecast {
    let pace = pace(done);
    forecast(
        Work { left, pace: &pace },
        due,
        day("2026-03-27"),
        calendar(),
    )
    .unwrap()
}

#[test]
fn a_forecast_rests_on_the_middling_and_the_slow_days_and_shows_its_figures() {
    // Sorted: 20 30 40 40 50 60 80; the middle is 40, a quarter of the way is 30.
    let done = [40, 20, 60, 30, 80, 40, 50];
    let check = |left: u32, due: &str, finish: &str, slow: &str, outlook: Outlook| {
        let Forecast::Expected(found) = ask(left, &done, Due::Day(day(due))) else {
            panic!("it could be said");
        };
        assert_eq!(
            (found.a_day, found.a_slow_day, found.days_measured),
            (40, 30, 7)
        );
        assert_eq!(
            (found.finish, found.finish_when_slow, found.outlook),
            (day(finish), day(slow), outlook)
        );
    };
    // From Friday 27 March, over Easter: 30, 31 March, 1, 7, 8, 9 April …
    check(
        200,
        "2026-04-10",
        "2026-04-08",
        "2026-04-10",
        Outlook::InTime,
    );
    check(
        200,
        "2026-04-09",
        "2026-04-08",
        "2026-04-10",
        Outlook::Tight,
    );
    check(
        200,
        "2026-04-07",
        "2026-04-08",
        "2026-04-10",
        Outlook::TooLate,
    );
    check(0, "2026-03-27", "2026-03-27", "2026-03-27", Outlook::InTime);
    check(
        1,
        "2026-03-20",
        "2026-03-30",
        "2026-03-30",
        Outlook::TooLate,
    );
    let Forecast::Expected(found) = ask(200, &done, Due::Stopped) else {
        panic!("it could be said");
    };
    assert_eq!(
        (
            found.outlook,
            found.working_days_left,
            found.working_days_needed
        ),
        (Outlook::NoDay, None, 5)
    );
}

#[test]
fn where_too_little_was_measured_nothing_is_said() {
    let check = |left: u32, done: &[u32], expected: Unsaid| {
        assert_eq!(
            ask(left, done, Due::Soon),
            Forecast::CannotSay(expected),
            "{done:?}"
        );
    };
    check(100, &[], Unsaid::TooFewDays);
    check(100, &[40, 40, 40, 40], Unsaid::TooFewDays);
    check(100, &[1, 2, 3, 4, 5], Unsaid::TooLittleDone);
    check(100, &[0, 0, 40, 40, 40], Unsaid::NothingOnSlowDays);
    check(1_000_000, &[40, 40, 40, 40, 40], Unsaid::TooFarAhead);
    check(
        u32::MAX,
        &[u32::MAX, u32::MAX, 1, 1, 1],
        Unsaid::TooFarAhead,
    );
}

#[test]
fn days_to_come_and_days_long_past_do_not_count() {
    let mut measured = pace(&[10; 40]);
    // Newer than all, and to come.
    measured.push(Pace {
        day: day("2026-04-20"),
        done: 10_000,
    });
    let asked = forecast(
        Work {
            left: 100,
            pace: &measured,
        },
        Due::Soon,
        day("2026-03-31"),
        calendar(),
    )
    .unwrap();
    let Forecast::Expected(found) = asked else {
        panic!("it could be said");
    };
    assert_eq!((found.a_day, found.days_measured), (10, 30));
}
