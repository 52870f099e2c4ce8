use sagsbord_domain::deadline::{
    Change, Deadline, DeadlineProblem, Due, Extension, Length, MovedBecause, Running, Unit,
    recompute,
};
use sagsbord_law::{Law, LawInForce, LocalFiles};

use crate::support::{act, begin, day, derive, law};

const GREAT_PRAYER_DAY_RETURNS: &str = r#"
[[holiday]]
id = "store_bededag_igen"
name = { da = "store bededag", en = "Great Prayer Day" }
kind = "holiday"
easter = 26
valid_from = 2026-01-01
"#;

fn with_great_prayer_day() -> Law {
    let calendar = format!(
        "{}{GREAT_PRAYER_DAY_RETURNS}",
        include_str!("../../data/calendar.toml")
    );
    Law::with(LocalFiles {
        calendar: &calendar,
        ..LocalFiles::default()
    })
    .unwrap()
}

fn running(deadlines: &[Deadline]) -> impl Iterator<Item = Running<'_, usize>> {
    deadlines.iter().enumerate().map(|(id, deadline)| Running {
        id,
        deadline,
        kept: derive(deadline).due,
    })
}

#[test]
fn a_new_holiday_lists_what_moves_and_leaves_what_was_told() {
    // Great Prayer Day of 2026 would be 1 May.
    let over_it = begin("OFL-36", "2026-04-24"); // due 5 May
    let told = act(
        &over_it,
        Change::Told {
            due: Due::Day(day("2026-05-05")),
            on: day("2026-04-25"),
        },
        "2026-04-25",
    )
    .unwrap();
    let untold = act(&told, crate::support::undo(1), "2026-04-26").unwrap();
    let before_it = begin("OFL-36", "2026-04-20");
    let by_the_month = begin("MIL-4", "2026-04-10");
    let deadlines = [over_it, told, untold, before_it, by_the_month];
    let new = with_great_prayer_day();
    let (moved, stuck) = recompute(
        running(&deadlines),
        &new.rules,
        &new.calendar,
        day("2026-04-26"),
    );
    assert!(stuck.is_empty());
    let found: Vec<_> = moved
        .iter()
        .map(|moved| (moved.id, moved.old, moved.new, moved.told, moved.because))
        .collect();
    let (old, new_day) = (Due::Day(day("2026-05-05")), Due::Day(day("2026-05-06")));
    assert_eq!(
        found,
        [
            (0, old, new_day, false, MovedBecause::Calendar),
            (1, old, new_day, true, MovedBecause::Calendar),
            (2, old, new_day, false, MovedBecause::Calendar),
        ]
    );
    let (moved, _) = recompute(
        running(&deadlines),
        &law().rules,
        &law().calendar,
        day("2026-04-26"),
    );
    assert!(moved.is_empty(), "the same law moves nothing");
}

#[test]
fn an_extension_was_told_with_its_day_until_a_person_moves_it() {
    let extended = act(
        &begin("GDPR-12", "2026-11-02"),
        Change::Extended {
            by: Extension::By(Length::new(1, Unit::Months)),
            told: day("2026-11-20"),
            why: "mange systemer".to_owned(),
        },
        "2026-11-20",
    )
    .unwrap();
    let due = derive(&extended).due;
    assert!(extended.log.citizen_knows(due));
    let moved = Change::Moved {
        from: Due::Day(day("2026-12-24")),
        to: due,
        why: "ny lov".to_owned(),
    };
    let moved = act(&extended, moved, "2026-11-21").unwrap();
    assert!(!moved.log.citizen_knows(due), "nobody told the new one");
    let untold = act(&extended, crate::support::undo(1), "2026-11-21").unwrap();
    assert!(!untold.log.citizen_knows(due));
}

