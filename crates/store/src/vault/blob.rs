use std::fs::{self, File};
use std::io::{self, BufWriter, Cursor, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use sqlx::{Row, SqliteConnection};
use zeroize::Zeroizing;

use super::durable::{remove_if_there, rename, sync_folder};
use super::folder::{blob_file, blobs_folder, unfinished_blobs};
use super::key::{KEY_BYTES, bytes_of_hex, hex_of, keyed_hash, random_bytes};
use super::seal::{seal, sealed_length, unseal};
use super::store::{Inner, Store, blocking};
use super::writer::Writer;
use crate::{Damage, StoreError};

/// The largest file that is kept. A scan of a whole paper case is well below.
pub const MAX_BLOB_BYTES: u64 = 256 * 1024 * 1024;

/// Names a blob by its content. Put it in a row in the transaction that keeps the blob: a column
/// that `REFERENCES blob (sha256)`, or one called `blob_sha256`, holds the blob in the store.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BlobRef {
    sha256: String,
    size: u64,
}

impl BlobRef {
    pub fn from_parts(sha256_hex: &str, size: u64) -> Option<Self> {
        let bytes: [u8; 32] = bytes_of_hex(sha256_hex)?;
        Some(Self {
            sha256: hex_of(&bytes).to_string(),
            size,
        })
    }

    pub fn sha256_hex(&self) -> &str {
        &self.sha256
    }

    pub fn size(&self) -> u64 {
        self.size
    }
}

/// Sealed and on the disk, but not yet the store's. Dropping it removes it.
pub struct PreparedBlob {
    file: UnfinishedFile,
    reference: BlobRef,
    data_key: Zeroizing<[u8; KEY_BYTES]>,
}

impl PreparedBlob {
    pub fn reference(&self) -> &BlobRef {
        &self.reference
    }
}

impl Store {
    /// Seals a blob before the writer is taken, so that a large one keeps nobody waiting.
    pub async fn prepare_blob(
        &self,
        content: impl Read + Send + 'static,
    ) -> Result<PreparedBlob, StoreError> {
        self.prepare_blob_within(MAX_BLOB_BYTES, content).await
    }

    pub(crate) async fn prepare_blob_within(
        &self,
        limit: u64,
        content: impl Read + Send + 'static,
    ) -> Result<PreparedBlob, StoreError> {
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let mut content = content;
            let data_key = Zeroizing::new(random_bytes()?);
            prepare(&inner.folder, data_key, limit, &mut content)
        })
        .await
    }

    /// For what is in memory already. A content that is kept already is not written again.
    pub async fn put_blob(&self, writer: &mut Writer, bytes: &[u8]) -> Result<BlobRef, StoreError> {
        let reference = BlobRef {
            sha256: hex_of(&Sha256::digest(bytes)).to_string(),
            size: bytes.len() as u64,
        };
        if let Some(row) = find(writer, &reference.sha256).await?
            && is_in_place(&self.inner.folder, &row)
        {
            return Ok(reference);
        }
        let prepared = self
            .prepare_blob(Cursor::new(Zeroizing::new(bytes.to_vec())))
            .await?;
        writer.keep_blob(prepared).await
    }

    /// The whole content. `most` bounds the memory it may take.
    pub async fn read_blob(
        &self,
        reference: &BlobRef,
        most: u64,
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let mut reader = self.read().await?;
        let row = find(&mut reader, &reference.sha256)
            .await?
            .ok_or(StoreError::NotFound)?;
        drop(reader);
        if row.bytes > most {
            return Err(StoreError::BlobTooLarge { limit: most });
        }
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            let mut content = Zeroizing::new(Vec::with_capacity(
                usize::try_from(row.bytes).unwrap_or_default(),
            ));
            row.unseal(&inner.folder, &mut |chunk| content.extend_from_slice(chunk))?;
            Ok(content)
        })
        .await
    }
}

impl Writer {
    /// Makes a prepared blob the store's, if this transaction is committed.
    pub async fn keep_blob(&mut self, prepared: PreparedBlob) -> Result<BlobRef, StoreError> {
        let found = find(self, &prepared.reference.sha256).await?;
        let inner = Arc::clone(&self.inner);
        match found {
            Some(row) if is_in_place(&inner.folder, &row) => Ok(prepared.reference.clone()),
            Some(row) => blocking(move || mend(&inner, &row, prepared)).await,
            None => {
                let row = BlobRow {
                    sha256: prepared.reference.sha256.clone(),
                    bytes: prepared.reference.size,
                    file_name: keyed_hash(
                        &inner.blob_name_key,
                        prepared.reference.sha256.as_bytes(),
                    ),
                    data_key: prepared.data_key.clone(),
                };
                // Before the file is in place: a kill in between must find the mark.
                self.new_blob_files.add(&inner, &row.file_name)?;
                let file_name = row.file_name.clone();
                let reference = blocking(move || {
                    put_in_place(&inner.folder, &prepared.file, &file_name)?;
                    Ok(prepared.reference)
                })
                .await?;
                insert(self, &row).await?;
                Ok(reference)
            }
        }
    }
}

