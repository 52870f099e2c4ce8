use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::Plan;
use uuid::Uuid;

use crate::support::{NOTHING, sign_in_as};

const ANNE: (&str, &str) = ("anne", "regn over havnen");
const BO: (&str, &str) = ("bo", "kaffe på den grønne bænk");

/// The demo as it is opened for the first time, with fewer cases and no documents: quicker to make.
async fn demo(plan: impl Fn(Plan) -> Plan) -> TestDesk {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let whole = Plan {
        cases: 1_200,
        documents: 0,
        files: 0,
        ..Plan::demo(sagsbord_domain::danish_day(now))
    };
    let store = make_demo_store(&folder.path().join("data"), &plan(whole), now, &|_| ())
        .await
        .unwrap();
    store.close().await;
    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    test
}

async fn sign_in(test: &TestDesk, (username, password): (&str, &str)) {
    let signed_in = test.desk.sign_in(sign_in_as(username, password)).await;
    signed_in.unwrap();
}

async fn tasks(test: &TestDesk, whose: TaskWhose, state: TaskShown) -> Vec<TaskRow> {
    let list = ListTasks {
        whose,
        state,
        limit: 100,
        ..ListTasks::default()
    };
    test.desk.list_tasks(list).await.unwrap().rows
}

#[tokio::test]
async fn every_part_of_the_first_day_has_something_in_it() {
    let test = demo(|plan| plan).await;
    sign_in(&test, ANNE).await;
    let day = test.desk.my_day(NOTHING).await.unwrap();
    let parts = [
        ("late", &day.late),
        ("today", &day.due_today),
        ("soon", &day.soon),
        ("tasks", &day.tasks),
        ("drafts", &day.drafts),
        ("waiting", &day.waiting),
    ];
    for (name, part) in parts {
        assert!(!part.rows.is_empty(), "{name}");
    }
    assert!(day.tasks.rows[0].is_late, "{:?}", day.tasks.rows[0]);
    assert!(day.waiting.rows[0].is_to_follow_up);
    assert!(
        day.drafts
            .rows
            .iter()
            .all(|row| row.kind == DayRowKind::Note)
    );
    let of_day = |day: &str| {
        let day = day.to_owned();
        move |row: &TaskRow| row.due.as_deref() == Some(day.as_str())
    };
    let mine = tasks(&test, TaskWhose::Mine, TaskShown::NotDone).await;
    assert!(mine.iter().any(of_day(&day.today)));
    assert!(
        mine.iter()
            .any(|row| row.ticked > 0 && row.ticked < row.checks)
    );
    assert!(mine.iter().any(|row| row.comments > 0));
    assert!(
        !tasks(&test, TaskWhose::Mine, TaskShown::Done)
            .await
            .is_empty()
    );
    let counted = tasks(&test, TaskWhose::Mine, TaskShown::NotDone).await;
    let mut has_how = false;
    for row in counted {
        let detail = test.desk.show_task(ShowTask { id: row.id }).await.unwrap();
        has_how |= detail.due_how.is_some();
        assert!(detail.log.iter().all(|entry| !entry.by.is_empty()));
    }
    assert!(has_how, "one says how its day came about");
}

#[tokio::test]
async fn the_team_lead_finds_the_teams_tasks_and_those_of_its_people() {
    let test = demo(|plan| plan).await;
    sign_in(&test, BO).await;
    let team = tasks(&test, TaskWhose::MyTeams, TaskShown::NotDone).await;
    assert!(!team.is_empty());
    let all = tasks(&test, TaskWhose::AllInReach, TaskShown::NotDone).await;
    let people: std::collections::BTreeSet<_> = all
        .iter()
        .filter_map(|row| row.assignee_name.clone())
        .collect();
    assert!(people.len() >= 4, "{people:?}");
}

