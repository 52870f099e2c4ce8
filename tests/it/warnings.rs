use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use sagsbord_app::Desk;
use sagsbord_app::ports::{Notice, Notices};
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::support::{NOTHING, sign_in_as};

/// Keeps what a person would have been shown.
#[derive(Default)]
struct Shown(Mutex<Vec<Notice>>);

impl Notices for Shown {
    fn show(&self, notice: Notice) {
        self.0.lock().unwrap().push(notice);
    }
}

impl Shown {
    /// What was shown since it was asked last.
    fn taken(&self) -> Vec<Notice> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

fn shown_at(desk: &Desk) -> Arc<Shown> {
    let shown = Arc::new(Shown::default());
    desk.show_notices_by(shown.clone());
    shown
}

async fn set(desk: &Desk, key: &str, value: &str) {
    let change = ChangeSetting {
        key: key.to_owned(),
        value: Some(value.to_owned()),
    };
    desk.change_setting(change).await.unwrap();
}

/// The demo's own deadlines that came near are told at once; what the test makes comes after them.
async fn after_the_demos_own() -> (TestDesk, Arc<Shown>) {
    let test = demo_for_anne().await;
    let shown = shown_at(&test.desk);
    test.desk.warn_of_deadlines().await;
    shown.taken();
    test.clock.advance(TimeDelta::minutes(2));
    (test, shown)
}

/// On a case of Anne's; due after 1 working day for `OFL-36-2` begun on a Thursday: Monday the 23rd.
async fn registered(desk: &Desk, rule: &str, start: &str, time: Option<&str>) -> DeadlineDetail {
    let mine = ListDeadlines {
        limit: 1,
        ..ListDeadlines::default()
    };
    let mine = desk.list_deadlines(mine).await.unwrap();
    desk.add_deadline(AddDeadline {
        case_id: mine.rows[0].case_id.clone(),
        rule: rule.to_owned(),
        start: start.to_owned(),
        start_time: time.map(str::to_owned),
        chosen: None,
        about: String::new(),
        part_of: None,
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_deadline_that_comes_near_is_told_once_with_its_rule_day_and_case_and_leads_there() {
    let (test, shown) = after_the_demos_own().await;
    // The clock stands at Saturday 21 November 2026, 11 o'clock in Denmark.
    let near = registered(&test.desk, "OFL-36-2", "2026-11-19", None)
        .await
        .row;
    assert_eq!(near.due.as_deref(), Some("2026-11-23"));
    test.desk.warn_of_deadlines().await;
    let told = shown.taken();
    assert_eq!(told.len(), 1, "{told:?}");
    let Notice {
        title,
        text,
        leads_to,
    } = &told[0];
    assert_eq!(title, "Frist: Aktindsigt, enkel og afgrænset");
    assert_eq!(
        *text,
        format!(
            "Udløber mandag den 23. november 2026. Sag {}.",
            near.case_number
        )
    );
    assert_eq!(
        *leads_to,
        format!("/frister/liste?sag={}&frist={}", near.case_id, near.id)
    );
    for personal in [Some(&near.case_title), near.citizen.as_ref()]
        .into_iter()
        .flatten()
    {
        assert!(!title.contains(personal.as_str()) && !text.contains(personal.as_str()));
    }

    test.clock.advance(TimeDelta::minutes(2));
    test.desk.warn_of_deadlines().await;
    assert_eq!(shown.taken(), vec![], "once");
    let beside = test.second_desk();
    let anne = sign_in_as("anne", "regn over havnen");
    beside.sign_in(anne.clone()).await.unwrap();
    let at_the_other = shown_at(&beside);
    beside.warn_of_deadlines().await;
    assert_eq!(
        at_the_other.taken(),
        vec![],
        "once to a person, not to a desk"
    );

    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk.sign_in(anne).await.unwrap();
    let shown = shown_at(&test.desk);
    test.desk.warn_of_deadlines().await;
    assert_eq!(shown.taken(), vec![], "once, also over a restart");
    // The next of the rule's times: the day itself.
    test.clock.advance(TimeDelta::days(2));
    test.desk.warn_of_deadlines().await;
    let told = shown.taken();
    assert_eq!(told.len(), 1, "{told:?}");
}

#[tokio::test]
async fn several_at_once_are_one_notice_with_their_number() {
    let (test, shown) = after_the_demos_own().await;
    registered(&test.desk, "OFL-36-2", "2026-11-19", None).await;
    registered(&test.desk, "OFL-36-2", "2026-11-20", None).await;
    test.clock.advance(TimeDelta::days(2));
    test.desk.lock(NOTHING).await.unwrap();
    test.desk.warn_of_deadlines().await;
    let told = shown.taken();
    assert_eq!(told.len(), 1, "{told:?}");
    let number: u32 = told[0].title.split(' ').next().unwrap().parse().unwrap();
    assert!(number >= 2, "{told:?}");
    assert_eq!(told[0].leads_to, "/frister/liste");
}

#[tokio::test]
async fn quiet_hours_hold_a_warning_back_until_they_end_and_what_is_over_by_then_is_not_told() {
    let (test, shown) = after_the_demos_own().await;
    set(&test.desk, "quiet_from", "11").await;
    set(&test.desk, "quiet_to", "13").await;
    let near = registered(&test.desk, "OFL-36-2", "2026-11-19", None).await;
    let done = registered(&test.desk, "OFL-36-2", "2026-11-19", None).await;
    test.desk.warn_of_deadlines().await;
    assert_eq!(shown.taken(), vec![], "it is past eleven in Denmark");
    test.desk
        .change_deadline(ChangeDeadline {
            id: done.row.id.clone(),
            version: done.version,
            change: DeadlineChange::Complete {
                at: "2026-11-21".to_owned(),
                at_time: None,
            },
        })
        .await
        .unwrap();
    test.clock.advance(TimeDelta::hours(2));
    test.desk.warn_of_deadlines().await;
    let told = shown.taken();
    assert_eq!(told.len(), 1);
    assert!(told[0].leads_to.ends_with(&near.row.id), "{told:?}");
}

#[tokio::test]
async fn whoever_wants_no_notices_and_whoever_is_not_responsible_is_told_nothing() {
    let (test, shown) = after_the_demos_own().await;
    set(&test.desk, "notifications", "off").await;
    registered(&test.desk, "OFL-36-2", "2026-11-19", None).await;
    test.desk.warn_of_deadlines().await;
    assert_eq!(shown.taken(), vec![]);
    test.clock.advance(TimeDelta::minutes(2));
    set(&test.desk, "notifications", "on").await;
    test.desk.warn_of_deadlines().await;
    assert_eq!(shown.taken().len(), 1, "what was held back was not lost");

    let dorthe = test.second_desk();
    let dpo = sign_in_as("dorthe", "lyset i det øverste vindue");
    dorthe.sign_in(dpo).await.unwrap();
    let to_her = shown_at(&dorthe);
    dorthe.warn_of_deadlines().await;
    assert_eq!(to_her.taken(), vec![], "she sees them all and has none");
    dorthe.sign_out(NOTHING).await.unwrap();
    dorthe.warn_of_deadlines().await;
    assert_eq!(to_her.taken(), vec![]);
}