/// A row of `blob`.
pub(crate) struct BlobRow {
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    pub(crate) file_name: String,
    data_key: Zeroizing<[u8; KEY_BYTES]>,
}

impl BlobRow {
    pub(crate) fn from_row(row: &sqlx::sqlite::SqliteRow) -> Result<Self, StoreError> {
        let unreadable = |column| StoreError::UnreadableValue {
            table: "blob",
            column,
        };
        let file_name: String = row.try_get("file_name")?;
        bytes_of_hex::<32>(&file_name).ok_or_else(|| unreadable("file_name"))?;
        let data_key: String = row.try_get("data_key")?;
        Ok(Self {
            sha256: row.try_get("sha256")?,
            bytes: u64::try_from(row.try_get::<i64, _>("bytes")?)
                .map_err(|_| unreadable("bytes"))?,
            file_name,
            data_key: Zeroizing::new(
                bytes_of_hex(&data_key).ok_or_else(|| unreadable("data_key"))?,
            ),
        })
    }

    pub(crate) fn unseal(
        &self,
        folder: &Path,
        sink: &mut dyn FnMut(&[u8]),
    ) -> Result<(), StoreError> {
        let path = blob_file(folder, &self.file_name);
        let missing = || {
            StoreError::Damaged(Damage::BlobMissing {
                sha256: self.sha256.clone(),
            })
        };
        let altered = || {
            StoreError::Damaged(Damage::BlobAltered {
                sha256: self.sha256.clone(),
            })
        };
        let mut file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Err(missing()),
            Err(error) => return Err(error.into()),
        };
        if file.metadata()?.len() != sealed_length(self.bytes) {
            return Err(altered());
        }
        unseal(&self.data_key, &mut file, sink)?.ok_or_else(altered)
    }
}

pub(crate) async fn all_blobs(conn: &mut SqliteConnection) -> Result<Vec<BlobRow>, StoreError> {
    let rows =
        sqlx::query("SELECT sha256, bytes, file_name, data_key FROM blob ORDER BY file_name")
            .fetch_all(conn)
            .await?;
    rows.iter().map(BlobRow::from_row).collect()
}

async fn find(conn: &mut SqliteConnection, sha256: &str) -> Result<Option<BlobRow>, StoreError> {
    let row = sqlx::query("SELECT sha256, bytes, file_name, data_key FROM blob WHERE sha256 = $1")
        .bind(sha256)
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(BlobRow::from_row).transpose()
}

async fn insert(conn: &mut SqliteConnection, row: &BlobRow) -> Result<(), StoreError> {
    sqlx::query("INSERT INTO blob (sha256, bytes, file_name, data_key) VALUES ($1, $2, $3, $4)")
        .bind(&row.sha256)
        .bind(i64::try_from(row.bytes).unwrap_or(i64::MAX))
        .bind(&row.file_name)
        .bind(hex_of(&*row.data_key).as_str())
        .execute(conn)
        .await?;
    Ok(())
}

fn is_in_place(folder: &Path, row: &BlobRow) -> bool {
    fs::metadata(blob_file(folder, &row.file_name))
        .is_ok_and(|found| found.len() == sealed_length(row.bytes))
}

fn prepare(
    folder: &Path,
    data_key: Zeroizing<[u8; KEY_BYTES]>,
    limit: u64,
    content: &mut dyn Read,
) -> Result<PreparedBlob, StoreError> {
    let file = UnfinishedFile::new(folder)?;
    let mut output = BufWriter::with_capacity(256 * 1024, File::create_new(&file.path)?);
    let sealed = seal(&data_key, content, limit, &mut output)?;
    output.flush()?;
    output
        .into_inner()
        .map_err(io::IntoInnerError::into_error)?
        .sync_all()?;
    Ok(PreparedBlob {
        file,
        reference: BlobRef {
            sha256: hex_of(&sealed.sha256).to_string(),
            size: sealed.bytes,
        },
        data_key,
    })
}

