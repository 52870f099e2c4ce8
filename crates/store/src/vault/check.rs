use std::collections::HashSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};
use sqlx::{ConnectOptions, Connection, SqliteConnection};

use super::blob::{BlobRow, all_blobs};
use super::cancel::{Cancel, Progress, Stop};
use super::copy::{database_faults, page_faults};
use super::folder::{blobs_folder, database_file, unfinished_blobs, write_ahead_log};
use super::key::hex_of;
use super::open::newest_migration;
use super::pools::options;
use super::seal::sealed_length;
use super::store::{Hold, Store, blocking};
use crate::{Damage, StoreError};

/// What a full check found. Nothing in it is content: table names, page numbers, hashes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// Empty when all is well. The database counts once, however many faults it has.
    pub damages: Vec<Damage>,
    /// What SQLite and SQLCipher say about the database, for the log: tables, indexes, page numbers.
    pub database_faults: Vec<String>,
    pub blobs_checked: u64,
    /// Sealed files that no row names. They do no harm; `remove_unreferenced_blobs` removes them.
    pub stray_files: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckScope {
    /// Each page's authentication and each index. Seconds, also for a large store.
    Database,
    /// And each blob to its last byte. As long as reading all files takes.
    Everything,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// With its write-ahead log.
    pub database_bytes: u64,
    pub blobs: u64,
    /// As sealed, on the disk.
    pub blob_bytes: u64,
    pub schema_version: i64,
}

impl Store {
    /// People can work meanwhile. Progress counts blobs; the database comes first.
    pub async fn check(
        &self,
        scope: CheckScope,
        progress: Progress<'_>,
        cancelled: &AtomicBool,
    ) -> Result<CheckReport, StoreError> {
        Cancel::pass_on(cancelled, async |cancel| {
            self.check_all(scope, progress, cancel).await
        })
        .await
    }

    async fn check_all(
        &self,
        scope: CheckScope,
        progress: Progress<'_>,
        cancel: &Cancel<'_>,
    ) -> Result<CheckReport, StoreError> {
        let (mut faults, blobs) = self.read_through(&cancel.stop()).await?;
        if !faults.is_empty() {
            faults = self.look_again().await?;
        }
        let mut report = CheckReport::default();
        if !faults.is_empty() {
            report.damages.push(Damage::Database);
            report.database_faults = faults;
        }
        if scope == CheckScope::Database {
            return Ok(report);
        }
        let of = blobs.len() as u64;
        let names: HashSet<String> = blobs.iter().map(|row| row.file_name.clone()).collect();
        for row in blobs {
            cancel.check()?;
            match self.check_blob(row).await {
                Ok(()) => {}
                Err(StoreError::Damaged(damage)) => report.damages.push(damage),
                Err(error) => return Err(error),
            }
            report.blobs_checked += 1;
            progress(report.blobs_checked, of);
        }
        let inner = Arc::clone(&self.inner);
        report.stray_files = blocking(move || count_strays(&inner.folder, &names)).await?;
        Ok(report)
    }

    async fn read_through(&self, stop: &Stop) -> Result<(Vec<String>, Vec<BlobRow>), StoreError> {
        let hold = self.hold().await?;
        let mut conn = self.own_connection(&hold).await?;
        let stop = stop.clone();
        conn.lock_handle()
            .await?
            .set_progress_handler(INSTRUCTIONS_BETWEEN_QUESTIONS, move || !stop.is_asked());
        let faults = database_faults(&mut conn).await;
        let blobs = all_blobs(&mut conn).await;
        conn.close().await?;
        let faults = faults?;
        match blobs {
            // Which blobs there should be can no longer be read.
            Err(StoreError::Damaged(_)) if !faults.is_empty() => Ok((faults, Vec::new())),
            blobs => Ok((faults, blobs?)),
        }
    }

