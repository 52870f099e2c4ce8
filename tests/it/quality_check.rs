use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo;
use crate::support::{NOTHING, add_person, sign_in_as, started, words};

fn check(text: &str, case_id: Option<&str>) -> CheckText {
    CheckText {
        text: text.to_owned(),
        purpose: CheckPurpose::Writing,
        case_id: case_id.map(str::to_owned),
    }
}

fn row(word: &str) -> WordRow {
    WordRow {
        word: word.to_owned(),
        category: WordCategory::Own,
        class: WordKind::Unknown,
        inflection: String::new(),
        compounds: true,
        severity: FindingSeverity::Stop,
        active: true,
        instead: String::new(),
        note: String::new(),
        origin: WordOrigin::Own,
    }
}

async fn desk_of(
    test: &TestDesk,
    username: &str,
    role: Role,
) -> std::sync::Arc<sagsbord_app::Desk> {
    add_person(test, username, role).await;
    let desk = test.second_desk();
    desk.sign_in(sign_in_as(username, "midlertidig nøgle"))
        .await
        .unwrap();
    desk.change_own_password(ChangeOwnPassword {
        current: "midlertidig nøgle".to_owned(),
        new: "tre grønne bænke her".to_owned(),
    })
    .await
    .unwrap();
    desk
}

#[tokio::test]
async fn a_bad_word_is_marked_where_the_window_shows_it() {
    let test = started().await;
    let desk = desk_of(&test, "bo", Role::Caseworker).await;
    let text = "Møde 😀: Hun er doven.";
    let checked = desk.check_text(check(text, None)).await.unwrap();
    let finding = checked
        .findings
        .iter()
        .find(|finding| finding.category == "FORBIDDEN")
        .unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    let piece = String::from_utf16(&units[finding.start as usize..finding.end as usize]).unwrap();
    assert_eq!(piece, "doven", "the window counts in UTF-16");
    assert_eq!(finding.severity, FindingSeverity::Stop);
}

#[tokio::test]
async fn an_administrator_checks_no_text_and_a_caseworker_changes_no_list() {
    let test = started().await;
    let refused = test.desk.check_text(check("Hun er doven.", None)).await;
    assert_eq!(refused.unwrap_err().code, ErrorCode::NotAllowed);
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    assert!(!bo.word_list(NOTHING).await.unwrap().may_change);
    let change = ChangeWord {
        row: row("nisse"),
        remove: false,
        version: 0,
    };
    assert_eq!(
        bo.change_word(change).await.unwrap_err().code,
        ErrorCode::NotAllowed
    );
}

#[tokio::test]
async fn a_words_change_is_a_version_with_a_name_and_can_be_taken_back() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    let hits = async |text: &str| {
        let findings = bo.check_text(check(text, None)).await.unwrap().findings;
        findings
            .iter()
            .filter(|f| f.category == "FORBIDDEN")
            .count()
    };
    assert_eq!(hits("To nøglenisser stod der.").await, 0);
    let put = ChangeWord {
        row: row("nøglenisse"),
        remove: false,
        version: 0,
    };
    let state = mads.change_word(put.clone()).await.unwrap();
    assert_eq!(state.version, 1);
    assert_eq!(
        hits("To nøglenisser stod der.").await,
        1,
        "and in its inflections"
    );
    let late = mads.change_word(put).await.unwrap_err();
    assert_eq!(
        late.code,
        ErrorCode::Conflict,
        "somebody else's change is not overwritten"
    );
    let off = WordRow {
        active: false,
        ..row("doven")
    };
    let off = ChangeWord {
        row: off,
        remove: false,
        version: 1,
    };
    mads.change_word(off).await.unwrap();
    assert_eq!(hits("Hun er doven.").await, 0);
    let back = RestoreWordList {
        number: 1,
        version: 2,
    };
    let state = mads.restore_word_list(back).await.unwrap();
    assert_eq!(state.version, 3);
    assert_eq!(hits("Hun er doven. To nøglenisser.").await, 2);
    let versions = bo.word_list_versions(NOTHING).await.unwrap().rows;
    let seen: Vec<_> = versions
        .iter()
        .map(|v| (v.number, v.added, v.changed, v.removed, v.restored))
        .collect();
    assert_eq!(
        seen,
        [
            (3, 0, 0, 1, Some(1)),
            (2, 1, 0, 0, None),
            (1, 1, 0, 0, None)
        ]
    );
    assert!(versions[0].employee.is_some(), "who changed it is told");
}

