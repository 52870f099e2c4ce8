use std::sync::Arc;

use sagsbord_app::Desk;
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo;
use crate::support::{NOTHING, sign_in_as};

struct Office {
    test: TestDesk,
    anne: Arc<Desk>,
    bo: Arc<Desk>,
    anne_id: String,
    bo_id: String,
    team: String,
    /// Anne's own, and in Bo's reach too.
    case: String,
}

/// Anne, a caseworker, and Bo, who leads her team.
async fn office() -> Office {
    let test = demo().await;
    let anne = desk_of(&test, "anne", "regn over havnen").await;
    let bo = desk_of(&test, "bo", "kaffe på den grønne bænk").await;
    let choices = anne.choices(NOTHING).await.unwrap();
    let id_of = |name: &str| {
        let found = choices.employees.iter().find(|one| one.name == name);
        found.unwrap().id.clone()
    };
    let team = choices
        .teams
        .iter()
        .find(|team| team.name == "Team Visitation")
        .unwrap()
        .id
        .clone();
    let cases = anne.list_cases(mine()).await.unwrap();
    let case = cases.rows[0].id.clone();
    Office {
        anne_id: id_of("Anne Krogsgaard"),
        bo_id: id_of("Bo Lindtofte"),
        team,
        case,
        test,
        anne,
        bo,
    }
}

async fn desk_of(test: &TestDesk, username: &str, password: &str) -> Arc<Desk> {
    let desk = test.second_desk();
    desk.sign_in(sign_in_as(username, password)).await.unwrap();
    desk
}

fn mine() -> ListCases {
    ListCases {
        only_mine: true,
        only_open: true,
        limit: 10,
        ..ListCases::default()
    }
}

fn titled(title: &str) -> CreateTask {
    CreateTask {
        title: title.to_owned(),
        ..CreateTask::default()
    }
}

fn to(id: &str) -> TaskAssignee {
    TaskAssignee::Employee { id: id.to_owned() }
}

fn counted(amount: u32, unit: TaskDueUnit, side: TaskDueSide, from: TaskDueFrom) -> TaskDue {
    TaskDue::Counted {
        amount,
        unit,
        side,
        from,
        day: None,
    }
}

async fn change(
    desk: &Desk,
    task: &TaskDetail,
    change: TaskChange,
) -> Result<TaskDetail, ErrorReply> {
    desk.change_task(ChangeTask {
        id: task.row.id.clone(),
        version: task.version,
        change,
    })
    .await
}

async fn ids(desk: &Desk, request: ListTasks) -> Vec<String> {
    let page = desk
        .list_tasks(ListTasks {
            limit: 100,
            ..request
        })
        .await
        .unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|row| row.id).collect()
}

fn whose(whose: TaskWhose) -> ListTasks {
    ListTasks {
        whose,
        ..ListTasks::default()
    }
}

