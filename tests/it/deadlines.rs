use chrono::TimeDelta;
use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_domain::deadline::{Due, Moment};
use sagsbord_store::DeadlineLawVersion;
use sagsbord_testkit::demo_store::make_demo_store;
use sagsbord_testkit::desk::{FixedClock, TestDesk};
use sagsbord_testkit::municipality::Plan;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::{NOTHING, sign_in_as};

fn mine() -> ListDeadlines {
    ListDeadlines {
        limit: 500,
        ..ListDeadlines::default()
    }
}

pub(crate) async fn a_case(test: &TestDesk) -> String {
    let page = test
        .desk
        .list_cases(ListCases {
            only_mine: true,
            limit: 1,
            ..ListCases::default()
        })
        .await
        .unwrap();
    page.rows[0].id.clone()
}

pub(crate) fn asked(case: &str, rule: &str, start: &str) -> AddDeadline {
    AddDeadline {
        case_id: case.to_owned(),
        rule: rule.to_owned(),
        start: start.to_owned(),
        start_time: None,
        chosen: None,
        about: String::new(),
        part_of: None,
    }
}

pub(crate) async fn changed(
    test: &TestDesk,
    detail: &DeadlineDetail,
    change: DeadlineChange,
) -> Result<DeadlineDetail, ErrorReply> {
    test.desk
        .change_deadline(ChangeDeadline {
            id: detail.row.id.clone(),
            version: detail.version,
            change,
        })
        .await
}

#[tokio::test]
async fn the_list_comes_soonest_first_and_its_counts_are_those_of_its_rows() {
    let test = demo_for_anne().await;
    let page = test.desk.list_deadlines(mine()).await.unwrap();
    assert!(page.rows.len() >= 30, "{}", page.rows.len());
    assert_eq!(page.total as usize, page.rows.len());
    let days: Vec<&str> = page
        .rows
        .iter()
        .filter_map(|row| row.due.as_deref())
        .collect();
    assert!(days.is_sorted(), "{days:?}");

    let counts = test.desk.count_deadlines(mine()).await.unwrap();
    for (state, count) in [
        (DeadlineState::Late, counts.late),
        (DeadlineState::Today, counts.today),
        (DeadlineState::ThisWeek, counts.this_week),
        (DeadlineState::Later, counts.later),
        (DeadlineState::Stopped, counts.stopped),
        (DeadlineState::NoDay, counts.no_day),
    ] {
        let of_all = page.rows.iter().filter(|row| row.state == state).count();
        let asked = test
            .desk
            .list_deadlines(ListDeadlines {
                state: Some(state),
                ..mine()
            })
            .await
            .unwrap();
        assert_eq!(of_all, count as usize, "{state:?}");
        assert_eq!(asked.rows.len(), count as usize, "{state:?}");
        assert!(asked.rows.iter().all(|row| row.state == state), "{state:?}");
    }
    assert!(
        counts.late > 0 && counts.today > 0 && counts.later > 0,
        "{counts:?}"
    );

    let groups = test
        .desk
        .group_deadlines(GroupDeadlines {
            list: mine(),
            by: DeadlineGrouping::Rule,
        })
        .await
        .unwrap();
    let sum =
        |of: fn(&DeadlineCounts) -> u32| groups.rows.iter().map(|g| of(&g.counts)).sum::<u32>();
    assert_eq!(sum(|counts| counts.late), counts.late);
    assert_eq!(sum(|counts| counts.later), counts.later);
}