#[tokio::test]
async fn of_two_changes_at_the_same_moment_one_is_kept_and_the_other_told() {
    let test = started().await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    for version in 0..8 {
        let put = |word: &str| ChangeWord {
            row: row(word),
            remove: false,
            version,
        };
        let first = format!("nøglenisse {version}");
        let second = format!("havenisse {version}");
        let (one, other) =
            tokio::join!(mads.change_word(put(&first)), mads.change_word(put(&second)));
        let refused: Vec<_> = [one, other].into_iter().filter_map(Result::err).collect();
        assert_eq!(refused.len(), 1, "one of the two was first");
        assert_eq!(refused[0].code, ErrorCode::Conflict);
    }
}

#[tokio::test]
async fn a_list_goes_out_and_in_as_a_file_and_a_faulty_one_changes_nothing() {
    let test = started().await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    let csv = mads.export_word_list(NOTHING).await.unwrap().csv;
    let more = format!("{csv}nøglenisse;egne;sb;;ja;B;ja;;\n");
    let import = |text: String, version| ImportWordList { text, version };
    let done = mads.import_word_list(import(more, 0)).await.unwrap();
    let state = done.state.unwrap();
    let own: Vec<_> = state
        .rows
        .iter()
        .filter(|row| row.origin == WordOrigin::Own)
        .map(|row| row.word.as_str())
        .collect();
    assert_eq!(
        own,
        ["nøglenisse"],
        "what is as it was shipped stays shipped"
    );
    let faulty = "ord;kategori\ndoven;ondt\n".to_owned();
    let told = mads.import_word_list(import(faulty, 1)).await.unwrap();
    assert!(told.state.is_none());
    assert_eq!(told.problems, ["linje 2: \"ondt\": ukendt kategori"]);
    assert_eq!(mads.word_list(NOTHING).await.unwrap().version, 1);
}

#[tokio::test]
async fn checking_with_a_case_knows_its_people_and_is_one_line_in_the_log() {
    let test = demo().await;
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let page = test.desk.list_cases(words("")).await.unwrap();
    let case = page
        .rows
        .iter()
        .find(|case| case.citizen.is_some())
        .unwrap();
    let citizen = case.citizen.clone().unwrap();
    let text = format!("{citizen} oplyser, at naboen har demens.");
    let mut checked = None;
    for _ in 0..3 {
        checked = Some(
            test.desk
                .check_text(check(&text, Some(&case.id)))
                .await
                .unwrap(),
        );
    }
    let checked = checked.unwrap();
    assert!(checked.people > 0);
    let health = checked
        .findings
        .iter()
        .find(|f| f.category == "HEALTH")
        .unwrap();
    assert_eq!(
        (health.whose, health.flag),
        (FindingWhose::ThirdParty, true)
    );
    let dorthe = test.second_desk();
    dorthe
        .sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let log = ListAudit {
        act: Some("case_read".to_owned()),
        limit: 100,
        ..ListAudit::default()
    };
    let lines = dorthe.list_audit(log).await.unwrap().rows;
    let of_case = lines
        .iter()
        .filter(|line| line.subject_id.as_deref() == Some(case.id.as_str()))
        .count();
    assert_eq!(of_case, 1, "one line, however often the text is checked");
}

#[tokio::test]
async fn the_measured_figures_follow_the_list_in_force() {
    let test = started().await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    let before = mads.measure_check(NOTHING).await.unwrap();
    assert!(before.must_flag > 50 && before.leaks * 20 < before.must_flag);
    let off = ChangeWord {
        row: WordRow {
            active: false,
            ..row("doven")
        },
        remove: false,
        version: 0,
    };
    mads.change_word(off).await.unwrap();
    let after = mads.measure_check(NOTHING).await.unwrap();
    assert_eq!(
        after.leaks,
        before.leaks + 1,
        "a word switched off is a word not found"
    );
}
