//! What is left to do before a deadline, when it will be done, and the letter when it will not.

use chrono::{Datelike as _, TimeDelta, Weekday};
use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::{demo_for, demo_for_anne};
use crate::deadlines::{a_case, asked, changed};
use crate::support::{NOTHING, sign_in_as};

async fn a_deadline(test: &TestDesk, rule: &str) -> DeadlineDetail {
    let today = sagsbord_domain::danish_day(test.clock.now()).to_string();
    let case = a_case(test).await;
    let added = test.desk.add_deadline(asked(&case, rule, &today)).await;
    added.unwrap()
}

async fn work(test: &TestDesk, id: &str) -> DeadlineWork {
    let id = id.to_owned();
    test.desk.deadline_work(ShowDeadline { id }).await.unwrap()
}

async fn note(test: &TestDesk, id: &str, left: u32) -> DeadlineWork {
    noted(test, id, left, false).await.unwrap()
}

async fn noted(
    test: &TestDesk,
    id: &str,
    left: u32,
    is_correction: bool,
) -> Result<DeadlineWork, ErrorReply> {
    let version = work(test, id).await.version;
    test.desk
        .note_deadline_work(NoteDeadlineWork {
            id: id.to_owned(),
            version,
            unit: WorkUnit::Pages,
            left,
            is_correction,
        })
        .await
}

/// To the next day that an office is open, and signed in anew: the desk locks overnight.
async fn next_working_day(test: &TestDesk) {
    loop {
        test.clock.advance(TimeDelta::days(1));
        let today = sagsbord_domain::danish_day(test.clock.now());
        if !matches!(today.weekday(), Weekday::Sat | Weekday::Sun) {
            break;
        }
    }
    let anne = sign_in_as("anne", "regn over havnen");
    test.desk.sign_out(NOTHING).await.ok();
    test.desk.sign_in(anne).await.unwrap();
}

#[tokio::test]
async fn a_forecast_is_made_when_five_days_were_measured_and_rests_on_their_figures() {
    let test = demo_for_anne().await;
    let detail = a_deadline(&test, "OFL-36-40").await;
    let id = detail.row.id.as_str();
    assert_eq!(work(&test, id).await.by_me, None, "nothing was noted");

    // The first figure is what there is to do, not something done.
    let first = note(&test, id, 400).await;
    assert_eq!(first.notes[0].done, 0);
    let too_few = Some(WorkForecast::CannotSay {
        why: "too_few_days".to_owned(),
        days_measured: 0,
    });
    assert_eq!(first.by_me, too_few);
    assert_eq!(first.by_unit, too_few);

    // 20, 30, 40, 50 and 60 pages: a middling day is 40, a slow one 30. 200 are left.
    let mut left = 400;
    for done in [20, 30, 40, 50, 60] {
        next_working_day(&test).await;
        left -= done;
        let after = note(&test, id, left).await;
        assert_eq!(after.notes[0].done, done);
    }
    let measured = work(&test, id).await;
    let Some(WorkForecast::Expected {
        left,
        a_day,
        a_slow_day,
        days_measured,
        working_days_needed,
        outlook,
        finish,
        finish_when_slow,
        ..
    }) = measured.by_me.clone()
    else {
        panic!("{measured:?}");
    };
    assert_eq!((left, a_day, a_slow_day), (200, 40, 30));
    assert_eq!((days_measured, working_days_needed), (5, 5));
    assert_eq!(outlook, "in_time");
    assert!(finish < finish_when_slow, "{finish} {finish_when_slow}");
    assert_eq!(
        measured.by_me, measured.by_unit,
        "nobody else in the unit has noted any"
    );

    // What is due sooner is done first.
    let sooner = a_deadline(&test, "OFL-36").await;
    note(&test, &sooner.row.id, 90).await;
    let behind = work(&test, id).await;
    assert_eq!(
        behind.ahead,
        WorkAheadOf {
            deadlines: 1,
            left: 90
        }
    );
    let Some(WorkForecast::Expected { left, .. }) = behind.by_me else {
        panic!("{:?}", behind.by_me);
    };
    assert_eq!(left, 290);
    assert_eq!(
        work(&test, &sooner.row.id).await.ahead,
        WorkAheadOf::default()
    );
}

