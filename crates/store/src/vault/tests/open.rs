use std::fs;
use std::path::Path;

use sqlx::ConnectOptions;
use sqlx::sqlite::SqliteConnectOptions;

use super::*;
use crate::{FolderState, StoreError};

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

    let store = Store::open(&folder.path().join("store"), &key(1), noon())
        .await
        .unwrap();
    assert_eq!(notes(&store).await, ["kept"]);
}

#[tokio::test]
async fn a_reader_cannot_write() {
    let (_folder, store) = new_store().await;
    let mut reader = store.read().await.unwrap();
    let refused = sqlx::query("INSERT INTO note (text) VALUES ('x')")
        .execute(&mut *reader)
        .await;
    assert!(matches!(
        StoreError::from(refused.unwrap_err()),
        StoreError::ReadOnly
    ));
}

#[tokio::test]
async fn a_reader_keeps_the_view_it_began_with() {
    let (_folder, store) = new_store().await;
    add_note(&store, "before").await.unwrap();
    let mut reader = store.read().await.unwrap();
    let count = "SELECT count(*) FROM note";
    let before: i64 = sqlx::query_scalar(count)
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    add_note(&store, "after").await.unwrap();
    let after: i64 = sqlx::query_scalar(count)
        .fetch_one(&mut *reader)
        .await
        .unwrap();
    assert_eq!((before, after), (1, 1));
}

#[tokio::test]
async fn writers_wait_for_each_other_and_none_is_lost() {
    let (_folder, store) = new_store().await;
    let writers: Vec<_> = (0..40)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { add_note(&store, &number.to_string()).await })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(notes(&store).await.len(), 40);
}

#[tokio::test]
async fn every_fault_of_a_folder_has_its_name_and_changes_nothing() {
    check("a store", |_| {}, FolderState::HasStore, "Ok").await;
    check(
        "nothing",
        |folder| fs::remove_dir_all(folder).unwrap(),
        FolderState::Empty,
        "NoStore",
    )
    .await;
    check(
        "an empty folder",
        |folder| {
            fs::remove_dir_all(folder).unwrap();
            fs::create_dir(folder).unwrap();
        },
        FolderState::Empty,
        "NoStore",
    )
    .await;
    check(
        "a file where the folder should be",
        |folder| {
            fs::remove_dir_all(folder).unwrap();
            fs::write(folder, "letters").unwrap();
        },
        FolderState::Foreign,
        "Foreign",
    )
    .await;
    check(
        "a database cut to nothing",
        |folder| fs::write(folder.join("store.db"), "").unwrap(),
        FolderState::HasStore,
        "Damaged(Database)",
    )
    .await;
    check(
        "a database cut in half",
        |folder| cut(folder, |length| length / 2 / 4096 * 4096),
        FolderState::HasStore,
        "Damaged(Database)",
    )
    .await;
    check(
        "a database cut in the middle of a page",
        |folder| cut(folder, |length| length / 2 / 4096 * 4096 + 100),
        FolderState::HasStore,
        "Damaged(Database)",
    )
    .await;
    check(
        "a database cut in its first page",
        |folder| cut(folder, |_| 1000),
        FolderState::HasStore,
        "Damaged(Database)",
    )
    .await;
    check(
        "a first page that was altered",
        |folder| flip_a_byte(&folder.join("store.db"), 500),
        FolderState::HasStore,
        "Damaged(Database)",
    )
    .await;
    check(
        "no database, but the rest of a store",
        |folder| fs::remove_file(folder.join("store.db")).unwrap(),
        FolderState::HasStore,
        "Damaged(DatabaseMissing)",
    )
    .await;
    check(
        "no database and no header, but blobs",
        |folder| {
            fs::remove_file(folder.join("store.db")).unwrap();
            fs::remove_file(folder.join("store.json")).unwrap();
        },
        FolderState::HasStore,
        "Damaged(DatabaseMissing)",
    )
    .await;
    check(
        "somebody's text file with the store's name",
        |folder| {
            fs::remove_file(folder.join("store.json")).unwrap();
            fs::write(folder.join("store.db"), "Kære dagbog").unwrap();
        },
        FolderState::Foreign,
        "Foreign",
    )
    .await;
    check(
        "somebody's settings with the header's name",
        |folder| {
            let foreign = r#"{"format":"other","version":1,"complete":true,"fingerprints":[]}"#;
            fs::write(folder.join("store.json"), foreign).unwrap();
        },
        FolderState::Foreign,
        "Foreign",
    )
    .await;
    check(
        "a header of a later program",
        |folder| {
            let header = fs::read_to_string(folder.join("store.json")).unwrap();
            fs::write(
                folder.join("store.json"),
                header.replace("\"version\": 1", "\"version\": 9"),
            )
            .unwrap();
        },
        FolderState::HasStore,
        "Newer { found: 9, known: 1 }",
    )
    .await;
}