#[tokio::test]
async fn a_task_goes_from_its_making_to_its_end_and_its_log_tells_all_of_it() {
    let office = office().await;
    let (anne, bo) = (&office.anne, &office.bo);
    let made = anne
        .create_task(CreateTask {
            case_id: Some(office.case.clone()),
            text: "Lægen svarer kun om formiddagen.".to_owned(),
            assignee: to(&office.anne_id),
            due: TaskDue::Day {
                day: "1.12.2026".to_owned(),
            },
            checklist: vec![
                "Find nummeret".to_owned(),
                " ".to_owned(),
                "Ring".to_owned(),
            ],
            ..titled("  Ring til lægen ")
        })
        .await
        .unwrap();
    assert_eq!(made.row.title, "Ring til lægen");
    assert_eq!(made.row.due.as_deref(), Some("2026-12-01"));
    assert_eq!(made.row.assignee_name.as_deref(), Some("Anne Krogsgaard"));
    assert_eq!((made.row.checks, made.row.ticked, made.version), (2, 0, 1));
    assert!(made.may_change);

    let task = change(anne, &made, TaskChange::Tick { number: 1 })
        .await
        .unwrap();
    assert_eq!(
        task.checklist[0].ticked_by.as_deref(),
        Some("Anne Krogsgaard")
    );
    let wait = TaskChange::Wait {
        waiting_for: "Svar fra lægen".to_owned(),
        follow_up: Some("2026-11-21".to_owned()),
    };
    let task = change(anne, &task, wait).await.unwrap();
    assert_eq!(task.row.state, TaskState::Waiting);
    assert!(task.row.is_to_follow_up);
    let task = change(
        bo,
        &task,
        TaskChange::Assign {
            to: to(&office.bo_id),
        },
    )
    .await
    .unwrap();
    let task = bo
        .comment_task(CommentTask {
            id: task.row.id.clone(),
            text: "Jeg ringer i morgen.\nKl. 9.".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(task.comments[0].by, "Bo Lindtofte");
    let done = change(bo, &task, TaskChange::Complete).await.unwrap();
    assert_eq!(done.row.state, TaskState::Done);
    let refused = change(bo, &done, TaskChange::Resume).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("already_done"));
    let undone = change(anne, &done, TaskChange::Undo).await.unwrap();
    assert_eq!(undone.row.state, TaskState::Waiting, "as it stood");
    let task = change(anne, &undone, TaskChange::Resume).await.unwrap();
    assert_eq!(
        (task.row.state, task.row.waiting_for),
        (TaskState::Open, None)
    );

    let log: Vec<(TaskLogKind, Option<&str>)> = task
        .log
        .iter()
        .rev()
        .map(|row| (row.kind, row.became.as_deref()))
        .collect();
    assert_eq!(
        log,
        [
            (TaskLogKind::Created, None),
            (TaskLogKind::Ticked, Some("Find nummeret")),
            (TaskLogKind::Waits, Some("Svar fra lægen")),
            (TaskLogKind::Assigned, Some("Bo Lindtofte")),
            (TaskLogKind::Done, None),
            (TaskLogKind::Undone, None),
            (TaskLogKind::Resumed, None),
        ]
    );
    let dpo = desk_of(&office.test, "dorthe", "lyset i det øverste vindue").await;
    let audit = dpo
        .list_audit(ListAudit {
            limit: 50,
            ..ListAudit::default()
        })
        .await
        .unwrap();
    let acts: Vec<&str> = audit.rows.iter().map(|row| row.act.as_str()).collect();
    for act in ["task_created", "task_changed", "task_commented"] {
        assert!(acts.contains(&act), "{act} in {acts:?}");
    }
    let said = serde_json::to_string(&audit.rows).unwrap();
    assert!(!said.contains("lægen"), "the log holds no text");
}

#[tokio::test]
async fn nothing_typed_is_lost_where_two_change_the_same_task() {
    let office = office().await;
    let made = office.anne.create_task(titled("Ring")).await.unwrap();
    let retitle = |title: &str| TaskChange::Retitle {
        title: title.to_owned(),
        text: String::new(),
    };
    change(&office.anne, &made, retitle("Ring kl. 9"))
        .await
        .unwrap();
    let refused = change(&office.anne, &made, retitle("Ring kl. 10")).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::Conflict);
    let shown = office
        .anne
        .show_task(ShowTask {
            id: made.row.id.clone(),
        })
        .await
        .unwrap();
    assert_eq!(shown.row.title, "Ring kl. 9");
}

