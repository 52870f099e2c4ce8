use std::fs;
use std::path::Path;

use super::*;

#[tokio::test]
async fn a_sound_store_passes_its_check() {
    let (_root, store) = new_store().await;
    keep_blob(&store, b"one").await;
    keep_blob(&store, b"two").await;
    let report = store
        .check(CheckScope::Everything, QUIET, &NEVER)
        .await
        .unwrap();
    assert_eq!(report.damages, []);
    assert_eq!((report.blobs_checked, report.stray_files), (2, 0));
}

#[tokio::test]
async fn a_damaged_page_in_the_middle_is_found_without_a_panic() {
    let (_root, store) = new_store().await;
    for number in 0..2000 {
        let mut writer = store.write().await.unwrap();
        for part in 0..20 {
            sqlx::query("INSERT INTO note (text) VALUES ($1)")
                .bind(format!("note {number} {part} {}", "x".repeat(200)))
                .execute(&mut *writer)
                .await
                .unwrap();
        }
        writer.commit().await.unwrap();
        if number == 20 {
            break;
        }
    }
    let folder = store.folder().to_path_buf();
    store.close().await;
    let pages = fs::metadata(folder.join("store.db")).unwrap().len() / 4096;
    flip_a_byte(
        &folder.join("store.db"),
        usize::try_from(pages - 5).unwrap() * 4096 + 100,
    );

    let store = Store::open(&folder, &key(1), noon()).await.unwrap();
    let report = store
        .check(CheckScope::Everything, QUIET, &NEVER)
        .await
        .unwrap();
    assert!(!report.database_faults.is_empty());
    assert_eq!(report.damages, [crate::Damage::Database]);
}

#[tokio::test]
async fn a_check_can_be_cancelled() {
    let (_root, store) = new_store().await;
    keep_blob(&store, b"one").await;
    let asked = std::sync::atomic::AtomicBool::new(true);
    assert_eq!(
        outcome(store.check(CheckScope::Everything, QUIET, &asked).await),
        "Cancelled"
    );
    add_note(&store, "after").await.unwrap();
}

/// What a power cut leaves when it falls into the moving of pages from the log to the file.
#[tokio::test]
async fn a_torn_page_that_the_log_has_whole_is_no_damage() {
    let (root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    let store = Store::open(&folder, &key(1), noon()).await.unwrap();
    add_note(&store, "in the log").await.unwrap();

    let left = root.path().join("after the cut");
    copy_folder(&folder, &left);
    let page = last_page_in_the_log(&left.join("store.db-wal"));
    flip_a_byte(&left.join("store.db"), (page - 1) * 4096 + 100);

    let found = Store::open(&left, &key(1), noon()).await.unwrap();
    let report = found
        .check(CheckScope::Everything, QUIET, &NEVER)
        .await
        .unwrap();
    assert_eq!(report.database_faults, Vec::<String>::new());
    assert_eq!(report.damages, []);
    assert_eq!(notes(&found).await, ["in the log"]);
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (from, to) = {
            let entry = entry.unwrap();
            (entry.path(), to.join(entry.file_name()))
        };
        if from.is_dir() {
            copy_folder(&from, &to);
        } else if !from.to_string_lossy().ends_with("-shm") {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// A frame begins with its page's number; 24 bytes, then the page.
fn last_page_in_the_log(log: &Path) -> usize {
    let log = fs::read(log).unwrap();
    let frame = log.len() - (24 + 4096);
    let number: [u8; 4] = log[frame..frame + 4].try_into().unwrap();
    usize::try_from(u32::from_be_bytes(number)).unwrap()
}