async fn check(what: &str, spoil: impl Fn(&Path), state: FolderState, opening: &str) {
    let (root, store) = new_store().await;
    keep_blob(&store, b"a scan").await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    spoil(&folder);

    let before = contents(root.path());
    assert_eq!(
        Store::look_at(&folder).unwrap(),
        state,
        "{what}: seen without a key"
    );
    let opened = Store::open(&folder, &key(1), noon()).await;
    let refused = opened.is_err();
    assert_eq!(outcome(opened), opening, "{what}: opened");
    if refused {
        assert_same(root.path(), &before, what);
        if state != FolderState::Empty {
            let created = outcome(Store::create(&folder, &key(2), noon()).await);
            assert_ne!(created, "Ok", "{what}: a new store was made on top");
            assert_same(root.path(), &before, what);
        }
    }
}

/// Without the lock, which says nothing.
fn contents(root: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    files_in(root)
        .into_iter()
        .filter(|path| !path.ends_with("lock"))
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

fn assert_same(root: &Path, before: &[(std::path::PathBuf, Vec<u8>)], what: &str) {
    let names = |files: &[(std::path::PathBuf, Vec<u8>)]| {
        files.iter().map(|file| file.0.clone()).collect::<Vec<_>>()
    };
    let after = contents(root);
    assert_eq!(names(&after), names(before), "{what}");
    for (one, other) in after.iter().zip(before) {
        assert!(one.1 == other.1, "{what}: {} was changed", one.0.display());
    }
}

fn cut(folder: &Path, length: impl Fn(u64) -> u64) {
    let file = fs::File::options()
        .write(true)
        .open(folder.join("store.db"))
        .unwrap();
    file.set_len(length(file.metadata().unwrap().len()))
        .unwrap();
}

#[tokio::test]
async fn a_plain_database_is_foreign_even_under_our_name() {
    let root = tempfile::tempdir().unwrap();
    let database = root.path().join("store.db");
    let mut conn = SqliteConnectOptions::new()
        .filename(&database)
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::query("CREATE TABLE diary (entry TEXT)")
        .execute(&mut conn)
        .await
        .unwrap();
    sqlx::Connection::close(conn).await.unwrap();
    let before = fs::read(&database).unwrap();

    assert_eq!(Store::look_at(root.path()).unwrap(), FolderState::Foreign);
    assert_eq!(
        outcome(Store::open(root.path(), &key(1), noon()).await),
        "Foreign"
    );
    assert_eq!(
        outcome(Store::create(root.path(), &key(1), noon()).await),
        "Foreign"
    );
    assert_eq!(fs::read(&database).unwrap(), before);
}

#[tokio::test]
async fn an_encrypted_database_of_another_program_is_foreign_even_with_its_key() {
    let root = tempfile::tempdir().unwrap();
    let mut conn = super::super::pools::options(&root.path().join("store.db"), &key(1))
        .create_if_missing(true)
        .connect()
        .await
        .unwrap();
    sqlx::query("CREATE TABLE diary (entry TEXT)")
        .execute(&mut conn)
        .await
        .unwrap();
    sqlx::Connection::close(conn).await.unwrap();
    assert_eq!(
        outcome(Store::open(root.path(), &key(1), noon()).await),
        "Foreign"
    );
}

#[tokio::test]
async fn a_wrong_key_is_named_and_changes_nothing() {
    let (root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    let before = contents(root.path());
    assert_eq!(
        outcome(Store::open(&folder, &key(2), noon()).await),
        "KeyWrong"
    );
    assert_same(root.path(), &before, "refused");

    fs::remove_file(folder.join("store.json")).unwrap();
    let before = contents(root.path());
    assert_eq!(
        outcome(Store::open(&folder, &key(2), noon()).await),
        "KeyWrong",
        "without the header"
    );
    assert_same(root.path(), &before, "refused");
    assert_eq!(
        outcome(Store::open(&folder, &key(1), noon()).await),
        "Ok",
        "the header is written anew"
    );
    assert!(folder.join("store.json").exists());
}

#[tokio::test]
async fn an_unreadable_header_is_written_anew_by_the_right_key() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    for rubbish in ["", "{", "\u{0}\u{0}\u{0}"] {
        fs::write(folder.join("store.json"), rubbish).unwrap();
        Store::open(&folder, &key(1), noon())
            .await
            .unwrap()
            .close()
            .await;
    }
}

#[tokio::test]
async fn of_several_keys_the_fitting_one_is_named() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    for (keys, expected) in [
        (vec![1], Some(0)),
        (vec![7, 1], Some(1)),
        (vec![1, 7], Some(0)),
        (vec![7, 8], None),
        (vec![], None),
    ] {
        let keys: Vec<StoreKey> = keys.into_iter().map(key).collect();
        match Store::open_with_candidates(&folder, &keys, noon()).await {
            Ok((store, fitting)) => {
                assert_eq!(Some(fitting), expected);
                store.close().await;
            }
            Err(error) => assert!(
                expected.is_none() && matches!(error, StoreError::KeyWrong),
                "{error}"
            ),
        }
    }
}

