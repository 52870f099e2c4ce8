//! Real folders, real files. One file of tests for each promise.

mod backup;
mod blob;
mod check;
mod envelope;
mod open;
mod plain_text;
mod restore;
mod rotate;

use std::sync::atomic::AtomicBool;

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use zeroize::Zeroizing;

pub(super) use super::CheckScope;
use super::{BlobRef, Store, StoreKey};

pub(super) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

pub(super) const QUIET: &(dyn Fn(u64, u64) + Send + Sync) = &|_, _| {};

pub(super) static NEVER: AtomicBool = AtomicBool::new(false);

pub(super) fn phrase(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.to_owned())
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
    let store = Store::create(&folder.path().join("store"), &key(1), noon())
        .await
        .unwrap();
    let mut writer = store.write().await.unwrap();
    sqlx::query(
        "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, blob_sha256 TEXT)",
    )
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

pub(super) async fn keep_blob(store: &Store, content: &[u8]) -> BlobRef {
    let mut writer = store.write().await.unwrap();
    let reference = store.put_blob(&mut writer, content).await.unwrap();
    sqlx::query("INSERT INTO note (text, blob_sha256) VALUES ($1, $1)")
        .bind(reference.sha256_hex())
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    reference
}

/// The variant's name, so that a table of cases can say what it expects.
pub(super) fn outcome<T>(result: Result<T, crate::StoreError>) -> String {
    match result {
        Ok(_) => "Ok".to_owned(),
        Err(error) => format!("{error:?}"),
    }
}

pub(super) fn files_in(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_in(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}

pub(super) fn flip_a_byte(path: &std::path::Path, at: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[at] ^= 0x40;
    std::fs::write(path, bytes).unwrap();
}