/// The row is there and its file is gone or cut: the same content under the row's own key mends it.
fn mend(inner: &Inner, row: &BlobRow, prepared: PreparedBlob) -> Result<BlobRef, StoreError> {
    let mut content = Zeroizing::new(Vec::new());
    unseal(
        &prepared.data_key,
        &mut File::open(&prepared.file.path)?,
        &mut |chunk| {
            content.extend_from_slice(chunk);
        },
    )?
    .ok_or(StoreError::Cryptography(
        "a sealed file could not be read back",
    ))?;
    let mended = prepare(
        &inner.folder,
        row.data_key.clone(),
        MAX_BLOB_BYTES,
        &mut content.as_slice(),
    )?;
    put_in_place(&inner.folder, &mended.file, &row.file_name)?;
    Ok(prepared.reference)
}

fn put_in_place(folder: &Path, file: &UnfinishedFile, file_name: &str) -> Result<(), StoreError> {
    let target = blob_file(folder, file_name);
    if let Some(shard) = target.parent()
        && !shard.is_dir()
    {
        fs::create_dir_all(shard)?;
        sync_folder(&blobs_folder(folder))?;
    }
    rename(&file.path, &target)
}

/// A file under `blobs/tmp`, removed unless it was renamed.
struct UnfinishedFile {
    path: PathBuf,
}

impl UnfinishedFile {
    fn new(folder: &Path) -> Result<Self, StoreError> {
        let name = hex_of(&random_bytes::<16>()?);
        let folder = unfinished_blobs(folder);
        fs::create_dir_all(&folder)?;
        Ok(Self {
            path: folder.join(format!("{}{UNFINISHED}", name.as_str())),
        })
    }
}

impl Drop for UnfinishedFile {
    fn drop(&mut self) {
        // Gone when it was renamed; otherwise the next start removes it.
        let _ = fs::remove_file(&self.path);
    }
}

const UNFINISHED: &str = ".part";
/// An empty file `<blob's file name>.doubt`: the blob's file stays only if a row names it.
const DOUBT: &str = ".doubt";

/// The blob files a transaction has put in place. Dropping it removes them again.
#[derive(Default)]
pub(crate) struct NewBlobFiles {
    files: Vec<NewBlobFile>,
}

struct NewBlobFile {
    file: PathBuf,
    doubt: PathBuf,
}

impl NewBlobFiles {
    fn add(&mut self, inner: &Inner, file_name: &str) -> Result<(), StoreError> {
        self.files.push(NewBlobFile {
            file: blob_file(&inner.folder, file_name),
            doubt: cast_doubt(&inner.folder, file_name)?,
        });
        Ok(())
    }

    /// The files stay, doubted, until `confirm`.
    pub(crate) fn leave(&mut self) -> LeftBlobFiles {
        LeftBlobFiles {
            doubts: self.files.drain(..).map(|new| new.doubt).collect(),
        }
    }
}

impl Drop for NewBlobFiles {
    fn drop(&mut self) {
        for new in &self.files {
            // What cannot be removed now is removed at the next start, because its doubt stays.
            if remove_if_there(&new.file).is_ok() {
                let _ = fs::remove_file(&new.doubt);
            }
        }
    }
}

pub(crate) struct LeftBlobFiles {
    doubts: Vec<PathBuf>,
}

impl LeftBlobFiles {
    pub(crate) fn confirm(self) {
        for doubt in self.doubts {
            // A doubt that stays costs the next start one look into the table.
            let _ = fs::remove_file(doubt);
        }
    }
}

pub(crate) fn cast_doubt(folder: &Path, file_name: &str) -> Result<PathBuf, StoreError> {
    let folder = unfinished_blobs(folder);
    fs::create_dir_all(&folder)?;
    let doubt = folder.join(format!("{file_name}{DOUBT}"));
    File::create(&doubt)?;
    Ok(doubt)
}

/// After a kill: unfinished files, and files whose transaction was not kept.
pub(crate) async fn remove_leftovers(
    folder: &Path,
    conn: &mut SqliteConnection,
) -> Result<(), StoreError> {
    let entries = match fs::read_dir(unfinished_blobs(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if let Some(file_name) = name
            .strip_suffix(DOUBT)
            .filter(|name| bytes_of_hex::<32>(name).is_some())
        {
            let kept: Option<i64> = sqlx::query_scalar("SELECT 1 FROM blob WHERE file_name = $1")
                .bind(file_name)
                .fetch_optional(&mut *conn)
                .await?;
            if kept.is_none() {
                remove_if_there(&blob_file(folder, file_name))?;
            }
            remove_if_there(&path)?;
        } else if name.ends_with(UNFINISHED) {
            remove_if_there(&path)?;
        }
    }
    Ok(())
}
