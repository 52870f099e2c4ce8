use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::{Grant, Right, Role, Session};
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{
    CaseId, CaseStatus, DocumentId, DocumentKind, EmployeeId, GrantId, Sensitivity, TaskId, TeamId,
    UnitId,
};
use sqlx::{QueryBuilder, Row, Sqlite};
use tempfile::TempDir;
use uuid::Uuid;

use super::list::push_page;
use super::*;
use crate::{Document, Employee, NewCase, Store, StoreError, StoreKey, Team, Unit};

fn now() -> DateTime<Utc> {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn unit(n: u128) -> UnitId {
    UnitId::new(Uuid::from_u128(n))
}

fn person(n: u128) -> EmployeeId {
    EmployeeId::new(Uuid::from_u128(n))
}

fn team(n: u128) -> TeamId {
    TeamId::new(Uuid::from_u128(n))
}

const ANNE: u128 = 10;
const BO: u128 = 11;
const CASE: u128 = 20;
const DOCUMENT: u128 = 30;
const TEAM: u128 = 40;

/// Two units, a team and two people in the first, one case with a document.
async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let key = StoreKey::from_bytes([1; 32]);
    let store = Store::create(&folder.path().join("store"), &key, now())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    for n in [1, 2] {
        let (id, name) = (unit(n), format!("Enhed {n}"));
        let parent = None;
        writer.add_unit(&Unit { id, name, parent }).await.unwrap();
    }
    let (id, name) = (team(TEAM), "Team Visitation".to_owned());
    let unit_of_team = unit(1);
    writer
        .add_team(&Team {
            id,
            name,
            unit: unit_of_team,
        })
        .await
        .unwrap();
    for (n, name) in [(ANNE, "Anne"), (BO, "Bo")] {
        writer
            .add_employee(&Employee {
                id: person(n),
                name: name.to_owned(),
                username: name.to_lowercase(),
                unit: Some(unit(1)),
                active: true,
                must_change_password: false,
                last_signed_in: None,
            })
            .await
            .unwrap();
    }
    writer
        .add_case(&NewCase {
            id: CaseId::new(Uuid::from_u128(CASE)),
            number: "2026-000001".to_owned(),
            title: "Hjælpemiddel".to_owned(),
            kle: "27.18.02".to_owned(),
            status: CaseStatus::Opstaaet,
            sensitivity: Sensitivity::Confidential,
            unit: unit(1),
            team: None,
            responsible: Some(person(ANNE)),
            opened: day("2026-11-01"),
            due: None,
            source: "Egne sager".to_owned(),
            fetched_at: now(),
            parties: Vec::new(),
        })
        .await
        .unwrap();
    let document = Document {
        id: DocumentId::new(Uuid::from_u128(DOCUMENT)),
        title: "Lægeudtalelse".to_owned(),
        kind: DocumentKind::Incoming,
        dated: day("2026-11-02"),
        sensitivity: Sensitivity::Confidential,
        file: None,
    };
    let case = CaseId::new(Uuid::from_u128(CASE));
    writer.add_document(case, &document).await.unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

fn task(n: u128) -> KeptTask {
    KeptTask {
        id: TaskId::new(Uuid::from_u128(n)),
        title: format!("Ring til Ærø {n}"),
        text: String::new(),
        case: None,
        document: None,
        created_by: person(ANNE),
        created_at: now(),
        assignee: TaskAssignee::Employee(person(ANNE)),
        due: Some(day("2026-11-23")),
        due_how: None,
        state: TaskState::Open,
        waiting_for: None,
        follow_up: None,
        done: None,
        version: 1,
    }
}

fn of_case(n: u128) -> KeptTask {
    KeptTask {
        case: Some(CaseId::new(Uuid::from_u128(CASE))),
        ..task(n)
    }
}

async fn add(store: &Store, tasks: &[KeptTask]) {
    let mut writer = store.write().await.unwrap();
    for task in tasks {
        writer.add_task(task).await.unwrap();
    }
    writer.commit().await.unwrap();
}

struct Who {
    person: u128,
    role: Role,
    unit: u128,
    team: Option<u128>,
    up_to: Sensitivity,
}

const ANNE_IN_UNIT_1: Who = Who {
    person: ANNE,
    role: Role::Caseworker,
    unit: 1,
    team: None,
    up_to: Sensitivity::Sensitive,
};

fn reach(who: &Who) -> TaskReach {
    let grant = Grant {
        id: GrantId::new(Uuid::nil()),
        role: who.role,
        kle: None,
        unit: Some(unit(who.unit)),
        team: who.team.map(team),
        up_to: who.up_to,
        valid_from: day("2026-01-01"),
        valid_to: None,
    };
    let session = Session::new(person(who.person), vec![grant], day("2026-11-21"));
    TaskReach::of(&session, Right::ReadCases).unwrap()
}

fn query(whose: TaskWhose) -> TaskQuery {
    TaskQuery {
        today: day("2026-11-21"),
        whose,
        shown: TaskShown::NotDone,
        span: None,
        words: Vec::new(),
        sort: TaskSort::DueFirst,
        offset: 0,
        limit: 50,
    }
}

/// How many are listed, counted, and found by their ids: the three must agree.
async fn seen(store: &Store, who: &Who, ids: &[u128]) -> usize {
    let reach = reach(who);
    let mut reader = store.read().await.unwrap();
    let all = query(TaskWhose::Everybodys);
    let listed = reader.list_tasks(&reach, &all).await.unwrap();
    let counted = reader.count_listed_tasks(&reach, &all, 100).await.unwrap();
    let mut found = 0;
    for id in ids {
        let id = TaskId::new(Uuid::from_u128(*id));
        found += usize::from(reader.find_task(&reach, id).await.unwrap().is_some());
    }
    assert_eq!((listed.len(), counted as usize), (found, found));
    found
}

#[tokio::test]
async fn a_task_of_a_case_is_seen_where_the_case_is_and_goes_where_it_goes() {
    let (_folder, store) = store().await;
    add(&store, &[of_case(100)]).await;
    let in_unit = |unit| Who {
        person: BO,
        unit,
        ..ANNE_IN_UNIT_1
    };
    assert_eq!(seen(&store, &in_unit(1), &[100]).await, 1);
    // Not even whoever made it and has it.
    let anne_elsewhere = Who {
        unit: 2,
        ..ANNE_IN_UNIT_1
    };
    assert_eq!(seen(&store, &anne_elsewhere, &[100]).await, 0);

    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE case_file SET unit_id = $1")
        .bind(unit(2).to_string())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    assert_eq!(seen(&store, &in_unit(1), &[100]).await, 0);
    assert_eq!(seen(&store, &in_unit(2), &[100]).await, 1);
}

#[tokio::test]
async fn a_task_about_a_document_is_guarded_as_the_document_is() {
    let (_folder, store) = store().await;
    let about = KeptTask {
        document: Some(DocumentId::new(Uuid::from_u128(DOCUMENT))),
        ..of_case(100)
    };
    add(&store, &[about]).await;
    let up_to = |up_to| Who {
        up_to,
        ..ANNE_IN_UNIT_1
    };
    let set = async |statement: &'static str| {
        let mut writer = store.write().await.unwrap();
        sqlx::raw_sql(statement)
            .execute(&mut *writer)
            .await
            .unwrap();
        writer.commit().await.unwrap();
    };
    assert_eq!(
        seen(&store, &up_to(Sensitivity::Confidential), &[100]).await,
        1
    );
    set("UPDATE document SET sensitivity = 2").await;
    assert_eq!(
        seen(&store, &up_to(Sensitivity::Confidential), &[100]).await,
        0
    );
    assert_eq!(
        seen(&store, &up_to(Sensitivity::Sensitive), &[100]).await,
        1
    );
    // The case's own change does not lower what the document asks for.
    set("UPDATE case_file SET sensitivity = 0").await;
    assert_eq!(
        seen(&store, &up_to(Sensitivity::Confidential), &[100]).await,
        0
    );
    set("UPDATE document SET sensitivity = 0; UPDATE case_file SET sensitivity = 3").await;
    assert_eq!(
        seen(&store, &up_to(Sensitivity::Sensitive), &[100]).await,
        0
    );
}

