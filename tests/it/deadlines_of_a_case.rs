use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;

async fn a_case(test: &TestDesk) -> String {
    let asked = ListCases {
        only_mine: true,
        limit: 1,
        ..ListCases::default()
    };
    let page = test.desk.list_cases(asked).await.unwrap();
    page.rows[0].id.clone()
}

async fn added(
    test: &TestDesk,
    case: &str,
    rule: &str,
    start: &str,
    part_of: Option<&str>,
) -> DeadlineDetail {
    let asked = AddDeadline {
        case_id: case.to_owned(),
        rule: rule.to_owned(),
        start: start.to_owned(),
        start_time: None,
        chosen: None,
        about: String::new(),
        part_of: part_of.map(str::to_owned),
    };
    test.desk.add_deadline(asked).await.unwrap()
}

#[tokio::test]
async fn what_a_change_would_make_of_a_day_is_shown_before_and_written_only_when_it_is_made() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let mut detail = added(&test, &case, "GDPR-12", "2026-03-02", None).await;
    // A month from 2 March is 2 April, and from Thursday to Monday it is Easter.
    assert_eq!(detail.row.due.as_deref(), Some("2026-04-07"));
    let changes = [
        DeadlineChange::Stop {
            from: "10.3.2026".to_owned(),
            from_time: None,
            ground: "identity_in_doubt".to_owned(),
            why: "Afventer legitimation.".to_owned(),
        },
        DeadlineChange::Restart {
            from: "20.3.2026".to_owned(),
            from_time: None,
            why: "Legitimation modtaget.".to_owned(),
        },
        DeadlineChange::Extend {
            amount: Some(1),
            unit: Some("months".to_owned()),
            to: None,
            told: "25.3.2026".to_owned(),
            why: "Mange systemer skal søges.".to_owned(),
        },
        DeadlineChange::Undo {
            entry: 3,
            why: "Forlænget ved en fejl.".to_owned(),
        },
    ];
    for change in changes {
        let asked = ChangeDeadline {
            id: detail.row.id.clone(),
            version: detail.version,
            change,
        };
        let preview = test.desk.preview_change(asked.clone()).await.unwrap();
        let show = ShowDeadline {
            id: detail.row.id.clone(),
        };
        let before = test.desk.show_deadline(show).await.unwrap();
        assert_eq!(before.version, detail.version, "asking writes nothing");
        detail = test.desk.change_deadline(asked).await.unwrap();
        assert_eq!(preview.due, detail.row.due);
        assert_eq!(preview.days, detail.explained.days);
        assert_eq!(preview.text, detail.explained.text);
    }

    let refused = |change: DeadlineChange, version: u32| {
        let id = detail.row.id.clone();
        let asked = ChangeDeadline {
            id,
            version,
            change,
        };
        let desk = &test.desk;
        async move { desk.preview_change(asked).await.unwrap_err() }
    };
    let restart = || DeadlineChange::Restart {
        from: "2026-03-21".to_owned(),
        from_time: None,
        why: "For tidligt.".to_owned(),
    };
    let not_stopped = refused(restart(), detail.version).await;
    assert_eq!(not_stopped.problem.as_deref(), Some("not_stopped"));
    assert_eq!(refused(restart(), 0).await.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn a_case_says_which_deadline_is_a_part_of_which_and_whose_duty_is_broken() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let whole = added(&test, &case, "OFL-36-14", "2026-11-16", None).await;
    let part = added(&test, &case, "OFL-36-2", "2026-11-16", Some(&whole.row.id)).await;
    assert_eq!(part.part_of.as_deref(), Some(whole.row.id.as_str()));
    let of_case = test.desk.case_deadlines(ShowCase { id: case }).await;
    let of_case = of_case.unwrap().rows;
    let find = |id: &str| of_case.iter().find(|one| one.row.id == id).unwrap();
    assert_eq!(find(&whole.row.id).part_of, None);
    let listed = find(&part.row.id);
    assert_eq!(listed.part_of, part.part_of);
    assert_eq!(listed.row.breach, part.breach);
    assert!(matches!(listed.row.breach, DeadlineBreach::OfDuty { .. }));
}