#[tokio::test]
async fn nobody_sees_or_counts_a_deadline_of_a_case_out_of_reach() {
    let anne = demo_for_anne().await;
    let hers = anne.desk.list_deadlines(mine()).await.unwrap();
    let everybodys = ListDeadlines {
        whose: DeadlineWhose::Everybodys,
        ..mine()
    };
    let in_reach = anne
        .desk
        .list_cases(ListCases {
            limit: 1,
            ..ListCases::default()
        })
        .await
        .unwrap();
    let page = anne.desk.list_deadlines(everybodys.clone()).await.unwrap();
    assert!(page.total > hers.total, "her reach holds others' cases too");
    assert!(
        page.total <= in_reach.total,
        "but no more than the cases she sees"
    );

    // Agnes runs the program and sees no case.
    let agnes = demo_for("agnes", "nøglen ligger under krukken").await;
    let refused = agnes
        .desk
        .list_deadlines(everybodys.clone())
        .await
        .unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let show = ShowDeadline {
        id: hers.rows[0].id.clone(),
    };
    assert_eq!(
        agnes
            .desk
            .show_deadline(show.clone())
            .await
            .unwrap_err()
            .code,
        ErrorCode::NotAllowed
    );

    // Dorthe is DPO: she reads, and changes nothing.
    let dorthe = demo_for("dorthe", "lyset i det øverste vindue").await;
    if let Ok(detail) = dorthe.desk.show_deadline(show).await {
        assert!(!detail.may_change);
        let refused = changed(
            &dorthe,
            &detail,
            DeadlineChange::Complete {
                at: "2026-11-21".to_owned(),
                at_time: None,
            },
        )
        .await
        .unwrap_err();
        assert_eq!(refused.code, ErrorCode::NotAllowed);
    }
}

#[tokio::test]
async fn a_deadline_is_registered_stopped_restarted_extended_undone_and_completed_and_each_day_is_explained()
 {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let ask = asked(&case, "GDPR-12", "2026-11-02");
    let preview = test.desk.preview_deadline(ask.clone()).await.unwrap();
    let detail = test.desk.add_deadline(ask).await.unwrap();
    assert_eq!(detail.row.due.as_deref(), Some("2026-12-02"));
    assert_eq!(
        preview.due, detail.explained.due,
        "what is shown before is what comes"
    );
    assert!(
        detail.explained.text.da.contains("2. december 2026"),
        "{}",
        detail.explained.text.da
    );
    assert_eq!(detail.explained.days.len(), 31);
    assert!(detail.may_change);

    let stopped = changed(
        &test,
        &detail,
        DeadlineChange::Stop {
            from: "2026-11-10".to_owned(),
            from_time: None,
            ground: "identity_in_doubt".to_owned(),
            why: "Afventer legitimation.".to_owned(),
        },
    )
    .await
    .unwrap();
    assert_eq!(stopped.row.state, DeadlineState::Stopped);
    assert_eq!(stopped.row.due, None);

    let restarted = changed(
        &test,
        &stopped,
        DeadlineChange::Restart {
            from: "2026-11-20".to_owned(),
            from_time: None,
            why: "Legitimation modtaget.".to_owned(),
        },
    )
    .await
    .unwrap();
    assert_eq!(
        restarted.row.due.as_deref(),
        Some("2026-12-14"),
        "ten days later, and not on a Saturday"
    );

    let extended = changed(
        &test,
        &restarted,
        DeadlineChange::Extend {
            amount: Some(1),
            unit: Some("months".to_owned()),
            to: None,
            told: "2026-11-21".to_owned(),
            why: "Mange systemer skal søges.".to_owned(),
        },
    )
    .await
    .unwrap();
    assert!(extended.row.due > restarted.row.due);

    let undone = changed(
        &test,
        &extended,
        DeadlineChange::Undo {
            entry: 3,
            why: "Forlænget ved en fejl.".to_owned(),
        },
    )
    .await
    .unwrap();
    assert_eq!(undone.row.due, restarted.row.due);
    assert_eq!(undone.log.len(), 4, "what is taken back stays in the log");
    assert!(
        undone
            .log
            .iter()
            .any(|row| row.number == 3 && row.is_undone)
    );
    assert!(undone.log.iter().all(|row| !row.by.is_empty()));

    let done = changed(
        &test,
        &undone,
        DeadlineChange::Complete {
            at: "2026-11-21".to_owned(),
            at_time: None,
        },
    )
    .await
    .unwrap();
    assert_eq!(done.row.state, DeadlineState::CompletedInTime);
    let open = test.desk.list_deadlines(mine()).await.unwrap();
    assert!(
        open.rows.iter().all(|row| row.id != done.row.id),
        "what is done leaves the list"
    );
    let of_case = test
        .desk
        .case_deadlines(ShowCase { id: case })
        .await
        .unwrap();
    assert!(
        of_case.rows.iter().any(|one| one.row.id == done.row.id),
        "and stays on its case"
    );
}