#[tokio::test]
async fn a_task_without_a_case_is_its_makers_its_holders_their_teams_and_their_leads() {
    let (_folder, store) = store().await;
    let given = |n, assignee| KeptTask {
        assignee,
        ..task(n)
    };
    add(
        &store,
        &[
            given(100, TaskAssignee::Nobody),
            given(101, TaskAssignee::Employee(person(ANNE))),
            given(102, TaskAssignee::Employee(person(BO))),
            given(103, TaskAssignee::Team(team(TEAM))),
        ],
    )
    .await;
    let all = [100, 101, 102, 103];
    let check = async |who: Who, expected: usize, why: &str| {
        assert_eq!(seen(&store, &who, &all).await, expected, "{why}");
    };
    check(ANNE_IN_UNIT_1, 4, "she made them all").await;
    let bo = |role, unit, team| Who {
        person: BO,
        role,
        unit,
        team,
        ..ANNE_IN_UNIT_1
    };
    check(
        bo(Role::Caseworker, 1, None),
        2,
        "his own and his unit's team's",
    )
    .await;
    check(bo(Role::Caseworker, 1, Some(TEAM)), 2, "and his team's").await;
    check(
        bo(Role::Caseworker, 1, Some(41)),
        1,
        "another team's is not his",
    )
    .await;
    check(bo(Role::TeamLead, 1, None), 4, "he leads the unit").await;
    check(bo(Role::TeamLead, 2, None), 2, "he leads another unit").await;
    check(
        bo(Role::TeamLead, 1, Some(TEAM)),
        2,
        "he leads the team alone: what is one person's is hers",
    )
    .await;

    // Who moves takes her tasks along.
    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE employee SET unit_id = $1 WHERE id = $2")
        .bind(unit(2).to_string())
        .bind(person(ANNE).to_string())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    check(bo(Role::TeamLead, 1, None), 2, "hers lie elsewhere").await;
    check(bo(Role::TeamLead, 2, None), 4, "there").await;
}

