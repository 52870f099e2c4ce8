use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::intake::{begin, files, folder_of, pdf, read_to_the_end, shown, told, zip};
use crate::support::{NOTHING, sign_in_as, store_of};

async fn decide(
    test: &TestDesk,
    id: &str,
    place: &str,
    decision: FileDecisionKind,
) -> IntakeDetail {
    let reason = match decision {
        FileDecisionKind::LeaveOut => "Hører ikke til sagen",
        _ => "",
    };
    test.desk
        .decide_intake_files(DecideFiles {
            id: id.to_owned(),
            places: vec![place.to_owned()],
            decision,
            reason: reason.to_owned(),
        })
        .await
        .unwrap()
}

/// The same store as if another program had read this file's parts, and had come to them in another way.
async fn read_otherwise(
    test: TestDesk,
    fingerprint: &str,
    name: &str,
    change: impl Fn(&mut serde_json::Value),
) -> TestDesk {
    let key = sagsbord_intake::ReadingKey::of(fingerprint, name);
    let store = store_of(&test).await;
    let mut reader = store.read().await.unwrap();
    let summary = reader.intake_summary(&key.sha256, &key.hint).await.unwrap();
    let reading = reader.intake_reading(&key.sha256, &key.hint).await.unwrap();
    drop(reader);
    let whole = store
        .read_intake_content(&reading.unwrap(), 1 << 30)
        .await
        .unwrap();
    let mut summary: serde_json::Value = serde_json::from_str(&summary.unwrap()).unwrap();
    let mut whole: serde_json::Value = serde_json::from_slice(&whole).unwrap();
    change(&mut summary);
    change(&mut whole);
    let reading = serde_json::to_vec(&whole).unwrap();
    let kept = sagsbord_store::KeptReading {
        sha256: key.sha256,
        hint: key.hint,
        summary: summary.to_string(),
        reading: store.prepare_intake_content(reading).await.unwrap(),
        contents: Vec::new(),
    };
    let mut writer = store.write().await.unwrap();
    writer.put_intake_reading(kept).await.unwrap();
    writer.commit().await.unwrap();
    store.close().await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    test
}

