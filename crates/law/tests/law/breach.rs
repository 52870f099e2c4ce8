use sagsbord_domain::calendar::Counting;
use sagsbord_domain::deadline::{
    Breach, BreachOfDuty, Change, Deadline, DelayLetter, Due, LetterProblem, breach,
};

use crate::support::{act, begin, calendar, day, derive, moment, noon};

fn letter(sent: &str, new_day: &str) -> Change {
    Change::LetterSent(DelayLetter {
        sent: day(sent),
        ground: "en tredjemand skal høres først".to_owned(),
        new_day: day(new_day),
    })
}

fn with(id: &str, start: &str, changes: Vec<Change>) -> Deadline {
    changes
        .into_iter()
        .fold(begin(id, start), |deadline, change| {
            act(&deadline, change, "2026-12-31").unwrap()
        })
}

#[track_caller]
fn check(deadline: &Deadline, now: &str, expected: Breach) {
    let due = derive(deadline).due;
    let found = breach(deadline.rule.overrun, due, &deadline.log, noon(now));
    assert_eq!(found, expected, "on {now}");
}

fn duty(since: &str, why: BreachOfDuty) -> Breach {
    Breach::OfDuty {
        since: day(since),
        why,
    }
}

#[test]
fn to_be_late_without_a_letter_is_a_breach_of_duty() {
    let access = with("OFL-36", "2026-03-02", vec![]); // due 11 March
    check(&access, "2026-03-11", Breach::LetterBy(day("2026-03-11")));
    check(
        &access,
        "2026-03-12",
        duty("2026-03-12", BreachOfDuty::NoLetter),
    );
}

#[test]
fn an_unbroken_row_of_letters_excuses_until_its_last_day() {
    let told = with(
        "OFL-36",
        "2026-03-02",
        vec![letter("2026-03-11", "2026-03-20")],
    );
    check(&told, "2026-03-11", Breach::ToldUntil(day("2026-03-20")));
    check(&told, "2026-03-20", Breach::ToldUntil(day("2026-03-20")));
    check(
        &told,
        "2026-03-21",
        duty("2026-03-21", BreachOfDuty::PromiseBroken),
    );
    let twice = vec![
        letter("2026-03-11", "2026-03-20"),
        letter("2026-03-20", "2026-03-30"),
    ];
    check(
        &with("OFL-36", "2026-03-02", twice),
        "2026-03-30",
        Breach::ToldUntil(day("2026-03-30")),
    );
    let too_late = vec![letter("2026-03-12", "2026-03-20")];
    check(
        &with("OFL-36", "2026-03-02", too_late),
        "2026-03-13",
        duty("2026-03-12", BreachOfDuty::LetterTooLate),
    );
    let gap = vec![
        letter("2026-03-11", "2026-03-20"),
        letter("2026-03-23", "2026-03-30"),
    ];
    check(
        &with("OFL-36", "2026-03-02", gap),
        "2026-03-24",
        duty("2026-03-21", BreachOfDuty::LetterTooLate),
    );
}

#[test]
fn a_decision_within_the_limit_or_the_promise_is_no_breach_and_a_late_one_keeps_its_own() {
    let done = |at: &str| Change::Completed { at: moment(at) };
    check(
        &with("OFL-36", "2026-03-02", vec![done("2026-03-11")]),
        "2026-06-01",
        Breach::None,
    );
    check(
        &with("OFL-36", "2026-03-02", vec![done("2026-03-12")]),
        "2026-06-01",
        duty("2026-03-12", BreachOfDuty::NoLetter),
    );
    let told = vec![letter("2026-03-11", "2026-03-20"), done("2026-03-18")];
    check(
        &with("OFL-36", "2026-03-02", told),
        "2026-06-01",
        Breach::ToldUntil(day("2026-03-20")),
    );
    let broken = vec![letter("2026-03-11", "2026-03-20"), done("2026-03-25")];
    check(
        &with("OFL-36", "2026-03-02", broken),
        "2026-06-01",
        duty("2026-03-21", BreachOfDuty::PromiseBroken),
    );
}

#[test]
fn other_duties_are_met_by_their_own_act_and_some_rules_have_none() {
    let met = Change::DutyMet {
        on: day("2026-05-20"),
        why: "foreløbig vurdering lagt på sagen".to_owned(),
    };
    let examination = with("BL-20", "2026-01-15", vec![]); // due 15 May
    check(&examination, "2026-05-15", Breach::None);
    check(
        &examination,
        "2026-05-16",
        duty("2026-05-16", BreachOfDuty::DutyNotMet),
    );
    check(
        &with("BL-20", "2026-01-15", vec![met]),
        "2026-05-21",
        Breach::Late,
    );
    check(
        &with("SDP-24", "2026-01-15", vec![]),
        "2026-03-01",
        duty("2026-02-01", BreachOfDuty::DutyNotMet),
    );
    check(
        &with("OFL-39-14", "2026-01-05", vec![]),
        "2026-03-01",
        Breach::Late,
    );
    check(
        &with("RSL-67", "2026-01-05", vec![]),
        "2026-03-01",
        Breach::Late,
    );
    // A letter when the day has passed is what this law asks for.
    let reassessed = with(
        "RSL-66",
        "2026-01-05",
        vec![letter("2026-02-04", "2026-02-20")],
    ); // due 2 February
    check(&reassessed, "2026-02-10", Breach::Late);
    check(
        &with("RSL-66", "2026-01-05", vec![]),
        "2026-02-10",
        duty("2026-02-03", BreachOfDuty::NoLetter),
    );
    check(
        &begin("BYG-SIMPEL", "2026-01-05"),
        "2026-12-01",
        Breach::None,
    );
}

#[test]
fn a_letter_says_what_it_lacks_all_at_once() {
    let check = |ground: &str, new_day: Option<&str>, expected: &[LetterProblem]| {
        let open = |day| {
            calendar()
                .is_counted(day, Counting::OFFICE)
                .unwrap_or(false)
        };
        let due = Due::Day(day("2026-03-11"));
        let problems =
            DelayLetter::problems(ground, new_day.map(day), due, day("2026-03-10"), open);
        assert_eq!(problems, expected, "{ground:?} {new_day:?}");
    };
    let ground = "Vi venter på svar fra en tredjemand";
    check(ground, Some("2026-03-20"), &[]);
    check(
        " ",
        None,
        &[LetterProblem::GroundMissing, LetterProblem::NewDayMissing],
    );
    check(
        "har travlt",
        Some("2026-03-20"),
        &[LetterProblem::GroundTooShort],
    );
    check(ground, Some("2026-03-11"), &[LetterProblem::NewDayNotLater]);
    check(
        ground,
        Some("2026-03-09"),
        &[
            LetterProblem::NewDayNotLater,
            LetterProblem::NewDayInThePast,
        ],
    );
    check(ground, Some("2026-04-03"), &[LetterProblem::NewDayClosed]);
    let late = DelayLetter::problems(
        ground,
        Some(day("2026-03-20")),
        Due::Day(day("2026-03-11")),
        day("2026-03-12"),
        |_| true,
    );
    assert_eq!(late, [LetterProblem::TooLate]);
    assert!(
        !late[0].stops_the_letter(),
        "a late letter is better than none"
    );
}
