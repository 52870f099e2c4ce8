use chrono::DateTime;
use sagsbord_domain::EmployeeId;
use sagsbord_intake::WhyUnreadable;
use uuid::Uuid;

use super::*;

/// `3.1 brev.pdf = aa`: a file with its bytes. `3.1 brev.pdf ! damaged`: one whose bytes could not be had.
/// `3 pakke.zip ?`: one that has not been read yet.
fn row(told: &str) -> Row {
    let words: Vec<&str> = told.split(' ').collect();
    let (sha256, state) = match words.as_slice() {
        [_, _, "=", sha256] => (Some((*sha256).to_owned()), State::Taken { pages: 1 }),
        [_, _, "!", why] => (
            None,
            State::Unreadable {
                why: match *why {
                    "damaged" => WhyUnreadable::Damaged,
                    _ => WhyUnreadable::NeedsPassword,
                },
                detail: String::new(),
            },
        ),
        _ => (None, State::Waiting),
    };
    Row {
        place: Place::try_from(words[0].to_owned()).unwrap(),
        name: words[1].to_owned(),
        folder: String::new(),
        role: None,
        kind: None,
        sha256,
        bytes: 1,
        state,
        alike: None,
        hidden: Vec::new(),
        hidden_print: String::new(),
        flags: Vec::new(),
        pages_read: 0,
        source: None,
    }
}

/// A decision word before the file it is about. `old` before it all: an earlier program kept the place alone.
fn entry((number, told): (u32, &&str)) -> FileDecision {
    let (is_old, told) = match told.strip_prefix("old ") {
        Some(rest) => (true, rest),
        None => (false, *told),
    };
    let (decision, file) = told.split_once(' ').unwrap();
    let file = row(file);
    FileDecision {
        number,
        place: file.place.clone().into(),
        about: (!is_old).then(|| about(&file)),
        of_sha256: None,
        decision: decision.to_owned(),
        reason: format!("grund {number}"),
        employee: EmployeeId::new(Uuid::nil()),
        at: DateTime::UNIX_EPOCH,
    }
}

fn told(standing: &Standing) -> (Vec<String>, Vec<String>) {
    let counts = standing.decisions.iter().map(|(place, decision)| {
        let place = String::from(place.clone());
        match decision {
            Decision::LeaveOut { reason, .. } => format!("{place} left out, {reason}"),
            Decision::TakeAnyway => format!("{place} taken anyway"),
            Decision::IsDuplicate { .. } => format!("{place} a copy"),
        }
    });
    let lapsed = standing.lapsed.iter().map(|entry| entry.place.clone());
    (counts.collect(), lapsed.collect())
}

fn check(log: &[&str], files: &[&str], counts: &[&str], lapsed: &[&str]) {
    let rows: Vec<Row> = files.iter().map(|file| row(file)).collect();
    let log = (1..).zip(log).map(entry).collect();
    let standing = standing(&rows, log, |_| String::new());
    let expected = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    assert_eq!(
        told(&standing),
        (expected(counts), expected(lapsed)),
        "{files:?}"
    );
}

#[test]
fn a_decision_never_falls_on_another_file_that_has_come_to_its_place() {
    let left_out = ["leave_out 1.2 b.pdf = bb"];
    let out = ["1.2 left out, grund 1"];
    // As it was, and with other names for the same bytes.
    check(
        &left_out,
        &["1 p.zip = pp", "1.1 a.pdf = aa", "1.2 b.pdf = bb"],
        &out,
        &[],
    );
    check(
        &left_out,
        &["1 p.zip = pp", "1.1 a.pdf = aa", "1.2 B~1.PDF = bb"],
        &out,
        &[],
    );
    // In another order it goes with its file.
    check(
        &left_out,
        &["1 p.zip = pp", "1.1 b.pdf = bb", "1.2 a.pdf = aa"],
        &["1.1 left out, grund 1"],
        &[],
    );
    // Gone, changed, or there twice: it counts nowhere, and is told.
    check(
        &left_out,
        &["1 p.zip = pp", "1.1 a.pdf = aa"],
        &[],
        &["1.2"],
    );
    check(
        &left_out,
        &["1 p.zip = pp", "1.1 a.pdf = aa", "1.2 b.pdf = cc"],
        &[],
        &["1.2"],
    );
    check(
        &left_out,
        &[
            "1 p.zip = pp",
            "1.1 b.pdf = bb",
            "1.2 a.pdf = aa",
            "1.3 b.pdf = bb",
        ],
        &[],
        &["1.2"],
    );
    // The same bytes in another container were not what was decided about.
    check(
        &left_out,
        &[
            "1 p.zip = pp",
            "1.1 a.pdf = aa",
            "2 q.zip = qq",
            "2.1 b.pdf = bb",
        ],
        &[],
        &["1.2"],
    );
}

