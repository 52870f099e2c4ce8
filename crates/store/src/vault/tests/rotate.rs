use std::fs;
use std::future::Future;
use std::sync::Mutex;

use sqlx::Row;

use super::*;
use crate::{KeyKeeper, StoreError};

/// Remembers what it was told, and refuses what it is asked to.
#[derive(Default)]
pub(in super::super) struct Keeper {
    told: Mutex<Vec<String>>,
    refuse_begin: bool,
    refuse_finish: bool,
}

impl KeyKeeper for Keeper {
    fn begin(&self, current: &StoreKey, new: &StoreKey) -> Result<(), StoreError> {
        self.told.lock().unwrap().push(format!(
            "begin {} {}",
            &current.to_hex()[..2],
            &new.to_hex()[..2]
        ));
        if self.refuse_begin {
            Err(StoreError::Cryptography("no keyring"))
        } else {
            Ok(())
        }
    }

    fn finish(&self, only: &StoreKey) -> Result<(), StoreError> {
        self.told
            .lock()
            .unwrap()
            .push(format!("finish {}", &only.to_hex()[..2]));
        if self.refuse_finish {
            Err(StoreError::Cryptography("no keyring"))
        } else {
            Ok(())
        }
    }
}

/// Every kind of table the store has or may come to have, with gaps in the numbers.
const KINDS_OF_TABLES: &str = "
    CREATE TABLE numbered (id INTEGER PRIMARY KEY, text TEXT);
    CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, text TEXT);
    CREATE TABLE named (id TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;
    CREATE TABLE bare (text TEXT, size INTEGER CHECK (size > 0) DEFAULT 1);
    CREATE INDEX bare_by_size ON bare (size) WHERE size > 5;
    CREATE UNIQUE INDEX named_once ON named (text);
    CREATE VIEW both AS SELECT text FROM numbered UNION ALL SELECT text FROM named;
    CREATE VIRTUAL TABLE full_text USING fts5 (text, prefix = '2 3');
    CREATE VIRTUAL TABLE beside USING fts5 (text, content = 'numbered', content_rowid = 'id');
    CREATE VIRTUAL TABLE contentless USING fts5 (text, content = '', contentless_delete = 1);
    CREATE TRIGGER follow AFTER INSERT ON numbered BEGIN
        INSERT INTO beside (rowid, text) VALUES (new.id, new.text);
        INSERT INTO contentless (rowid, text) VALUES (new.id, new.text);
    END;
    CREATE TRIGGER forget AFTER DELETE ON numbered BEGIN
        INSERT INTO beside (beside, rowid, text) VALUES ('delete', old.id, old.text);
        DELETE FROM contentless WHERE rowid = old.id;
    END;
";

async fn fill(store: &Store) {
    let mut writer = store.write().await.unwrap();
    sqlx::raw_sql(KINDS_OF_TABLES)
        .execute(&mut *writer)
        .await
        .unwrap();
    for number in 1..=200_i64 {
        let text = format!("ord{number} fælles");
        for statement in [
            "INSERT INTO numbered VALUES ($1, $2)",
            "INSERT INTO counted VALUES ($1, $2)",
            "INSERT INTO named VALUES ('n' || $1, $2)",
            "INSERT INTO bare VALUES ($2, $1)",
            "INSERT INTO full_text (rowid, text) VALUES ($1, $2)",
        ] {
            sqlx::query(statement)
                .bind(number * 3)
                .bind(&text)
                .execute(&mut *writer)
                .await
                .unwrap();
        }
    }
    for statement in [
        "DELETE FROM numbered WHERE id % 2 = 0",
        "DELETE FROM counted WHERE id > 300",
        "DELETE FROM full_text WHERE rowid % 2 = 0",
    ] {
        sqlx::query(statement).execute(&mut *writer).await.unwrap();
    }
    writer.commit().await.unwrap();
}

async fn answers(store: &Store) -> Vec<String> {
    let mut reader = store.read().await.unwrap();
    let mut answers = Vec::new();
    for question in [
        "SELECT group_concat(id || text) FROM numbered",
        "SELECT group_concat(id || text) FROM counted",
        "SELECT seq || name FROM sqlite_sequence WHERE name = 'counted'",
        "SELECT group_concat(id || text) FROM named",
        "SELECT group_concat(text || size) FROM (SELECT * FROM bare ORDER BY size)",
        "SELECT count(*) || '' FROM both",
        "SELECT group_concat(rowid) FROM full_text WHERE full_text MATCH 'fælles'",
        "SELECT group_concat(rowid) FROM full_text WHERE full_text MATCH 'ord10*'",
        "SELECT group_concat(rowid || text) FROM beside WHERE beside MATCH 'fælles'",
        "SELECT group_concat(rowid) FROM contentless WHERE contentless MATCH 'fælles'",
        "SELECT group_concat(sql) FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name)",
    ] {
        let row = sqlx::query(question).fetch_one(&mut *reader).await.unwrap();
        answers.push(
            row.try_get::<Option<String>, _>(0)
                .unwrap()
                .unwrap_or_else(|| panic!("no answer: {question}")),
        );
    }
    answers
}

#[tokio::test]
async fn every_kind_of_table_and_every_blob_survives_a_change_of_key() {
    let (_root, store) = new_store().await;
    fill(&store).await;
    let blob = keep_blob(&store, b"a scan").await;
    let before = answers(&store).await;
    let keeper = Keeper::default();
    let folder = store.folder().to_path_buf();
    let (database, sealed) = (
        fs::read(folder.join("store.db")).unwrap(),
        files_in(&folder.join("blobs")),
    );
    let sealed: Vec<_> = sealed.iter().map(|file| fs::read(file).unwrap()).collect();

    store.rotate_key(&key(2), &keeper).await.unwrap();
    assert_eq!(*keeper.told.lock().unwrap(), ["begin 01 02", "finish 02"]);
    assert_eq!(answers(&store).await, before, "while open");
    assert_eq!(
        store.read_blob(&blob, 100).await.unwrap().as_slice(),
        b"a scan"
    );
    let after: Vec<_> = files_in(&folder.join("blobs"))
        .iter()
        .map(|file| fs::read(file).unwrap())
        .collect();
    assert_eq!(after, sealed, "no blob was written anew");
    assert_ne!(
        fs::read(folder.join("store.db")).unwrap()[..4096],
        database[..4096]
    );

    // Writing goes on: triggers, sequences and search indexes are alive.
    let mut writer = store.write().await.unwrap();
    sqlx::query("INSERT INTO numbered VALUES (7, 'nyt fælles')")
        .execute(&mut *writer)
        .await
        .unwrap();
    sqlx::query("DELETE FROM numbered WHERE id = 9")
        .execute(&mut *writer)
        .await
        .unwrap();
    sqlx::query("INSERT INTO counted (text) VALUES ('nyt')")
        .execute(&mut *writer)
        .await
        .unwrap();
    let next: i64 = sqlx::query_scalar("SELECT max(id) FROM counted")
        .fetch_one(&mut *writer)
        .await
        .unwrap();
    assert_eq!(
        next, 601,
        "a number that was given out is not given out again"
    );
    writer.commit().await.unwrap();
    assert!(
        store
            .check(CheckScope::Everything, QUIET, &NEVER)
            .await
            .unwrap()
            .damages
            .is_empty()
    );
    store.close().await;

    assert_eq!(
        outcome(Store::open(&folder, &key(1), noon()).await),
        "KeyWrong"
    );
    let store = Store::open(&folder, &key(2), noon()).await.unwrap();
    assert_eq!(
        store.read_blob(&blob, 100).await.unwrap().as_slice(),
        b"a scan"
    );
    assert_eq!(
        files_in(&folder)
            .iter()
            .filter(|file| file.to_string_lossy().contains(".next"))
            .count(),
        0
    );
}

#[tokio::test]
async fn a_key_that_cannot_be_kept_is_not_taken_into_use() {
    let (_root, store) = new_store().await;
    add_note(&store, "kept").await.unwrap();
    let keeper = Keeper {
        refuse_begin: true,
        ..Keeper::default()
    };
    let refused = store.rotate_key(&key(2), &keeper).await;
    assert_eq!(outcome(refused), "Cryptography(\"no keyring\")");
    assert_eq!(keeper.told.lock().unwrap().last().unwrap(), "finish 01");
    add_note(&store, "and goes on").await.unwrap();
    let folder = store.folder().to_path_buf();
    store.close().await;
    let store = Store::open(&folder, &key(1), noon()).await.unwrap();
    assert_eq!(notes(&store).await, ["kept", "and goes on"]);
}

#[tokio::test]
async fn a_keeper_that_cannot_finish_still_leaves_a_store_that_opens() {
    let (_root, store) = new_store().await;
    let keeper = Keeper {
        refuse_finish: true,
        ..Keeper::default()
    };
    store.rotate_key(&key(2), &keeper).await.unwrap();
    let folder = store.folder().to_path_buf();
    store.close().await;
    let (_store, fitting) = Store::open_with_candidates(&folder, &[key(1), key(2)], noon())
        .await
        .unwrap();
    assert_eq!(fitting, 1);
}

#[tokio::test]
async fn whatever_a_kill_left_one_of_the_two_keys_opens_it() {
    // The three states between the first byte of the new file and the last step.
    for (what, renamed, header_done, expected) in [
        ("before the rename", false, false, 0),
        ("after the rename", true, false, 1),
        ("after the header", true, true, 1),
    ] {
        let (_root, store) = new_store().await;
        add_note(&store, "kept").await.unwrap();
        let folder = store.folder().to_path_buf();
        store.close().await;
        let database = folder.join("store.db");
        let next = folder.join("store.db.next");
        super::super::copy::copy_database(
            &database,
            &key(1),
            &next,
            &key(2),
            &super::super::cancel::Stop::default(),
        )
        .await
        .unwrap();
        let keys = if header_done {
            vec![key(2)]
        } else {
            vec![key(1), key(2)]
        };
        super::super::header::Header::new(true, &keys.iter().collect::<Vec<_>>())
            .write(&folder)
            .unwrap();
        if renamed {
            fs::rename(&next, &database).unwrap();
        }
        let (store, fitting) = Store::open_with_candidates(&folder, &[key(1), key(2)], noon())
            .await
            .unwrap();
        assert_eq!(
            (fitting, notes(&store).await),
            (expected, vec!["kept".to_owned()]),
            "{what}"
        );
        assert!(!next.exists(), "{what}: the half-made file is removed");
    }
}

#[tokio::test]
async fn a_change_of_key_whose_caller_goes_away_leaves_an_open_store() {
    let (_root, store) = new_store().await;
    fill(&store).await;
    // Given up after more and more steps, until one change gets through.
    for patience in 1.. {
        let (keeper, new) = (Keeper::default(), key(2));
        let mut change = Box::pin(store.rotate_key(&new, &keeper));
        let mut steps = 0;
        let finished = std::future::poll_fn(|context| {
            steps += 1;
            match change.as_mut().poll(context) {
                std::task::Poll::Ready(outcome) => std::task::Poll::Ready(Some(outcome)),
                std::task::Poll::Pending if steps >= patience => std::task::Poll::Ready(None),
                std::task::Poll::Pending => std::task::Poll::Pending,
            }
        })
        .await;
        drop(change);
        assert_eq!(
            answers(&store).await.len(),
            11,
            "given up after {patience} steps"
        );
        if let Some(outcome) = finished {
            outcome.unwrap();
            assert!(patience > 5, "it was never given up");
            break;
        }
    }
}

#[tokio::test]
async fn people_at_work_wait_for_the_change_and_lose_nothing() {
    let (_root, store) = new_store().await;
    let workers: Vec<_> = (0..4)
        .map(|worker| {
            let store = store.clone();
            tokio::spawn(async move {
                for number in 0..25 {
                    add_note(&store, &format!("{worker} {number}"))
                        .await
                        .unwrap();
                    notes(&store).await;
                }
            })
        })
        .collect();
    for number in 2..5 {
        store
            .rotate_key(&key(number), &Keeper::default())
            .await
            .unwrap();
    }
    for worker in workers {
        worker.await.unwrap();
    }
    assert_eq!(notes(&store).await.len(), 100);
}