fn parts(of: &mut serde_json::Value) -> &mut Vec<serde_json::Value> {
    of["children"].as_array_mut().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_left_out_stays_left_out_when_a_later_program_reads_the_parts_in_another_order() {
    let test = demo_for_anne().await;
    let archive = zip(&[
        ("brev.pdf", pdf("Et brev.")),
        ("privat.pdf", pdf("Noget privat.")),
    ]);
    let folder = folder_of(&test, &[("pakke.zip", archive)]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    assert!(
        decide(&test, &id, "1.2", FileDecisionKind::LeaveOut)
            .await
            .row
            .is_complete
    );
    let fingerprint = files(&test, &id).await[0].fingerprint.clone().unwrap();

    let turned = |of: &mut serde_json::Value| parts(of).reverse();
    let test = read_otherwise(test, &fingerprint, "pakke.zip", turned).await;
    assert_eq!(
        told(&test, &id).await,
        [
            "1 pakke.zip Container 0",
            "1.1 privat.pdf LeftOut 0",
            "1.2 brev.pdf Taken 1"
        ]
    );
    assert!(shown(&test, &id).await.row.is_complete);
    // It is undone where it stands now.
    decide(&test, &id, "1.1", FileDecisionKind::TakeBack).await;
    assert_eq!(files(&test, &id).await[1].state, FileState::Taken);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_whose_file_is_gone_holds_back_until_somebody_has_seen_it() {
    let test = demo_for_anne().await;
    let archive = zip(&[
        ("brev.pdf", pdf("Et brev.")),
        ("privat.pdf", pdf("Noget privat.")),
    ]);
    let folder = folder_of(&test, &[("pakke.zip", archive)]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    decide(&test, &id, "1.2", FileDecisionKind::LeaveOut).await;
    let rows = files(&test, &id).await;
    let brev = rows[1].fingerprint.clone().unwrap();
    let fingerprint = rows[0].fingerprint.clone().unwrap();

    // The second part is read as something else.
    let other = move |of: &mut serde_json::Value| {
        let children = parts(of);
        children[1]["content"]["Ok"]["sha256"] = serde_json::Value::String(brev.clone());
    };
    let test = read_otherwise(test, &fingerprint, "pakke.zip", other).await;
    let detail = shown(&test, &id).await;
    assert!(!detail.row.is_complete);
    assert_eq!(detail.row.sums.lapsed, 1);
    let lapsed = &detail.lapsed[0];
    assert_eq!(
        (lapsed.place.as_str(), lapsed.name.as_str()),
        ("1.2", "privat.pdf")
    );
    assert_eq!(lapsed.decision, FileDecisionKind::LeaveOut);
    assert_eq!(lapsed.reason, "Hører ikke til sagen");
    assert_eq!(lapsed.decided_by, "Anne Krogsgaard");
    assert_eq!(
        files(&test, &id).await[2].state,
        FileState::Duplicate,
        "what stands there now is not left out"
    );

    let dismiss = |numbers| {
        test.desk.dismiss_lapsed_decisions(DismissLapsedDecisions {
            id: id.clone(),
            numbers,
        })
    };
    let refused = dismiss(vec![lapsed.number, 99]).await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("numbers"));
    let detail = dismiss(vec![lapsed.number]).await.unwrap();
    assert!(detail.row.is_complete && detail.lapsed.is_empty());
}

fn page(hidden: &[&str]) -> Vec<u8> {
    let hidden: Vec<String> = hidden
        .iter()
        .map(|text| format!("<p>Synlig</p><!-- {text} -->"))
        .collect();
    format!("<html><body>{}</body></html>", hidden.join("")).into_bytes()
}

async fn decide_kind(test: &TestDesk, id: &str, decision: HiddenDecisionKind) -> IntakeDetail {
    let about = DecideHiddenAbout::Kind(HiddenKind::HiddenText);
    decide_hidden(test, id, about, decision).await.unwrap()
}

async fn decide_hidden(
    test: &TestDesk,
    id: &str,
    about: DecideHiddenAbout,
    decision: HiddenDecisionKind,
) -> Result<IntakeDetail, ErrorReply> {
    test.desk
        .decide_intake_hidden(DecideHidden {
            id: id.to_owned(),
            about,
            decision,
            reason: match decision {
                HiddenDecisionKind::LeaveOut => "Siger intet om sagen".to_owned(),
                _ => String::new(),
            },
        })
        .await
}

async fn decisions_in(test: &TestDesk, id: &str, place: &str) -> Vec<Option<HiddenDecisionKind>> {
    let detail = test
        .desk
        .show_intake_file(ShowIntakeFile {
            id: id.to_owned(),
            place: place.to_owned(),
        })
        .await
        .unwrap();
    let hidden = detail.hidden.iter();
    hidden
        .filter(|one| one.kind == HiddenKind::HiddenText)
        .map(|one| one.decision)
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kind_is_decided_about_in_all_files_and_taken_back_in_all() {
    use HiddenDecisionKind::{LeaveOut, TakeBack, TakeIn};
    let test = demo_for_anne().await;
    let folder = folder_of(
        &test,
        &[
            ("a.html", page(&["første", "anden"])),
            ("b.html", page(&["tredje"])),
        ],
    );
    let id = begin(&test, &folder).await.row.id;
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(detail.row.sums.hidden_undecided, 3);
    assert!(!detail.row.is_complete);

    // One is decided about by itself: the kind is what nobody has decided about.
    let about = DecideHiddenAbout::Findings {
        place: "1".to_owned(),
        findings: vec![0],
    };
    let detail = decide_hidden(&test, &id, about, TakeIn).await.unwrap();
    assert_eq!(detail.row.sums.hidden_undecided, 2);
    let detail = decide_kind(&test, &id, LeaveOut).await;
    assert!(detail.row.is_complete, "{:?}", detail.row.sums);
    assert_eq!(
        decisions_in(&test, &id, "1").await,
        [Some(TakeIn), Some(LeaveOut)]
    );
    assert_eq!(decisions_in(&test, &id, "2").await, [Some(LeaveOut)]);

    let detail = decide_kind(&test, &id, TakeBack).await;
    assert_eq!(detail.row.sums.hidden_undecided, 3);
    assert!(!detail.row.is_complete);
    assert_eq!(decisions_in(&test, &id, "1").await, [None, None]);
    let nothing = DecideHiddenAbout::Kind(HiddenKind::HiddenText);
    let refused = decide_hidden(&test, &id, nothing, TakeBack).await;
    assert_eq!(refused.unwrap_err().field.as_deref(), Some("findings"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_of_a_finding_never_falls_on_another_that_a_later_program_finds() {
    let test = demo_for_anne().await;
    let folder = folder_of(&test, &[("a.html", page(&["første", "anden"]))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let about = DecideHiddenAbout::Findings {
        place: "1".to_owned(),
        findings: vec![0],
    };
    let detail = decide_hidden(&test, &id, about, HiddenDecisionKind::LeaveOut)
        .await
        .unwrap();
    assert_eq!(detail.row.sums.hidden_undecided, 1);
    let fingerprint = files(&test, &id).await[0].fingerprint.clone().unwrap();
    let turned = |of: &mut serde_json::Value| match of.get_mut("hidden_print") {
        Some(print) => *print = serde_json::Value::String("andet".to_owned()),
        None => of["hidden"].as_array_mut().unwrap().reverse(),
    };
    let test = read_otherwise(test, &fingerprint, "a.html", turned).await;
    let detail = shown(&test, &id).await;
    assert_eq!(
        detail.row.sums.hidden_undecided, 2,
        "both are asked about again"
    );
    assert_eq!(decisions_in(&test, &id, "1").await, [None, None]);
}
