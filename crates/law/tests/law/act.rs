use sagsbord_domain::danish_midnight;
use sagsbord_domain::deadline::{
    Change, Deadline, DeadlineError, DeadlineProblem, DeadlineState, DelayLetter, Due, Extension,
    Length, LogEntry, Moment, StopGround, Unit, days_late, warnings,
};

use crate::support::{
    act, begin, begin_chosen, calendar, day, derive, due_day, moment, noon, restart, rule,
    somebody, stop, undo,
};

#[track_caller]
fn refused(result: Result<Deadline, DeadlineError>, field: &str, problem: DeadlineProblem) {
    let error = result.expect_err("it should have been refused");
    assert_eq!((error.field, error.problem), (field, problem));
}

fn gdpr() -> Deadline {
    begin("GDPR-12", "2026-01-15")
}

fn doubt(from: &str) -> Change {
    stop(from, StopGround::IdentityInDoubt)
}

fn extended(by: Extension, told: &str) -> Change {
    Change::Extended {
        by,
        told: day(told),
        why: "mange dokumenter".to_owned(),
    }
}

fn two_months() -> Extension {
    Extension::By(Length::new(2, Unit::Months))
}

fn completed(at: &str) -> Change {
    Change::Completed { at: moment(at) }
}

#[test]
fn a_start_in_the_future_or_before_the_calendar_is_refused() {
    let check = |start: &str, problem| {
        let begun = Deadline::begin(
            rule("OFL-36", "2026-01-15"),
            moment(start),
            None,
            calendar(),
            noon("2026-01-15"),
        );
        refused(begun, "start", problem);
    };
    check("2026-01-16", DeadlineProblem::InFuture);
    check("2026-01-15T23:30:00Z", DeadlineProblem::InFuture);
    check("1979-12-31", DeadlineProblem::OutsideCalendar);
    // The same day, an hour later than now: a day is no more exact than a day.
    assert!(
        Deadline::begin(
            rule("OFL-36", "2026-01-15"),
            moment("2026-01-15"),
            None,
            calendar(),
            noon("2026-01-15")
        )
        .is_ok()
    );
}

#[test]
fn a_stop_must_have_a_ground_the_rule_knows_and_lie_where_the_clock_runs() {
    let gdpr = gdpr();
    let check =
        |change: Change, field, problem| refused(act(&gdpr, change, "2026-03-01"), field, problem);
    check(
        stop("2026-01-20", StopGround::MaterialMissing),
        "on",
        DeadlineProblem::StopNotAllowed,
    );
    check(doubt("2026-01-14"), "from", DeadlineProblem::BeforeStart);
    check(doubt("2026-03-02"), "from", DeadlineProblem::InFuture);
    check(doubt("2026-02-17"), "from", DeadlineProblem::AfterDue);
    check(restart("2026-01-20"), "from", DeadlineProblem::NotStopped);
    let without = Change::Stopped {
        from: moment("2026-01-20"),
        on: StopGround::IdentityInDoubt,
        why: "  ".to_owned(),
    };
    check(without, "why", DeadlineProblem::GroundMissing);
    let long = Change::Restarted {
        from: moment("2026-01-20"),
        why: "a".repeat(2_001),
    };
    check(long, "why", DeadlineProblem::GroundTooLong);
    let access = begin("OFL-36", "2026-01-15");
    refused(
        act(&access, doubt("2026-01-16"), "2026-03-01"),
        "on",
        DeadlineProblem::StopNotAllowed,
    );
}

#[test]
fn two_open_stops_and_a_restart_before_its_stop_are_refused_and_change_nothing() {
    let stands = act(&gdpr(), doubt("2026-01-20"), "2026-01-20").unwrap();
    let before = stands.clone();
    refused(
        act(&stands, doubt("2026-01-22"), "2026-01-25"),
        "from",
        DeadlineProblem::AlreadyStopped,
    );
    refused(
        act(&stands, restart("2026-01-19"), "2026-01-25"),
        "from",
        DeadlineProblem::RestartBeforeStop,
    );
    assert_eq!(stands, before);
    let runs = act(&stands, restart("2026-01-30"), "2026-01-30").unwrap();
    refused(
        act(&runs, restart("2026-01-31"), "2026-02-01"),
        "from",
        DeadlineProblem::NotStopped,
    );
    refused(
        act(&runs, doubt("2026-01-29"), "2026-02-01"),
        "from",
        DeadlineProblem::BeforeEarlierChange,
    );
    assert_eq!(due_day(&runs), "2026-02-25", "ten days stood");
}