#[tokio::test]
async fn bad_input_is_refused_with_its_field_and_changes_nothing() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let before = test
        .desk
        .case_deadlines(ShowCase { id: case.clone() })
        .await
        .unwrap();
    let check = |ask: AddDeadline, field: &'static str, problem: &'static str| {
        let desk = &test.desk;
        async move {
            let refused = desk.add_deadline(ask).await.unwrap_err();
            assert_eq!(
                (
                    refused.code,
                    refused.field.as_deref(),
                    refused.problem.as_deref()
                ),
                (ErrorCode::InvalidInput, Some(field), Some(problem))
            );
        }
    };
    check(asked(&case, "OFL-36", "2031-01-01"), "start", "in_future").await;
    check(asked(&case, "OFL-36", "2026-02-30"), "start", "no_such_day").await;
    check(asked(&case, "OFL-99", "2026-11-02"), "rule", "unknown_rule").await;
    check(
        asked(&case, "BL-136", "2026-11-02"),
        "start",
        "time_of_day_missing",
    )
    .await;
    check(
        asked(&case, "RSL-3", "2026-11-02"),
        "chosen",
        "chosen_day_missing",
    )
    .await;
    let after = test
        .desk
        .case_deadlines(ShowCase { id: case.clone() })
        .await
        .unwrap();
    assert_eq!(before.rows, after.rows);

    let detail = test
        .desk
        .add_deadline(asked(&case, "GDPR-12", "2026-11-02"))
        .await
        .unwrap();
    let restart = DeadlineChange::Restart {
        from: "2026-11-05".to_owned(),
        from_time: None,
        why: "For tidligt.".to_owned(),
    };
    let refused = changed(&test, &detail, restart).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("not_stopped"));
    let again = test
        .desk
        .show_deadline(ShowDeadline {
            id: detail.row.id.clone(),
        })
        .await
        .unwrap();
    assert_eq!(again.version, 0);

    // Two people at once: the second is told, and overwrites nothing.
    let tell = || DeadlineChange::Tell {
        on: "2026-11-21".to_owned(),
    };
    changed(&test, &detail, tell()).await.unwrap();
    let late = changed(&test, &detail, tell()).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict);
}

#[tokio::test]
async fn a_part_of_a_request_has_a_deadline_of_its_own_and_the_whole_waits_for_it() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let whole = test
        .desk
        .add_deadline(asked(&case, "OFL-36-14", "2026-11-16"))
        .await
        .unwrap();
    let part = test
        .desk
        .add_deadline(AddDeadline {
            about: "Det, der ikke er tvivl om".to_owned(),
            part_of: Some(whole.row.id.clone()),
            ..asked(&case, "OFL-36-2", "2026-11-16")
        })
        .await
        .unwrap();
    assert!(part.row.is_part);
    assert_eq!(part.row.started, "2026-11-16");
    let complete = || DeadlineChange::Complete {
        at: "2026-11-21".to_owned(),
        at_time: None,
    };
    let refused = changed(&test, &whole, complete()).await.unwrap_err();
    assert_eq!(refused.problem.as_deref(), Some("parts_open"));
    changed(&test, &part, complete()).await.unwrap();
    let whole = test
        .desk
        .show_deadline(ShowDeadline {
            id: whole.row.id.clone(),
        })
        .await
        .unwrap();
    assert_eq!(whole.parts.len(), 1);
    changed(&test, &whole, complete()).await.unwrap();
}