#[tokio::test]
async fn a_change_is_written_with_its_line_once_and_the_log_is_never_rewritten() {
    let (_folder, store) = store().await;
    add(&store, &[task(100)]).await;
    let entry = |kind: &str| TaskEntry {
        at: now(),
        by: person(ANNE),
        kind: kind.to_owned(),
        was: None,
        became: Some("2026-12-01".to_owned()),
    };
    let changed = KeptTask {
        due: Some(day("2026-12-01")),
        assignee: TaskAssignee::Team(team(TEAM)),
        version: 2,
        ..task(100)
    };
    let mut writer = store.write().await.unwrap();
    writer
        .change_task(&changed, &entry("due_set"))
        .await
        .unwrap();
    let again = writer.change_task(&changed, &entry("due_set")).await;
    assert!(matches!(again, Err(StoreError::Conflict)), "{again:?}");
    let id = changed.id;
    let check = TaskCheck {
        number: 1,
        text: "Ring".to_owned(),
        ticked: Some((now(), person(BO))),
    };
    writer.put_task_check(id, &check).await.unwrap();
    for text in ["Først", "Så"] {
        writer
            .add_task_comment(id, now(), person(BO), text)
            .await
            .unwrap();
    }
    for statement in [
        "UPDATE task_change SET kind = 'andet'",
        "DELETE FROM task_change",
        "UPDATE task_comment SET text = 'andet'",
        "DELETE FROM task_comment",
    ] {
        let refused = sqlx::query(statement).execute(&mut *writer).await;
        assert!(refused.is_err(), "{statement}");
    }
    writer.commit().await.unwrap();

    let mut reader = store.read().await.unwrap();
    let found = reader.find_task(&reach(&ANNE_IN_UNIT_1), id).await.unwrap();
    assert_eq!(found, Some(changed));
    assert_eq!(reader.task_log(id).await.unwrap(), [entry("due_set")]);
    assert_eq!(reader.task_checks(id).await.unwrap(), [check]);
    let comments = reader.task_comments(id).await.unwrap();
    let said: Vec<(u32, &str)> = comments
        .iter()
        .map(|comment| (comment.number, comment.text.as_str()))
        .collect();
    assert_eq!(said, [(1, "Først"), (2, "Så")]);
}

