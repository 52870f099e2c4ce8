use sagsbord_app::ports::Clock as _;
use sagsbord_contract::*;
use sagsbord_domain::DeadlineId;
use sagsbord_domain::deadline::Due;
use sagsbord_store::{DeadlineLawVersion, Derived};
use sagsbord_testkit::desk::TestDesk;

use crate::cases::{demo_for, demo_for_anne};
use crate::support::{NOTHING, sign_in_as, store_of};

/// Mads leads one department, and may change the law for all of them.
async fn demo_for_mads() -> TestDesk {
    demo_for("mads", "cykel mod vinden").await
}

fn closing_days(days: &[(&str, &str)]) -> ProposedLaw {
    let row = |(first, last): &(&str, &str)| ClosingDayRow {
        first: (*first).to_owned(),
        last: (*last).to_owned(),
        name: Named {
            da: "rådhuset flytter".to_owned(),
            en: String::new(),
        },
        everybodys: true,
        ground: "byrådets beslutning af 3. marts 2026".to_owned(),
    };
    ProposedLaw::Own {
        law: OwnLaw {
            rules: String::new(),
            closing_days: days.iter().map(row).collect(),
        },
    }
}

fn rules(text: &str) -> ProposedLaw {
    ProposedLaw::Own {
        law: OwnLaw {
            rules: text.to_owned(),
            closing_days: Vec::new(),
        },
    }
}

/// The shipped text of a rule with one thing changed.
async fn adapted(test: &TestDesk, id: &str, old: &str, new: &str) -> String {
    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    let rule = law.rules.iter().find(|rule| rule.id == id).unwrap();
    let text = rule.shipped_text.clone().unwrap();
    assert!(text.contains(old), "{text}");
    text.replace(old, new)
}

async fn preview(test: &TestDesk, law: &ProposedLaw) -> DeadlineLawPreview {
    let law = law.clone();
    let preview = test.desk.preview_deadline_law(PreviewDeadlineLaw { law });
    preview.await.unwrap()
}

async fn change(
    test: &TestDesk,
    law: &ProposedLaw,
    version: u32,
    moves: u32,
) -> Result<DeadlineLaw, ErrorReply> {
    test.desk
        .change_deadline_law(ChangeDeadlineLaw {
            law: law.clone(),
            why: "Byrådet har besluttet det.".to_owned(),
            version,
            moves,
        })
        .await
}

/// Shows what it moves, and then has it move that.
async fn make_law(test: &TestDesk, law: &ProposedLaw, version: u32) -> MovedDeadlines {
    let moved = preview(test, law).await.moved.unwrap();
    change(test, law, version, moved.moves + moved.moves_beyond)
        .await
        .unwrap();
    moved
}

async fn show(desk: &sagsbord_app::Desk, id: &str) -> DeadlineDetail {
    let id = id.to_owned();
    desk.show_deadline(ShowDeadline { id }).await.unwrap()
}

/// A desk at the same store where somebody works on cases of the same department.
async fn anne_beside(test: &TestDesk) -> std::sync::Arc<sagsbord_app::Desk> {
    let desk = test.second_desk();
    let anne = sign_in_as("anne", "regn over havnen");
    desk.sign_in(anne).await.unwrap();
    desk
}

