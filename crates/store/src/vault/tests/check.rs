use std::fs;

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