#[tokio::test]
async fn what_is_out_of_reach_answers_as_what_is_not_there() {
    let office = office().await;
    let mads = desk_of(&office.test, "mads", "cykel mod vinden").await;
    let all = mads
        .list_cases(ListCases {
            limit: 500,
            ..ListCases::default()
        })
        .await
        .unwrap();
    let mut hidden = None;
    for row in &all.rows {
        if office.bo.show_case(OpenCase::of(&row.id)).await.is_err() {
            hidden = Some(row.id.clone());
            break;
        }
    }
    let hidden = hidden.unwrap();
    let nobody = "00000000-0000-4000-8000-000000000000".to_owned();
    for case in [hidden.clone(), nobody.clone()] {
        let refused = office
            .anne
            .create_task(CreateTask {
                case_id: Some(case.clone()),
                ..titled("Ring")
            })
            .await
            .unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NotFound, None));
        let none = ListTasks {
            case_id: Some(case),
            ..whose(TaskWhose::Case)
        };
        assert_eq!(ids(&office.anne, none).await, Vec::<String>::new());
    }
    // Bo's own note to himself, and what Anne learns of it.
    let his = office
        .bo
        .create_task(CreateTask {
            assignee: to(&office.bo_id),
            ..titled("Tal med Anne")
        })
        .await
        .unwrap();
    for id in [his.row.id.clone(), nobody] {
        let show = ShowTask { id: id.clone() };
        let refused = office.anne.show_task(show).await.unwrap_err();
        assert_eq!((refused.code, refused.field), (ErrorCode::NotFound, None));
        let comment = CommentTask {
            id: id.clone(),
            text: "?".to_owned(),
        };
        let refused = office.anne.comment_task(comment).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
        let bulk = AssignTasks {
            ids: vec![id],
            to: TaskAssignee::Nobody,
        };
        let refused = office.anne.assign_tasks(bulk).await.unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotFound);
    }
    let counts = office.anne.count_tasks(whose(TaskWhose::AllInReach)).await;
    let counts = counts.unwrap();
    assert_eq!(counts.no_day, 0, "{counts:?}");
}

#[tokio::test]
async fn nobody_is_given_what_she_does_not_see() {
    let office = office().await;
    let choices = office.anne.choices(NOTHING).await.unwrap();
    let id_of = |name: &str| {
        let found = choices.employees.iter().find(|one| one.name == name);
        found.unwrap().id.clone()
    };
    let check = async |name: &str, problem: &str| {
        let refused = office
            .anne
            .create_task(CreateTask {
                case_id: Some(office.case.clone()),
                assignee: to(&id_of(name)),
                ..titled("Ring")
            })
            .await
            .unwrap_err();
        assert_eq!(
            (refused.field.as_deref(), refused.problem.as_deref()),
            (Some("assignee"), Some(problem)),
            "{name}"
        );
    };
    check("Dorthe Vestermark", "cannot_work").await;
    check("Agnes Sølvtoft", "cannot_work").await;
    let nobody = "00000000-0000-4000-8000-000000000000";
    let to_a_stranger = CreateTask {
        assignee: to(nobody),
        ..titled("Ring")
    };
    let refused = office.anne.create_task(to_a_stranger).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("no_such_person"));
    let to_no_team = CreateTask {
        assignee: TaskAssignee::Team {
            id: nobody.to_owned(),
        },
        ..titled("Ring")
    };
    let refused = office.anne.create_task(to_no_team).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("no_such_team"));
    // A team in which nobody sees the case would never find the task; without a case there is nothing to see.
    let team = |name: &str| TaskAssignee::Team {
        id: choices
            .teams
            .iter()
            .find(|one| one.name == name)
            .unwrap()
            .id
            .clone(),
    };
    let elsewhere = choices
        .teams
        .iter()
        .find(|one| !one.name.contains("Visitation"));
    let elsewhere = elsewhere.unwrap().name.clone();
    let about_case = |assignee| CreateTask {
        case_id: Some(office.case.clone()),
        assignee,
        ..titled("Ring")
    };
    let refused = office.anne.create_task(about_case(team(&elsewhere))).await;
    let refused = refused.unwrap_err();
    assert_eq!(
        (refused.field.as_deref(), refused.problem.as_deref()),
        (Some("assignee"), Some("team_cannot_see_case"))
    );
    let without_case = CreateTask {
        assignee: team(&elsewhere),
        ..titled("Ring")
    };
    office.anne.create_task(without_case).await.unwrap();
    let own = office
        .anne
        .create_task(about_case(team("Team Visitation")))
        .await
        .unwrap();
    // Given away with others it stays where it is, and is counted.
    let to = team(&elsewhere);
    let ids = vec![own.row.id];
    let given = office
        .anne
        .assign_tasks(AssignTasks { ids, to })
        .await
        .unwrap();
    assert_eq!((given.assigned, given.left), (0, 1));
}