#[test]
fn a_stop_that_comes_after_the_day_is_told_and_has_no_effect() {
    // Kept when the calendar said another day; today's calendar ends the deadline before the stop.
    let mut deadline = gdpr();
    let entry = |number, change| LogEntry {
        number,
        at: noon("2026-03-20"),
        by: somebody(),
        change,
    };
    deadline.log = sagsbord_domain::deadline::ChangeLog::from_kept(vec![
        entry(1, doubt("2026-03-10")),
        entry(2, restart("2026-03-15")),
    ]);
    let derivation = derive(&deadline);
    assert_eq!(derivation.due, Due::Day(day("2026-02-16")));
    assert!(derivation.steps.iter().any(|step| matches!(
        step,
        sagsbord_domain::deadline::Step::StopWithoutEffect { entry: 1 }
    )));
}

#[test]
fn an_extension_keeps_within_the_rule_and_is_told_in_time() {
    let gdpr = gdpr();
    let check =
        |change: Change, field, problem| refused(act(&gdpr, change, "2026-03-20"), field, problem);
    assert_eq!(
        due_day(&act(&gdpr, extended(two_months(), "2026-02-16"), "2026-02-16").unwrap()),
        "2026-04-15"
    );
    assert_eq!(
        due_day(
            &act(
                &gdpr,
                extended(Extension::To(day("2026-03-20")), "2026-02-16"),
                "2026-02-16"
            )
            .unwrap()
        ),
        "2026-03-20"
    );
    check(
        extended(two_months(), "2026-02-17"),
        "told",
        DeadlineProblem::ExtensionTooLate,
    );
    check(
        extended(two_months(), "2026-01-14"),
        "told",
        DeadlineProblem::BeforeStart,
    );
    check(
        extended(two_months(), "2026-03-21"),
        "told",
        DeadlineProblem::InFuture,
    );
    check(
        extended(Extension::By(Length::new(3, Unit::Months)), "2026-02-01"),
        "by",
        DeadlineProblem::ExtensionTooLong,
    );
    check(
        extended(Extension::To(day("2026-04-16")), "2026-02-01"),
        "by",
        DeadlineProblem::ExtensionTooLong,
    );
    check(
        extended(Extension::To(day("2026-02-16")), "2026-02-01"),
        "by",
        DeadlineProblem::ExtensionNotLonger,
    );
    let once = act(&gdpr, extended(two_months(), "2026-02-01"), "2026-02-01").unwrap();
    refused(
        act(&once, extended(two_months(), "2026-02-02"), "2026-02-02"),
        "by",
        DeadlineProblem::ExtensionNotAllowed,
    );
    let access = begin("OFL-36", "2026-01-15");
    refused(
        act(&access, extended(two_months(), "2026-01-16"), "2026-01-16"),
        "by",
        DeadlineProblem::ExtensionNotAllowed,
    );
    let stands = act(&gdpr, doubt("2026-01-20"), "2026-01-20").unwrap();
    refused(
        act(&stands, extended(two_months(), "2026-01-21"), "2026-01-21"),
        "by",
        DeadlineProblem::AlreadyStopped,
    );
}

#[test]
fn an_entry_is_taken_back_unless_a_later_one_rests_on_it_and_stays_in_the_log() {
    let stands = act(&gdpr(), doubt("2026-01-20"), "2026-01-20").unwrap();
    let runs = act(&stands, restart("2026-01-30"), "2026-01-30").unwrap();
    refused(
        act(&runs, undo(1), "2026-02-01"),
        "entry",
        DeadlineProblem::LaterChangeRestsOnIt,
    );
    let first = act(&runs, undo(2), "2026-02-01").unwrap();
    assert_eq!(
        derive(&first).due,
        Due::Stopped,
        "without the restart the clock stands"
    );
    refused(
        act(&first, undo(2), "2026-02-01"),
        "entry",
        DeadlineProblem::AlreadyUndone,
    );
    let both = act(&first, undo(1), "2026-02-01").unwrap();
    assert_eq!(due_day(&both), "2026-02-16", "as if it had never stood");
    assert_eq!(both.log.entries().len(), 4);
    refused(
        act(&both, undo(9), "2026-02-01"),
        "entry",
        DeadlineProblem::NoSuchEntry,
    );
    // What was taken back can come back, by taking back the taking back.
    let again = act(&both, undo(4), "2026-02-01").unwrap();
    assert_eq!(derive(&again).due, Due::Stopped);
    let why = Change::Undone {
        entry: 1,
        why: String::new(),
    };
    refused(
        act(&again, why, "2026-02-01"),
        "why",
        DeadlineProblem::GroundMissing,
    );
}

