use std::path::Path;

use sagsbord_app::Desk;
use sagsbord_app::pdf::{Limits, read_text};
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::aktindsigt::{
    case_with_documents, collect, facts, items, registering, show, with_regimes,
};
use crate::aktindsigt_consistency::check;
use crate::aktindsigt_letter::{decide, draft, finished, save};
use crate::aktindsigt_review::{at, cover, findings, keep, read};
use crate::cases::demo_for_anne;
use crate::intake::{folder_of, pdf, read_to_the_end};
use crate::support::sign_in_as;

/// Invented: the day is 60 too high.
const NUMBER: &str = "700180-1234";
const NAME: &str = "Ingeborg Skjern";
const INTERNAL: &str = "Kammerherrens private overvejelser";

const MAIL: &[u8] = b"From: kommunen@example.dk\r\nTo: karin@example.dk\r\nSubject: Vedr. rampe\r\n\
    Date: Mon, 9 Mar 2026 10:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej, her er svaret om rampen.\r\n";

/// A request with a PDF that names somebody else, a mail and an internal note; nothing is decided.
async fn collected() -> (TestDesk, String) {
    let test = demo_for_anne().await;
    let asked = case_with_documents(&test).await;
    let request = RegisterAktindsigt {
        facts: AktindsigtFacts {
            identity: Some(IdentityCheck::InPerson),
            ..facts(ApplicantRole::Party)
        },
        ..registering(&asked, ApplicantRole::Party)
    };
    let made = test.desk.register_aktindsigt(request).await.unwrap();
    let detail = with_regimes(&test, &made.detail.unwrap()).await;
    let text = format!(
        "Naboen {NAME} har ringet om rampen. Hendes nummer er {NUMBER}. {NAME} vil ringe igen."
    );
    let folder = folder_of(
        &test,
        &[
            ("ansoegning.pdf", pdf(&text)),
            ("mail.eml", MAIL.to_vec()),
            ("notat.pdf", pdf(INTERNAL)),
        ],
    );
    let offered = test.desk.offer_files(vec![folder]).await.unwrap();
    let intake = test
        .desk
        .start_intake(StartIntake {
            case_id: detail.case.id.clone(),
            offer: offered.id,
        })
        .await
        .unwrap();
    read_to_the_end(&test, &intake.row.id).await;
    let intake_id = intake.row.id.clone();
    let from = CollectFrom::Intake { intake_id };
    let taken = collect(&test.desk, &detail.id, from).await.unwrap();
    assert_eq!(taken.added, 3);
    (test, detail.id)
}

async fn row(test: &TestDesk, id: &str, title: &str) -> ItemRow {
    let page = items(&test.desk, id, ItemShown::Listed).await;
    let found = page.rows.into_iter().find(|row| row.title == title);
    found.unwrap()
}

/// The PDF in part, the mail whole, the note not.
async fn decided(test: &TestDesk, id: &str) {
    let [application, mail, note] = [
        row(test, id, "ansoegning").await,
        row(test, id, "Vedr. rampe").await,
        row(test, id, "notat").await,
    ];
    let said = "Hensynet til en anden privatperson vejer tungest.";
    let desk = &test.desk;
    decide(
        desk,
        id,
        &[application],
        ItemDecision::Partly,
        &["FVL-15b-5"],
        said,
    )
    .await;
    decide(desk, id, &[mail], ItemDecision::Given, &[], "").await;
    decide(desk, id, &[note], ItemDecision::Withheld, &["FVL-12"], "").await;
}