#[tokio::test]
async fn a_second_program_is_turned_away_until_the_first_has_closed() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    assert_eq!(
        outcome(Store::open(&folder, &key(1), noon()).await),
        "InUse"
    );
    assert_eq!(
        outcome(Store::create(&folder, &key(1), noon()).await),
        "InUse"
    );
    let other_handle = store.clone();
    store.close().await;
    assert_eq!(outcome(other_handle.read().await), "Closed");
    assert_eq!(outcome(other_handle.write().await), "Closed");
    assert_eq!(outcome(Store::open(&folder, &key(1), noon()).await), "Ok");
}

#[tokio::test]
async fn creating_where_a_store_lies_is_refused() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    assert_eq!(
        outcome(Store::create(&folder, &key(1), noon()).await),
        "StoreExists"
    );
}

#[tokio::test]
async fn a_creation_that_was_killed_is_made_anew() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    let header = fs::read_to_string(folder.join("store.json")).unwrap();
    fs::write(folder.join("store.json"), header.replace("true", "false")).unwrap();
    assert_eq!(Store::look_at(&folder).unwrap(), FolderState::Empty);
    assert_eq!(
        outcome(Store::open(&folder, &key(1), noon()).await),
        "NoStore"
    );
    assert_eq!(outcome(Store::create(&folder, &key(2), noon()).await), "Ok");
}

#[tokio::test]
async fn a_newer_schema_is_refused_before_anything_is_written() {
    let (root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    let mut writer = store.write().await.unwrap();
    sqlx::query(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
         VALUES (999999, 'of tomorrow', TRUE, x'00', 0)",
    )
    .execute(&mut *writer)
    .await
    .unwrap();
    writer.commit().await.unwrap();
    store.close().await;

    let before = contents(root.path());
    let refused = Store::open(&folder, &key(1), noon()).await;
    assert!(matches!(
        refused,
        Err(StoreError::Newer { found: 999_999, .. })
    ));
    assert_same(root.path(), &before, "refused");
}

#[tokio::test]
async fn a_migration_edited_after_it_ran_is_refused() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    let mut writer = store.write().await.unwrap();
    sqlx::query("UPDATE _sqlx_migrations SET checksum = x'00' WHERE version = 1")
        .execute(&mut *writer)
        .await
        .unwrap();
    writer.commit().await.unwrap();
    store.close().await;
    assert_eq!(
        outcome(Store::open(&folder, &key(1), noon()).await),
        "SchemaAltered { version: 1 }"
    );
}

