use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;
#[tokio::test]
async fn a_backup_holds_one_instant_while_others_write() {
    let (root, store) = new_store().await;
    add_note(&store, "committed").await.unwrap();
    keep_blob(&store, b"a scan").await;
    let mut writer = store.write().await.unwrap();
    sqlx::query("INSERT INTO note (text) VALUES ('not committed')")
        .execute(&mut *writer)
        .await
        .unwrap();
    let backups = root.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let steps = Mutex::new(Vec::new());
    let summary = store
        .back_up(
            &backups,
            phrase("ordet"),
            noon(),
            &|done, of| steps.lock().unwrap().push((done, of)),
            &NEVER,
        )
        .await
        .unwrap();
    writer.commit().await.unwrap();

    assert_eq!((summary.blobs, summary.missing_blobs), (1, 0));
    let bytes: u64 = files_in(&summary.folder)
        .iter()
        .map(|file| fs::metadata(file).unwrap().len())
        .sum();
    let list = fs::metadata(summary.folder.join("manifest.json"))
        .unwrap()
        .len();
    assert_eq!(summary.bytes, bytes - list);
    assert_eq!(*steps.lock().unwrap(), [(1, 1)]);
    let name = summary.folder.file_name().unwrap().to_str().unwrap();
    assert_eq!(name, "sagsbord-2027-01-15T08-00-00Z");
    assert_eq!(
        fs::read_dir(&backups).unwrap().count(),
        1,
        "nothing but the finished folder"
    );
}

#[tokio::test]
async fn a_backup_cannot_be_laid_where_it_would_be_lost() {
    let (root, store) = new_store().await;
    for target in [
        root.path().join("nowhere"),
        store.folder().to_path_buf(),
        store.folder().join("blobs"),
    ] {
        let refused = store
            .back_up(&target, phrase("ordet"), noon(), QUIET, &NEVER)
            .await;
        assert_eq!(outcome(refused), "BackupTarget", "{}", target.display());
    }
}

#[tokio::test]
async fn a_cancelled_backup_leaves_nothing() {
    let (root, store) = new_store().await;
    keep_blob(&store, b"one").await;
    keep_blob(&store, b"two").await;
    let backups = root.path().join("backups");
    fs::create_dir(&backups).unwrap();
    let asked = AtomicBool::new(false);
    let ask_after_the_first = |done, _| asked.store(done == 1, Ordering::Relaxed);
    let stopped = store
        .back_up(
            &backups,
            phrase("ordet"),
            noon(),
            &ask_after_the_first,
            &asked,
        )
        .await;
    assert_eq!(outcome(stopped), "Cancelled");
    assert_eq!(fs::read_dir(&backups).unwrap().count(), 0);
    let store_again = store
        .back_up(&backups, phrase("ordet"), noon(), QUIET, &NEVER)
        .await;
    assert_eq!(outcome(store_again.map(drop)), "Ok");
}

#[tokio::test]
async fn what_a_killed_backup_left_is_removed_by_a_later_one() {
    let (root, store) = new_store().await;
    let backups = root.path().join("backups");
    for name in [
        "sagsbord-2020-01-01T00-00-00Z.part",
        "sagsbord-2020-01-01T00-00-00Z",
        "letters.part",
    ] {
        fs::create_dir_all(backups.join(name)).unwrap();
    }
    store
        .back_up(&backups, phrase("ordet"), noon(), QUIET, &NEVER)
        .await
        .unwrap();
    assert!(!backups.join("sagsbord-2020-01-01T00-00-00Z.part").exists());
    assert!(
        backups.join("sagsbord-2020-01-01T00-00-00Z").exists(),
        "a finished one stays"
    );
    assert!(
        backups.join("letters.part").exists(),
        "what is not ours stays"
    );
}