#[tokio::test]
async fn lists_and_counts_go_by_the_day_and_by_what_is_written() {
    let (_folder, store) = store().await;
    let due = |n, due: Option<&str>| KeptTask {
        due: due.map(day),
        ..task(n)
    };
    let waiting = KeptTask {
        state: TaskState::Waiting,
        waiting_for: Some("Lægen".to_owned()),
        follow_up: Some(day("2026-11-20")),
        ..due(105, None)
    };
    let done = KeptTask {
        state: TaskState::Done,
        done: Some((now(), person(ANNE))),
        ..due(106, Some("2026-11-01"))
    };
    add(
        &store,
        &[
            due(100, Some("2026-11-20")),
            due(101, Some("2026-11-21")),
            due(102, Some("2026-11-28")),
            due(103, Some("2026-11-29")),
            due(104, None),
            waiting,
            done,
        ],
    )
    .await;
    let reach = reach(&ANNE_IN_UNIT_1);
    let mut reader = store.read().await.unwrap();
    let mine = query(TaskWhose::Of(person(ANNE)));
    assert_eq!(
        reader.count_tasks(&reach, &mine).await.unwrap(),
        TaskCounts {
            late: 1,
            today: 1,
            soon: 1,
            later: 1,
            no_day: 2,
            waiting: 1
        }
    );
    let mut check = async |change: &dyn Fn(&mut TaskQuery), expected: &[u128]| {
        let mut asked = mine.clone();
        change(&mut asked);
        let listed = reader.list_tasks(&reach, &asked).await.unwrap();
        let ids: Vec<u128> = listed.iter().map(|line| line.id.uuid().as_u128()).collect();
        assert_eq!(ids, expected, "{asked:?}");
    };
    check(&|_| {}, &[100, 101, 102, 103, 104, 105]).await;
    check(
        &|asked| asked.sort = TaskSort::NewestFirst,
        &[105, 104, 103, 102, 101, 100],
    )
    .await;
    check(
        &|asked| asked.shown = TaskShown::Open,
        &[100, 101, 102, 103, 104],
    )
    .await;
    check(&|asked| asked.shown = TaskShown::Waiting, &[105]).await;
    check(&|asked| asked.shown = TaskShown::Done, &[106]).await;
    check(&|asked| asked.span = Some(TaskSpan::Late), &[100]).await;
    check(&|asked| asked.span = Some(TaskSpan::Soon), &[102]).await;
    check(&|asked| asked.span = Some(TaskSpan::NoDay), &[104, 105]).await;
    check(
        &|asked| asked.words = vec!["aeroe".to_owned(), "103".to_owned()],
        &[103],
    )
    .await;
    check(&|asked| asked.words = vec!["bornholm".to_owned()], &[]).await;
    check(&|asked| (asked.offset, asked.limit) = (2, 2), &[102, 103]).await;
    check(&|asked| asked.whose = TaskWhose::MyTeams, &[]).await;
    check(&|asked| asked.whose = TaskWhose::CreatedBy(person(BO)), &[]).await;
}

