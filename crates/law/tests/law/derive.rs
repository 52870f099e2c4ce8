use std::sync::Arc;

use sagsbord_domain::calendar::CalendarMode;
use sagsbord_domain::deadline::{
    Binds, Change, Deadline, DeadlineProblem, Due, Extension, ExtensionRule, FirstDay, Length,
    Limit, Rule, StopGround, Unit, WhenClosed,
};

use crate::support::{
    act, begin, begin_chosen, calendar, day, derive, due_day, moment, noon, restart, rule, stop,
};

/// A rule of any length: `7 working_days strict forward first`.
pub(crate) fn made_up(length: &str) -> Arc<Rule> {
    let words: Vec<&str> = length.split(' ').collect();
    let [amount, unit, mode, flags @ ..] = &words[..] else {
        panic!("no length: {length}");
    };
    let shipped = rule("OFL-36", "2026-01-01");
    let mode = CalendarMode::from_code(mode).unwrap();
    Arc::new(Rule {
        limit: Limit::Fixed(Length::new(
            amount.parse().unwrap(),
            Unit::from_code(unit).unwrap(),
        )),
        mode,
        binds: match mode {
            CalendarMode::Strict => Binds::Authority,
            CalendarMode::Lenient => Binds::Citizen,
        },
        when_closed: match flags.contains(&"forward") {
            true => WhenClosed::MovesForward,
            false => WhenClosed::Stays,
        },
        first_day: match flags.contains(&"first") {
            true => FirstDay::Counted,
            false => FirstDay::NotCounted,
        },
        stops: StopGround::ALL.to_vec(),
        extension: Some(ExtensionRule {
            most: None,
            times: 9,
        }),
        valid_from: day("1980-01-01"),
        ..(*shipped).clone()
    })
}

fn done(what: &str) -> Change {
    match what.split(' ').collect::<Vec<_>>()[..] {
        ["stop", from] => stop(from, StopGround::MaterialMissing),
        ["go", from] => restart(from),
        [amount, unit] => Change::Extended {
            by: Extension::By(Length::new(
                amount.trim_start_matches('+').parse().unwrap(),
                Unit::from_code(unit).unwrap(),
            )),
            told: day("1980-01-01"),
            why: "omfang".to_owned(),
        },
        _ => panic!("nothing can be done so: {what}"),
    }
}

fn counted(length: &str, start: &str, acts: &str) -> Deadline {
    let mut deadline = Deadline::begin(
        made_up(length),
        moment(start),
        None,
        calendar(),
        noon("2100-12-31"),
    )
    .unwrap();
    for what in acts.split("; ").filter(|what| *what != "-") {
        let mut change = done(what);
        if let Change::Extended { told, .. } = &mut change {
            *told = day(start);
        }
        deadline = act(&deadline, change, "2100-12-31")
            .unwrap_or_else(|error| panic!("{length} from {start}, {what}: {error}"));
    }
    deadline
}

