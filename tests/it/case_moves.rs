use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::case_page::{as_it_stands, her_case, known, log_of, shown, timeline};
use crate::cases::demo_for_anne;
use crate::support::{sign_in_as, words};

async fn lead(test: &TestDesk) -> Arc<Desk> {
    let desk = test.second_desk();
    let signed_in = desk
        .sign_in(sign_in_as("bo", "kaffe på den grønne bænk"))
        .await;
    signed_in.unwrap();
    desk
}

/// Another subject of her main group, and one of a main group that she has no right in.
const WITHIN: &str = "62.10.03";
const ELSEWHERE: &str = "65.05.02";

async fn deadlines(desk: &Desk, id: &str) -> Vec<(String, Option<String>)> {
    let id = id.to_owned();
    let open = desk.case_deadlines(ShowCase { id }).await.unwrap();
    let rows = open.rows.into_iter();
    rows.map(|row| (row.row.rule, row.row.due)).collect()
}

#[tokio::test]
async fn a_case_gets_another_subject_and_its_deadlines_stay_and_are_told_of() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let before = shown(&test.desk, &case.id).await;
    let counted = deadlines(&test.desk, &case.id).await;
    assert!(!counted.is_empty());
    let wanted = ChangeCase {
        kle: WITHIN.to_owned(),
        ..as_it_stands(&before)
    };
    // What would come of it is told first, and nothing of it is kept.
    let preview = test.desk.preview_case_change(wanted.clone()).await.unwrap();
    assert!(!preview.is_out_of_reach);
    assert_eq!(preview.deadlines.len(), counted.len());
    assert_eq!(preview.deadlines[0].rule, counted[0].0);
    let still = shown(&test.desk, &case.id).await;
    assert_eq!(
        (&still.row.kle, still.standing.version),
        (&before.row.kle, before.standing.version)
    );

    let changed = test.desk.change_case(wanted.clone()).await.unwrap();
    assert_eq!(
        (changed.changes, &changed.deadlines),
        (1, &preview.deadlines)
    );
    assert_eq!(
        deadlines(&test.desk, &case.id).await,
        counted,
        "none moves by itself"
    );
    let after = shown(&test.desk, &case.id).await;
    assert_eq!(after.row.kle, WITHIN);
    let found = test.desk.list_cases(words(WITHIN)).await.unwrap();
    assert!(found.rows.iter().any(|row| row.id == case.id));
    let lines = timeline(&test.desk, &case.id).await;
    let change = TimelineWhat::Changed(TimelineChange {
        field: "kle".to_owned(),
        before: Some(before.row.kle.clone()),
        after: Some(WITHIN.to_owned()),
    });
    assert!(lines.iter().any(|line| line.what == change), "{lines:?}");
    let log = log_of(&test.desk, &case.id).await;
    let line = log.iter().find(|row| row.act == "case_changed").unwrap();
    assert!(line.details.contains(&"field=kle".to_owned()), "{line:?}");
    // One who had the case open meanwhile writes over nothing.
    let stale = test.desk.change_case(wanted).await.unwrap_err();
    assert_eq!(stale.code, ErrorCode::Conflict);

    for kle in ["", "62", "62.10", "99.99.99"] {
        let wrong = ChangeCase {
            kle: kle.to_owned(),
            ..as_it_stands(&after)
        };
        let refused = test.desk.change_case(wrong).await.unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some("kle"), Some("no_such_subject")),
            "{kle}"
        );
    }
}