/// On a case of whoever sits at the desk.
async fn registered(desk: &sagsbord_app::Desk, rule: &str) -> DeadlineDetail {
    let mine = ListDeadlines {
        limit: 1,
        ..ListDeadlines::default()
    };
    let mine = desk.list_deadlines(mine).await.unwrap();
    desk.add_deadline(AddDeadline {
        case_id: mine.rows[0].case_id.clone(),
        rule: rule.to_owned(),
        start: "2026-11-20".to_owned(),
        start_time: None,
        chosen: None,
        about: String::new(),
        part_of: None,
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_changed_rule_moves_the_days_it_lists_and_no_other_and_a_told_day_stays() {
    let test = demo_for_mads().await;
    let anne = anne_beside(&test).await;
    let told = registered(&anne, "OFL-36").await;
    registered(&anne, "OFL-36").await;
    let today = sagsbord_domain::danish_day(test.clock.now()).to_string();
    let tell = ChangeDeadline {
        id: told.row.id.clone(),
        version: told.version,
        change: DeadlineChange::Tell { on: today },
    };
    anne.change_deadline(tell).await.unwrap();

    let text = adapted(&test, "OFL-36", "7 arbejdsdage", "5 arbejdsdage").await;
    let moved = preview(&test, &rules(&text)).await.moved.unwrap();
    assert!(moved.moves >= 1 && moved.told == 1, "{moved:?}");
    for row in &moved.rows {
        assert_eq!(row.deadline.rule, "OFL-36");
        assert_eq!(row.because, Some(MovedBecause::Rule));
        assert!(row.new_due < row.deadline.due, "{row:?}");
        assert_eq!(row.told, row.deadline.id == told.row.id, "{row:?}");
    }
    let others = || async {
        let everybodys = ListDeadlines {
            whose: DeadlineWhose::Everybodys,
            limit: 500,
            ..ListDeadlines::default()
        };
        let rows = test.desk.list_deadlines(everybodys).await.unwrap().rows;
        let mut rows: Vec<_> = rows
            .into_iter()
            .filter(|row| row.rule != "OFL-36")
            .map(|row| (row.id, row.due))
            .collect();
        rows.sort();
        rows
    };
    let before = others().await;
    let all = moved.moves + moved.moves_beyond;
    let law = change(&test, &rules(&text), 0, all).await.unwrap();
    assert_eq!(
        (
            law.version,
            law.versions[0].moved,
            law.versions[0].left_as_told
        ),
        (1, all, moved.told + moved.told_beyond)
    );
    assert_eq!(law.own.rules, text);

    for row in &moved.rows {
        let now = show(&test.desk, &row.deadline.id).await;
        if row.told {
            assert_eq!(now.row.due, row.deadline.due, "what was told stays");
            assert_eq!(now.would_be, row.new_due);
            assert_eq!(
                now.explained.due, row.deadline.due,
                "and is explained by the rule that gave it"
            );
            continue;
        }
        assert_eq!((&now.row.due, &now.would_be), (&row.new_due, &None));
        let line = &now.log[0];
        assert_eq!(line.kind, DeadlineChangeKind::Moved);
        assert_eq!(
            (&line.from, &line.to),
            (&row.deadline.due, &row.new_due),
            "the log says from where to where"
        );
        assert_eq!(line.why.as_deref(), Some("Byrådet har besluttet det."));
        assert!(now.rule.is_the_municipalitys);
    }
    assert_eq!(others().await, before);

    // What was left is listed until a person moves it.
    let left = anne.moved_deadlines(NOTHING).await.unwrap();
    assert_eq!((left.moves, left.told, left.rows.len()), (0, 1, 1));
    let row = &left.rows[0];
    assert_eq!(row.deadline.id, told.row.id);
    let by_hand = ChangeDeadline {
        id: row.deadline.id.clone(),
        version: row.version,
        change: DeadlineChange::Move {
            why: "Borgeren er ringet op.".to_owned(),
        },
    };
    let by_hand = anne.change_deadline(by_hand).await.unwrap();
    assert_eq!(by_hand.row.due, row.new_due);
    let left = anne.moved_deadlines(NOTHING).await.unwrap();
    assert_eq!(left.told, 0, "{left:?}");
}

#[tokio::test]
async fn a_closing_day_moves_what_ends_on_it_and_an_earlier_version_takes_it_back() {
    let test = demo_for_mads().await;
    let soon: Vec<String> = {
        let list = ListDeadlines {
            whose: DeadlineWhose::Everybodys,
            rules: vec!["OFL-36".to_owned(), "FVL-16".to_owned(), "OFL-8".to_owned()],
            state: Some(DeadlineState::Later),
            limit: 1,
            ..ListDeadlines::default()
        };
        let rows = test.desk.list_deadlines(list).await.unwrap().rows;
        rows.into_iter().filter_map(|row| row.due).collect()
    };
    let closed = closing_days(&[(soon[0].as_str(), "")]);
    let moved = make_law(&test, &closed, 0).await;
    assert!(moved.moves > 0, "{moved:?}");
    assert!(
        moved.rows.iter().all(
            |row| row.because == Some(MovedBecause::Calendar) && row.new_due > row.deadline.due
        ),
        "{moved:?}"
    );
    let sum: u32 = moved.rules.iter().map(|rule| rule.moves + rule.told).sum();
    assert_eq!(sum, moved.moves + moved.told);
    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    assert_eq!(law.own.closing_days.len(), 1);
    assert_eq!(law.own.closing_days[0].last, soon[0], "one day, said out");
    assert_eq!(law.own.closing_days[0].name.en, "rådhuset flytter");

    let back = ProposedLaw::Version { number: 0 };
    let returned = make_law(&test, &back, 1).await;
    assert_eq!(returned.moves, moved.moves);
    for (out, home) in moved.rows.iter().zip(&returned.rows) {
        assert_eq!(home.new_due, out.deadline.due);
    }
    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    assert_eq!((law.version, law.versions.len()), (2, 2));
    assert!(law.own.closing_days.is_empty());
    let again = ProposedLaw::Version { number: 1 };
    make_law(&test, &again, 2).await;
    let absent = ProposedLaw::Version { number: 9 };
    let absent = change(&test, &absent, 3, 0).await.unwrap_err();
    assert_eq!(absent.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_faulty_file_changes_nothing_and_each_fault_is_told_by_place_field_and_reason() {
    let test = demo_for_mads().await;
    let check =
        |law: ProposedLaw, file: LawFile, line: u32, field: &'static str, part: &'static str| {
            let test = &test;
            async move {
                let preview = preview(test, &law).await;
                assert!(preview.moved.is_none());
                let told = preview.faults.iter().any(|fault| {
                    (fault.file, fault.line, fault.field.as_str()) == (file, line, field)
                        && fault.reason.da.contains(part)
                        && !fault.reason.en.is_empty()
                });
                assert!(told, "{field}: {:?}", preview.faults);
                let refused = change(test, &law, 0, 0).await.unwrap_err();
                assert_eq!(refused.code, ErrorCode::InvalidInput, "{field}");
            }
        };
    let good = adapted(&test, "OFL-36", "7 arbejdsdage", "5 arbejdsdage").await;
    let length = 1 + good
        .lines()
        .position(|line| line.starts_with("length"))
        .unwrap();
    let length = u32::try_from(length).unwrap();
    let text = good.replace("5 arbejdsdage", "fem dage");
    check(
        rules(&text),
        LawFile::Rules,
        length,
        "length",
        "ingen længde",
    )
    .await;
    let text = good.replace("length = \"5", "lenght = \"5");
    check(rules(&text), LawFile::Rules, length, "lenght", "stavet").await;
    check(rules("[[rule"), LawFile::Rules, 1, "", "TOML").await;
    let closed = closing_days(&[("2026-12-21", ""), ("31.2.2027", "")]);
    check(closed, LawFile::ClosingDays, 2, "first", "findes ikke").await;
    let closed = closing_days(&[("2026-12-21", ""), ("2026-12-28", "2027-02-01")]);
    check(closed, LawFile::ClosingDays, 2, "last", "14 dage").await;
    let mut closed = closing_days(&[("2026-12-21", "")]);
    if let ProposedLaw::Own { law } = &mut closed {
        law.closing_days[0].ground.clear();
    }
    check(closed, LawFile::ClosingDays, 1, "ground", "mangler").await;

    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    assert_eq!(
        (law.version, law.own, law.faults),
        (0, OwnLaw::default(), vec![])
    );
}

#[tokio::test]
async fn a_rule_that_deadlines_rest_on_cannot_be_taken_out_of_the_law() {
    let test = demo_for_mads().await;
    let own = adapted(&test, "OFL-36", "OFL-36", "VORES-1").await;
    make_law(&test, &rules(&own), 0).await;
    let none = rules("");
    let gone = preview(&test, &none).await;
    assert!(gone.faults.is_empty(), "nothing rests on it yet: {gone:?}");

    let anne = anne_beside(&test).await;
    registered(&anne, "VORES-1").await;
    let gone = preview(&test, &none).await;
    assert!(gone.faults[0].reason.da.contains("VORES-1"), "{gone:?}");
    let refused = change(&test, &none, 1, 0).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::InvalidInput);
}

#[tokio::test]
async fn whoever_saw_another_law_or_another_list_is_refused() {
    let test = demo_for_mads().await;
    let text = adapted(&test, "OFL-36", "7 arbejdsdage", "5 arbejdsdage").await;
    let moved = preview(&test, &rules(&text)).await.moved.unwrap();
    let all = moved.moves + moved.moves_beyond;
    let fewer = change(&test, &rules(&text), 0, all - 1).await.unwrap_err();
    assert_eq!(
        fewer.code,
        ErrorCode::Conflict,
        "another list than was shown"
    );
    change(&test, &rules(&text), 0, all).await.unwrap();
    let other = closing_days(&[("2026-12-21", "")]);
    let late = change(&test, &other, 0, 0).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict, "another law than was shown");
    let same = preview(&test, &rules(&text)).await;
    assert!(same.is_the_same);
    let same = change(&test, &rules(&text), 1, 0).await.unwrap_err();
    assert_eq!(
        same.code,
        ErrorCode::InvalidInput,
        "a version that changes nothing"
    );
    let unsaid = ChangeDeadlineLaw {
        law: other,
        why: "  ".to_owned(),
        version: 1,
        moves: 0,
    };
    let unsaid = test.desk.change_deadline_law(unsaid).await.unwrap_err();
    assert_eq!(unsaid.field.as_deref(), Some("why"));
}

#[tokio::test]
async fn what_lies_out_of_reach_is_moved_and_counted_and_never_listed() {
    let test = demo_for_mads().await;
    let text = adapted(&test, "OFL-36", "7 arbejdsdage", "5 arbejdsdage").await;
    let moved = preview(&test, &rules(&text)).await.moved.unwrap();
    assert!(moved.moves > 0 && moved.moves_beyond > 0, "{moved:?}");
    assert_eq!(moved.rows.len(), (moved.moves + moved.told) as usize);
    for row in &moved.rows {
        let id = row.deadline.case_id.clone();
        test.desk.show_case(OpenCase::of(id)).await.unwrap();
    }
    let everybodys = || ListDeadlines {
        whose: DeadlineWhose::Everybodys,
        rules: vec!["OFL-36".to_owned()],
        limit: 500,
        ..ListDeadlines::default()
    };
    let dorthe = test.second_desk();
    let dpo = sign_in_as("dorthe", "lyset i det øverste vindue");
    dorthe.sign_in(dpo).await.unwrap();
    let before = dorthe.list_deadlines(everybodys()).await.unwrap();
    let all = moved.moves + moved.moves_beyond;
    assert_eq!(all, before.total, "the DPO reaches them all");
    change(&test, &rules(&text), 0, all).await.unwrap();
    let after = dorthe.list_deadlines(everybodys()).await.unwrap();
    let days = |page: &DeadlinePage| {
        let mut days: Vec<_> = page
            .rows
            .iter()
            .map(|row| (row.id.clone(), row.due.clone()))
            .collect();
        days.sort();
        days
    };
    for (before, after) in days(&before).iter().zip(&days(&after)) {
        assert!(before.1 > after.1, "{before:?} {after:?}");
    }
    // Anne may not change the law, so what she cannot see is not even a number to her.
    let anne = anne_beside(&test).await;
    let left = anne.moved_deadlines(NOTHING).await.unwrap();
    assert_eq!((left.moves_beyond, left.told_beyond), (0, 0));
    assert!(left.may_move && !left.may_move_all);
    let log = dorthe
        .list_audit(ListAudit {
            limit: 20,
            ..ListAudit::default()
        })
        .await
        .unwrap();
    assert!(
        log.rows.iter().any(|row| row.act == "deadline_law_changed"),
        "{log:?}"
    );
}

/// As after an update of the program: nobody has changed the law, and what runs was counted by another.
#[tokio::test]
async fn what_another_law_left_behind_is_listed_and_moved_on_one_ground_by_whoever_answers_for_it()
{
    let test = demo_for_anne().await;
    let rows = [
        registered(&test.desk, "OFL-36").await.row,
        registered(&test.desk, "FVL-16").await.row,
    ];
    let test = with_other_days(test, &rows).await;

    let mads = test.second_desk();
    let manager = sign_in_as("mads", "cykel mod vinden");
    mads.sign_in(manager).await.unwrap();
    let listed = mads.moved_deadlines(NOTHING).await.unwrap();
    assert_eq!((listed.moves, listed.told), (2, 0), "{listed:?}");
    // A change of something else leaves them where they are.
    let law = closing_days(&[("2030-12-20", "")]);
    let preview = mads.preview_deadline_law(PreviewDeadlineLaw { law });
    let moved = preview.await.unwrap().moved.unwrap();
    assert_eq!(moved.moves + moved.moves_beyond, 0, "{moved:?}");

    let all = || MoveDeadlines {
        why: "Reglen er rettet i programmet.".to_owned(),
        moves: 2,
    };
    let refused = test.desk.move_deadlines(all()).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
    let fewer = MoveDeadlines { moves: 1, ..all() };
    let refused = mads.move_deadlines(fewer).await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::Conflict);
    let left = mads.move_deadlines(all()).await.unwrap();
    assert_eq!((left.moves, left.rows.len()), (0, 0));
    for row in rows {
        let now = show(&test.desk, &row.id).await;
        assert_eq!(now.row.due, row.due, "where the law has it");
        assert_eq!(now.log[0].kind, DeadlineChangeKind::Moved);
    }
}

/// The same store, and some of its days counted by a law that nobody has any more.
async fn with_other_days(test: TestDesk, rows: &[DeadlineRow]) -> TestDesk {
    let store = store_of(&test).await;
    let running = store
        .read()
        .await
        .unwrap()
        .running_deadlines()
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    for row in rows {
        let id: DeadlineId = row.id.parse().unwrap();
        let kept = running.iter().find(|kept| kept.id == id).unwrap();
        let before = Derived {
            due: Due::Day("2030-01-02".parse().unwrap()),
            ..kept.derived.clone()
        };
        writer.keep_derived(id, &before).await.unwrap();
    }
    writer.commit().await.unwrap();
    store.close().await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    let anne = sign_in_as("anne", "regn over havnen");
    test.desk.sign_in(anne).await.unwrap();
    test
}

/// As after an update of the program to one that is stricter about what it reads.
#[tokio::test]
async fn a_version_that_cannot_be_read_any_more_is_told_by_line_and_the_last_good_one_is_used() {
    let test = demo_for_mads().await;
    let good = adapted(&test, "OFL-36", "7 arbejdsdage", "5 arbejdsdage").await;
    make_law(&test, &rules(&good), 0).await;
    let store = store_of(&test).await;
    let mut writer = store.write().await.unwrap();
    let kept = store.read().await.unwrap().deadline_law_in_force().await;
    let kept = kept.unwrap().unwrap();
    writer
        .add_deadline_law(&DeadlineLawVersion {
            number: 2,
            rules: good.replace("5 arbejdsdage", "fem dage"),
            closing_days: "[[closed]]\nfirst = 2026-12-24\n".to_owned(),
            ..kept
        })
        .await
        .unwrap();
    writer.commit().await.unwrap();
    store.close().await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    let mads = sign_in_as("mads", "cykel mod vinden");
    test.desk.sign_in(mads).await.unwrap();

    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    assert_eq!(law.version, 2);
    let told = |file, line, field: &str| {
        let is = |fault: &LawFault| {
            (fault.file, fault.line, fault.field.as_str()) == (file, line, field)
        };
        law.faults.iter().any(is)
    };
    let length = 1 + good
        .lines()
        .position(|line| line.starts_with("length"))
        .unwrap();
    assert!(
        told(LawFile::Rules, u32::try_from(length).unwrap(), "length"),
        "{:?}",
        law.faults
    );
    assert!(told(LawFile::ClosingDays, 1, "name"), "{:?}", law.faults);
    let rule = law.rules.iter().find(|rule| rule.id == "OFL-36").unwrap();
    let length = rule.versions[0].rule.length.as_ref().unwrap();
    assert_eq!(length.da, "5 arbejdsdage", "as in the version before");
    let moved = test.desk.moved_deadlines(NOTHING).await.unwrap();
    assert_eq!(
        (moved.moves, moved.moves_beyond),
        (0, 0),
        "and no day is another"
    );
    // Who puts the fault right makes the next version.
    make_law(&test, &rules(&good), 2).await;
    let law = test.desk.deadline_law(NOTHING).await.unwrap();
    assert_eq!((law.version, law.faults), (3, vec![]));
}