#[tokio::test]
async fn what_the_demo_says_of_its_notes_is_what_the_check_says_of_them() {
    let test = demo(|plan| plan).await;
    sign_in(&test, ANNE).await;
    let cases = test
        .desk
        .list_cases(ListCases {
            only_mine: true,
            only_open: true,
            limit: 100,
            ..ListCases::default()
        })
        .await
        .unwrap();
    let (mut notes, mut supplements) = (0, 0);
    for case in cases.rows {
        let journal = |id: &str| test.desk.list_notes(ShowCase { id: id.to_owned() });
        for note in journal(&case.id).await.unwrap().notes {
            notes += 1;
            supplements += usize::from(note.supplements.is_some());
            let again = SaveNoteDraft {
                case_id: case.id.clone(),
                id: Uuid::now_v7().to_string(),
                supplements: None,
                text: note.text.clone(),
                version: 0,
            };
            let saved = test.desk.save_note_draft(again).await.unwrap();
            let journalise = JournaliseNote {
                id: saved.id.clone(),
                version: saved.version,
                why: Some("Prøve".to_owned()),
            };
            let after = test.desk.journalise_note(journalise).await.unwrap();
            let checked = after.notes.iter().find(|one| one.id == saved.id).unwrap();
            assert_eq!(checked.check, note.check, "{}", note.text);
        }
    }
    assert!(notes >= 8, "{notes}");
    assert_eq!(supplements, 1);
}

#[tokio::test]
async fn clear_desks_are_clear() {
    let test = demo(Plan::with_clear_desks).await;
    sign_in(&test, ANNE).await;
    let day = test.desk.my_day(NOTHING).await.unwrap();
    assert!(day.tasks.rows.is_empty() && day.drafts.rows.is_empty());
    sign_in(&test, BO).await;
    let all = tasks(&test, TaskWhose::AllInReach, TaskShown::Done).await;
    assert!(all.is_empty());
}

#[tokio::test]
async fn the_room_of_requests_is_worth_opening_and_what_is_decided_there_holds() {
    let test = demo(|plan| Plan {
        documents: 6_000,
        ..plan
    })
    .await;
    sign_in(&test, ANNE).await;
    let list = ListAktindsigter {
        limit: 10,
        ..ListAktindsigter::default()
    };
    let open = test.desk.list_aktindsigter(list).await.unwrap().rows;
    assert_eq!(open.len(), 3);
    assert!(open.iter().any(|row| row.is_late), "{open:?}");
    assert!(open.iter().all(|row| row.due.is_some()), "{open:?}");
    let (mut decided, mut undecided) = (0, 0);
    for row in &open {
        let shown = ShowAktindsigt { id: row.id.clone() };
        let detail = test.desk.show_aktindsigt(shown).await.unwrap();
        let proposed: Vec<CheckRegime> = detail
            .proposal
            .regimes
            .iter()
            .map(|one| one.regime)
            .collect();
        for chosen in &detail.regimes {
            assert!(proposed.contains(&chosen.regime), "{}", row.applicant);
        }
        let items = ListItems {
            id: row.id.clone(),
            limit: 500,
            ..ListItems::default()
        };
        let listed = test.desk.list_items(items).await.unwrap().rows;
        for item in listed {
            if item.decision == ItemDecision::Undecided {
                undecided += 1;
                continue;
            }
            decided += 1;
            assert!(item.bases.iter().all(|basis| basis.is_allowed));
            // The same decision again is one that the desk would take.
            let again = DecideItems {
                id: row.id.clone(),
                items: vec![ItemChoice {
                    id: item.id.clone(),
                    version: item.version,
                }],
                decision: item.decision,
                bases: item.bases.into_iter().map(|basis| basis.id).collect(),
                answers: item.answers,
                text: item.text,
            };
            let taken = test.desk.decide_items(again).await.unwrap();
            assert_eq!(taken.refused, []);
        }
    }
    assert!(decided > 0 && undecided > 0, "{decided} {undecided}");
}