#[test]
fn a_completed_deadline_changes_only_when_the_completion_is_taken_back() {
    let gdpr = gdpr();
    refused(
        act(&gdpr, completed("2026-01-14"), "2026-02-01"),
        "at",
        DeadlineProblem::BeforeStart,
    );
    refused(
        act(&gdpr, completed("2026-02-02"), "2026-02-01"),
        "at",
        DeadlineProblem::InFuture,
    );
    let done = act(&gdpr, completed("2026-02-01"), "2026-02-01").unwrap();
    refused(
        act(&done, doubt("2026-01-20"), "2026-02-01"),
        "log",
        DeadlineProblem::AlreadyCompleted,
    );
    refused(
        act(&done, completed("2026-02-01"), "2026-02-01"),
        "log",
        DeadlineProblem::AlreadyCompleted,
    );
    let stood = act(&gdpr, doubt("2026-01-20"), "2026-01-20").unwrap();
    let done_after = act(&stood, completed("2026-02-01"), "2026-02-01").unwrap();
    refused(
        act(&done_after, undo(1), "2026-02-01"),
        "entry",
        DeadlineProblem::AlreadyCompleted,
    );
    let open = act(&done, undo(1), "2026-02-01").unwrap();
    assert!(act(&open, doubt("2026-01-20"), "2026-02-01").is_ok());
}

#[test]
fn a_part_closes_on_its_own_and_the_whole_only_after_it() {
    let whole = begin("OFL-36", "2026-03-27");
    let part = whole
        .part(
            rule("OFL-36-2", "2026-03-27"),
            calendar(),
            noon("2026-03-28"),
        )
        .unwrap();
    assert_eq!(
        (due_day(&part), due_day(&whole)),
        ("2026-03-31".to_owned(), "2026-04-10".to_owned())
    );
    let open_part = whole.act(
        completed("2026-03-30"),
        somebody(),
        noon("2026-03-30"),
        calendar(),
        1,
    );
    refused(open_part, "at", DeadlineProblem::PartsOpen);
    assert!(act(&part, completed("2026-03-30"), "2026-03-30").is_ok());
    let whole_done = act(&whole, completed("2026-03-30"), "2026-03-30").unwrap();
    let late_part =
        |of: &Deadline, id: &str| of.part(rule(id, "2026-03-27"), calendar(), noon("2026-03-28"));
    refused(
        late_part(&whole_done, "OFL-36-2"),
        "of",
        DeadlineProblem::AlreadyCompleted,
    );
    refused(
        late_part(&whole, "OFL-36-40"),
        "rule",
        DeadlineProblem::PartLaterThanWhole,
    );
}

#[test]
fn where_a_deadline_stands_is_told_in_the_order_a_person_looks() {
    let check = |now: &str, expected| {
        let deadline = begin("OFL-36", "2026-03-02"); // due Wednesday 11 March
        let due = derive(&deadline).due;
        assert_eq!(
            DeadlineState::of(due, &deadline.log, noon(now)),
            expected,
            "{now}"
        );
    };
    check("2026-03-02", DeadlineState::Later);
    check("2026-03-08", DeadlineState::Later);
    check("2026-03-09", DeadlineState::ThisWeek);
    check("2026-03-11", DeadlineState::Today);
    check("2026-03-12", DeadlineState::Late);
    let deadline = begin("OFL-36", "2026-03-02");
    let due = derive(&deadline).due;
    let state = |at: &str| {
        let done = act(&deadline, completed(at), "2026-04-01").unwrap();
        let late = days_late(due, done.log.completed(), noon("2026-04-01"));
        (DeadlineState::of(due, &done.log, noon("2026-04-01")), late)
    };
    assert_eq!(state("2026-03-11"), (DeadlineState::CompletedInTime, 0));
    assert_eq!(state("2026-03-13"), (DeadlineState::CompletedLate, 2));
    // Ten minutes after Danish midnight.
    assert_eq!(
        state("2026-03-11T23:10:00Z").0,
        DeadlineState::CompletedLate
    );
    assert_eq!(days_late(due, None, noon("2026-03-14")), 3);
    let soon = begin("SEL-141", "2026-03-02");
    assert_eq!(
        DeadlineState::of(derive(&soon).due, &soon.log, noon("2027-03-02")),
        DeadlineState::NoDay
    );
    let stands = begin("BYG-SIMPEL", "2026-03-02");
    assert_eq!(
        DeadlineState::of(derive(&stands).due, &stands.log, noon("2027-03-02")),
        DeadlineState::Stopped
    );
}