#[tokio::test]
async fn a_corrected_figure_and_one_that_grew_are_no_work_done() {
    let test = demo_for_anne().await;
    let id = a_deadline(&test, "OFL-36-40").await.row.id;
    note(&test, &id, 3_400).await;
    let corrected = noted(&test, &id, 340, true).await.unwrap();
    assert_eq!(corrected.notes[0].done, 0);
    assert_eq!(note(&test, &id, 500).await.notes[0].done, 0);
    let after = note(&test, &id, 470).await;
    assert_eq!(after.notes[0].done, 30);
    let figures: Vec<u32> = after.notes.iter().map(|note| note.left).collect();
    assert_eq!(figures, [470, 500, 340, 3_400], "every figure stays");
}

#[tokio::test]
async fn the_pace_of_one_person_is_shown_to_nobody_else() {
    let test = demo_for_anne().await;
    let id = a_deadline(&test, "OFL-36-40").await.row.id;
    note(&test, &id, 400).await;
    assert!(work(&test, &id).await.by_me.is_some());
    test.desk.sign_out(NOTHING).await.unwrap();
    let bo = sign_in_as("bo", "kaffe på den grønne bænk");
    test.desk.sign_in(bo).await.unwrap();
    let seen = work(&test, &id).await;
    assert_eq!(seen.by_me, None);
    assert!(seen.by_unit.is_some());
}

#[tokio::test]
async fn a_note_of_work_that_cannot_be_is_refused_and_changes_nothing() {
    let test = demo_for_anne().await;
    let detail = a_deadline(&test, "OFL-36").await;
    let id = detail.row.id.clone();
    let check = async |request: NoteDeadlineWork, code: ErrorCode, field: Option<&str>| {
        let refused = test.desk.note_deadline_work(request).await.unwrap_err();
        assert_eq!((refused.code, refused.field.as_deref()), (code, field));
        assert_eq!(work(&test, &id).await.notes, []);
    };
    let good = NoteDeadlineWork {
        id: id.clone(),
        version: 0,
        unit: WorkUnit::Pages,
        left: 10,
        is_correction: false,
    };
    let too_many = NoteDeadlineWork {
        left: 1_000_001,
        ..good.clone()
    };
    check(too_many, ErrorCode::InvalidInput, Some("left")).await;
    let seen_too_much = NoteDeadlineWork {
        version: 3,
        ..good.clone()
    };
    check(seen_too_much, ErrorCode::Conflict, None).await;
    let nothing_there = NoteDeadlineWork {
        id: "00000000-0000-4000-8000-000000000000".to_owned(),
        ..good.clone()
    };
    check(nothing_there, ErrorCode::NotFound, None).await;
    let today = detail.row.started.clone();
    let complete = DeadlineChange::Complete {
        at: today,
        at_time: None,
    };
    changed(&test, &detail, complete).await.unwrap();
    check(good, ErrorCode::InvalidInput, Some("left")).await;
}

#[tokio::test]
async fn a_letter_is_drafted_with_what_it_lacks_and_is_ready_when_it_lacks_nothing() {
    let test = demo_for("anne", "regn over havnen").await;
    let detail = a_deadline(&test, "OFL-36").await;
    let due = detail.row.due.clone().unwrap();
    let draft = async |ground: &str, new_day: &str| {
        test.desk
            .draft_delay_letter(DraftDelayLetter {
                id: detail.row.id.clone(),
                ground: ground.to_owned(),
                new_day: new_day.to_owned(),
                sent: String::new(),
            })
            .await
    };
    let empty = draft("", "").await.unwrap();
    assert!(!empty.is_ready);
    assert_eq!(empty.problems, ["ground_missing", "new_day_missing"]);
    assert_eq!(
        draft("for travlt", &due).await.unwrap().problems,
        ["ground_too_short", "new_day_not_later"]
    );
    let refused = draft("bilagene ligger i tre arkiver", "31.2.2027")
        .await
        .unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("newDay"));
    let later = "2027-01-29";
    let ready = draft("bilagene ligger i tre arkiver", later).await.unwrap();
    assert!(ready.is_ready, "{:?}", ready.problems);
    let text = ready.paragraphs.join("\n");
    for part in [
        "offentlighedslovens § 36, stk. 2",
        "Bilagene ligger i tre arkiver.",
        "29. januar 2027",
        "§ 39",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    let case = test
        .desk
        .show_case(OpenCase::of(detail.row.case_id.clone()))
        .await
        .unwrap();
    assert!(!text.contains(&case.row.title), "a title can name somebody");
    assert_eq!(
        ready.paragraphs.last().map(String::as_str),
        Some("Havrelunde Kommune")
    );
}