#[tokio::test]
async fn a_subject_out_of_ones_own_reach_is_warned_of_before_and_then_the_case_is_gone() {
    let test = demo_for_anne().await;
    let bo = lead(&test).await;
    let case = her_case(&test.desk, true).await;
    let detail = shown(&test.desk, &case.id).await;
    let task = CreateTask {
        title: "Ring til lægen".to_owned(),
        case_id: Some(case.id.clone()),
        ..CreateTask::default()
    };
    let task = test.desk.create_task(task).await.unwrap().row.id;
    let away = ChangeCase {
        kle: ELSEWHERE.to_owned(),
        ..as_it_stands(&detail)
    };
    let preview = test.desk.preview_case_change(away.clone()).await.unwrap();
    assert!(preview.is_out_of_reach);
    assert!(shown(&test.desk, &case.id).await.standing.may_change);
    assert!(test.desk.change_case(away).await.unwrap().is_out_of_reach);
    let gone = test
        .desk
        .show_case(OpenCase::of(&case.id))
        .await
        .unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    let list = ListCases {
        limit: 500,
        ..words(&case.number)
    };
    assert!(test.desk.list_cases(list).await.unwrap().rows.is_empty());
    // What hangs on it goes with it.
    let show = ShowTask { id: task };
    let gone = test.desk.show_task(show.clone()).await.unwrap_err();
    assert_eq!(gone.code, ErrorCode::NotFound);
    assert!(bo.show_task(show).await.is_ok());
    // Her lead reaches all subjects of the unit, and brings it back.
    let his = shown(&bo, &case.id).await;
    let back = ChangeCase {
        kle: detail.row.kle.clone(),
        ..as_it_stands(&his)
    };
    assert!(!bo.change_case(back).await.unwrap().is_out_of_reach);
    assert!(test.desk.show_case(OpenCase::of(&case.id)).await.is_ok());
}

#[tokio::test]
async fn people_come_go_and_become_something_else_and_the_case_is_found_by_them() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let before = shown(&test.desk, &case.id).await;
    let first = before.parties[0].clone();
    let new = NewParty {
        who: PartyChoice::Number(PartyByNumber {
            name: "Ulrikke Prøvesen".to_owned(),
            cpr: "610180-1234".to_owned(),
        }),
        part: PartyPart::Primary,
    };
    let mut parties: Vec<NewParty> = before.parties.iter().map(known).collect();
    for party in &mut parties {
        party.part = PartyPart::Other;
    }
    parties.push(new.clone());
    let wanted = ChangeCase {
        parties: parties.clone(),
        ..as_it_stands(&before)
    };
    let changed = test.desk.change_case(wanted).await.unwrap();
    assert_eq!(
        changed.changes, 2,
        "one came, and one is not the first any more"
    );
    let after = shown(&test.desk, &case.id).await;
    assert!(after.standing.version > before.standing.version);
    assert_eq!(after.parties.len(), before.parties.len() + 1);
    assert_eq!(after.parties[0].name, "Ulrikke Prøvesen");
    assert_eq!(after.parties[0].part, PartyPart::Primary);
    let found = test
        .desk
        .list_cases(words("Ulrikke Prøvesen"))
        .await
        .unwrap();
    assert_eq!(found.rows.len(), 1);
    let told = |rows: &[TimelineRow]| -> Vec<TimelineParty> {
        rows.iter()
            .filter_map(|row| match &row.what {
                TimelineWhat::Party(party) => Some(party.clone()),
                _ => None,
            })
            .collect()
    };
    let lines = told(&timeline(&test.desk, &case.id).await);
    let came = TimelineParty {
        name: "Ulrikke Prøvesen".to_owned(),
        before: None,
        after: Some(PartyPart::Primary),
    };
    let demoted = TimelineParty {
        name: first.name.clone(),
        before: Some(PartyPart::Primary),
        after: Some(PartyPart::Other),
    };
    assert!(
        lines.contains(&came) && lines.contains(&demoted),
        "{lines:?}"
    );

    // Gone again, with everybody else as they were.
    let again = ChangeCase {
        parties: before.parties.iter().map(known).collect(),
        ..as_it_stands(&after)
    };
    test.desk.change_case(again).await.unwrap();
    let found = test
        .desk
        .list_cases(words("Ulrikke Prøvesen"))
        .await
        .unwrap();
    assert!(found.rows.is_empty());
    let now = shown(&test.desk, &case.id).await;
    let ids = |detail: &CaseDetail| -> Vec<String> {
        detail
            .parties
            .iter()
            .map(|party| party.id.clone())
            .collect()
    };
    assert_eq!(ids(&now), ids(&before));

    let check = async |parties: Vec<NewParty>, problem: Option<&str>| {
        let wrong = ChangeCase {
            parties,
            ..as_it_stands(&now)
        };
        let refused = test.desk.change_case(wrong).await.unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some("parties"), problem)
        );
    };
    check(vec![new.clone(), new.clone()], Some("two_primary")).await;
    let other = NewParty {
        part: PartyPart::Other,
        ..new.clone()
    };
    check(vec![new.clone(), other.clone()], Some("twice")).await;
    check(vec![other; 51], Some("too_many")).await;
    let nobody = NewParty {
        who: PartyChoice::Known("00000000-0000-4000-8000-000000000000".to_owned()),
        part: PartyPart::Other,
    };
    check(vec![nobody], None).await;
}