#[test]
fn every_row_of_the_table_is_counted_to_its_day() {
    let rows: Vec<&str> = include_str!("tables/deadlines.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(rows.len() >= 150, "the table has {} rows", rows.len());
    let mut wrong = Vec::new();
    for row in rows {
        let [length, start, acts, expected, why] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("no row: {row}");
        };
        let found = due_day(&counted(length, start, acts));
        if found != expected {
            wrong.push(format!(
                "{length} from {start} ({acts}): {found}, not {expected}: {why}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_reference_vectors_hold_in_both_modes() {
    // Received; the seventh, fourteenth and fortieth working day, strict and lenient.
    let check = |received: &str, expected: [[&str; 2]; 3]| {
        for (amount, days) in [7, 14, 40].into_iter().zip(expected) {
            for (mode, due) in ["strict", "lenient"].into_iter().zip(days) {
                let length = format!("{amount} working_days {mode}");
                assert_eq!(
                    due_day(&counted(&length, received, "-")),
                    due,
                    "{length} from {received}"
                );
            }
        }
    };
    let same = |day| [day, day];
    check(
        "2023-05-04",
        [
            same("2023-05-16"),
            same("2023-05-26"),
            ["2023-07-04", "2023-07-05"],
        ],
    );
    check(
        "2024-04-25",
        [
            same("2024-05-06"),
            same("2024-05-16"),
            ["2024-06-24", "2024-06-25"],
        ],
    );
    check(
        "2026-03-27",
        [same("2026-04-10"), same("2026-04-21"), same("2026-05-29")],
    );
    check(
        "2026-05-13",
        [
            same("2026-05-26"),
            same("2026-06-04"),
            ["2026-07-10", "2026-07-13"],
        ],
    );
    check(
        "2026-05-29",
        [
            ["2026-06-09", "2026-06-10"],
            ["2026-06-18", "2026-06-19"],
            ["2026-07-24", "2026-07-27"],
        ],
    );
    check(
        "2026-06-04",
        [
            ["2026-06-15", "2026-06-16"],
            ["2026-06-24", "2026-06-25"],
            ["2026-07-30", "2026-07-31"],
        ],
    );
    check(
        "2026-11-21",
        [
            same("2026-12-01"),
            same("2026-12-10"),
            ["2027-01-19", "2027-01-21"],
        ],
    );
    check(
        "2026-12-17",
        [
            ["2026-12-29", "2026-12-30"],
            ["2027-01-08", "2027-01-12"],
            ["2027-02-15", "2027-02-17"],
        ],
    );
    check(
        "2026-12-18",
        [
            ["2026-12-30", "2027-01-04"],
            ["2027-01-11", "2027-01-13"],
            ["2027-02-16", "2027-02-18"],
        ],
    );
    check(
        "2026-12-23",
        [
            ["2027-01-05", "2027-01-07"],
            ["2027-01-14", "2027-01-18"],
            ["2027-02-19", "2027-02-23"],
        ],
    );
    check(
        "2026-12-30",
        [
            ["2027-01-11", "2027-01-12"],
            ["2027-01-20", "2027-01-21"],
            ["2027-02-25", "2027-02-26"],
        ],
    );
    check(
        "2027-03-19",
        [same("2027-04-02"), same("2027-04-13"), same("2027-05-21")],
    );
}

#[test]
fn the_shipped_rules_give_the_days_the_law_gives() {
    let check = |id: &str, start: &str, expected: &str, why: &str| {
        assert_eq!(due_day(&begin(id, start)), expected, "{id}: {why}");
    };
    check(
        "OFL-36-2",
        "2026-03-27",
        "2026-03-31",
        "two working days over a weekend",
    );
    check("OFL-36", "2026-03-27", "2026-04-10", "seven over Easter");
    check(
        "OFL-36-14",
        "2026-03-27",
        "2026-04-21",
        "fourteen over Easter",
    );
    check("OFL-36-40", "2026-03-27", "2026-05-29", "forty to Whitsun");
    check(
        "FVL-16",
        "2026-12-23",
        "2027-01-05",
        "a party's access over New Year",
    );
    check(
        "SUL-38",
        "2026-12-23",
        "2027-01-05",
        "health records over New Year",
    );
    check(
        "MIL-4",
        "2026-03-05",
        "2026-04-05",
        "a month that ends on Easter Sunday stays",
    );
    check(
        "MIL-10",
        "2026-03-05",
        "2026-03-15",
        "ten days as they come",
    );
    check(
        "GDPR-12",
        "2026-03-05",
        "2026-04-07",
        "a month that ends on Easter Sunday moves",
    );
    check(
        "RSL-66",
        "2026-03-05",
        "2026-04-02",
        "four weeks to Maundy Thursday: the authority's stays",
    );
    check(
        "RSL-67",
        "2026-03-05",
        "2026-04-07",
        "four weeks to Maundy Thursday: the citizen's moves",
    );
    check(
        "RSL-67",
        "2026-12-03",
        "2027-01-04",
        "four weeks to New Year's Eve: the citizen's moves",
    );
    check(
        "BREV-6",
        "2026-06-01",
        "2026-06-10",
        "no Saturday and no 5 June for the citizen",
    );
    check(
        "BL-136-6",
        "2026-06-01",
        "2026-06-08",
        "Saturday and 5 June against the authority",
    );
    check(
        "BL-20",
        "2026-10-31",
        "2027-02-28",
        "four months to the end of February",
    );
    check(
        "BL-91",
        "2026-11-30",
        "2027-02-28",
        "three months to the end of February",
    );
    check(
        "SEL-101",
        "2026-12-20",
        "2027-01-03",
        "fourteen days as they come",
    );
    check("SDP-13B-8", "2024-01-01", "2024-02-25", "the end of week 8");
    check("SDP-24", "2026-02-03", "2026-02-28", "the end of the month");
    check(
        "SDP-24",
        "2024-02-29",
        "2024-02-29",
        "the end of the month, on its last day",
    );
    check(
        "REF-80",
        "2026-01-01",
        "2026-01-28",
        "the last day of week 4",
    );
    check(
        "OFL-37-7",
        "2026-05-13",
        "2026-05-26",
        "forwarded over Ascension and Whitsun",
    );
    check(
        "OFL-37-20",
        "2026-06-30",
        "2026-07-28",
        "twenty working days",
    );
    check(
        "OFL-39-14",
        "2026-05-13",
        "2026-06-04",
        "fourteen working days",
    );
}

#[test]
fn hours_run_by_the_clock_through_nights_weekends_and_the_change_of_the_clock() {
    let check = |id: &str, start: &str, expected: &str| {
        let due = derive(&begin(id, start)).due;
        assert_eq!(due, Due::At(expected.parse().unwrap()), "{id} from {start}");
    };
    check("BL-136", "2026-11-20T15:30:00Z", "2026-11-21T15:30:00Z");
    check("GDPR-33", "2026-12-24T20:00:00Z", "2026-12-27T20:00:00Z");
    // Summer time begins 29 March 2026 at 01:00 UTC and ends 25 October: a wall clock shows 25 and 23 hours.
    check("BL-136", "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z");
    check("BL-136", "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z");
}

#[test]
fn a_deadline_in_hours_asks_for_the_hour() {
    let refused = Deadline::begin(
        rule("BL-136", "2026-03-27"),
        moment("2026-03-27"),
        None,
        calendar(),
        noon("2026-03-28"),
    )
    .unwrap_err();
    assert_eq!(
        (refused.field, refused.problem),
        ("start", DeadlineProblem::TimeOfDayMissing)
    );
}

#[test]
fn a_day_is_not_over_before_it_is() {
    let due = derive(&begin("OFL-36", "2026-03-27")).due;
    // 10 April 2026, in summer time.
    assert!(!due.is_over("2026-04-10T21:59:59Z".parse().unwrap()));
    assert!(due.is_over("2026-04-10T22:00:00Z".parse().unwrap()));
    let due = derive(&begin("BL-136", "2026-11-20T15:30:00Z")).due;
    assert!(!due.is_over("2026-11-21T15:30:00Z".parse().unwrap()));
    assert!(due.is_over("2026-11-21T15:30:01Z".parse().unwrap()));
}

#[test]
fn a_building_case_runs_only_while_it_is_complete() {
    let received = begin("BYG-ENFAMILIE", "2026-01-10");
    assert_eq!(
        derive(&received).due,
        Due::Stopped,
        "nobody said that it is complete"
    );
    let complete = act(&received, restart("2026-02-01"), "2026-02-01").unwrap();
    assert_eq!(
        due_day(&complete),
        "2026-03-13",
        "forty days from 1 February"
    );
    let missing = stop("2026-02-11", StopGround::MaterialMissing);
    let stands = act(&complete, missing, "2026-02-12").unwrap();
    assert_eq!(derive(&stands).due, Due::Stopped);
    let again = act(&stands, restart("2026-03-01"), "2026-03-02").unwrap();
    assert_eq!(
        due_day(&again),
        "2026-03-31",
        "and the eighteen days it stood"
    );
}

#[test]
fn the_last_day_somebody_is_at_work_is_shown_where_the_limit_falls_on_a_closed_day() {
    let check = |id: &str, start: &str, due: &str, target: Option<&str>| {
        let derivation = derive(&begin(id, start));
        assert_eq!(derivation.due.day(), Some(day(due)), "{id} from {start}");
        assert_eq!(derivation.target, target.map(day), "{id} from {start}");
    };
    check("MIL-4", "2026-03-05", "2026-04-05", Some("2026-04-01"));
    check("GDPR-12", "2026-03-05", "2026-04-07", Some("2026-04-01"));
    check("BL-20", "2026-01-15", "2026-05-15", None);
    // A working day in law, on which the town hall is mostly shut.
    check("OFL-36", "2026-12-15", "2026-12-24", Some("2026-12-23"));
    check("OFL-36-2", "2026-12-22", "2026-12-24", Some("2026-12-23"));
    check("RSL-67", "2026-03-05", "2026-04-07", None);
}

#[test]
fn what_must_be_done_several_times_is_spread_over_the_limit() {
    let derivation = derive(&begin("BL-156", "2026-01-01"));
    assert_eq!(
        derivation.milestones,
        [day("2026-07-02"), day("2027-01-01")]
    );
    assert!(derive(&begin("BL-95", "2026-01-01")).milestones.is_empty());
}

#[test]
fn where_the_law_sets_no_day_somebody_does_within_its_bounds() {
    let check =
        |id: &str, start: &str, chosen: Option<&str>, expected: Result<&str, DeadlineProblem>| {
            let deadline = Deadline::begin(
                rule(id, start),
                moment(start),
                chosen.map(day),
                calendar(),
                noon("2026-06-01"),
            );
            let found = deadline.map(|deadline| due_day(&deadline));
            match (found, expected) {
                (Ok(found), Ok(expected)) => assert_eq!(found, expected, "{id}"),
                (Err(error), Err(problem)) => {
                    assert_eq!((error.field, error.problem), ("chosen", problem), "{id}");
                }
                (found, _) => panic!("{id} {chosen:?}: {found:?}"),
            }
        };
    check("FVL-19", "2026-03-02", Some("2026-03-16"), Ok("2026-03-16"));
    check("FVL-19", "2026-03-20", Some("2026-04-03"), Ok("2026-04-07"));
    check(
        "FVL-19",
        "2026-03-02",
        None,
        Err(DeadlineProblem::ChosenDayMissing),
    );
    check(
        "FVL-19",
        "2026-03-02",
        Some("2026-03-01"),
        Err(DeadlineProblem::ChosenDayTooEarly),
    );
    check(
        "PLAN-20",
        "2026-03-02",
        Some("2026-03-16"),
        Ok("2026-03-16"),
    );
    check(
        "PLAN-20",
        "2026-03-02",
        Some("2026-03-15"),
        Err(DeadlineProblem::ChosenDayTooEarly),
    );
    check(
        "OFL-36",
        "2026-03-02",
        Some("2026-03-15"),
        Err(DeadlineProblem::ChosenDayNotAllowed),
    );
    check(
        "FVL-19",
        "2026-03-02",
        Some("2101-01-01"),
        Err(DeadlineProblem::OutsideCalendar),
    );
    assert_eq!(derive(&begin("SEL-141", "2026-03-02")).due, Due::Soon);
    assert_eq!(
        due_day(&begin_chosen("SEL-141", "2026-03-02", Some("2026-05-01"))),
        "2026-05-01"
    );
}

#[test]
fn the_version_is_the_one_the_law_points_at() {
    let check = |id: &str, start: &str, today: &str, from: Result<&str, DeadlineProblem>| {
        let found = crate::support::law()
            .rules
            .applying(id, day(start), day(today));
        let found = found.map(|rule| rule.valid_from.to_string());
        assert_eq!(
            found.map_err(|error| error.problem),
            from.map(str::to_owned),
            "{id} from {start}, seen {today}"
        );
    };
    check("SDP-HALVAAR", "2024-03-01", "2024-04-01", Ok("2014-01-01"));
    check("SDP-HALVAAR", "2026-12-01", "2026-12-31", Ok("2026-02-01"));
    check("SDP-HALVAAR", "2026-12-01", "2027-01-01", Ok("2027-01-01"));
    check("SDP-13B-8", "2026-01-01", "2026-01-31", Ok("2025-01-01"));
    check(
        "SDP-13B-8",
        "2026-01-01",
        "2026-02-01",
        Err(DeadlineProblem::RuleNotInForce),
    );
    check("REF-80", "2026-12-20", "2026-12-31", Ok("2016-01-04"));
    check("REF-80", "2026-12-20", "2027-01-01", Ok("2027-01-01"));
    check(
        "OFL-36",
        "2013-12-31",
        "2026-01-01",
        Err(DeadlineProblem::RuleNotInForce),
    );
    check("OFL-36", "2014-01-01", "2026-01-01", Ok("2014-01-01"));
    check("BREV-6", "2025-12-31", "2026-03-01", Ok("2018-06-26"));
    check("BREV-6", "2026-01-01", "2026-03-01", Ok("2026-01-01"));
    check(
        "AEL",
        "2025-06-30",
        "2026-03-01",
        Err(DeadlineProblem::RuleNotInForce),
    );
    check(
        "OFL-99",
        "2026-01-01",
        "2026-03-01",
        Err(DeadlineProblem::UnknownRule),
    );
}