/// The neighbour's name and number are covered in the application; whatever else is found stays.
async fn reviewed(desk: &Desk, id: &str) {
    let review = read(desk, id).await;
    for item in &review.items {
        let found = findings(desk, id, &item.id).await;
        let flagged = found.findings.iter().filter(|one| one.found.flag);
        let is_hers = |one: &&ReviewFinding| [NAME, NUMBER].contains(&one.text.as_str());
        let (hers, others): (Vec<_>, Vec<_>) = flagged.partition(is_hers);
        for (some, decision) in [
            (hers, cover(Some("FVL-15b-5"))),
            (others, keep("Ansøgeren kender det selv.")),
        ] {
            let places: Vec<ReviewPlace> = some.iter().map(|one| at(&item.id, one)).collect();
            if places.is_empty() {
                continue;
            }
            let answer = AnswerReview {
                id: id.to_owned(),
                seen: read(desk, id).await.stack.seen,
                places,
                answer: decision,
            };
            let done = desk.answer_review(answer).await.unwrap();
            assert!(done.answer.is_some(), "{done:?}");
        }
    }
}

/// Somebody has looked, and says why what the check found goes out as it is.
async fn answered_for(desk: &Desk, id: &str) {
    read(desk, id).await;
    let report = check(desk, id).await;
    let open = report.doubts.iter().filter(|one| one.accepted.is_none());
    let accept = AcceptDoubt {
        id: id.to_owned(),
        keys: open.map(|one| one.key.clone()).collect(),
        reason: "Set efter og fundet i orden.".to_owned(),
    };
    if !accept.keys.is_empty() {
        let report = desk.accept_doubt(accept).await.unwrap();
        assert_eq!(report.open, 0, "{report:?}");
    }
}

/// The program is closed and opened again.
async fn opened_again(test: TestDesk) -> TestDesk {
    // A build that was cut off left a file that others were to read.
    let left = test.folder().join("samling").join("afbrudt");
    std::fs::create_dir_all(&left).unwrap();
    std::fs::write(left.join("udkast.pdf"), b"Ingeborg").unwrap();
    let test = test.restart().await;
    test.desk.desk_state(Nothing {}).await.unwrap();
    as_anne(&test).await;
    assert!(
        !left.exists(),
        "what was left is gone before anything else happens"
    );
    test
}

pub(crate) async fn as_anne(test: &TestDesk) {
    let anne = sign_in_as("anne", "regn over havnen");
    test.desk.sign_in(anne).await.unwrap();
}

async fn lettered(test: &TestDesk, id: &str) {
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(&test.desk, id, kind, None).await.unwrap();
    save(&test.desk, id, &letter, &finished(&letter.text))
        .await
        .unwrap();
}

pub(crate) async fn send(desk: &Desk, id: &str, is_part: bool) -> ReleaseStanding {
    desk.send_to_approval(SendToApproval {
        id: id.to_owned(),
        is_part,
        accepts_findings: false,
        note: String::new(),
    })
    .await
    .unwrap()
}

pub(crate) async fn standing(desk: &Desk, id: &str) -> ReleaseStanding {
    desk.show_release(ShowRelease {
        id: id.to_owned(),
        is_part: false,
    })
    .await
    .unwrap()
}

pub(crate) async fn approve(
    desk: &Desk,
    id: &str,
    number: u32,
) -> Result<ReleaseStanding, ErrorReply> {
    desk.approve_release(ApproveRelease {
        id: id.to_owned(),
        number,
        note: String::new(),
    })
    .await
}

/// Somebody else, who approves.
pub(crate) async fn manager(test: &TestDesk) -> std::sync::Arc<Desk> {
    let desk = test.second_desk();
    let mads = sign_in_as("mads", "cykel mod vinden");
    desk.sign_in(mads).await.unwrap();
    desk
}

/// Decided, reviewed, answered for and written: nothing stands in the way.
pub(crate) async fn ready_to_build() -> (TestDesk, String) {
    let (test, id) = collected().await;
    decided(&test, &id).await;
    reviewed(&test.desk, &id).await;
    answered_for(&test.desk, &id).await;
    lettered(&test, &id).await;
    (test, id)
}

pub(crate) async fn build(test: &TestDesk, id: &str, form: BundleForm) -> BundleRow {
    built(&test.desk, id, form).await
}

