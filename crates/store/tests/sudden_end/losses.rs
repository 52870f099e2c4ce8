//! Opens what was left behind and looks for everything that was told to be kept.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use chrono::Utc;
use sagsbord_store::{CheckScope, FolderState, KeyKeeper, Store, StoreKey};
use zeroize::Zeroizing;

use crate::Outcome;
use crate::key_file::KeyFile;
use crate::told::Told;
use crate::victim::{PASSPHRASE, content_of};

pub(crate) async fn look_for_losses(
    root: &Path,
    told: &mut Told,
    lost: &mut Vec<String>,
) -> Outcome<()> {
    let folder = root.join("store");
    if Store::look_at(&folder)? == FolderState::Empty {
        if told.ready {
            lost.push("the store".to_owned());
        }
        return Ok(());
    }
    let keys = KeyFile::in_folder(root).keys()?;
    let (store, fitting) = match Store::open_with_candidates(&folder, &keys, Utc::now()).await {
        Ok(opened) => opened,
        Err(error) => {
            lost.push(format!("the store does not open: {error}"));
            return Ok(());
        }
    };
    KeyFile::in_folder(root).finish(&keys[fitting])?;
    lost.extend(damages(&store, "damaged").await?);
    if folder.join("store.db.next").exists() {
        lost.push("a half-made database stayed".to_owned());
    }
    // Made anew when it is needed.
    let unfinished = std::fs::read_dir(folder.join("blobs/tmp"));
    if unfinished.is_ok_and(|mut files| files.next().is_some()) {
        lost.push("an unfinished blob stayed".to_owned());
    }
    look_at_groups(&store, told, lost).await?;
    look_at_blobs(&store, told, lost).await?;
    store.close().await;
    Ok(())
}

async fn damages(store: &Store, what: &str) -> Outcome<Vec<String>> {
    let check = store
        .check(CheckScope::Everything, &|_, _| {}, &AtomicBool::new(false))
        .await?;
    let damages = check.damages.iter().map(|one| format!("{what}: {one}"));
    Ok(damages.chain(check.database_faults.clone()).collect())
}

/// A group is there whole or not at all.
async fn look_at_groups(store: &Store, told: &Told, lost: &mut Vec<String>) -> Outcome<()> {
    let mut reader = store.read().await?;
    if !has_table(&mut reader, "killed_row").await? {
        if !told.groups.is_empty() {
            lost.push("the table".to_owned());
        }
        return Ok(());
    }
    let found: Vec<(String, i64, i64)> = sqlx::query_as(
        "SELECT in_group, count(*), max(group_rows) FROM killed_row GROUP BY in_group",
    )
    .fetch_all(&mut *reader)
    .await?;
    let mut found_groups = BTreeSet::new();
    for (group, rows, expected) in found {
        if rows != expected {
            lost.push(format!("group {group} has {rows} of {expected} rows"));
        }
        found_groups.insert(group);
    }
    lost.extend(
        told.groups
            .keys()
            .filter(|group| !found_groups.contains(*group))
            .map(|group| format!("group {group}")),
    );
    Ok(())
}

async fn look_at_blobs(store: &Store, told: &mut Told, lost: &mut Vec<String>) -> Outcome<()> {
    let mut reader = store.read().await?;
    if !has_table(&mut reader, "killed_blob").await? {
        lost.extend(told.blobs.keys().map(|name| format!("blob {name}")));
        return Ok(());
    }
    drop(reader);
    for (name, sha256) in &told.blobs {
        let mut reader = store.read().await?;
        let row: Option<(String, i64)> =
            sqlx::query_as("SELECT blob_sha256, blob_bytes FROM killed_blob WHERE name = $1")
                .bind(name)
                .fetch_optional(&mut *reader)
                .await?;
        drop(reader);
        match row {
            None if told.removing.contains(name) => {}
            None => lost.push(format!("blob {name}")),
            Some(_) if told.removed.contains(name) => {
                lost.push(format!("the removal of blob {name}"));
            }
            Some((found, bytes)) => {
                let reference = sagsbord_store::BlobRef::from_parts(&found, u64::try_from(bytes)?)
                    .ok_or("no hash")?;
                let content = store.read_blob(&reference, 1 << 20).await?;
                if *sha256 != found || *content != content_of(name) {
                    lost.push(format!("the content of blob {name}"));
                }
            }
        }
    }
    Ok(())
}

async fn has_table(reader: &mut sqlx::SqliteConnection, table: &str) -> Result<bool, sqlx::Error> {
    let found: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master WHERE name = $1")
        .bind(table)
        .fetch_one(reader)
        .await?;
    Ok(found > 0)
}

/// A confirmed backup can be made a store again, on another machine.
pub(crate) async fn restore_newest(
    root: &Path,
    told: &Told,
    lost: &mut Vec<String>,
) -> Outcome<usize> {
    let Some(backup) = told.backups.last() else {
        return Ok(0);
    };
    let folder = root.join("elsewhere");
    let key = StoreKey::generate()?;
    let passphrase = Zeroizing::new(PASSPHRASE.to_owned());
    match Store::prepare_restore(backup, passphrase, &folder, &key, &|_, _| {}).await {
        Ok(ready) => {
            ready.swap(Utc::now())?;
            let store = Store::open(&folder, &key, Utc::now()).await?;
            lost.extend(damages(&store, "in a backup").await?);
            store.close().await;
            std::fs::remove_dir_all(&folder)?;
            Ok(1)
        }
        Err(error) => {
            lost.push(format!("a backup: {error}"));
            Ok(0)
        }
    }
}