/// Takes the migrations from this one on back, as a program that did not know them left the store.
const WITHOUT_THE_NEWEST: (i64, &str) = (
    11,
    "DROP TABLE aktindsigt_doubt_accepted;
     DROP INDEX case_file_by_day;
     DROP INDEX case_file_by_unit;
     CREATE INDEX case_file_by_unit ON case_file (unit_id, is_open);
     DROP TABLE aktindsigt_found;
     DROP TABLE aktindsigt_page;
     DROP TABLE aktindsigt_page_note;
     DROP TABLE aktindsigt_page_read;
     DROP TABLE aktindsigt_mark_replaced;
     DROP TABLE aktindsigt_answer;
     DROP TABLE aktindsigt_mark;
     DROP TABLE aktindsigt_item;
     DROP TABLE aktindsigt_time;
     DROP TABLE aktindsigt_act;
     DROP TABLE aktindsigt_deadline;
     DROP TABLE aktindsigt_regime;
     DROP TABLE aktindsigt_case;
     DROP TABLE aktindsigt;
     ALTER TABLE case_file DROP COLUMN kle_action;
     DROP TABLE source_note;
     DROP TABLE document_pin;
     DROP TABLE journal_note;
     DROP TABLE journal_draft;
     DROP TABLE case_relation;
     DROP TABLE case_number;
     DROP TRIGGER copied_case_came_further;
     DROP TABLE case_change;
     DROP TRIGGER case_file_counts_its_changes;
     ALTER TABLE case_file DROP COLUMN version;
     DROP TABLE source_document;
     DROP TABLE source_copy;
     DROP TABLE source;
     DROP TABLE template_version;
     DROP TRIGGER task_follows_its_person;
     DROP TRIGGER task_follows_its_document;
     DROP TRIGGER task_follows_its_case;
     DROP TABLE task_change;
     DROP TABLE task_comment;
     DROP TABLE task_check;
     DROP TABLE task;
     DROP INDEX audit_entry_by_subject;
     DROP TABLE look_reason;
     ALTER TABLE access_grant DROP COLUMN employment_id;
     DROP TABLE employment;
     DROP TABLE open_subject;
     DROP TABLE case_exclusion;
     DROP TABLE case_access;
     DROP TABLE case_team;
     DROP TABLE search_word;
     DROP TABLE writing_search;
     DROP TABLE writing;
     DROP TABLE document_search;
     DROP TABLE citizen_search;
     DROP INDEX document_by_search_key;
     ALTER TABLE document DROP COLUMN search_key;
     DROP INDEX citizen_by_search_key;
     ALTER TABLE citizen DROP COLUMN search_key;
     DROP INDEX citizen_by_cvr;
     ALTER TABLE citizen DROP COLUMN cvr;
     DROP TABLE benefit;
     DROP TRIGGER letters_go_with_their_case;
     DROP TABLE letter_step;
     DROP TABLE letter_file;
     DROP TABLE letter;
     DROP TABLE index_news;
     DROP TABLE platform_event;
     ALTER TABLE unit DROP COLUMN ended;
     DROP TABLE index_role;
     DROP TABLE kle_action;
     ALTER TABLE kle_subject DROP COLUMN moved_to;
     ALTER TABLE kle_subject DROP COLUMN ended;
     ALTER TABLE kle_subject DROP COLUMN id;
     DROP TABLE index_mark;
     DROP TABLE index_copy;
     DROP TABLE index_outbox;
     DROP TABLE index_object;
     DROP TABLE platform_connection;
     DROP TABLE intake_removal;
     DROP TABLE intake_password;
     DROP TABLE intake_hidden_decision;
     DROP TABLE intake_decision;
     DROP TABLE intake_page;
     DROP TABLE intake_reading;
     DROP TABLE intake_content;
     DROP TABLE intake_file;
     DROP TABLE intake;
     DROP TABLE saved_filter;
     DROP TRIGGER deadline_follows_its_case;
     DROP TABLE deadline_work;
     DROP TABLE deadline_law_version;
     DROP TABLE deadline_warning;
     DROP TABLE deadline_change;
     DROP TABLE deadline;
     DROP TABLE check_rule_version;
     DROP TABLE word_list_version;
     DROP TABLE case_search;
     DROP INDEX unit_reach_by_unit;
     CREATE VIRTUAL TABLE case_search USING fts5 (words, content = '', contentless_delete = 1);",
);

