use std::fs;
use std::path::Path;

use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use super::cancel::Stop;
use super::durable::{remove_if_there, sync_file};
use super::folder::{shared_memory, write_ahead_log};
use super::key::StoreKey;
use super::open::{Schema, mark_as_ours};
use super::pools::{PAGE_HMAC, options};
use crate::{Damage, StoreError};

/// The whole database under another key, in a new file, as it was at one instant. Others may read
/// and write meanwhile.
///
/// Every table keeps its rows; hidden row numbers of tables without an INTEGER PRIMARY KEY may
/// change, so nothing may refer to those.
pub(crate) async fn copy_database(
    source: &Path,
    source_key: &StoreKey,
    target: &Path,
    target_key: &StoreKey,
    stop: &Stop,
) -> Result<(), StoreError> {
    remove_database(target)?;
    // ATTACH opens files as its connection does, which creates none.
    fs::File::create_new(target)?;
    let mut conn = options(source, source_key).connect().await?;
    let copied = copy(&mut conn, target, target_key, stop).await;
    conn.close().await?;
    match copied {
        Ok(()) => sync_file(target),
        Err(error) => {
            remove_database(target)?;
            Err(error)
        }
    }
}

async fn copy(
    conn: &mut SqliteConnection,
    target: &Path,
    target_key: &StoreKey,
    stop: &Stop,
) -> Result<(), StoreError> {
    let path = target.to_str().ok_or_else(|| {
        StoreError::File(std::io::Error::new(
            std::io::ErrorKind::InvalidFilename,
            "the path is not Unicode",
        ))
    })?;
    // Bound, not written into the statement: statements are kept in a cache.
    let key = zeroize::Zeroizing::new(format!("x'{}'", target_key.to_hex().as_str()));
    sqlx::query("ATTACH DATABASE $1 AS copy KEY $2")
        .bind(path)
        .bind(key.as_str())
        .persistent(false)
        .execute(&mut *conn)
        .await?;
    // The file is worth nothing until it is whole, and is synced then: no journal, no waiting.
    sqlx::raw_sql(AssertSqlSafe(format!(
        "PRAGMA copy.cipher_hmac_algorithm = {PAGE_HMAC};
         PRAGMA copy.journal_mode = OFF; PRAGMA copy.synchronous = OFF;"
    )))
    .execute(&mut *conn)
    .await?;
    let stop = stop.clone();
    conn.lock_handle()
        .await?
        .set_progress_handler(INSTRUCTIONS_BETWEEN_QUESTIONS, move || !stop.is_asked());
    sqlx::raw_sql("BEGIN; SELECT sqlcipher_export('copy');")
        .execute(&mut *conn)
        .await?;
    mark_as_ours(conn, Schema::Copy).await?;
    sqlx::raw_sql("COMMIT; DETACH DATABASE copy;")
        .execute(&mut *conn)
        .await?;
    Ok(())
}

const INSTRUCTIONS_BETWEEN_QUESTIONS: i32 = 20_000;

/// Every page's authentication, every table's and index's order, every search index.
pub(crate) async fn verify_database(database: &Path, key: &StoreKey) -> Result<(), StoreError> {
    let mut conn = options(database, key).connect().await?;
    let faults = database_faults(&mut conn).await;
    conn.close().await?;
    if faults?.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Damaged(Damage::Database))
    }
}

/// What SQLite and SQLCipher find: names of tables and indexes, page numbers; no content.
pub(crate) async fn database_faults(
    conn: &mut SqliteConnection,
) -> Result<Vec<String>, StoreError> {
    let mut faults = page_faults(conn).await?;
    let found = sqlx::query_scalar::<_, String>(AssertSqlSafe(format!(
        "PRAGMA integrity_check({MOST_FAULTS})"
    )))
    .fetch_all(&mut *conn)
    .await
    .map_err(StoreError::from);
    match found {
        Ok(found) => faults.extend(found.into_iter().filter(|line| line != "ok")),
        // It does not get past a page that cannot be decrypted.
        Err(StoreError::Damaged(_)) => {
            faults.push("the check came to an unreadable page".to_owned());
        }
        Err(error) => return Err(error),
    }
    faults.truncate(MOST_FAULTS);
    Ok(faults)
}

pub(crate) async fn page_faults(conn: &mut SqliteConnection) -> Result<Vec<String>, StoreError> {
    let mut faults: Vec<String> = sqlx::query_scalar("PRAGMA cipher_integrity_check")
        .fetch_all(&mut *conn)
        .await?;
    faults.truncate(MOST_FAULTS);
    Ok(faults)
}

const MOST_FAULTS: usize = 20;

/// The same tables with the same number of rows. Guards against a copy that is sound but not whole.
pub(crate) async fn same_rows(
    one: (&Path, &StoreKey),
    other: (&Path, &StoreKey),
) -> Result<bool, StoreError> {
    Ok(row_counts(one.0, one.1).await? == row_counts(other.0, other.1).await?)
}

async fn row_counts(database: &Path, key: &StoreKey) -> Result<Vec<(String, i64)>, StoreError> {
    let mut conn = options(database, key).connect().await?;
    let counts = count_rows(&mut conn).await;
    conn.close().await?;
    counts
}

async fn count_rows(conn: &mut SqliteConnection) -> Result<Vec<(String, i64)>, StoreError> {
    let entries: i64 = sqlx::query_scalar("SELECT count(*) FROM sqlite_master")
        .fetch_one(&mut *conn)
        .await?;
    // A search index is a view on its own tables, which are counted.
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 ORDER BY name",
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut counts = vec![(String::new(), entries)];
    for table in tables {
        let count: i64 = sqlx::query_scalar(AssertSqlSafe(format!(
            "SELECT count(*) FROM {}",
            quoted(&table)
        )))
        .fetch_one(&mut *conn)
        .await?;
        counts.push((table, count));
    }
    Ok(counts)
}

pub(crate) fn quoted(identifier: &str) -> String {
    format!("\"{}\"", identifier.replace('"', "\"\""))
}

pub(crate) fn remove_database(database: &Path) -> Result<(), StoreError> {
    for file in [
        database.to_path_buf(),
        write_ahead_log(database),
        shared_memory(database),
        super::durable::with_suffix(database, "-journal"),
    ] {
        remove_if_there(&file)?;
    }
    Ok(())
}
