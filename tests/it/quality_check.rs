use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo;
use crate::support::{NOTHING, add_person, sign_in_as, started, words};

fn check(text: &str, case_id: Option<&str>) -> CheckText {
    CheckText {
        text: text.to_owned(),
        purpose: CheckPurpose::Writing,
        regime: None,
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
        why: String::new(),
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
        why: String::new(),
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
        why: String::new(),
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
    let versions = bo.check_versions(NOTHING).await.unwrap().rows;
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
            why: String::new(),
            version,
        };
        let first = format!("nøglenisse {version}");
        let second = format!("havenisse {version}");
        let (one, other) = tokio::join!(
            mads.change_word(put(&first)),
            mads.change_word(put(&second))
        );
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
    let import = |text: String, version| ImportWordList {
        text,
        why: String::new(),
        version,
    };
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
    let problem = &told.problems[0];
    assert_eq!(
        (
            problem.line,
            problem.word.as_str(),
            problem.problem.as_str()
        ),
        (2, "ondt", "unknown_category")
    );
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
        why: String::new(),
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

async fn mads_in_the_demo(test: &TestDesk) -> std::sync::Arc<sagsbord_app::Desk> {
    let mads = test.second_desk();
    mads.sign_in(sign_in_as("mads", "cykel mod vinden"))
        .await
        .unwrap();
    mads
}

/// The list as a window keeps it: the desk's answers put together.
fn follow(rows: &mut Vec<FindingRow>, edited: EditedText) {
    let behind = rows.split_off(edited.gone_end as usize);
    rows.truncate(edited.gone_start as usize);
    rows.extend(edited.come);
    rows.extend(behind.into_iter().map(|row| FindingRow {
        start: row.start.saturating_add_signed(edited.moved),
        end: row.end.saturating_add_signed(edited.moved),
        ..row
    }));
}

#[tokio::test]
async fn an_open_text_shows_after_each_change_what_a_check_of_the_whole_shows() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let mut text: Vec<u16> = "😀 Hun er doven.\n\nRing 61 12 34 56 i morgen. Så er det slut."
        .encode_utf16()
        .collect();
    let opened = bo
        .open_text(check(&String::from_utf16(&text).unwrap(), None))
        .await
        .unwrap();
    let mut rows = opened.findings;
    assert_eq!(rows.len(), 2);
    let edits = [
        (0, 2, "Ærø 😀"),
        (10, 10, "meget "),
        (6, 9, ""),
        (0, 0, "Ditte Møllegaard, cpr. 610180-1234, har demens.\n\n"),
        (3, 30, ""),
    ];
    for (step, (start, end, new)) in edits.into_iter().enumerate() {
        text.splice(start..end, new.encode_utf16());
        let edit = EditText {
            id: opened.id,
            step: step as u32,
            start: start as u32,
            end: end as u32,
            new: new.to_owned(),
        };
        follow(&mut rows, bo.edit_text(edit).await.unwrap());
        let whole = String::from_utf16(&text).unwrap();
        let checked = bo.check_text(check(&whole, None)).await.unwrap();
        assert_eq!(rows, checked.findings, "{whole:?}");
    }
}

#[tokio::test]
async fn a_window_that_is_out_of_step_is_told_and_an_open_text_is_gone_when_the_desk_locks() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let open = async || {
        bo.open_text(check("Hun er 😀 doven.", None))
            .await
            .unwrap()
            .id
    };
    let edit = |id, step, start, end| EditText {
        id,
        step,
        start,
        end,
        new: "x".to_owned(),
    };
    let refused = async |request: EditText| bo.edit_text(request).await.unwrap_err().code;
    let first = open().await;
    assert_eq!(
        refused(edit(first, 1, 0, 0)).await,
        ErrorCode::Conflict,
        "a step is missing"
    );
    assert_eq!(
        refused(edit(first, 0, 0, 99)).await,
        ErrorCode::Conflict,
        "beyond the end"
    );
    assert_eq!(
        refused(edit(first, 0, 8, 8)).await,
        ErrorCode::Conflict,
        "inside a character"
    );
    bo.edit_text(edit(first, 0, 0, 0)).await.unwrap();
    assert_eq!(
        refused(edit(first, 0, 0, 0)).await,
        ErrorCode::Conflict,
        "the same step again"
    );
    for _ in 0..4 {
        open().await;
    }
    assert_eq!(
        refused(edit(first, 1, 0, 0)).await,
        ErrorCode::NotFound,
        "too many are open"
    );
    let closed = open().await;
    bo.close_text(CloseText { id: closed }).await.unwrap();
    assert_eq!(refused(edit(closed, 0, 0, 0)).await, ErrorCode::NotFound);
    let locked = open().await;
    bo.lock(NOTHING).await.unwrap();
    let password = "tre grønne bænke her".to_owned();
    bo.unlock(Unlock { password }).await.unwrap();
    assert_eq!(refused(edit(locked, 0, 0, 0)).await, ErrorCode::NotFound);
    let title = CheckText {
        purpose: CheckPurpose::Title,
        ..check("Dokument1", None)
    };
    assert_eq!(
        bo.open_text(title).await.unwrap_err().code,
        ErrorCode::InvalidInput
    );
}

