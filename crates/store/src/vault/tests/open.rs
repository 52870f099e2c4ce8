use super::*;
use crate::StoreError;

#[tokio::test]
async fn what_was_committed_is_there_after_opening_again() {
    let (folder, store) = new_store().await;
    add_note(&store, "kept").await.unwrap();
    let mut writer = store.write().await.unwrap();
    sqlx::query("INSERT INTO note (text) VALUES ('forgotten')")
        .execute(&mut *writer)
        .await
        .unwrap();
    drop(writer);
    store.close().await;

    let store = Store::open(&folder.path().join("store"), &key(1), noon()).await.unwrap();
    assert_eq!(notes(&store).await, ["kept"]);
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let (_folder, store) = new_store().await;
    let mut reader = store.read().await.unwrap();
    let refused = sqlx::query("INSERT INTO note (text) VALUES ('x')").execute(&mut *reader).await;
    assert!(matches!(StoreError::from(refused.unwrap_err()), StoreError::ReadOnly));
}
