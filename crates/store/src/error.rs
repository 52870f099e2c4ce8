use std::io;

/// Why the store could not do what was asked. No variant carries a value out of the store.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    // Opening
    #[error("the folder holds no store")]
    NoStore,
    #[error("the folder holds a store already")]
    StoreExists,
    #[error("the key does not fit this store")]
    KeyWrong,
    #[error("the passphrase does not open the envelope")]
    PassphraseWrong,
    #[error("the folder holds no envelope with the key")]
    NoEnvelope,
    #[error("another program has the store open")]
    InUse,
    #[error("the store can be read but not written")]
    ReadOnly,
    #[error("the store is damaged: {0}")]
    Damaged(Damage),
    #[error("the folder holds files that are not a store's")]
    Foreign,
    #[error("the store has schema {found}; this program knows up to {known}")]
    Newer { found: i64, known: i64 },
    /// A migration was edited after it had run here.
    #[error("migration {version} is not the one this store was made with")]
    SchemaAltered { version: i64 },

    // Working
    /// Closed, or shut for a moment while its key is changed.
    #[error("the store is closed")]
    Closed,
    /// Somebody else held the writer, or kept the store from being shut, for too long.
    #[error("the store is busy")]
    Busy,
    #[error("the disk is full")]
    DiskFull,
    #[error("not found")]
    NotFound,
    #[error("the row conflicts with one that is there")]
    Conflict,
    #[error("unreadable value in {table}.{column}")]
    UnreadableValue {
        table: &'static str,
        column: &'static str,
    },
    #[error("cancelled")]
    Cancelled,

    // Blobs
    #[error("a blob may hold at most {limit} bytes")]
    BlobTooLarge { limit: u64 },

    // Backup
    #[error("the backup cannot be used: {0}")]
    BackupInvalid(BackupFault),
    /// No folder, or one inside the store itself.
    #[error("no backup can be laid there")]
    BackupTarget,

    #[error("file: {0}")]
    File(#[source] io::Error),
    #[error("database: {0}")]
    Database(#[source] sqlx::Error),
    /// The system gave no random bytes, or a cipher refused its parameters.
    #[error("cryptography: {0}")]
    Cryptography(&'static str),
}

/// What is damaged, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    #[error("the database file is missing")]
    DatabaseMissing,
    #[error("the database file is cut short or altered")]
    Database,
    #[error("the envelope with the key is unreadable")]
    Envelope,
    #[error("blob {sha256} is missing")]
    BlobMissing { sha256: String },
    #[error("blob {sha256} is altered")]
    BlobAltered { sha256: String },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BackupFault {
    #[error("the manifest is missing or unreadable")]
    Manifest,
    #[error("a file is missing")]
    FileMissing,
    #[error("a file is not the one the manifest names")]
    FileAltered,
    #[error("the database in it does not pass its check")]
    Database,
    #[error("a blob its database names is missing")]
    BlobMissing,
}

impl StoreError {
    /// What SQLite says when the page it decrypted is no page: the wrong key or a damaged file.
    ///
    /// Decided by the code, because the text differs with the OpenSSL it was built with.
    pub(crate) fn is_not_a_database(error: &sqlx::Error) -> bool {
        matches!(primary_code(error), Some(NOT_A_DATABASE | OUT_OF_MEMORY))
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => return StoreError::NotFound,
            sqlx::Error::PoolTimedOut => return StoreError::Busy,
            sqlx::Error::PoolClosed => return StoreError::Closed,
            sqlx::Error::Io(cause) => {
                if let Some(kind) = known_file_fault(cause) {
                    return kind;
                }
            }
            _ => {}
        }
        match primary_code(&error) {
            Some(BUSY | LOCKED) => StoreError::Busy,
            Some(READ_ONLY | NO_PERMISSION) => StoreError::ReadOnly,
            Some(INTERRUPTED) => StoreError::Cancelled,
            // 7: what SQLCipher makes of a page whose authentication fails.
            Some(CORRUPT | NOT_A_DATABASE | OUT_OF_MEMORY) => StoreError::Damaged(Damage::Database),
            Some(FULL) => StoreError::DiskFull,
            Some(CONSTRAINT)
                if error.as_database_error().is_some_and(|cause| {
                    cause.is_unique_violation() || cause.is_foreign_key_violation()
                }) =>
            {
                StoreError::Conflict
            }
            _ => StoreError::Database(error),
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        known_file_fault(&error).unwrap_or(StoreError::File(error))
    }
}

fn known_file_fault(error: &io::Error) -> Option<StoreError> {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Some(StoreError::DiskFull),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied => {
            Some(StoreError::ReadOnly)
        }
        _ => None,
    }
}

// https://www.sqlite.org/rescode.html; the low byte is the primary code.
const NO_PERMISSION: u32 = 3;
const BUSY: u32 = 5;
const LOCKED: u32 = 6;
const OUT_OF_MEMORY: u32 = 7;
const READ_ONLY: u32 = 8;
const INTERRUPTED: u32 = 9;
const CORRUPT: u32 = 11;
const FULL: u32 = 13;
const CONSTRAINT: u32 = 19;
const NOT_A_DATABASE: u32 = 26;

fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code = error.as_database_error()?.code()?;
    code.parse::<u32>().ok().map(|extended| extended & 0xff)
}
