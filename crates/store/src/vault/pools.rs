use std::path::Path;
use std::time::Duration;

use sqlx::pool::PoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, Sqlite, SqliteConnection};

use super::collation::{DANISH, danish_order};
use super::folder::database_file;
use super::key::StoreKey;
use crate::StoreError;

/// One connection that writes and a few that read: SQLite lets one write at a time anyway, and
/// waiting for a connection is fair where `SQLITE_BUSY` is not.
#[derive(Clone)]
pub(crate) struct Pools {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

/// Half the time of SQLCipher's own choice; see decision 006. An attached database must be told too.
pub(crate) const PAGE_HMAC: &str = "HMAC_SHA256";

const READERS: u32 = 4;
const WAIT_FOR_CONNECTION: Duration = Duration::from_secs(30);
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
// Together at most 32 MB of the program's 80.
// What is not found there must be decrypted anew.
const WRITER_CACHE_KIB: u32 = 16 * 1024;
const READER_CACHE_KIB: u32 = 4 * 1024;
// For work of a million rows. Their keys lie in no order, so that nearly every page of the key tables is touched all
// the time: without room for them each is decrypted, encrypted and written out again and again.
const WIDE_CACHE_KIB: u32 = 96 * 1024;
const WIDE_LOG_PAGES: u32 = 32 * 1024;
/// SQLite's own.
const LOG_PAGES: u32 = 1_000;

/// More room for whoever writes, until it is taken back. It is felt in memory, and in the size of the log.
pub(crate) async fn widen(conn: &mut SqliteConnection, wide: bool) -> Result<(), StoreError> {
    let (cache, log) = if wide {
        (WIDE_CACHE_KIB, WIDE_LOG_PAGES)
    } else {
        (WRITER_CACHE_KIB, LOG_PAGES)
    };
    let shrink = if wide { "" } else { "PRAGMA shrink_memory;" };
    let settings =
        format!("PRAGMA cache_size = -{cache}; PRAGMA wal_autocheckpoint = {log}; {shrink}");
    sqlx::raw_sql(sqlx::AssertSqlSafe(settings))
        .execute(conn)
        .await?;
    Ok(())
}

impl Pools {
    pub(crate) async fn open(folder: &Path, key: &StoreKey) -> Result<Self, StoreError> {
        let database = database_file(folder);
        let writer = options(&database, key)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit that was confirmed survives a power cut; NORMAL would lose the last ones.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            // What is deleted is overwritten with zeroes where that costs no extra page write.
            .pragma("secure_delete", "FAST")
            .pragma("cache_size", format!("-{WRITER_CACHE_KIB}"));
        let readers = options(&database, key)
            .pragma("query_only", "ON")
            .pragma("cache_size", format!("-{READER_CACHE_KIB}"));
        Ok(Self {
            writer: pool(1).connect_with(writer).await?,
            readers: pool(READERS).connect_lazy_with(readers),
        })
    }

    /// The last connection to close empties the write-ahead log into the database.
    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

fn pool(connections: u32) -> PoolOptions<Sqlite> {
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(WAIT_FOR_CONNECTION)
        .idle_timeout(None)
        .max_lifetime(None)
        // The connection is a file in this process: there is no network to have gone away.
        .test_before_acquire(false)
        // When the disk is full SQLite ends the transaction by itself; sqlx then counts one that no
        // longer is and refuses the next. Such a connection is opened anew.
        .before_acquire(|conn: &mut SqliteConnection, _| {
            Box::pin(async move { Ok(!conn.is_in_transaction()) })
        })
}

/// Never print these: their `Debug` holds the key. sqlx would log `PRAGMA key` as a statement.
///
/// `cipher_memory_security` stays off, SQLCipher's default: it locks and wipes every allocation of
/// the page cache, and what it protects against (swap, core dumps) reads the web view as well.
pub(crate) fn options(database: &Path, key: &StoreKey) -> SqliteConnectOptions {
    sagsbord_c_library::wait_at_exit();
    SqliteConnectOptions::new()
        .filename(database)
        .create_if_missing(false)
        .pragma("key", key.to_sql().to_string())
        .pragma("cipher_hmac_algorithm", PAGE_HMAC)
        // SQLCipher would write to the standard error stream, for the whole program.
        .pragma("cipher_log_level", "NONE")
        .pragma("temp_store", "MEMORY")
        .collation(DANISH, danish_order)
        .busy_timeout(BUSY_TIMEOUT)
        .thread_name(|number| format!("store-{number}"))
        .disable_statement_logging()
}