#[tokio::test]
async fn a_deadline_becomes_late_as_time_goes_and_the_letter_in_time_makes_the_difference() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let told = test
        .desk
        .add_deadline(asked(&case, "OFL-36", "2026-11-20"))
        .await
        .unwrap();
    let untold = test
        .desk
        .add_deadline(asked(&case, "FVL-16", "2026-11-20"))
        .await
        .unwrap();
    let due = told.row.due.clone().unwrap();
    assert_eq!(told.breach, DeadlineBreach::LetterBy { day: due });
    let today = sagsbord_domain::danish_day(test.clock.now()).to_string();
    changed(
        &test,
        &told,
        DeadlineChange::SendLetter {
            sent: today,
            ground: "Sagen har 4.000 sider, og to afdelinger skal høres.".to_owned(),
            new_day: "2026-12-18".to_owned(),
        },
    )
    .await
    .unwrap();

    test.clock.advance(TimeDelta::days(14));
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let show = async |id: &str| {
        let id = id.to_owned();
        test.desk.show_deadline(ShowDeadline { id }).await.unwrap()
    };
    let told = show(&told.row.id).await;
    assert_eq!(told.row.state, DeadlineState::Late);
    assert_eq!(
        told.breach,
        DeadlineBreach::ToldUntil {
            day: "2026-12-18".to_owned()
        }
    );
    let untold = show(&untold.row.id).await;
    assert!(
        matches!(untold.breach, DeadlineBreach::OfDuty { .. }),
        "{:?}",
        untold.breach
    );
}

#[tokio::test]
async fn every_rule_in_force_can_be_chosen_and_its_words_are_there_in_both_languages() {
    let test = demo_for_anne().await;
    let rules = test.desk.deadline_rules(NOTHING).await.unwrap();
    assert!(rules.rows.len() > 50, "{}", rules.rows.len());
    let ids: std::collections::HashSet<_> = rules.rows.iter().map(|rule| &rule.id).collect();
    assert_eq!(ids.len(), rules.rows.len(), "one line for each");
    let has = |key: &str| {
        rules
            .words
            .iter()
            .any(|word| word.key == key && !word.said.en.is_empty())
    };
    for rule in &rules.rows {
        assert!(has(&format!("start.{}", rule.starts_at)), "{}", rule.id);
        assert!(has(&format!("duty.{}", rule.overrun)), "{}", rule.id);
        assert!(has(&format!("area.{}", rule.area)), "{}", rule.id);
        for ground in &rule.stops {
            assert!(has(&format!("ground.{ground}")), "{}", rule.id);
        }
    }
}

/// A new rule or closing day moves nothing by itself: not even when something else is done with the deadline.
#[tokio::test]
async fn a_closing_day_that_comes_later_moves_a_day_only_by_a_persons_act() {
    let folder = tempfile::TempDir::new().unwrap();
    let now = FixedClock::default().now();
    let plan = Plan::scaled(sagsbord_domain::danish_day(now), 200).without_documents();
    let store = make_demo_store(&folder.path().join("data"), &plan, now, &|_| ())
        .await
        .unwrap();
    let running = {
        let mut reader = store.read().await.unwrap();
        reader.running_deadlines().await.unwrap()
    };
    let due: chrono::NaiveDate = "2026-12-01".parse().unwrap();
    let mut writer = store.write().await.unwrap();
    for kept in running {
        let mut kept = kept;
        kept.id = sagsbord_domain::DeadlineId::new(uuid::Uuid::new_v4());
        kept.rule = "OFL-36".to_owned();
        kept.start = Moment::Day("2026-11-20".parse().unwrap());
        kept.chosen = None;
        kept.derived.due = Due::Day(due);
        kept.derived.rule_from = "2014-01-01".parse().unwrap();
        writer.add_deadline(&kept).await.unwrap();
    }
    writer
        .add_deadline_law(&DeadlineLawVersion {
            number: 1,
            at: now,
            employee: sagsbord_domain::EmployeeId::new(uuid::Uuid::nil()),
            rules: String::new(),
            closing_days: format!(
                "[[closed]]\nfirst = {due}\nname = {{ da = \"flytning\", en = \"moving\" }}\n\
                 reach = \"everybodys_deadlines\"\nground = \"Rådhuset flytter.\"\n"
            ),
            why: String::new(),
            moved: 0,
            left_as_told: 0,
        })
        .await
        .unwrap();
    writer.commit().await.unwrap();
    store.close().await;

    let test = TestDesk::in_folder(folder, true);
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let rules = vec!["OFL-36".to_owned()];
    let hers = ListDeadlines { rules, ..mine() };
    let listed = test.desk.list_deadlines(hers).await.unwrap();
    let id = listed.rows[0].id.clone();
    let detail = test.desk.show_deadline(ShowDeadline { id }).await.unwrap();
    assert_eq!(detail.row.due, Some(due.to_string()));
    let would_be = detail.would_be.clone();
    assert!(would_be > detail.row.due, "{would_be:?}");

    let on = sagsbord_domain::danish_day(now).to_string();
    let told = changed(&test, &detail, DeadlineChange::Tell { on })
        .await
        .unwrap();
    assert_eq!(told.row.due, detail.row.due, "telling moves nothing");
    let why = "Ny lukkedag.".to_owned();
    let moved = changed(&test, &told, DeadlineChange::Move { why })
        .await
        .unwrap();
    assert_eq!((moved.row.due, moved.would_be), (would_be, None));
}

