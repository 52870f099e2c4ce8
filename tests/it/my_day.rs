use sagsbord_contract::*;

use crate::cases::demo_for_anne;
use crate::support::NOTHING;

async fn mine(desk: &sagsbord_app::Desk) -> Vec<CaseRow> {
    let mine = ListCases {
        only_mine: true,
        only_open: true,
        sort: CaseSort::DueFirst,
        limit: 500,
        ..ListCases::default()
    };
    desk.list_cases(mine).await.unwrap().rows
}

#[tokio::test]
async fn what_is_due_stands_once_in_its_span_and_the_soonest_first() {
    let anne = demo_for_anne().await;
    let day = anne.desk.my_day(NOTHING).await.unwrap();
    // The clock stands at Saturday 21 November 2026.
    assert_eq!((day.today.as_str(), day.week), ("2026-11-21", 47));
    let cases = mine(&anne.desk).await;
    assert_eq!(day.open as usize, cases.len());
    let all: Vec<&DayRow> = [&day.late, &day.due_today, &day.soon]
        .iter()
        .flat_map(|section| &section.rows)
        .collect();
    assert!(!all.is_empty());
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for row in &all {
        let key = (row.case_id.as_deref().unwrap(), row.title.as_str());
        assert!(!seen.contains(&key), "{row:?} stands twice");
        seen.push(key);
    }
    let days = |section: &DaySection| -> Vec<String> {
        section
            .rows
            .iter()
            .filter_map(|row| row.day.clone())
            .collect()
    };
    for section in [&day.late, &day.due_today, &day.soon] {
        assert!(days(section).is_sorted());
        assert!(section.total as usize >= section.rows.len());
    }
    assert!(day.late.rows.iter().all(|row| row.is_late));
    assert!(days(&day.due_today).iter().all(|day| day == "2026-11-21"));
    let soon = days(&day.soon);
    let within = "2026-11-22".to_owned()..="2026-11-28".to_owned();
    assert!(soon.iter().all(|day| within.contains(day)), "{soon:?}");
    // The room *Frister* counts the same late ones, where the case has a deadline of ours.
    let counts = anne.desk.count_deadlines(ListDeadlines::default()).await;
    let late_deadlines = day
        .late
        .rows
        .iter()
        .filter(|row| row.kind == DayRowKind::Deadline)
        .count();
    assert_eq!(counts.unwrap().late as usize, late_deadlines);
}

#[tokio::test]
async fn tasks_and_what_waits_stand_apart_and_what_is_to_be_followed_up_first() {
    let anne = demo_for_anne().await;
    let me = anne.desk.choices(NOTHING).await.unwrap();
    let me = me
        .employees
        .iter()
        .find(|one| one.name == "Anne Krogsgaard")
        .unwrap()
        .id
        .clone();
    let create = async |title: &str, day: Option<&str>| {
        let due = day.map_or(TaskDue::None, |day| TaskDue::Day {
            day: day.to_owned(),
        });
        anne.desk
            .create_task(CreateTask {
                title: title.to_owned(),
                due,
                assignee: TaskAssignee::Employee { id: me.clone() },
                ..CreateTask::default()
            })
            .await
            .unwrap()
    };
    let wait = async |task: TaskDetail, follow_up: Option<&str>| {
        anne.desk
            .change_task(ChangeTask {
                id: task.row.id,
                version: task.version,
                change: TaskChange::Wait {
                    waiting_for: "lægen".to_owned(),
                    follow_up: follow_up.map(str::to_owned),
                },
            })
            .await
            .unwrap()
    };
    create("uden dag", None).await;
    create("snart", Some("2026-11-24")).await;
    create("sen", Some("2026-11-20")).await;
    wait(create("siden", None).await, Some("2026-12-01")).await;
    wait(create("nu", None).await, Some("2026-11-21")).await;
    let day = anne.desk.my_day(NOTHING).await.unwrap();
    let titles = |section: &DaySection| -> Vec<String> {
        section.rows.iter().map(|row| row.title.clone()).collect()
    };
    assert_eq!(titles(&day.tasks), ["sen", "snart", "uden dag"]);
    assert_eq!(day.tasks.total, 3);
    assert!(day.tasks.rows[0].is_late);
    assert_eq!(titles(&day.waiting), ["nu", "siden"]);
    assert!(day.waiting.rows[0].is_to_follow_up);
    assert_eq!(day.waiting.rows[0].note.as_deref(), Some("lægen"));
    assert!(day.drafts.rows.is_empty());
}

#[tokio::test]
async fn an_empty_day_says_what_comes_next() {
    let anne = demo_for_anne().await;
    let day = anne.desk.my_day(NOTHING).await.unwrap();
    let next = day.next.expect("the demo has something later");
    assert!(next.day.as_deref() > Some("2026-11-28"), "{next:?}");
    // What is new is counted from where the last working day began, also over a weekend.
    assert_eq!(day.news_since, "2026-11-19T23:00:00+00:00");
}
