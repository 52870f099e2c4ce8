//! How fast dates are explained and counted again: `cargo xtask bench frister`.
//!
//! One core. A million deadlines under the shipped rules, one in five of them stopped and started again, each
//! with its whole derivation as data. Then a hundred thousand that run are counted again after Great Prayer Day
//! came back, with the list of what moves. Last, the text for the case file.
//!
//! Other programs on the machine slow the figures down; the best of the rounds is what the machine can do.

#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement is printed, and a fault ends it"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate};
use sagsbord_domain::deadline::{
    Change, Deadline, Due, Limit, Moment, Running, StopGround, Unit, recompute,
};
use sagsbord_domain::{EmployeeId, danish_midnight};
use sagsbord_law::{Language, Law, LocalFiles, explain};

const DEADLINES: usize = 1_000_000;
const RUNNING: usize = 100_000;
const ROUNDS: usize = 3;

fn main() {
    let started = Instant::now();
    let law = Law::shipped().unwrap();
    println!(
        "law read, calendar made: {:.1} ms",
        started.elapsed().as_secs_f64() * 1e3
    );
    let deadlines = deadlines(&law, DEADLINES);
    let stopped = deadlines
        .iter()
        .filter(|deadline| !deadline.log.entries().is_empty())
        .count();
    println!("{DEADLINES} deadlines, {stopped} of them stopped and on again");
    explained(&law, &deadlines);
    moved(&law, &deadlines[..RUNNING]);
    in_words(&law, &deadlines[..RUNNING]);
}

fn explained(law: &Law, deadlines: &[Deadline]) {
    let mut skipped = 0;
    let best = best(|| {
        skipped = 0;
        for deadline in deadlines {
            let derivation = deadline.derive(&law.calendar).unwrap();
            skipped += black_box(&derivation).skipped.len();
        }
    });
    println!(
        "explained: {:.0} deadlines a second ({skipped} passed days told)",
        deadlines.len() as f64 / best.as_secs_f64()
    );
}

fn moved(law: &Law, deadlines: &[Deadline]) {
    let kept: Vec<Due> = deadlines
        .iter()
        .map(|deadline| deadline.derive(&law.calendar).unwrap().due)
        .collect();
    let calendar = format!(
        "{}\n[[holiday]]\nid = \"igen\"\nname = {{ da = \"store bededag\", en = \"Great Prayer Day\" }}\nkind = \"holiday\"\neaster = 26\nvalid_from = 2024-01-01\n",
        include_str!("../data/calendar.toml")
    );
    let started = Instant::now();
    let new = Law::with(LocalFiles {
        calendar: &calendar,
        ..LocalFiles::default()
    })
    .unwrap();
    let read = started.elapsed();
    let today = day("2026-06-01");
    let mut counts = (0, 0);
    let best = best(|| {
        let running = deadlines
            .iter()
            .zip(&kept)
            .enumerate()
            .map(|(id, (deadline, kept))| Running {
                id,
                deadline,
                kept: *kept,
            });
        let (moved, stuck) = recompute(running, &new.rules, &new.calendar, today);
        counts = (black_box(&moved).len(), stuck.len());
    });
    println!(
        "counted again: {} running in {:.0} ms, {} move, {} under no law any more (new calendar read in {:.0} ms)",
        deadlines.len(),
        best.as_secs_f64() * 1e3,
        counts.0,
        counts.1,
        read.as_secs_f64() * 1e3,
    );
}

fn in_words(law: &Law, deadlines: &[Deadline]) {
    let mut letters = 0;
    let best = best(|| {
        letters = 0;
        for deadline in deadlines {
            let derivation = deadline.derive(&law.calendar).unwrap();
            letters += explain(
                deadline,
                &derivation,
                Language::Da,
                Some(&|_| String::new()),
            )
            .len();
        }
    });
    println!(
        "in Danish words: {:.0} a second ({:.0} letters each)",
        deadlines.len() as f64 / best.as_secs_f64(),
        letters as f64 / deadlines.len() as f64
    );
}

fn best(mut work: impl FnMut()) -> Duration {
    (0..ROUNDS)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// The shipped rules in turn, begun on all days of two years.
fn deadlines(law: &Law, count: usize) -> Vec<Deadline> {
    let rules: Vec<_> = law
        .rules
        .rules()
        .filter(|rule| rule.valid_to.is_none() && matches!(rule.limit, Limit::Fixed(_)))
        .filter(|rule| rule.valid_from <= day("2024-01-01") && rule.runs_while.is_none())
        .cloned()
        .collect();
    let now = danish_midnight(day("2099-01-01"));
    (0..count)
        .map(|number| {
            let rule = rules[number % rules.len()].clone();
            let start = day("2024-02-01") + Days::new((number / rules.len() % 730) as u64);
            let in_hours = matches!(rule.limit, Limit::Fixed(length) if length.unit == Unit::Hours);
            let moment = match in_hours {
                true => Moment::At(danish_midnight(start)),
                false => Moment::Day(start),
            };
            let mut deadline = Deadline::begin(rule, moment, None, &law.calendar, now).unwrap();
            if number % 5 == 0 && !in_hours {
                deadline = stopped_and_on_again(deadline, start, law);
            }
            deadline
        })
        .collect()
}

fn stopped_and_on_again(deadline: Deadline, start: NaiveDate, law: &Law) -> Deadline {
    // Most laws know no stop; for the measurement every rule does.
    let mut rule = (*deadline.rule).clone();
    rule.stops = vec![StopGround::MaterialMissing];
    let deadline = Deadline {
        rule: rule.into(),
        ..deadline
    };
    let now = danish_midnight(day("2099-01-01"));
    let somebody = EmployeeId::new(uuid::Uuid::nil());
    let act = |deadline: &Deadline, change| {
        deadline
            .act(change, somebody, now, &law.calendar, 0)
            .unwrap()
    };
    let stands = act(
        &deadline,
        Change::Stopped {
            from: Moment::Day(start + Days::new(1)),
            on: StopGround::MaterialMissing,
            why: "afventer".to_owned(),
        },
    );
    act(
        &stands,
        Change::Restarted {
            from: Moment::Day(start + Days::new(12)),
            why: "modtaget".to_owned(),
        },
    )
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}