pub(crate) async fn built(desk: &Desk, id: &str, form: BundleForm) -> BundleRow {
    let mut events = desk.events();
    let job = desk
        .build_bundle(BuildBundle {
            id: id.to_owned(),
            form,
            is_part: false,
        })
        .await
        .unwrap();
    let ended = loop {
        if let Some(DeskEvent::Job(row)) = events.next().await
            && row.id == job.job_id
            && row.ended_at.is_some()
        {
            break row;
        }
    };
    assert_eq!(ended.state, JobState::Done, "{ended:?}");
    let standing = standing(desk, id).await;
    standing.bundles.into_iter().next().unwrap()
}

pub(crate) async fn release(
    test: &TestDesk,
    id: &str,
    bundle: &BundleRow,
    folder: &Path,
) -> Result<ReleaseStanding, ErrorReply> {
    test.desk
        .release_bundle(ReleaseBundle {
            id: id.to_owned(),
            bundle_id: bundle.id.clone(),
            way: ReleaseWay::File,
            folder: Some(folder.display().to_string()),
            note: String::new(),
        })
        .await
}

pub(crate) fn kinds(standing: &ReleaseStanding) -> Vec<ObstacleKind> {
    standing.obstacles.iter().map(|one| one.kind).collect()
}

/// What is covered is found neither in the bytes, nor by a reader of pages, nor by other programs where they are.
fn holds_no_secret(bytes: &[u8], folder: &Path) {
    let secrets = [NAME, NUMBER, INTERNAL];
    let raw = String::from_utf8_lossy(bytes).into_owned();
    let pages = read_text(bytes.to_vec(), None, Limits::default()).unwrap();
    let mut read: Vec<String> = pages.iter().map(|page| page.text()).collect();
    let file = folder.join("laest.pdf");
    std::fs::write(&file, bytes).unwrap();
    let others = sagsbord_app::other_readers::read(&file, bytes, &[]);
    std::fs::remove_file(&file).unwrap();
    read.extend(others.readings.into_iter().map(|one| one.text));
    for secret in secrets {
        assert!(!raw.contains(secret), "{secret} in the bytes");
        for text in &read {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
    let all = read.join("\n");
    assert!(
        all.contains("har ringet om rampen"),
        "the rest is given: {all}"
    );
    assert!(all.contains("her er svaret om rampen"), "the mail is given");
}

#[tokio::test]
async fn what_is_decided_goes_from_marks_over_approval_to_a_file_and_holds_no_secret() {
    let (test, id) = collected().await;
    let early = standing(&test.desk, &id).await;
    assert!(kinds(&early).contains(&ObstacleKind::Undecided));
    assert!(kinds(&early).contains(&ObstacleKind::LetterMissing));
    decided(&test, &id).await;
    let without = standing(&test.desk, &id).await;
    let missing = without
        .obstacles
        .iter()
        .find(|one| one.kind == ObstacleKind::PartlyWithoutMarks);
    assert_eq!(
        missing.unwrap().number,
        Some(row(&test, &id, "ansoegning").await.number.unwrap())
    );
    let test = opened_again(test).await;
    reviewed(&test.desk, &id).await;
    lettered(&test, &id).await;
    let unanswered = standing(&test.desk, &id).await;
    assert_eq!(kinds(&unanswered), [ObstacleKind::OpenDoubts]);
    assert!(!send(&test.desk, &id, false).await.was_done);
    answered_for(&test.desk, &id).await;
    assert_eq!(kinds(&standing(&test.desk, &id).await), []);

    // Nothing is given that nobody else has looked at.
    let bundle = build(&test, &id, BundleForm::Bundle).await;
    assert_eq!(bundle.verified.doubts, []);
    assert!(bundle.is_clean && bundle.pages > 3 && bundle.marks == 3);
    assert_eq!(bundle.verified.texts, 2);
    assert!(
        bundle
            .verified
            .readers
            .iter()
            .any(|reader| reader == "strings")
    );
    let folder = test.outer_folder().join("udleveret");
    std::fs::create_dir_all(&folder).unwrap();
    let early = release(&test, &id, &bundle, &folder).await.unwrap_err();
    assert_eq!(early.problem.as_deref(), Some("not_approved"));

    let sent = send(&test.desk, &id, false).await;
    assert!(sent.was_done);
    assert_eq!(sent.state, AktindsigtState::AwaitingApproval);
    assert!(!sent.may_approve);
    let manager = manager(&test).await;
    let seen = standing(&manager, &id).await;
    assert!(seen.may_approve);
    let opened = manager.bundle_file(&bundle.id, 0).await.unwrap();
    holds_no_secret(&opened.bytes, &folder);
    let page = manager.bundle_page(&bundle.id, 0, 1, 60.0).await.unwrap();
    assert!(page.bytes.starts_with(b"\x89PNG"));
    let beyond = bundle.files[0].pages + 1;
    let refused = manager.bundle_page(&bundle.id, 0, beyond, 60.0).await;
    assert_eq!(refused.err().unwrap().code, ErrorCode::PageNotDrawn);
    let refused = manager.bundle_page(&bundle.id, 7, 1, 60.0).await;
    assert_eq!(refused.err().unwrap().code, ErrorCode::NotFound);
    let approved = approve(&manager, &id, 1).await.unwrap();
    assert_eq!(approved.approval.unwrap().state, ApprovalState::Approved);

    // The same input, the same bytes.
    let again = build(&test, &id, BundleForm::Bundle).await;
    assert_eq!(again.files[0].fingerprint, bundle.files[0].fingerprint);
    let given = release(&test, &id, &again, &folder).await.unwrap();
    assert!(given.was_done);
    assert_eq!(given.state, AktindsigtState::Released);
    assert_eq!(given.releases[0].deliveries[0].outcome, "written");
    assert_eq!(given.releases[0].documents, 3);
    let written = std::fs::read(folder.join(&again.files[0].name)).unwrap();
    assert_eq!(written, *opened.bytes);
    let shown = show(&test.desk, &id).await.unwrap();
    assert!(!shown.is_open);
    let runs = shown.deadlines.iter().any(|row| {
        !matches!(
            row.state,
            DeadlineState::CompletedInTime | DeadlineState::CompletedLate
        )
    });
    assert!(!runs, "what is answered runs no more");
    let twice = release(&test, &id, &again, &folder).await.unwrap_err();
    assert_eq!(twice.problem.as_deref(), Some("not_approved"));

    // Called back: noted, and the report is drafted in the same act.
    let recalled = test
        .desk
        .recall_release(RecallRelease {
            id: id.clone(),
            release_id: given.releases[0].id.clone(),
            why: "Akt 1 nævner en anden".to_owned(),
        })
        .await
        .unwrap();
    assert!(recalled.releases[0].recalled_at.is_some());
    let breach = test
        .desk
        .show_aktindsigt_letter(ShowAktindsigtLetter {
            id: id.clone(),
            kind: AktindsigtLetterKind::Breach,
        })
        .await
        .unwrap();
    assert!(
        breach.text.contains("72 timer") && breach.text.contains("3 akter"),
        "{}",
        breach.text
    );
    let again = test
        .desk
        .deliver_release(DeliverRelease {
            id: id.clone(),
            release_id: given.releases[0].id.clone(),
            way: ReleaseWay::Printed,
            folder: None,
            note: "Hentet".to_owned(),
        })
        .await
        .unwrap_err();
    assert_eq!(again.problem.as_deref(), Some("recalled"));
}

/// A folder that takes no file stands in for a disk that is full: to the program it is the same.
#[cfg(target_os = "linux")]
#[tokio::test]
async fn what_could_not_be_written_stays_given_and_is_delivered_again_once() {
    let (test, id) = ready_to_build().await;
    assert!(send(&test.desk, &id, false).await.was_done);
    approve(&*manager(&test).await, &id, 1).await.unwrap();
    let bundle = build(&test, &id, BundleForm::Bundle).await;
    let takes_nothing = Path::new("/proc/self");
    let given = release(&test, &id, &bundle, takes_nothing).await.unwrap();
    assert_eq!(given.state, AktindsigtState::Released);
    assert_eq!(given.releases[0].deliveries[0].outcome, "failed");
    let twice = release(&test, &id, &bundle, test.outer_folder()).await;
    assert_eq!(twice.unwrap_err().problem.as_deref(), Some("not_approved"));
    let folder = test.outer_folder().join("igen");
    std::fs::create_dir(&folder).unwrap();
    let again = test
        .desk
        .deliver_release(DeliverRelease {
            id: id.clone(),
            release_id: given.releases[0].id.clone(),
            way: ReleaseWay::File,
            folder: Some(folder.display().to_string()),
            note: String::new(),
        })
        .await
        .unwrap();
    assert_eq!(again.releases.len(), 1);
    assert_eq!(again.releases[0].deliveries[1].outcome, "written");
    let written: Vec<_> = std::fs::read_dir(&folder).unwrap().flatten().collect();
    assert_eq!(written.len(), bundle.files.len(), "and nothing half");
}

#[tokio::test]
async fn what_changes_after_it_was_sent_is_approved_no_more_and_who_decided_never_approves() {
    let (test, id) = ready_to_build().await;
    assert!(send(&test.desk, &id, false).await.was_done);
    let refused = approve(&test.desk, &id, 1).await.unwrap_err();
    assert_eq!(
        refused.code,
        ErrorCode::NotAllowed,
        "a caseworker approves nothing"
    );
    let manager = manager(&test).await;
    assert!(approve(&manager, &id, 1).await.is_ok());
    // A decision is changed, and changed back would be another row still: only a new look helps.
    let mail = row(&test, &id, "Vedr. rampe").await;
    decide(
        &test.desk,
        &id,
        &[mail],
        ItemDecision::Withheld,
        &["FVL-12"],
        "",
    )
    .await;
    let behind = standing(&test.desk, &id).await;
    assert!(behind.approval.as_ref().unwrap().is_behind);
    assert!(kinds(&behind).contains(&ObstacleKind::LetterBehind));
    let letter = draft(&test.desk, &id, AktindsigtLetterKind::Decision, None)
        .await
        .unwrap();
    save(&test.desk, &id, &letter, &letter.text).await.unwrap();
    let bundle = build(&test, &id, BundleForm::Bundle).await;
    let folder = test.outer_folder().to_path_buf();
    let old = release(&test, &id, &bundle, &folder).await.unwrap_err();
    assert_eq!(old.problem.as_deref(), Some("changed_since"));
    // Sent again it takes the earlier back.
    assert!(send(&test.desk, &id, false).await.was_done);
    let late = approve(&manager, &id, 1).await.unwrap_err();
    assert_eq!(late.code, ErrorCode::Conflict);
    assert!(approve(&manager, &id, 2).await.is_ok());

    // The data protection officer stops it, and it goes on when somebody has answered.
    let dpo = test.second_desk();
    let dorthe = sign_in_as("dorthe", "lyset i det øverste vindue");
    dpo.sign_in(dorthe).await.unwrap();
    let stopped = dpo
        .stop_release(StopRelease {
            id: id.clone(),
            why: "Se akt 1 igen".to_owned(),
        })
        .await
        .unwrap();
    assert!(kinds(&stopped).contains(&ObstacleKind::Stopped));
    let held = release(&test, &id, &bundle, &folder).await.unwrap();
    assert!(!held.was_done && held.releases.is_empty());
    manager
        .answer_release_stop(AnswerReleaseStop {
            id: id.clone(),
            number: 1,
            answer: "Akten er set igennem af to".to_owned(),
        })
        .await
        .unwrap();
    let given = release(&test, &id, &bundle, &folder).await.unwrap();
    assert_eq!(given.state, AktindsigtState::Released);
}

#[tokio::test]
async fn it_comes_back_with_remarks_and_a_part_is_given_before_the_rest() {
    let (test, id) = collected().await;
    let mail = row(&test, &id, "Vedr. rampe").await;
    decide(
        &test.desk,
        &id,
        std::slice::from_ref(&mail),
        ItemDecision::Given,
        &[],
        "",
    )
    .await;
    let kind = AktindsigtLetterKind::Decision;
    let letter = draft(&test.desk, &id, kind, None).await.unwrap();
    assert!(
        letter.text.contains("en del af din anmodning"),
        "{}",
        letter.text
    );
    let text = finished(&letter.text).replace("[skriv datoen]", "1. december 2026");
    save(&test.desk, &id, &letter, &text).await.unwrap();
    let whole = send(&test.desk, &id, false).await;
    let expected = [ObstacleKind::Undecided, ObstacleKind::OpenDoubts];
    assert!(!whole.was_done && kinds(&whole) == expected);
    // Of the mail alone: what is found in the others is answered for when they are given.
    reviewed(&test.desk, &id).await;
    let report = check(&test.desk, &id).await;
    let of_mail = report.doubts.iter().filter(|doubt| {
        let mut places = doubt.places.iter();
        places.any(|place| place.item_id == mail.id)
    });
    let accept = AcceptDoubt {
        id: id.clone(),
        keys: of_mail.map(|doubt| doubt.key.clone()).collect(),
        reason: "Set efter og fundet i orden.".to_owned(),
    };
    test.desk.accept_doubt(accept).await.unwrap();
    assert!(send(&test.desk, &id, true).await.was_done);
    let manager = manager(&test).await;
    let back = manager
        .return_from_approval(ReturnFromApproval {
            id: id.clone(),
            number: 1,
            note: "Se mailen igennem".to_owned(),
            comments: vec![NewReleaseComment {
                item_id: Some(mail.id.clone()),
                mark_id: None,
                text: "Er afsenderen rigtig?".to_owned(),
            }],
        })
        .await
        .unwrap();
    assert_eq!(back.state, AktindsigtState::Reviewing);
    assert_eq!(back.comments[0].item_id.as_deref(), Some(mail.id.as_str()));
    assert!(send(&test.desk, &id, true).await.was_done);
    approve(&manager, &id, 2).await.unwrap();
    let mut events = test.desk.events();
    let job = test
        .desk
        .build_bundle(BuildBundle {
            id: id.clone(),
            form: BundleForm::Separate,
            is_part: true,
        })
        .await
        .unwrap();
    loop {
        if let Some(DeskEvent::Job(row)) = events.next().await
            && row.id == job.job_id
            && row.ended_at.is_some()
        {
            assert_eq!(row.state, JobState::Done);
            break;
        }
    }
    let bundle = standing(&test.desk, &id).await.bundles.remove(0);
    assert_eq!(
        bundle.files.len(),
        2,
        "the letter with its list, and the mail"
    );
    let given = test
        .desk
        .release_bundle(ReleaseBundle {
            id: id.clone(),
            bundle_id: bundle.id,
            way: ReleaseWay::Other,
            folder: None,
            note: "Overdraget på et krypteret drev".to_owned(),
        })
        .await
        .unwrap();
    assert_eq!(given.state, AktindsigtState::ReleasedInPart);
    assert_eq!(given.releases[0].deliveries[0].outcome, "by_hand");
    // The rest begins with a letter of its own, which tells what came before.
    let [application, note] = [
        row(&test, &id, "ansoegning").await,
        row(&test, &id, "notat").await,
    ];
    let rest = [application, note];
    decide(
        &test.desk,
        &id,
        &rest,
        ItemDecision::Withheld,
        &["FVL-12"],
        "",
    )
    .await;
    let next = draft(&test.desk, &id, kind, None).await.unwrap();
    assert_eq!(next.version, 1);
    assert!(
        next.text.contains("allerede har fået svar om: 1"),
        "{}",
        next.text
    );
    let rest = standing(&test.desk, &id).await;
    assert!(!kinds(&rest).contains(&ObstacleKind::Undecided));
}