#[test]
fn a_new_version_of_a_rule_moves_what_it_applies_to() {
    let shorter = r#"
[[rule]]
id = "OFL-36"
area = "access"
name = { da = "Aktindsigt", en = "Access" }
paragraph = "offentlighedslovens § 36, stk. 2"
binds = "authority"
starts_at = "request_received"
length = "7 arbejdsdage"
mode = "strict"
overrun = "letter_before"
valid_from = 2014-01-01
valid_to = 2026-03-31
source = "prøve"
confidence = "C"
verified = { on = 2026-11-21, by = "prøve" }

[[rule]]
id = "OFL-36"
area = "access"
name = { da = "Aktindsigt", en = "Access" }
paragraph = "offentlighedslovens § 36, stk. 2"
binds = "authority"
starts_at = "request_received"
length = "5 arbejdsdage"
mode = "strict"
overrun = "letter_before"
valid_from = 2026-04-01
source = "prøve"
confidence = "C"
verified = { on = 2026-11-21, by = "prøve" }
"#;
    let new = Law::with(LocalFiles {
        rules: shorter,
        ..LocalFiles::default()
    })
    .unwrap();
    let deadlines = [
        begin("OFL-36", "2026-03-25"),
        begin("OFL-36", "2026-04-07"),
        begin("OFL-8", "2026-04-07"),
    ];
    let (moved, stuck) = recompute(
        running(&deadlines),
        &new.rules,
        &new.calendar,
        day("2026-04-08"),
    );
    assert!(stuck.is_empty());
    assert_eq!(moved.len(), 1, "only what began under the new version");
    assert_eq!(
        (moved[0].id, moved[0].new, moved[0].because),
        (1, Due::Day(day("2026-04-14")), MovedBecause::Rule)
    );
    assert_eq!(moved[0].rule.valid_from, day("2026-04-01"));
}

#[test]
fn the_turn_of_the_year_moves_what_is_decided_under_the_new_law() {
    let gone = begin("SDP-13B-8", "2026-01-10");
    let goes_on = begin("REF-80", "2026-12-20");
    let deadlines = [gone, goes_on];
    let (moved, stuck) = recompute(
        running(&deadlines),
        &law().rules,
        &law().calendar,
        day("2027-01-02"),
    );
    assert!(moved.is_empty(), "the new version has the same length");
    assert_eq!(
        stuck.len(),
        1,
        "a rule that is law no longer is told, and its day stays"
    );
    assert_eq!(
        (stuck[0].id, stuck[0].error.problem),
        (0, DeadlineProblem::RuleNotInForce)
    );
}

#[test]
fn a_file_with_a_fault_leaves_the_last_good_law() {
    let mut in_force = LawInForce::new(law().clone());
    let good = LocalFiles {
        closing_days: "[[closed]]\nfirst = 2026-12-28\nname = { da = \"ferie\", en = \"closure\" }\n",
        ..LocalFiles::default()
    };
    assert!(in_force.read(good));
    let last_good = in_force.law().calendar.clone();
    let bad = LocalFiles {
        closing_days: "[[closed]]\nfirst = 2026-02-30\n",
        rules: "[[rule]]\nid = \"X\"\n",
        ..LocalFiles::default()
    };
    assert!(!in_force.read(bad));
    assert_eq!(in_force.law().calendar, last_good);
    let files: Vec<&str> = in_force.faults().iter().map(|(file, _)| *file).collect();
    assert!(
        files.contains(&"closing_days") && files.contains(&"rules"),
        "every file is read: {files:?}"
    );
    assert!(in_force.read(LocalFiles::default()) && in_force.faults().is_empty());
}

#[test]
fn a_told_day_moves_by_a_persons_act_and_only_to_what_the_law_gives() {
    let (old, new_day) = (Due::Day(day("2026-05-05")), Due::Day(day("2026-05-06")));
    let new = with_great_prayer_day();
    let told = act(
        &begin("OFL-36", "2026-04-24"),
        Change::Told {
            due: old,
            on: day("2026-04-25"),
        },
        "2026-04-25",
    )
    .unwrap();
    let moved_to = |to| {
        let change = Change::Moved {
            from: old,
            to,
            why: "borgeren er ringet op".to_owned(),
        };
        told.act(
            change,
            crate::support::somebody(),
            crate::support::noon("2026-04-27"),
            &new.calendar,
            0,
        )
    };
    let refused = moved_to(Due::Day(day("2026-05-20"))).unwrap_err();
    assert_eq!(
        (refused.field, refused.problem),
        ("to", DeadlineProblem::ChosenDayNotAllowed)
    );
    let moved = moved_to(new_day).unwrap();
    let again = |kept| {
        let running = [Running {
            id: 0,
            deadline: &moved,
            kept,
        }];
        recompute(running, &new.rules, &new.calendar, day("2026-04-27")).0
    };
    assert!(again(new_day).is_empty(), "it lies where the law puts it");
    assert!(
        again(old)[0].told,
        "whoever still keeps the told day is warned"
    );
}
