use std::borrow::Cow;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteJournalMode;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{Mutex, RwLock};

use super::blob::remove_leftovers;
use super::clock::{StoreClock, text_of};
use super::copy::remove_database;
use super::durable::sync_folder;
use super::folder::{FolderState, database_file, unfinished_blobs, write_ahead_log};
use super::header::Header;
use super::key::{KEY_BYTES, StoreKey, bytes_of_hex, hex_of, random_bytes};
use super::lock::FolderLock;
use super::pools::{Pools, options};
use super::restore::{complete_interrupted_restore, forget_interrupted_restore};
use super::rotate::next_database;
use super::store::{Inner, Opened, Store};
use crate::search::KnownWords;
use crate::{Damage, StoreError};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// "Sags" in ASCII, in the database's own header: says under the encryption that the file is ours.
const APPLICATION_ID: i64 = 0x5361_6773;
/// Changed only when even the migrations' bookkeeping is no longer readable by an older program.
const FORMAT_VERSION: i64 = 1;

impl Store {
    /// Makes a new store. Refused where one lies, whatever its state.
    pub async fn create(
        folder: &Path,
        key: &StoreKey,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        complete_interrupted_restore(folder)?;
        create_private_folder(folder)?;
        let lock = FolderLock::take(folder)?;
        match FolderState::of(folder)? {
            FolderState::Empty => {}
            FolderState::HasStore => return Err(StoreError::StoreExists),
            FolderState::Foreign => return Err(StoreError::Foreign),
        }
        Header::new(false, &[key]).write(folder)?;
        // Of a creation that was killed: its header says that nothing in it was ever confirmed.
        remove_database(&database_file(folder))?;
        make_database(&database_file(folder), key, now).await?;
        fs::create_dir_all(unfinished_blobs(folder))?;
        sync_folder(folder)?;
        Header::new(true, &[key]).write(folder)?;
        start(folder, key, lock, now).await
    }

    pub async fn open(
        folder: &Path,
        key: &StoreKey,
        now: DateTime<Utc>,
    ) -> Result<Store, StoreError> {
        let (store, _) =
            Store::open_with_candidates(folder, std::slice::from_ref(key), now).await?;
        Ok(store)
    }

    /// Opens with the key that fits and says which. There are two when a change of key was cut short.
    pub async fn open_with_candidates(
        folder: &Path,
        keys: &[StoreKey],
        now: DateTime<Utc>,
    ) -> Result<(Store, usize), StoreError> {
        complete_interrupted_restore(folder)?;
        match FolderState::of(folder)? {
            FolderState::Empty => return Err(StoreError::NoStore),
            FolderState::Foreign => return Err(StoreError::Foreign),
            FolderState::HasStore => {}
        }
        let lock = FolderLock::take(folder)?;
        let fitting = fitting_key(folder, keys).await?;
        let key = &keys[fitting];
        // SQLite would open a file it may not write for reading, and only the first change would fail.
        fs::File::options()
            .write(true)
            .open(database_file(folder))?;
        // Only now that the key is known to fit may anything be written.
        // Of a change of key that was killed before its rename.
        remove_database(&next_database(folder))?;
        Header::new(true, &[key]).write(folder)?;
        forget_interrupted_restore(folder);
        Ok((start(folder, key, lock, now).await?, fitting))
    }
}

/// Tries the keys without changing a byte.
pub(crate) async fn fitting_key(folder: &Path, keys: &[StoreKey]) -> Result<usize, StoreError> {
    let header = Header::read(folder)?;
    let database = database_file(folder);
    match fs::metadata(&database) {
        Ok(found) if found.len() == 0 => return Err(StoreError::Damaged(Damage::Database)),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(StoreError::Damaged(Damage::DatabaseMissing));
        }
        Err(error) => return Err(error.into()),
    }
    let mut told_to_fit = false;
    for (index, key) in keys.iter().enumerate() {
        if header.as_ref().is_some_and(|header| !header.fits(key)) {
            continue;
        }
        told_to_fit = header.is_some();
        match inspect(&database, key).await {
            Err(StoreError::KeyWrong) => {}
            Err(error) => return Err(error),
            Ok(()) => return Ok(index),
        }
    }
    // The header knows the key, the database does not: the database's first page is not what it was.
    Err(if told_to_fit {
        StoreError::Damaged(Damage::Database)
    } else {
        StoreError::KeyWrong
    })
}

/// Reads what decides whether this program may touch the database at all.
pub(crate) async fn inspect(database: &Path, key: &StoreKey) -> Result<(), StoreError> {
    // Read-only: not even the write-ahead log is emptied when it closes. Where there is none, none
    // is made.
    let has_log = fs::metadata(write_ahead_log(database)).is_ok_and(|log| log.len() > 0);
    let options = options(database, key).read_only(true).immutable(!has_log);
    let mut conn = match options.connect().await {
        Ok(conn) => conn,
        Err(error) if StoreError::is_not_a_database(&error) => return Err(StoreError::KeyWrong),
        Err(error) => return Err(error.into()),
    };
    let verdict = inspect_connection(&mut conn).await;
    conn.close().await?;
    verdict
}