#[tokio::test]
async fn an_open_text_is_checked_with_the_list_in_force_and_by_who_opened_it() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    let opened = bo.open_text(check("En nøglenisse.", None)).await.unwrap();
    assert!(opened.findings.is_empty());
    let put = ChangeWord {
        row: row("nøglenisse"),
        remove: false,
        why: String::new(),
        version: 0,
    };
    mads.change_word(put).await.unwrap();
    let edit = EditText {
        id: opened.id,
        step: 0,
        start: 0,
        end: 0,
        new: "Her: ".to_owned(),
    };
    let old = bo.edit_text(edit.clone()).await.unwrap_err();
    assert_eq!(old.code, ErrorCode::Conflict, "the list is another one now");
    let again = bo.open_text(check("En nøglenisse.", None)).await.unwrap();
    assert_eq!(again.findings.len(), 1);
    let others = mads.edit_text(edit).await.unwrap_err();
    assert_eq!(
        others.code,
        ErrorCode::NotFound,
        "a desk has only its own texts"
    );
}

#[tokio::test]
async fn a_rule_is_eased_for_a_reason_where_it_may_be_and_can_be_taken_back() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    let release = |regime| CheckText {
        purpose: CheckPurpose::Release,
        regime,
        ..check("Ring 61 12 34 56.", None)
    };
    let flags = async |regime| {
        let findings = bo.check_text(release(regime)).await.unwrap().findings;
        findings.iter().map(|row| row.flag).collect::<Vec<_>>()
    };
    let ease = |id: &str, informs: &[CheckOccasion], why: &str, version| ChangeCheckRule {
        id: id.to_owned(),
        informs: informs.to_vec(),
        why: why.to_owned(),
        version,
    };
    let public = [CheckOccasion::PublicAccess];
    assert_eq!(flags(Some(CheckRegime::PublicAccess)).await, [true]);
    let refused = async |request| mads.change_check_rule(request).await.unwrap_err();
    let without = refused(ease("phone.danish", &public, " ", 0)).await;
    assert_eq!(
        (without.code, without.field.as_deref()),
        (ErrorCode::InvalidInput, Some("why"))
    );
    for fixed in [
        "cpr.number",
        "name.registered",
        "place.protected",
        "word.listed",
        "said.health",
    ] {
        let answer = refused(ease(fixed, &public, "vi vil ikke se den", 0)).await;
        assert_eq!(
            answer.field.as_deref(),
            Some("informs"),
            "{fixed} warns at release"
        );
    }
    let rules = mads
        .change_check_rule(ease("phone.danish", &public, "Hovednumre fylder listen", 0))
        .await
        .unwrap();
    let phone = rules
        .rows
        .iter()
        .find(|row| row.id == "phone.danish")
        .unwrap();
    assert_eq!(
        (rules.version, phone.informs.as_slice()),
        (1, public.as_slice())
    );
    assert_eq!(
        flags(Some(CheckRegime::PublicAccess)).await,
        [false],
        "found, without a warning"
    );
    assert_eq!(flags(Some(CheckRegime::OwnAccess)).await, [true]);
    assert_eq!(
        flags(None).await,
        [true],
        "a regime nobody chose may be any"
    );
    let late = refused(ease("phone.danish", &[], "x", 0)).await;
    assert_eq!(late.code, ErrorCode::Conflict);
    mads.change_check_rule(ease(
        "said.health",
        &[CheckOccasion::Writing],
        "Notater rummer helbred",
        1,
    ))
    .await
    .unwrap();
    let back = RestoreCheckRules {
        number: 0,
        version: 2,
    };
    let rules = mads.restore_check_rules(back).await.unwrap();
    assert!(rules.rows.iter().all(|row| row.informs.is_empty()));
    assert_eq!(flags(Some(CheckRegime::PublicAccess)).await, [true]);
    let versions = bo.check_versions(NOTHING).await.unwrap().rows;
    let seen: Vec<_> = versions
        .iter()
        .map(|row| {
            (
                row.number,
                row.added,
                row.removed,
                row.why.as_str(),
                row.in_force,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (3, 0, 2, "", true),
            (2, 1, 0, "Notater rummer helbred", false),
            (1, 1, 0, "Hovednumre fylder listen", false)
        ]
    );
    let show = ShowCheckVersion {
        kind: CheckVersionKind::Rules,
        number: 2,
    };
    let changes = bo.show_check_version(show).await.unwrap().rules;
    assert_eq!((changes.len(), changes[0].id.as_str()), (1, "said.health"));
    assert_eq!(changes[0].after, [CheckOccasion::Writing]);
}