#[tokio::test]
async fn many_are_given_away_at_once_and_a_team_finds_its_own() {
    let office = office().await;
    let mut made = Vec::new();
    for n in 0..3 {
        let task = office
            .anne
            .create_task(titled(&format!("Opgave {n}")))
            .await;
        made.push(task.unwrap());
    }
    change(&office.anne, &made[2], TaskChange::Complete)
        .await
        .unwrap();
    let team = TaskAssignee::Team {
        id: office.team.clone(),
    };
    let ids_of_all: Vec<String> = made.iter().map(|task| task.row.id.clone()).collect();
    let assigned = office
        .anne
        .assign_tasks(AssignTasks {
            ids: [ids_of_all.clone(), vec![ids_of_all[0].clone()]].concat(),
            to: team,
        })
        .await
        .unwrap();
    assert_eq!((assigned.assigned, assigned.left), (2, 2));
    assert_eq!(
        ids(&office.anne, whose(TaskWhose::MyTeams)).await,
        ids_of_all[..2]
    );
    assert_eq!(
        ids(&office.anne, whose(TaskWhose::Mine)).await,
        Vec::<String>::new()
    );
    let newest_first = ListTasks {
        sort: TaskSort::NewestFirst,
        ..whose(TaskWhose::CreatedByMe)
    };
    let theirs = ids(&office.anne, newest_first).await;
    assert_eq!(theirs, [ids_of_all[1].clone(), ids_of_all[0].clone()]);
}

#[tokio::test]
async fn a_day_is_counted_from_what_the_task_is_about_and_says_how() {
    use TaskDueFrom::{CaseOpened, Day, Deadline, Document, Today};
    use TaskDueSide::{After, Before};
    use TaskDueUnit::{CalendarDays, Weeks, WorkingDays};
    let office = office().await;
    let preview = async |due: TaskDue, case: Option<&str>| {
        office
            .anne
            .preview_task_due(PreviewTaskDue {
                case_id: case.map(str::to_owned),
                document_id: None,
                due,
            })
            .await
    };
    // The clock stands at Saturday 21 November 2026.
    let check = async |due: TaskDue, day: &str, closed: u32| {
        let told = preview(due.clone(), None).await.unwrap();
        assert_eq!(told.day.as_deref(), Some(day), "{due:?}");
        assert_eq!(told.how.unwrap().closed_in_all, closed, "{due:?}");
    };
    check(counted(2, WorkingDays, After, Today), "2026-11-24", 1).await;
    check(counted(2, Weeks, After, Today), "2026-12-04", 1).await;
    check(counted(3, CalendarDays, After, Today), "2026-11-24", 0).await;
    let before_a_meeting = TaskDue::Counted {
        amount: 3,
        unit: WorkingDays,
        side: Before,
        from: Day,
        day: Some("4.1.2027".to_owned()),
    };
    let told = preview(before_a_meeting.clone(), None).await.unwrap();
    let how = told.how.unwrap();
    let named: Vec<&str> = how
        .closed
        .iter()
        .filter_map(|closed| closed.name.as_ref().map(|name| name.da.as_str()))
        .collect();
    assert!(
        !named.is_empty(),
        "Christmas and New Year are named: {how:?}"
    );
    assert_eq!(how.from_day, "2027-01-04");

    for from in [CaseOpened, Deadline] {
        let told = preview(counted(1, WorkingDays, Before, from), Some(&office.case)).await;
        match told {
            Ok(told) => assert!(told.day.is_some(), "{from:?}"),
            Err(refused) => {
                assert_eq!(refused.problem.as_deref(), Some("nothing_to_count_from"));
            }
        }
    }
    for (due, problem) in [
        (
            counted(1, WorkingDays, After, CaseOpened),
            "nothing_to_count_from",
        ),
        (counted(1, WorkingDays, After, Day), "nothing_to_count_from"),
        (
            counted(1, WorkingDays, After, Document),
            "nothing_to_count_from",
        ),
        (counted(261, Weeks, After, Today), "too_long"),
        (
            TaskDue::Day {
                day: "31.2.2026".to_owned(),
            },
            "no_such_day",
        ),
    ] {
        let refused = preview(due.clone(), None).await.unwrap_err();
        assert_eq!(refused.problem.as_deref(), Some(problem), "{due:?}");
    }
    let made = office
        .anne
        .create_task(CreateTask {
            due: before_a_meeting,
            ..titled("Forbered møde")
        })
        .await
        .unwrap();
    assert_eq!(
        made.due_how,
        Some(how),
        "the task says the same as the dialog"
    );
}

