mod copies;
mod outbox;

use chrono::{DateTime, Utc};
use tempfile::TempDir;

use crate::{Store, StoreKey};

fn now() -> DateTime<Utc> {
    "2026-11-21T09:00:00Z".parse().unwrap()
}

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(
        &folder.path().join("store"),
        &StoreKey::from_bytes([7; 32]),
        now(),
    )
    .await
    .unwrap();
    (folder, store)
}