#[tokio::test]
async fn a_finding_names_the_law_of_the_regime_that_was_chosen() {
    let test = started().await;
    let bo = desk_of(&test, "bo", Role::Caseworker).await;
    let bases = async |regime| {
        let request = CheckText {
            purpose: CheckPurpose::Release,
            regime,
            ..check("Ring 61 12 34 56.", None)
        };
        bo.check_text(request).await.unwrap().findings[0]
            .bases
            .clone()
    };
    assert_eq!(bases(None).await, [""; 0]);
    assert!(bases(Some(CheckRegime::PartyAccess)).await[0].contains("forvaltningslovens"));
    assert!(bases(Some(CheckRegime::PublicAccess)).await[0].contains("offentlighedslovens"));
}

#[tokio::test]
async fn a_versions_words_are_told_with_what_they_were() {
    let test = started().await;
    let mads = desk_of(&test, "mads", Role::Manager).await;
    for (version, severity) in [(0, FindingSeverity::Stop), (1, FindingSeverity::Inform)] {
        let change = ChangeWord {
            row: WordRow {
                severity,
                ..row("nøglenisse")
            },
            remove: false,
            why: format!("grund {version}"),
            version,
        };
        mads.change_word(change).await.unwrap();
    }
    let show = async |number| {
        let kind = CheckVersionKind::WordList;
        let shown = mads
            .show_check_version(ShowCheckVersion { kind, number })
            .await;
        shown.unwrap().words
    };
    let first = show(1).await;
    assert!(first.len() == 1 && first[0].before.is_none());
    let second = show(2).await;
    assert_eq!(second.len(), 1);
    let severities =
        [&second[0].before, &second[0].after].map(|row| row.as_ref().unwrap().severity);
    assert_eq!(severities, [FindingSeverity::Stop, FindingSeverity::Inform]);
    let versions = mads.check_versions(NOTHING).await.unwrap().rows;
    assert_eq!(versions[0].why, "grund 1");
}

#[tokio::test]
async fn a_word_and_a_rule_are_tried_on_what_is_kept_and_what_was_shown_is_in_the_log() {
    let test = demo().await;
    let mads = mads_in_the_demo(&test).await;
    let preview = mads
        .preview_word(PreviewWord { row: row("borger") })
        .await
        .unwrap();
    assert!(preview.forms.contains(&"borgerens".to_owned()));
    let of = |hits: &PastTextHits, kind| {
        hits.kinds
            .iter()
            .find(|count| count.kind == kind)
            .unwrap()
            .clone()
    };
    let documents = of(&preview.past, PastTextKind::Document);
    assert!(documents.read > 0 && documents.hit > 0, "{documents:?}");
    assert!(of(&preview.past, PastTextKind::CaseTitle).read > 1_000);
    assert!(
        preview.past.unread > 0,
        "what is no text is counted, not passed over"
    );
    for example in &preview.past.examples {
        let units: Vec<u16> = example.text.encode_utf16().collect();
        let place =
            String::from_utf16(&units[example.start as usize..example.end as usize]).unwrap();
        assert!(place.to_lowercase().starts_with("borger"), "{place:?}");
        assert!(!example.case_number.is_empty());
    }
    let rule = PreviewCheckRule {
        id: "phone.danish".to_owned(),
        informs: vec![CheckOccasion::Writing],
    };
    let rule = mads.preview_check_rule(rule).await.unwrap();
    assert!(rule.must_flag > 50 && rule.leaks_then == rule.leaks_now);
    let log = async |act: &str| {
        let log = ListAudit {
            act: Some(act.to_owned()),
            limit: 100,
            ..ListAudit::default()
        };
        mads.list_audit(log).await.unwrap().rows.len()
    };
    assert_eq!(log("past_text_searched").await, 2);
    let shown = preview.past.examples.iter().chain(&rule.past.examples);
    let shown = shown.filter(|example| example.kind == PastTextKind::Document);
    assert_eq!(log("document_read").await, shown.count());
}
