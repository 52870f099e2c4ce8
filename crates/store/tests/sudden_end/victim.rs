//! The program that is ended in the middle of its work. It writes rows in groups, keeps and removes
//! blobs, makes backups and changes the store's key, all at once, and says on its standard output
//! what it was told is kept.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use chrono::Utc;
use sagsbord_store::{FolderState, KeyKeeper, Store, StoreError, StoreKey};
use zeroize::Zeroizing;

use crate::Outcome;
use crate::chance::Chance;
use crate::key_file::KeyFile;

pub(crate) const PASSPHRASE: &str = "til prøve";

/// Works until it is killed, or until `for_long` is over.
pub(crate) async fn live(root: &Path, seed: u64, for_long: Option<Duration>) -> Outcome<()> {
    let folder = root.join("store");
    let key_file = KeyFile::in_folder(root);
    let keys = key_file.keys_or_new()?;
    let store = match Store::look_at(&folder)? {
        FolderState::Empty => Store::create(&folder, &keys[0], Utc::now()).await?,
        _ => {
            let (store, fitting) = Store::open_with_candidates(&folder, &keys, Utc::now()).await?;
            key_file.finish(&keys[fitting])?;
            store
        }
    };
    let mut writer = store.write().await?;
    sqlx::raw_sql(
        "CREATE TABLE IF NOT EXISTS killed_row
             (id TEXT PRIMARY KEY, in_group TEXT NOT NULL, group_rows INTEGER NOT NULL, text TEXT NOT NULL);
         CREATE TABLE IF NOT EXISTS killed_blob
             (name TEXT PRIMARY KEY, blob_sha256 TEXT REFERENCES blob (sha256), blob_bytes INTEGER NOT NULL);",
    )
    .execute(&mut *writer)
    .await?;
    writer.commit().await?;
    say("- opening");
    let backups = root.join("backups");
    make_folder(&backups)?;
    let until = Until(for_long.map(|for_long| Instant::now() + for_long));
    tokio::try_join!(
        write_rows(&store, until, Chance(seed ^ 1)),
        write_rows(&store, until, Chance(seed ^ 2)),
        keep_blobs(&store, until, Chance(seed ^ 3)),
        keep_blobs(&store, until, Chance(seed ^ 4)),
        back_up(&store, &backups, until, Chance(seed ^ 5)),
        change_keys(&store, &key_file, until, Chance(seed ^ 6)),
    )?;
    store.close().await;
    Ok(())
}

/// When the work ends by itself; never, when it is to be killed.
#[derive(Clone, Copy)]
struct Until(Option<Instant>);

impl Until {
    fn goes_on(self) -> bool {
        self.0.is_none_or(|end| Instant::now() < end)
    }
}

/// The folder a person points at has long been on the disk.
fn make_folder(path: &Path) -> Result<(), StoreError> {
    std::fs::create_dir_all(path)?;
    if let Some(parent) = path.parent() {
        std::fs::File::open(parent)?.sync_all()?;
    }
    Ok(())
}

/// One system call for a line, so that a kill cannot leave a part of one.
fn say(line: &str) {
    let _ = std::io::stdout()
        .lock()
        .write_all(format!("{line}\n").as_bytes());
}

/// Somebody else has the store for a moment.
fn may_wait(outcome: Result<(), StoreError>) -> Result<(), StoreError> {
    match outcome {
        Err(StoreError::Busy | StoreError::Closed) => Ok(()),
        other => other,
    }
}

async fn write_rows(store: &Store, until: Until, mut chance: Chance) -> Result<(), StoreError> {
    while until.goes_on() {
        let group = chance.name();
        let rows = if chance.below(20) == 0 {
            500
        } else {
            1 + chance.below(5)
        };
        say("+ rows");
        may_wait(write_group(store, &group, rows).await)?;
        say("- rows");
        tokio::time::sleep(Duration::from_millis(chance.below(5))).await;
    }
    Ok(())
}