/// A list of a hundred thousand is walked in its order: nothing is sorted, and no task is opened that is not shown.
#[tokio::test]
async fn a_hundred_thousand_tasks_are_read_off_an_index() {
    let (_folder, store) = store().await;
    add(&store, &[of_case(100)]).await;
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(
        "INSERT INTO task (id, title, text, folded, case_id, created_by, created_at, assignee_id, due, due_order,
            state, is_open, follow_order, version, unit_id, kle, sensitivity)
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
         SELECT printf('%08x-0000-4000-8000-000000000000', i), title, text, folded, case_id, created_by, created_at, assignee_id,
            date('2026-01-01', '+' || (i * 7919 % 700) || ' days'),
            date('2026-01-01', '+' || (i * 7919 % 700) || ' days'),
            state, is_open, '9999-99-99', 1, unit_id, kle, sensitivity
         FROM task, n",
    )
    .execute(&mut *writer)
    .await
    .unwrap();
    writer.commit().await.unwrap();

    let reach = reach(&Who {
        team: Some(TEAM),
        ..ANNE_IN_UNIT_1
    });
    let everybodys = super::tests::reach(&ANNE_IN_UNIT_1);
    let mut reader = store.read().await.unwrap();
    let case = CaseId::new(Uuid::from_u128(CASE));
    let whose = [
        (TaskWhose::Of(person(ANNE)), "task_by_assignee"),
        (TaskWhose::MyTeams, "task_by_team"),
        (TaskWhose::CreatedBy(person(ANNE)), "task_by_creator"),
        (TaskWhose::OfCase(case), "task_by_case"),
        (TaskWhose::Everybodys, "task_by_due"),
    ];
    for (whose, index) in whose {
        let mut sql = QueryBuilder::<Sqlite>::new("EXPLAIN QUERY PLAN ");
        push_page(&mut sql, &reach, &query(whose));
        let steps = sql.build().fetch_all(&mut *reader).await.unwrap();
        let plan: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
        let plan = plan.join("; ");
        assert!(plan.contains(index), "{whose:?}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{whose:?}: {plan}");
        if whose != TaskWhose::OfCase(case) {
            assert!(plan.contains("COVERING"), "{whose:?}: {plan}");
        }
    }
    let done = [
        (
            TaskWhose::Of(person(ANNE)),
            "SEARCH c USING COVERING INDEX task_done_by_assignee",
        ),
        (
            TaskWhose::MyTeams,
            "SEARCH c USING COVERING INDEX task_done_by_team",
        ),
        (
            TaskWhose::CreatedBy(person(ANNE)),
            "SEARCH c USING COVERING INDEX task_done_by_creator",
        ),
        (
            TaskWhose::Everybodys,
            "SCAN c USING COVERING INDEX task_by_done",
        ),
    ];
    for (whose, step) in done {
        let query = TaskQuery {
            shown: TaskShown::Done,
            ..query(whose)
        };
        let mut sql = QueryBuilder::<Sqlite>::new("EXPLAIN QUERY PLAN ");
        push_page(&mut sql, &reach, &query);
        let steps = sql.build().fetch_all(&mut *reader).await.unwrap();
        let plan: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
        let plan = plan.join("; ");
        assert!(plan.contains(step), "{whose:?}: {plan}");
        assert!(!plan.contains("TEMP B-TREE"), "{whose:?}: {plan}");
    }
    let last = TaskQuery {
        offset: 99_990,
        ..query(TaskWhose::Everybodys)
    };
    let rows = reader.list_tasks(&everybodys, &last).await.unwrap();
    assert_eq!(rows.len(), 10);
    assert!(rows.is_sorted_by_key(|row| row.due));
    let counts = reader.count_tasks(&everybodys, &last).await.unwrap();
    assert_eq!(
        counts.late + counts.today + counts.soon + counts.later + counts.no_day,
        100_000
    );
}