    /// Two kinds of page look damaged and are not: one that was being written while it was read, and
    /// one that a power cut tore while the write-ahead log still has it whole. With the log emptied
    /// into the file and the writer held, what still looks damaged is.
    async fn look_again(&self) -> Result<Vec<String>, StoreError> {
        // A log that cannot be emptied must not keep the faults from being told.
        let _ = self.empty_the_log().await;
        let mut writer = self.write().await?;
        let pages = page_faults(&mut writer).await?;
        if pages.is_empty() {
            database_faults(&mut writer).await
        } else {
            Ok(pages)
        }
    }

    async fn empty_the_log(&self) -> Result<(), StoreError> {
        let hold = self.hold().await?;
        let mut conn = self.own_connection(&hold).await?;
        // Readers of an older state may hold a part of it back; then the next check finds the rest.
        sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            .execute(&mut conn)
            .await?;
        conn.close().await?;
        Ok(())
    }

    /// One from the pool would go back with what was set on it.
    async fn own_connection(&self, hold: &Hold) -> Result<SqliteConnection, StoreError> {
        let key = hold
            .as_ref()
            .map(|opened| &opened.key)
            .ok_or(StoreError::Closed)?;
        Ok(options(&database_file(self.folder()), key)
            .connect()
            .await?)
    }

    async fn check_blob(&self, row: BlobRow) -> Result<(), StoreError> {
        let inner = Arc::clone(&self.inner);
        let sha256 = row.sha256.clone();
        let checked = blocking(move || {
            let mut hash = Sha256::new();
            row.unseal(&inner.folder, &mut |chunk| hash.update(chunk))?;
            if hex_of(&hash.finalize()).as_str() == row.sha256 {
                Ok(())
            } else {
                Err(StoreError::Damaged(Damage::BlobAltered {
                    sha256: row.sha256,
                }))
            }
        })
        .await;
        match checked {
            // Removed since the rows were read: not missing, gone.
            Err(StoreError::Damaged(Damage::BlobMissing { .. }))
                if !self.has_blob(&sha256).await? =>
            {
                Ok(())
            }
            other => other,
        }
    }

    pub(crate) async fn has_blob(&self, sha256: &str) -> Result<bool, StoreError> {
        let mut reader = self.read().await?;
        let found: Option<i64> = sqlx::query_scalar("SELECT 1 FROM blob WHERE sha256 = $1")
            .bind(sha256)
            .fetch_optional(&mut *reader)
            .await?;
        Ok(found.is_some())
    }

    pub async fn sizes(&self) -> Result<Sizes, StoreError> {
        let mut reader = self.read().await?;
        let bytes: Vec<i64> = sqlx::query_scalar("SELECT bytes FROM blob")
            .fetch_all(&mut *reader)
            .await?;
        let database = database_file(self.folder());
        let length = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
        Ok(Sizes {
            database_bytes: length(&database) + length(&write_ahead_log(&database)),
            blobs: bytes.len() as u64,
            schema_version: newest_migration(),
            blob_bytes: bytes
                .into_iter()
                .map(|bytes| sealed_length(u64::try_from(bytes).unwrap_or_default()))
                .sum(),
        })
    }
}

const INSTRUCTIONS_BETWEEN_QUESTIONS: i32 = 20_000;

fn count_strays(folder: &Path, names: &HashSet<String>) -> Result<u64, StoreError> {
    let mut strays = 0;
    each_blob_file(folder, &mut |path, name| {
        // Just put in place by a transaction that is not finished, or kept since the rows were read.
        let young = fs::metadata(path)
            .and_then(|found| found.modified())
            .is_ok_and(|at| at.elapsed().is_ok_and(|age| age.as_secs() < 3600));
        if !names.contains(name) && !young {
            strays += 1;
        }
        Ok(())
    })?;
    Ok(strays)
}

pub(crate) fn each_blob_file(
    folder: &Path,
    act: &mut dyn FnMut(&Path, &str) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let shards = match fs::read_dir(blobs_folder(folder)) {
        Ok(shards) => shards,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let unfinished = unfinished_blobs(folder);
    for shard in shards {
        let shard = shard?.path();
        if shard == unfinished || !shard.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&shard)? {
            let entry = entry?;
            act(&entry.path(), &entry.file_name().to_string_lossy())?;
        }
    }
    Ok(())
}
