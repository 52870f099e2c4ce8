use std::path::Path;

use sagsbord_contract::*;
use sagsbord_testkit::desk::TestDesk;

use crate::cases::demo_for_anne;
use crate::deadlines::a_case;
use crate::intake::{begin, folder_of, pdf, read_to_the_end, told, zip};
use crate::support::{NOTHING, sign_in_as, store_of};

async fn remove(test: &TestDesk, id: &str, reason: &str) -> Result<Intakes, ErrorReply> {
    test.desk
        .remove_intake(RemoveIntake {
            id: id.to_owned(),
            reason: reason.to_owned(),
        })
        .await
}

async fn sign_in_again(test: TestDesk) -> TestDesk {
    let test = test.restart().await;
    test.desk.desk_state(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("anne", "regn over havnen"))
        .await
        .unwrap();
    test
}

fn sealed_files(folder: &Path) -> usize {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return 0;
    };
    entries
        .flatten()
        .map(|entry| match entry.path() {
            path if path.is_dir() => sealed_files(&path),
            _ => 1,
        })
        .sum()
}

/// Larger than a row holds, and of no kind that is read: it lies as a sealed file.
fn large(letter: u8) -> Vec<u8> {
    [b"\0\x01".to_vec(), vec![letter; 400 << 10]].concat()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intake_that_is_taken_away_leaves_nothing_but_the_word_of_who_and_why() {
    let test = demo_for_anne().await;
    let before = sealed_files(&test.folder().join("blobs"));
    let own = zip(&[("brev.pdf", pdf("Et brev.")), ("stor.bin", large(b'a'))]);
    let folder = folder_of(&test, &[("pakke.zip", own), ("delt.bin", large(b'b'))]);
    let wrong = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &wrong).await;
    std::fs::remove_file(folder.join("pakke.zip")).unwrap();
    let kept = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &kept).await;
    let files_of_kept = told(&test, &kept).await;
    test.desk
        .decide_intake_files(DecideFiles {
            id: wrong.clone(),
            places: vec!["1".to_owned()],
            decision: FileDecisionKind::LeaveOut,
            reason: "Hører ikke til sagen".to_owned(),
        })
        .await
        .unwrap();
    assert!(sealed_files(&test.folder().join("blobs")) >= before + 2);

    let refused = remove(&test, &wrong, "  ").await.unwrap_err();
    assert_eq!(refused.field.as_deref(), Some("reason"));
    let left = remove(&test, &wrong, "Forkert mappe").await.unwrap();
    assert_eq!(left.rows.len(), 1);
    let removed = &left.removed[0];
    assert_eq!((removed.id.as_str(), removed.files), (wrong.as_str(), 4));
    assert_eq!(removed.reason, "Forkert mappe");
    assert_eq!(removed.removed_by, "Anne Krogsgaard");
    let gone = test
        .desk
        .show_intake(ShowIntake { id: wrong.clone() })
        .await;
    assert_eq!(gone.unwrap_err().code, ErrorCode::NotFound);
    let again = remove(&test, &wrong, "Forkert mappe").await.unwrap_err();
    assert_eq!(again.code, ErrorCode::NotFound);
    assert_eq!(
        sealed_files(&test.folder().join("blobs")),
        before + 1,
        "what another intake holds too stays"
    );

    // The other one is read and shown as before, also from the start.
    let test = sign_in_again(test).await;
    assert_eq!(told(&test, &kept).await, files_of_kept);
    let listed = test
        .desk
        .list_intakes(ShowCase {
            id: a_case(&test).await,
        })
        .await
        .unwrap();
    assert_eq!((listed.rows.len(), listed.removed.len()), (1, 1));
    let left = remove(&test, &kept, "Også forkert").await.unwrap();
    assert_eq!(left.removed.len(), 2);
    assert_eq!(sealed_files(&test.folder().join("blobs")), before);

    let store = store_of(&test).await;
    let mut reader = store.read().await.unwrap();
    for bytes in [large(b'a'), large(b'b')] {
        let sha256 = sagsbord_intake::fingerprint(&bytes);
        assert!(!reader.has_intake_content(&sha256).await.unwrap());
    }
    drop(reader);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_intake_can_be_taken_away_while_it_is_read_and_nothing_of_it_comes_back() {
    let test = demo_for_anne().await;
    let names: Vec<String> = (0..60).map(|at| format!("{at:02}.pdf")).collect();
    let all: Vec<(&str, Vec<u8>)> = names
        .iter()
        .map(|name| (name.as_str(), pdf(&format!("Dette er {name}."))))
        .collect();
    let folder = folder_of(&test, &all);
    let id = begin(&test, &folder).await.row.id;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let left = remove(&test, &id, "Forkert mappe").await.unwrap();
    assert!(left.rows.is_empty());
    // The job goes on to the next one.
    let one = folder_of(&test, &[("efter/efter.pdf", pdf("Efter."))]);
    let next = begin(&test, &one.join("efter")).await.row.id;
    read_to_the_end(&test, &next).await;
    remove(&test, &next, "Kun en prøve").await.unwrap();
    let store = store_of(&test).await;
    let mut reader = store.read().await.unwrap();
    for (_, bytes) in &all {
        let sha256 = sagsbord_intake::fingerprint(bytes);
        assert!(!reader.has_intake_content(&sha256).await.unwrap());
    }
    drop(reader);
    store.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_reads_takes_nothing_away() {
    let test = demo_for_anne().await;
    let folder = folder_of(&test, &[("brev.pdf", pdf("Kort."))]);
    let id = begin(&test, &folder).await.row.id;
    read_to_the_end(&test, &id).await;
    test.desk.sign_out(NOTHING).await.unwrap();
    test.desk
        .sign_in(sign_in_as("dorthe", "lyset i det øverste vindue"))
        .await
        .unwrap();
    let refused = remove(&test, &id, "Forkert mappe").await.unwrap_err();
    assert_eq!(refused.code, ErrorCode::NotAllowed);
}
