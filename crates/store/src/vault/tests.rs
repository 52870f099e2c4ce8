//! Real folders, real files. One file of tests for each promise.

mod blob;
mod open;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;

use super::{Store, StoreKey};

pub(super) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub(super) fn minutes(count: i64) -> TimeDelta {
    TimeDelta::minutes(count)
}

pub(super) fn key(byte: u8) -> StoreKey {
    StoreKey::from_bytes([byte; 32])
}

/// A new store with a table for the tests' own rows, in a folder that goes with the test.
pub(super) async fn new_store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("store"), &key(1), noon()).await.unwrap();
    let mut writer = store.write().await.unwrap();
    sqlx::query("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, blob_sha256 TEXT)")
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    (folder, store)
}

pub(super) async fn add_note(store: &Store, text: &str) -> Result<(), crate::StoreError> {
    let mut writer = store.write().await?;
    sqlx::query("INSERT INTO note (text) VALUES ($1)")
        .bind(text)
        .execute(&mut *writer)
        .await?;
    writer.commit().await
}

pub(super) async fn notes(store: &Store) -> Vec<String> {
    let mut reader = store.read().await.unwrap();
    sqlx::query_scalar("SELECT text FROM note ORDER BY id")
        .fetch_all(&mut *reader)
        .await
        .unwrap()
}
