use std::io::Cursor;

use sha2::{Digest, Sha256};
use sqlx::Row;
use zeroize::Zeroizing;

use crate::{BlobRef, PreparedBlob, Reader, Store, StoreError, Writer};

/// Bytes that are to become an intake's: small ones wait in memory, large ones lie sealed on the disk already.
pub struct IntakeContent {
    sha256: String,
    bytes: u64,
    place: Place,
}

enum Place {
    Row(Zeroizing<Vec<u8>>),
    Blob(PreparedBlob),
}

/// Bytes that are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptContent {
    pub sha256: String,
    pub bytes: u64,
}

/// A row of this size costs less than a file of its own.
const LARGEST_ROW: usize = 128 << 10;

impl IntakeContent {
    pub fn kept_as(&self) -> KeptContent {
        KeptContent {
            sha256: self.sha256.clone(),
            bytes: self.bytes,
        }
    }
}

impl Store {
    /// Before a writer is taken, so that a large file keeps nobody waiting.
    pub async fn prepare_intake_content(
        &self,
        bytes: Vec<u8>,
    ) -> Result<IntakeContent, StoreError> {
        let sha256 = fingerprint(&bytes);
        let length = bytes.len() as u64;
        let bytes = Zeroizing::new(bytes);
        let place = if bytes.len() <= LARGEST_ROW {
            Place::Row(bytes)
        } else {
            Place::Blob(self.prepare_blob(Cursor::new(bytes)).await?)
        };
        Ok(IntakeContent {
            sha256,
            bytes: length,
            place,
        })
    }

    /// Not a door's road: whoever calls it has found the bytes named in an intake within reach.
    pub async fn read_intake_content(
        &self,
        sha256: &str,
        most: u64,
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let mut reader = self.read().await?;
        let row =
            sqlx::query("SELECT bytes, content, blob_sha256 FROM intake_content WHERE sha256 = $1")
                .bind(sha256)
                .fetch_optional(&mut *reader)
                .await?
                .ok_or(StoreError::NotFound)?;
        drop(reader);
        let bytes: i64 = row.try_get("bytes")?;
        let bytes = u64::try_from(bytes).unwrap_or_default();
        if bytes > most {
            return Err(StoreError::BlobTooLarge { limit: most });
        }
        let content: Option<Vec<u8>> = row.try_get("content")?;
        if let Some(content) = content {
            return Ok(Zeroizing::new(content));
        }
        let blob: Option<String> = row.try_get("blob_sha256")?;
        let blob = blob
            .and_then(|sha256| BlobRef::from_parts(&sha256, bytes))
            .ok_or(StoreError::UnreadableValue {
                table: "intake_content",
                column: "blob_sha256",
            })?;
        self.read_blob(&blob, most).await
    }
}

impl Writer {
    pub async fn keep_intake_content(
        &mut self,
        content: IntakeContent,
    ) -> Result<KeptContent, StoreError> {
        let kept = content.kept_as();
        let is_here: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM intake_content WHERE sha256 = $1")
                .bind(&kept.sha256)
                .fetch_optional(&mut **self)
                .await?;
        if is_here.is_some() {
            return Ok(kept);
        }
        let (row, blob) = match content.place {
            Place::Row(bytes) => (Some(bytes), None),
            Place::Blob(prepared) => (None, Some(self.keep_blob(prepared).await?)),
        };
        sqlx::query(
            "INSERT INTO intake_content (sha256, bytes, content, blob_sha256) VALUES ($1, $2, $3, $4)",
        )
        .bind(&kept.sha256)
        .bind(i64::try_from(kept.bytes).unwrap_or(i64::MAX))
        .bind(row.as_ref().map(|bytes| bytes.as_slice()))
        .bind(blob.as_ref().map(BlobRef::sha256_hex))
        .execute(&mut **self)
        .await?;
        Ok(kept)
    }
}

impl Writer {
    /// Bytes that lie here already as a document's, so that they are read as any file is, without being kept twice.
    pub async fn know_blob_as_content(&mut self, blob: &BlobRef) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO intake_content (sha256, bytes, content, blob_sha256) VALUES ($1, $2, NULL, $1)
             ON CONFLICT (sha256) DO NOTHING",
        )
        .bind(blob.sha256_hex())
        .bind(i64::try_from(blob.size()).unwrap_or(i64::MAX))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn has_intake_content(&mut self, sha256: &str) -> Result<bool, StoreError> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM intake_content WHERE sha256 = $1")
                .bind(sha256)
                .fetch_optional(&mut **self)
                .await?;
        Ok(found.is_some())
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