#[tokio::test]
async fn migrations_that_are_missing_are_run_when_the_store_is_opened() {
    for (cases, outdated) in [(0, None), (1, Some("yes".to_owned()))] {
        let (_root, store) = new_store().await;
        let folder = store.folder().to_path_buf();
        let (first_missing, undo) = WITHOUT_THE_NEWEST;
        let mut writer = store.write().await.unwrap();
        for _ in 0..cases {
            sqlx::raw_sql(
                "INSERT INTO unit (id, name) VALUES ('u', 'Enhed');
                 INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id,
                    opened, source, fetched_at)
                 VALUES ('c', '1', 'Sag', '27.18.02', 'opened', 1, 0, 'u', '2026-01-01', 'Egne sager',
                    '2026-01-01T00:00:00Z')",
            )
            .execute(&mut *writer)
            .await
            .unwrap();
        }
        sqlx::raw_sql(undo).execute(&mut *writer).await.unwrap();
        sqlx::query("DELETE FROM _sqlx_migrations WHERE version >= $1")
            .bind(first_missing)
            .execute(&mut *writer)
            .await
            .unwrap();
        writer.commit().await.unwrap();
        store.close().await;

        let store = Store::open(&folder, &key(1), noon()).await.unwrap();
        let mut reader = store.read().await.unwrap();
        sqlx::query("SELECT belongs FROM case_search")
            .fetch_optional(&mut *reader)
            .await
            .unwrap();
        // With cases in it the index must be made anew, and the store says so.
        assert_eq!(
            reader.fact(crate::Fact::SearchOutdated).await.unwrap(),
            outdated
        );
    }
}

#[tokio::test]
async fn a_clock_set_back_is_noticed_and_never_moves_the_memory_back() {
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    // Each start after the one before it, in minutes from the first.
    for (start, behind) in [
        (0, false),
        (60, false),
        (56, false),
        (54, true),
        (54, true),
        (70, false),
    ] {
        let store = Store::open(&folder, &key(1), noon() + minutes(start))
            .await
            .unwrap();
        add_note(&store, &format!("at {start} {}", uuid::Uuid::new_v4()))
            .await
            .unwrap();
        assert_eq!(store.clock_behind(), behind, "opened at {start}");
        store.close().await;
    }
}

#[tokio::test]
async fn a_full_disk_is_named_and_the_store_stays_usable() {
    let (_root, store) = new_store().await;
    add_note(&store, "before").await.unwrap();
    let mut writer = store.write().await.unwrap();
    let pages: i64 = sqlx::query_scalar("PRAGMA page_count")
        .fetch_one(&mut *writer)
        .await
        .unwrap();
    limit_pages(&mut writer, pages + 2).await;
    let refused = sqlx::query("INSERT INTO note (text) VALUES ($1)")
        .bind("x".repeat(100_000))
        .execute(&mut *writer)
        .await;
    assert_eq!(outcome(refused.map_err(StoreError::from)), "DiskFull");
    drop(writer);
    assert_eq!(notes(&store).await, ["before"], "reading goes on");

    let mut writer = store.write().await.unwrap();
    limit_pages(&mut writer, 1 << 30).await;
    drop(writer);
    add_note(&store, "after").await.unwrap();
    assert_eq!(notes(&store).await, ["before", "after"]);
}

async fn limit_pages(writer: &mut crate::Writer, pages: i64) {
    sqlx::query(sqlx::AssertSqlSafe(format!(
        "PRAGMA max_page_count = {pages}"
    )))
    .execute(&mut **writer)
    .await
    .unwrap();
}

#[cfg(unix)]
#[tokio::test]
async fn a_database_that_may_not_be_written_is_named_when_the_store_is_opened() {
    use std::os::unix::fs::PermissionsExt;
    let (_root, store) = new_store().await;
    let folder = store.folder().to_path_buf();
    store.close().await;
    let database = folder.join("store.db");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o444)).unwrap();
    // Root may write all the same, and then the store opens.
    let may_write = fs::File::options().write(true).open(&database).is_ok();
    let opened = outcome(Store::open(&folder, &key(1), noon()).await);
    assert_eq!(opened, if may_write { "Ok" } else { "ReadOnly" });
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_place_where_nothing_can_be_written_is_named() {
    // The kernel's own files, where not even root makes a folder; a container may lack them.
    let probe = Path::new("/sys/sagsbord-probe");
    if fs::create_dir(probe).is_ok() {
        fs::remove_dir(probe).unwrap();
        return;
    }
    assert_eq!(
        outcome(Store::create(Path::new("/sys/sagsbord"), &key(1), noon()).await),
        "ReadOnly"
    );
}