async fn inspect_connection(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    let application = sqlx::query_scalar::<_, i64>("PRAGMA application_id")
        .fetch_one(&mut *conn)
        .await;
    match application {
        Ok(APPLICATION_ID) => {}
        Ok(_) => return Err(StoreError::Foreign),
        Err(error) if StoreError::is_not_a_database(&error) => return Err(StoreError::KeyWrong),
        Err(error) => return Err(error.into()),
    }
    let format: i64 = sqlx::query_scalar("PRAGMA user_version")
        .fetch_one(&mut *conn)
        .await?;
    if format > FORMAT_VERSION {
        return Err(StoreError::Newer {
            found: format,
            known: FORMAT_VERSION,
        });
    }
    let applied: Vec<(i64, Vec<u8>)> =
        sqlx::query_as("SELECT version, checksum FROM _sqlx_migrations ORDER BY version DESC")
            .fetch_all(&mut *conn)
            .await?;
    let known = newest_migration();
    for (version, checksum) in applied {
        match MIGRATIONS
            .iter()
            .find(|migration| migration.version == version)
        {
            None => {
                return Err(StoreError::Newer {
                    found: version,
                    known,
                });
            }
            Some(migration) if *migration.checksum != *checksum => {
                return Err(StoreError::SchemaAltered { version });
            }
            Some(_) => {}
        }
    }
    Ok(())
}

pub(crate) fn newest_migration() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or_default()
}

async fn make_database(
    database: &Path,
    key: &StoreKey,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let mut conn = options(database, key)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .connect()
        .await?;
    let mut transaction = conn.begin_with("BEGIN IMMEDIATE").await?;
    mark_as_ours(&mut transaction, Schema::Main).await?;
    migrate(&mut transaction).await?;
    sqlx::query(
        "INSERT INTO vault_state (singleton, store_id, blob_name_key, created_at, latest_seen)
         VALUES (1, $1, $2, $3, $3)",
    )
    .bind(uuid::Uuid::new_v4().to_string())
    .bind(hex_of(&random_bytes::<KEY_BYTES>()?).as_str())
    .bind(text_of(now))
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    conn.close().await?;
    Ok(())
}

#[derive(Debug, Clone, Copy)]
pub(crate) enum Schema {
    Main,
    /// The file `copy_database` writes.
    Copy,
}

impl Schema {
    fn statement(self) -> Cow<'static, str> {
        let name = match self {
            Schema::Main => "main",
            Schema::Copy => "copy",
        };
        format!("PRAGMA {name}.application_id = {APPLICATION_ID}; PRAGMA {name}.user_version = {FORMAT_VERSION};").into()
    }
}

pub(crate) async fn mark_as_ours(
    conn: &mut SqliteConnection,
    schema: Schema,
) -> Result<(), StoreError> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(schema.statement()))
        .execute(conn)
        .await?;
    Ok(())
}

/// All that are missing, or none: the caller's transaction holds them together.
async fn migrate(conn: &mut SqliteConnection) -> Result<(), StoreError> {
    use sqlx::migrate::MigrateError;
    // `run` makes futures that the compiler cannot prove `Send`; this is what `run` itself calls.
    match MIGRATIONS.run_direct(None, conn, false).await {
        Ok(()) => Ok(()),
        Err(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            Err(error.into())
        }
        Err(MigrateError::VersionMismatch(version)) => Err(StoreError::SchemaAltered { version }),
        Err(MigrateError::VersionMissing(found)) => Err(StoreError::Newer {
            found,
            known: newest_migration(),
        }),
        Err(error) => Err(StoreError::Database(sqlx::Error::Migrate(Box::new(error)))),
    }
}

async fn start(
    folder: &Path,
    key: &StoreKey,
    lock: FolderLock,
    now: DateTime<Utc>,
) -> Result<Store, StoreError> {
    let pools = Pools::open(folder, key).await?;
    let prepared = prepare(folder, &pools, now).await;
    let (clock, blob_name_key) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => {
            pools.close().await;
            return Err(error);
        }
    };
    let opened = Opened {
        pools,
        key: key.clone(),
        lock,
    };
    Ok(Store {
        inner: Arc::new(Inner {
            folder: PathBuf::from(folder),
            clock,
            blob_name_key,
            opened: Arc::new(RwLock::new(Some(opened))),
            upkeep: Mutex::new(()),
            known_words: KnownWords::default(),
        }),
    })
}

async fn prepare(
    folder: &Path,
    pools: &Pools,
    now: DateTime<Utc>,
) -> Result<(StoreClock, [u8; KEY_BYTES]), StoreError> {
    let mut transaction = pools.writer.begin_with("BEGIN IMMEDIATE").await?;
    let applied: i64 = sqlx::query_scalar("SELECT count(*) FROM _sqlx_migrations")
        .fetch_one(&mut *transaction)
        .await?;
    if usize::try_from(applied).ok() != Some(MIGRATIONS.iter().count()) {
        migrate(&mut transaction).await?;
    }
    let clock = StoreClock::start(&mut transaction, now).await?;
    let noted = clock.note(&mut transaction).await?;
    let blob_name_key: String = sqlx::query_scalar("SELECT blob_name_key FROM vault_state")
        .fetch_one(&mut *transaction)
        .await?;
    let blob_name_key = bytes_of_hex(&blob_name_key).ok_or(StoreError::UnreadableValue {
        table: "vault_state",
        column: "blob_name_key",
    })?;
    remove_leftovers(folder, &mut transaction).await?;
    transaction.commit().await?;
    if let Some(noted) = noted {
        clock.confirm(noted);
    }
    Ok((clock, blob_name_key))
}

pub(crate) fn create_private_folder(folder: &Path) -> Result<(), StoreError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    Ok(())
}