async fn write_group(store: &Store, group: &str, rows: u64) -> Result<(), StoreError> {
    let mut writer = store.write().await?;
    for row in 0..rows {
        sqlx::query(
            "INSERT INTO killed_row (id, in_group, group_rows, text) VALUES ($1, $2, $3, $4)",
        )
        .bind(format!("{group}-{row}"))
        .bind(group)
        .bind(i64::try_from(rows).unwrap_or_default())
        .bind("x".repeat(200))
        .execute(&mut *writer)
        .await?;
    }
    writer.commit().await?;
    say(&format!("group {group} {rows}"));
    Ok(())
}

async fn keep_blobs(store: &Store, until: Until, mut chance: Chance) -> Result<(), StoreError> {
    let mut kept = Vec::new();
    while until.goes_on() {
        let name = chance.name();
        say("+ blob");
        may_wait(keep_blob(store, &name).await)?;
        say("- blob");
        kept.push(name);
        if chance.below(4) == 0 {
            let name = kept
                .swap_remove(usize::try_from(chance.below(kept.len() as u64)).unwrap_or_default());
            say("+ removal");
            may_wait(remove_blob(store, &name).await)?;
            say("- removal");
        }
        tokio::time::sleep(Duration::from_millis(chance.below(10))).await;
    }
    Ok(())
}

async fn keep_blob(store: &Store, name: &str) -> Result<(), StoreError> {
    let prepared = store
        .prepare_blob(std::io::Cursor::new(content_of(name)))
        .await?;
    let mut writer = store.write().await?;
    let reference = writer.keep_blob(prepared).await?;
    sqlx::query("INSERT INTO killed_blob (name, blob_sha256, blob_bytes) VALUES ($1, $2, $3)")
        .bind(name)
        .bind(reference.sha256_hex())
        .bind(i64::try_from(reference.size()).unwrap_or_default())
        .execute(&mut *writer)
        .await?;
    writer.commit().await?;
    say(&format!("blob {name} {}", reference.sha256_hex()));
    Ok(())
}

async fn remove_blob(store: &Store, name: &str) -> Result<(), StoreError> {
    let mut writer = store.write().await?;
    say(&format!("removing {name}"));
    sqlx::query("DELETE FROM killed_blob WHERE name = $1")
        .bind(name)
        .execute(&mut *writer)
        .await?;
    writer.commit().await?;
    say(&format!("removed {name}"));
    store.remove_unreferenced_blobs().await?;
    Ok(())
}

async fn back_up(
    store: &Store,
    backups: &Path,
    until: Until,
    mut chance: Chance,
) -> Result<(), StoreError> {
    for number in (0..).take_while(|_: &u32| until.goes_on()) {
        tokio::time::sleep(Duration::from_millis(chance.below(300))).await;
        // Each into a folder of its own: their names tell seconds apart, no more.
        let target = backups.join(format!("{}-{number}", chance.name()));
        make_folder(&target)?;
        say("+ backup");
        let passphrase = Zeroizing::new(PASSPHRASE.to_owned());
        let made = store
            .back_up(
                &target,
                passphrase,
                Utc::now(),
                &|_, _| {},
                &AtomicBool::new(false),
            )
            .await;
        if let Ok(made) = &made {
            say(&format!("backup {}", made.folder.display()));
        }
        may_wait(made.map(drop))?;
        say("- backup");
    }
    Ok(())
}

async fn change_keys(
    store: &Store,
    key_file: &KeyFile,
    until: Until,
    mut chance: Chance,
) -> Result<(), StoreError> {
    while until.goes_on() {
        tokio::time::sleep(Duration::from_millis(chance.below(250))).await;
        say("+ rotation");
        let changed = store.rotate_key(&StoreKey::generate()?, key_file).await;
        if changed.is_ok() {
            say("key");
        }
        may_wait(changed)?;
        say("- rotation");
    }
    Ok(())
}

/// From nothing to 300 kB, told by the name alone.
pub(crate) fn content_of(name: &str) -> Vec<u8> {
    let mut chance = Chance(name.bytes().fold(0_u64, |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(byte.into())
    }));
    let length = chance.below(300_000);
    (0..length.div_ceil(8))
        .flat_map(|_| chance.next().to_le_bytes())
        .take(usize::try_from(length).unwrap_or_default())
        .collect()
}