#[tokio::test]
async fn a_unit_narrows_whosever_list_it_is() {
    let test = demo_for_anne().await;
    let mine_all = test.desk.list_deadlines(mine()).await.unwrap();
    let choices = test.desk.choices(NOTHING).await.unwrap();
    let unit_of = |name: &str| {
        let unit = choices.units.iter().find(|unit| unit.name == name);
        unit.unwrap().id.clone()
    };
    let hers = mine_all.rows[0].unit.clone();
    for whose in [DeadlineWhose::Mine, DeadlineWhose::Everybodys] {
        let within = test
            .desk
            .list_deadlines(ListDeadlines {
                whose,
                unit_id: Some(unit_of(&hers)),
                ..mine()
            })
            .await
            .unwrap();
        assert!(within.total > 0);
        assert!(within.rows.iter().all(|row| row.unit == hers), "{whose:?}");
    }
    let elsewhere = choices.units.iter().find(|unit| {
        unit.parent_id.is_some() && mine_all.rows.iter().all(|row| row.unit != unit.name)
    });
    let none = test
        .desk
        .list_deadlines(ListDeadlines {
            unit_id: Some(elsewhere.unwrap().id.clone()),
            ..mine()
        })
        .await
        .unwrap();
    assert_eq!(none.total, 0);
}

#[tokio::test]
async fn a_list_says_the_same_of_each_duty_as_the_deadline_itself() {
    let test = demo_for_anne().await;
    let case = a_case(&test).await;
    let started = |start: &str| asked(&case, "OFL-36", start);
    let late = test.desk.add_deadline(started("2026-10-01")).await.unwrap();
    assert!(
        matches!(late.breach, DeadlineBreach::OfDuty { .. }),
        "{:?}",
        late.breach
    );
    let soon = test.desk.add_deadline(started("2026-11-19")).await.unwrap();
    assert!(
        matches!(soon.breach, DeadlineBreach::LetterBy { .. }),
        "{:?}",
        soon.breach
    );
    let told = changed(
        &test,
        &soon,
        DeadlineChange::SendLetter {
            sent: "2026-11-20".to_owned(),
            ground: "Der er mere end tre hundrede sider at læse".to_owned(),
            new_day: "2026-12-11".to_owned(),
        },
    )
    .await
    .unwrap();
    assert!(
        matches!(told.breach, DeadlineBreach::ToldUntil { .. }),
        "{:?}",
        told.breach
    );
    let page = test.desk.list_deadlines(mine()).await.unwrap();
    let of_case = test
        .desk
        .case_deadlines(ShowCase { id: case })
        .await
        .unwrap();
    for detail in [late, told] {
        let of_case = of_case.rows.iter().map(|one| &one.row);
        for mut rows in [page.rows.iter().collect::<Vec<_>>(), of_case.collect()] {
            rows.retain(|row| row.id == detail.row.id);
            assert_eq!(rows.len(), 1);
            assert_eq!(rows[0].breach, detail.breach);
        }
    }
}