#[tokio::test]
async fn what_is_too_much_is_refused_by_its_field() {
    let office = office().await;
    let check = async |request: CreateTask, field: &str| {
        let refused = office.anne.create_task(request.clone()).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some(field), "{request:?}");
    };
    check(titled(" "), "title").await;
    check(titled("to\nlinjer"), "title").await;
    check(titled(&"a".repeat(201)), "title").await;
    let text = "a".repeat(10_001);
    check(
        CreateTask {
            text,
            ..titled("x")
        },
        "text",
    )
    .await;
    let checklist = vec!["x".to_owned(); 51];
    check(
        CreateTask {
            checklist,
            ..titled("x")
        },
        "checklist",
    )
    .await;
    let document_id = Some(office.case.clone());
    check(
        CreateTask {
            document_id,
            ..titled("x")
        },
        "caseId",
    )
    .await;
    let made = office.anne.create_task(titled("x")).await.unwrap();
    let wait = |waiting_for: String| TaskChange::Wait {
        waiting_for,
        follow_up: None,
    };
    for said in [String::new(), "a".repeat(201)] {
        let refused = change(&office.anne, &made, wait(said)).await.unwrap_err();
        assert_eq!(refused.field.as_deref(), Some("waitingFor"));
    }
    let refused = change(&office.anne, &made, TaskChange::Tick { number: 9 }).await;
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("number"));
}

#[tokio::test]
async fn the_municipalitys_templates_stand_beside_those_that_ship() {
    let office = office().await;
    let shipped = office.anne.list_task_templates(NOTHING).await.unwrap();
    assert!(!shipped.may_change);
    let one = shipped.rows[0].clone();
    assert_eq!(one.version, 0);
    let task = TaskOfTemplate {
        title: "Vores egen".to_owned(),
        ..one.task.clone()
    };
    let save = |id: Option<String>, version| SaveTaskTemplate {
        id,
        version,
        task: task.clone(),
    };
    let refused = office.anne.save_task_template(save(None, 0)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
    let changed = office
        .bo
        .save_task_template(save(Some(one.id.clone()), 0))
        .await;
    let changed = changed.unwrap();
    let kept = changed.rows.iter().find(|row| row.id == one.id).unwrap();
    assert_eq!((kept.version, kept.task.title.as_str()), (1, "Vores egen"));
    assert_eq!(changed.rows.len(), shipped.rows.len());
    let stale = office
        .bo
        .save_task_template(save(Some(one.id.clone()), 0))
        .await;
    assert_eq!(stale.unwrap_err().code, ErrorCode::Conflict);
    let with_new = office.bo.save_task_template(save(None, 0)).await.unwrap();
    assert_eq!(with_new.rows.len(), shipped.rows.len() + 1);
    let retired = office
        .bo
        .retire_task_template(RetireTaskTemplate {
            id: one.id.clone(),
            version: 1,
        })
        .await
        .unwrap();
    assert!(retired.rows.iter().all(|row| row.id != one.id));
    let with_a_day = SaveTaskTemplate {
        task: TaskOfTemplate {
            due: TaskDue::Day {
                day: "2026-12-01".to_owned(),
            },
            ..task.clone()
        },
        ..save(None, 0)
    };
    let refused = office.bo.save_task_template(with_a_day).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("due"));
}
