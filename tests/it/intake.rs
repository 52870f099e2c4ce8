use std::path::{Path, PathBuf};
use std::time::Duration;

use sagsbord_app::pdf::{LetterBlock, LetterOrder, ReleaseDate, set_letter};
use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::deadlines::a_case;
use crate::support::{NOTHING, sign_in_as};

pub(crate) fn pdf(text: &str) -> Vec<u8> {
    let order = LetterOrder {
        title: "Notat".to_owned(),
        body: vec![LetterBlock::Paragraph(text.into())],
        ..LetterOrder::default()
    };
    let day = ReleaseDate {
        year: 2026,
        month: 11,
        day: 3,
    };
    set_letter(&order, day).unwrap().bytes
}

pub(crate) fn zip(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A folder of files beside the store, as somebody would have it on the desktop.
pub(crate) fn folder_of(test: &TestDesk, files: &[(&str, Vec<u8>)]) -> PathBuf {
    let folder = test.outer_folder().join("til sagen");
    for (name, bytes) in files {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

pub(crate) async fn begin(test: &TestDesk, path: &Path) -> IntakeDetail {
    let offered = test
        .desk
        .offer_files(vec![path.to_path_buf()])
        .await
        .unwrap();
    test.desk
        .start_intake(StartIntake {
            case_id: a_case(test).await,
            offer: offered.id,
        })
        .await
        .unwrap()
}

pub(crate) async fn shown(test: &TestDesk, id: &str) -> IntakeDetail {
    test.desk
        .show_intake(ShowIntake { id: id.to_owned() })
        .await
        .unwrap()
}

pub(crate) async fn read_to_the_end(test: &TestDesk, id: &str) -> IntakeDetail {
    for _ in 0..1_200 {
        let detail = shown(test, id).await;
        if detail.row.is_read && detail.progress.is_none() {
            return detail;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("the intake was never read to its end")
}

pub(crate) async fn files(test: &TestDesk, id: &str) -> Vec<IntakeFileRow> {
    test.desk
        .list_intake_files(ListIntakeFiles {
            id: id.to_owned(),
            shown: FileShown::All,
            text: String::new(),
            from: 0,
            limit: 500,
        })
        .await
        .unwrap()
        .rows
}

pub(crate) async fn told(test: &TestDesk, id: &str) -> Vec<String> {
    let rows = files(test, id).await;
    rows.iter()
        .map(|row| format!("{} {} {:?} {}", row.place, row.name, row.state, row.pages))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_was_handed_in_is_accounted_for_file_by_file() {
    let test = demo_for_anne().await;
    let letter = pdf("Vi har modtaget din ansøgning.");
    let folder = folder_of(
        &test,
        &[
            ("a brev.pdf", letter.clone()),
            (
                "b pakke.zip",
                zip(&[("brev.pdf", letter), ("tom.txt", Vec::new())]),
            ),
            ("under/c program.exe", b"MZ\x90\0".to_vec()),
        ],
    );
    let id = begin(&test, &folder).await.row.id;
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(
        told(&test, &id).await,
        [
            "1 a brev.pdf Taken 1",
            "2 b pakke.zip Container 0",
            "2.1 brev.pdf Duplicate 0",
            "2.2 tom.txt Unreadable 0",
            "3 c program.exe Unreadable 0",
        ]
    );
    let rows = files(&test, &id).await;
    assert_eq!(rows[4].folder, "til sagen/under");
    assert_eq!(rows[2].like.as_ref().unwrap().place, "1");
    let sums = &detail.row.sums;
    assert_eq!(
        sums.waiting
            + sums.taken
            + sums.duplicates
            + sums.containers
            + sums.left_out
            + sums.unreadable,
        sums.files
    );
    assert!(!detail.row.is_complete);

    let detail = test
        .desk
        .decide_intake_files(DecideFiles {
            id: id.clone(),
            places: vec!["2.2".to_owned(), "3".to_owned()],
            decision: FileDecisionKind::LeaveOut,
            reason: "Hører ikke til sagen".to_owned(),
        })
        .await
        .unwrap();
    assert!(detail.row.is_complete, "{:?}", detail.row.sums);
    let rows = files(&test, &id).await;
    assert_eq!(rows[4].state, FileState::LeftOut);
    assert_eq!(rows[4].reason, "Hører ikke til sagen");
    assert_eq!(rows[4].left_out_by, "Anne Krogsgaard");

    let detail = test
        .desk
        .decide_intake_files(DecideFiles {
            id: id.clone(),
            places: vec!["3".to_owned()],
            decision: FileDecisionKind::TakeBack,
            reason: String::new(),
        })
        .await
        .unwrap();
    assert!(!detail.row.is_complete);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_out_wants_a_reason_and_a_decision_must_fit_the_file() {
    let test = demo_for_anne().await;
    let folder = folder_of(&test, &[("brev.pdf", pdf("Kort."))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let decide = |place: &str, decision, reason: &str| {
        test.desk.decide_intake_files(DecideFiles {
            id: id.clone(),
            places: vec![place.to_owned()],
            decision,
            reason: reason.to_owned(),
        })
    };
    let field = |refused: Result<IntakeDetail, ErrorReply>| refused.unwrap_err().field.unwrap();
    assert_eq!(
        field(decide("1", FileDecisionKind::LeaveOut, " x ").await),
        "reason"
    );
    assert_eq!(
        field(decide("1", FileDecisionKind::TakeAnyway, "").await),
        "places"
    );
    assert_eq!(
        field(decide("1", FileDecisionKind::IsDuplicate, "").await),
        "places"
    );
    assert_eq!(
        decide("9", FileDecisionKind::TakeBack, "")
            .await
            .unwrap_err()
            .code,
        ErrorCode::NotFound
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_shown_as_a_picture_and_only_to_those_who_may_see_the_case() {
    let test = demo_for_anne().await;
    let folder = folder_of(&test, &[("brev.pdf", pdf("Kort."))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let picture = test.desk.intake_page(&id, "1", 1, 60.0).await.unwrap();
    assert_eq!(picture.media_type, "image/png");
    assert!(picture.bytes.starts_with(b"\x89PNG"));
    let refused = |page| test.desk.intake_page(&id, "1", page, 60.0);
    assert!(matches!(refused(2).await, Err(error) if error.code == ErrorCode::PageNotDrawn));
    assert!(
        refused(1).await.is_ok(),
        "one page that is not there closes none of the others"
    );

    test.desk.sign_out(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("agnes", "nøglen ligger under krukken"))
        .await
        .unwrap();
    let error = test
        .desk
        .intake_page(&id, "1", 1, 60.0)
        .await
        .err()
        .unwrap();
    assert_eq!(error.code, ErrorCode::NotAllowed);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_files_that_are_compared_are_both_shown_however_their_pages_are_asked_for() {
    let test = demo_for_anne().await;
    let files = [("brev.pdf", pdf("Kort.")), ("svar.pdf", pdf("Længere."))];
    let folder = folder_of(&test, &files);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    // One file is open at a time: while one question waits for its turn the other opens its own.
    let asked = (0..24).map(|n| {
        let (desk, id) = (test.desk.clone(), id.clone());
        let place = if n % 3 == 0 { "2" } else { "1" };
        tokio::spawn(async move { desk.intake_page(&id, place, 1, 60.0).await })
    });
    for shown in asked.collect::<Vec<_>>() {
        let picture = shown.await.unwrap().expect("each page is drawn");
        assert!(picture.bytes.starts_with(b"\x89PNG"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn files_that_are_added_join_those_that_were_read() {
    let test = demo_for_anne().await;
    let folder = folder_of(&test, &[("brev.pdf", pdf("Kort."))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let more = test.outer_folder().join("notat.pdf");
    std::fs::write(&more, pdf("Et notat.")).unwrap();
    let offered = test.desk.offer_files(vec![more]).await.unwrap();
    let add = AddToIntake {
        id: id.clone(),
        offer: offered.id,
    };
    test.desk.add_to_intake(add.clone()).await.unwrap();
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(detail.row.sums.taken, 2);
    assert!(detail.row.is_complete);
    let again = test.desk.add_to_intake(add).await.unwrap_err();
    assert_eq!(again.code, ErrorCode::NotFound, "an offer is taken up once");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intake_that_was_cut_off_goes_on_at_the_next_start_and_comes_to_the_same_end() {
    let test = demo_for_anne().await;
    let names: Vec<String> = (0..40).map(|at| format!("{at:02}.pdf")).collect();
    let all: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|name| (name.as_str(), pdf(&format!("Dette er {name}."))))
        .collect();
    let folder = folder_of(&test, &all);
    let whole = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &whole).await;
    let expected = told(&test, &whole).await;
    assert_eq!(expected.len(), 40);

    // Other bytes, so that nothing of the first helps the second.
    for name in &names {
        std::fs::write(folder.join(name), pdf(&format!("Dette er nu {name}."))).unwrap();
    }
    let id = begin(&test, &folder).await.row.id;
    tokio::time::sleep(Duration::from_millis(150)).await;
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(told(&test, &id).await, expected);
    assert!(detail.row.is_complete);
    let left = test.folder().join("indlaesning");
    assert!(!left.exists(), "no plain text is left behind");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paused_intake_waits_for_a_person_and_goes_on() {
    let test = demo_for_anne().await;
    let names: Vec<String> = (0..30).map(|at| format!("{at:02}.pdf")).collect();
    let all: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|name| (name.as_str(), pdf(&format!("Dette er {name}."))))
        .collect();
    let folder = folder_of(&test, &all);
    let id = begin(&test, &folder).await.row.id;
    let steer = |wish| {
        test.desk.steer_intake(SteerIntake {
            id: id.clone(),
            wish,
        })
    };
    steer(IntakeWish::Pause).await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    let detail = shown(&test, &id).await;
    assert_eq!(detail.row.wish, IntakeWish::Pause);
    assert!(!detail.row.is_complete || detail.row.is_read);
    steer(IntakeWish::GoOn).await.unwrap();
    let detail = read_to_the_end(&test, &id).await;
    assert_eq!(detail.row.sums.taken, 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_taken_in_lies_readable_in_the_store() {
    let test = demo_for_anne().await;
    let secret = "HEMMELIGTORDIFILEN";
    // Larger than a row holds, so that it also comes to lie as a file.
    let large = [secret.as_bytes(), &vec![b'.'; 400 << 10]].concat();
    let folder = folder_of(&test, &[("pakke.zip", zip(&[("stor.bin", large)]))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let test = test.restart().await;
    let mut waiting = vec![test.folder()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let bytes = std::fs::read(&path).unwrap();
                let found = bytes
                    .windows(secret.len())
                    .any(|window| window == secret.as_bytes());
                assert!(!found, "{}", path.display());
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_leaves_as_a_file_with_every_row() {
    let test = demo_for_anne().await;
    let folder = folder_of(
        &test,
        &[("brev.pdf", pdf("Kort.")), ("tom.txt", Vec::new())],
    );
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    let exported = test
        .desk
        .export_intake(ExportIntake {
            id,
            format: ExportFormat::Csv,
        })
        .await
        .unwrap();
    use base64::Engine as _;
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(exported.base64)
        .unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(exported.rows, 2);
    assert!(text.contains("Indlæst"), "{text}");
    assert!(text.contains("Filen er tom"), "{text}");
    assert!(
        !text.contains("why.") && !text.contains("column."),
        "{text}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn plain_text_that_a_cut_off_run_left_is_gone_after_the_next_start() {
    let test = demo_for_anne().await;
    let left = test.folder().join("indlaesning").join("rest");
    std::fs::create_dir_all(&left).unwrap();
    std::fs::write(left.join("0001.docx"), b"klar tekst").unwrap();
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    for _ in 0..100 {
        if !left.exists() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    unreachable!("it is still there");
}