#[test]
fn warnings_come_on_days_when_somebody_is_there() {
    let check = |id: &str, start: &str, expected: &[&str]| {
        let deadline = begin(id, start);
        let at = warnings(&deadline.rule, derive(&deadline).due, calendar()).unwrap();
        let expected: Vec<_> = expected
            .iter()
            .map(|day_text| match moment(day_text) {
                Moment::Day(day) => danish_midnight(day),
                Moment::At(instant) => instant,
            })
            .collect();
        assert_eq!(at, expected, "{id} from {start}");
    };
    check(
        "OFL-36",
        "2026-03-02",
        &["2026-03-06", "2026-03-10", "2026-03-11"],
    );
    // Due on 24 December, when the town hall is shut: the day itself is the 23rd.
    check(
        "OFL-36",
        "2026-12-15",
        &["2026-12-18", "2026-12-22", "2026-12-23"],
    );
    check(
        "MIL-4",
        "2026-03-05",
        &["2026-03-18", "2026-03-25", "2026-03-31", "2026-04-01"],
    );
    check(
        "BL-136",
        "2026-11-20T15:30:00Z",
        &[
            "2026-11-21T03:30:00Z",
            "2026-11-21T11:30:00Z",
            "2026-11-21T14:30:00Z",
        ],
    );
    check("SEL-141", "2026-03-02", &[]);
    check(
        "BL-108",
        "2012-05-17",
        &["2027-11-17", "2028-04-12", "2028-05-17"],
    );
}

#[test]
fn a_letter_promises_a_later_day_than_the_one_before() {
    let access = begin("OFL-36", "2026-03-02"); // due 11 March
    let letter = |sent: &str, new_day: &str| {
        Change::LetterSent(DelayLetter {
            sent: day(sent),
            ground: "tredjemand skal høres".to_owned(),
            new_day: day(new_day),
        })
    };
    let told = act(&access, letter("2026-03-10", "2026-03-20"), "2026-03-10").unwrap();
    assert_eq!(due_day(&told), "2026-03-11", "a letter moves no limit");
    refused(
        act(&access, letter("2026-03-10", "2026-03-11"), "2026-03-10"),
        "new_day",
        DeadlineProblem::PromiseNotLater,
    );
    refused(
        act(&told, letter("2026-03-18", "2026-03-20"), "2026-03-18"),
        "new_day",
        DeadlineProblem::PromiseNotLater,
    );
    refused(
        act(&told, letter("2026-03-19", "2026-03-25"), "2026-03-18"),
        "sent",
        DeadlineProblem::InFuture,
    );
    refused(
        act(&told, letter("2026-03-01", "2026-03-25"), "2026-03-18"),
        "sent",
        DeadlineProblem::BeforeStart,
    );
}

#[test]
fn only_a_day_can_be_told() {
    let soon = begin("SEL-141", "2026-03-02");
    let told = Change::Told {
        due: Due::Soon,
        on: day("2026-03-03"),
    };
    refused(
        act(&soon, told, "2026-03-03"),
        "due",
        DeadlineProblem::NoSuchDay,
    );
}

#[test]
fn an_extension_is_of_the_rules_kind_and_of_a_length_that_can_be_meant() {
    let hearing = begin_chosen("FVL-19", "2026-03-02", Some("2026-03-16"));
    let check = |amount, unit, problem| {
        let by = Extension::By(Length::new(amount, unit));
        refused(
            act(&hearing, extended(by, "2026-03-10"), "2026-03-10"),
            "by",
            problem,
        );
    };
    check(48, Unit::Hours, DeadlineProblem::ExtensionNotAllowed);
    check(u32::MAX, Unit::Hours, DeadlineProblem::ExtensionTooLong);
    check(u32::MAX, Unit::Years, DeadlineProblem::ExtensionTooLong);
    let week = extended(Extension::By(Length::new(1, Unit::Weeks)), "2026-03-10");
    let longer = act(&hearing, week, "2026-03-10").unwrap();
    assert_eq!(due_day(&longer), "2026-03-23");
}