#[tokio::test]
async fn a_title_is_read_among_the_people_that_the_case_has_with_the_change() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let detail = shown(&test.desk, &case.id).await;
    let mut parties: Vec<NewParty> = detail.parties.iter().map(known).collect();
    parties.push(NewParty {
        who: PartyChoice::Number(PartyByNumber {
            name: "Ulrikke Prøvesen".to_owned(),
            cpr: "610180-1234".to_owned(),
        }),
        part: PartyPart::Other,
    });
    let wanted = ChangeCase {
        title: "Støtte til Ulrikke Prøvesen".to_owned(),
        parties,
        ..as_it_stands(&detail)
    };
    let held = test.desk.change_case(wanted).await.unwrap();
    assert!(held.title.unwrap().is_held);
    let still = shown(&test.desk, &case.id).await;
    assert_eq!(still.parties.len(), detail.parties.len(), "nothing is kept");
    assert_eq!(still.standing.version, detail.standing.version);
}

#[tokio::test]
async fn the_timeline_and_the_log_name_the_cases_tasks() {
    let test = demo_for_anne().await;
    let case = her_case(&test.desk, true).await;
    let made = test
        .desk
        .create_task(CreateTask {
            title: "Ring til lægen".to_owned(),
            case_id: Some(case.id.clone()),
            ..CreateTask::default()
        })
        .await
        .unwrap();
    let mut version = made.version;
    for change in [TaskChange::Complete, TaskChange::Undo, TaskChange::Complete] {
        let id = made.row.id.clone();
        let change = ChangeTask {
            id,
            version,
            change,
        };
        version = test.desk.change_task(change).await.unwrap().version;
    }
    let lines = timeline(&test.desk, &case.id).await;
    let mut steps: Vec<TimelineTaskStep> = lines
        .iter()
        .filter(|line| line.id == made.row.id)
        .filter_map(|line| match &line.what {
            TimelineWhat::Task(task) if task.title == "Ring til lægen" => Some(task.step),
            _ => None,
        })
        .collect();
    // Newest first.
    steps.reverse();
    use TimelineTaskStep::{Done, Made, Undone};
    assert_eq!(steps, [Made, Done, Undone, Done]);
    let log = log_of(&test.desk, &case.id).await;
    let about: Vec<&AuditRow> = log
        .iter()
        .filter(|row| row.subject_id.as_ref() == Some(&made.row.id))
        .collect();
    assert_eq!(about.len(), 4);
    assert!(
        about
            .iter()
            .all(|row| row.subject_kind.as_deref() == Some("task"))
    );
    assert!(about.iter().any(|row| row.act == "task_created"));
    let page = CaseLog {
        id: case.id.clone(),
        before: None,
        limit: 200,
    };
    let page = test.desk.case_log(page).await.unwrap();
    let named = page.subjects.iter().find(|one| one.id == made.row.id);
    assert_eq!(named.unwrap().name, "Ring til lægen");
}