#[test]
fn a_file_without_bytes_is_known_by_its_name_and_by_why_it_has_none() {
    let left_out = ["leave_out 1.1 a.pdf ! locked"];
    check(
        &left_out,
        &["1 p.7z = pp", "1.1 a.pdf ! locked"],
        &["1.1 left out, grund 1"],
        &[],
    );
    check(
        &left_out,
        &["1 p.7z = pp", "1.1 b.pdf ! locked", "1.2 a.pdf ! locked"],
        &["1.2 left out, grund 1"],
        &[],
    );
    // It was opened since: what it says was not known when it was left out.
    check(&left_out, &["1 p.7z = pp", "1.1 a.pdf = aa"], &[], &["1.1"]);
    check(
        &left_out,
        &["1 p.7z = pp", "1.1 a.pdf ! damaged"],
        &[],
        &["1.1"],
    );
    check(
        &left_out,
        &["1 p.7z = pp", "1.1 c.pdf ! locked"],
        &[],
        &["1.1"],
    );
    // What was handed in keeps its number: it was left out before its bytes were fetched.
    check(
        &["leave_out 2 b.pdf ?"],
        &["1 a.pdf = aa", "2 b.pdf = bb"],
        &["2 left out, grund 1"],
        &[],
    );
}

#[test]
fn of_several_decisions_about_one_file_the_last_counts_wherever_the_file_is() {
    let files = ["1 p.zip = pp", "1.1 b.pdf = bb", "1.2 a.pdf = aa"];
    check(
        &["leave_out 1.2 b.pdf = bb", "take_back 1.1 b.pdf = bb"],
        &files,
        &[],
        &[],
    );
    check(
        &["leave_out 1.2 b.pdf = bb", "take_anyway 1.1 b.pdf = bb"],
        &files,
        &["1.1 taken anyway"],
        &[],
    );
    // Taken back before its file was gone, or after somebody was told: there is nothing to tell.
    check(
        &["leave_out 1.2 c.pdf = cc", "take_back 1.2 c.pdf = cc"],
        &files,
        &[],
        &[],
    );
}

#[test]
fn a_decision_that_knows_its_place_alone_counts_only_where_no_other_file_can_have_come() {
    let old = ["old leave_out 1.1 a.pdf = aa"];
    check(
        &["old leave_out 1 p.zip = pp"],
        &["1 p.zip = pp", "1.1 a.pdf = aa"],
        &["1 left out, grund 1"],
        &[],
    );
    check(
        &old,
        &["1 p.zip = pp", "1.1 a.pdf = aa"],
        &["1.1 left out, grund 1"],
        &[],
    );
    check(
        &old,
        &["1 p.zip = pp", "1.1 a.pdf = aa", "1.2 b.pdf = bb"],
        &[],
        &["1.1"],
    );
    // Whoever has decided there since has seen what stands there.
    check(
        &["old leave_out 1.1 a.pdf = aa", "leave_out 1.1 b.pdf = bb"],
        &["1 p.zip = pp", "1.1 b.pdf = bb", "1.2 a.pdf = aa"],
        &["1.1 left out, grund 2"],
        &[],
    );
}

#[test]
fn nothing_is_told_of_what_is_not_read_yet_or_went_with_its_container() {
    let left_out = ["leave_out 1.2 b.pdf = bb"];
    check(&left_out, &["1 p.zip ?"], &[], &[]);
    check(
        &["leave_out 1.2 b.pdf = bb", "leave_out 1 p.zip = pp"],
        &["1 p.zip = pp", "1.1 a.pdf = aa"],
        &["1 left out, grund 2"],
        &[],
    );
}
