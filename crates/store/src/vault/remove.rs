use std::collections::HashSet;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, SqliteConnection};

use super::check::each_blob_file;
use super::copy::quoted;
use super::durable::remove_if_there;
use super::key::bytes_of_hex;
use super::store::{Store, blocking};
use crate::StoreError;

impl Store {
    /// Removes the blobs that no row refers to, and sealed files that no blob names. Returns how
    /// many blobs went. Refused with `Busy` while a backup is made: it copies files by a list.
    pub async fn remove_unreferenced_blobs(&self) -> Result<u64, StoreError> {
        let _upkeep = self.inner.upkeep.try_lock().map_err(|_| StoreError::Busy)?;
        let mut writer = self.write().await?;
        let references = references(&mut writer).await?;
        // A program that knows no reference must not conclude that everything is unreferenced.
        if references.is_empty() {
            return Ok(0);
        }
        let unreferenced: Vec<String> = references
            .iter()
            .map(|(table, column)| {
                format!(
                    "NOT EXISTS (SELECT 1 FROM {} AS holder WHERE holder.{} = blob.sha256)",
                    quoted(table),
                    quoted(column)
                )
            })
            .collect();
        let removed = sqlx::query(AssertSqlSafe(format!(
            "DELETE FROM blob WHERE {}",
            unreferenced.join(" AND ")
        )))
        .execute(&mut *writer)
        .await?
        .rows_affected();
        writer.commit().await?;
        self.remove_stray_files().await?;
        Ok(removed)
    }

    /// Rows first, files after: a kill in between leaves a sealed file whose key is gone.
    async fn remove_stray_files(&self) -> Result<(), StoreError> {
        // Held so that no other transaction is putting a file in place meanwhile.
        let mut writer = self.write().await?;
        let names: Vec<String> = sqlx::query_scalar("SELECT file_name FROM blob")
            .fetch_all(&mut *writer)
            .await?;
        let names: HashSet<String> = names.into_iter().collect();
        let inner = Arc::clone(&self.inner);
        blocking(move || {
            each_blob_file(&inner.folder, &mut |path, name| {
                // Only files with a name of ours: what else lies there is not ours to remove.
                if bytes_of_hex::<32>(name).is_some() && !names.contains(name) {
                    remove_if_there(path)?;
                }
                Ok(())
            })
        })
        .await
    }
}

/// Every column that refers to `blob`: by a foreign key, or by its name.
async fn references(conn: &mut SqliteConnection) -> Result<Vec<(String, String)>, StoreError> {
    let found = sqlx::query_as(
        r#"SELECT entry.name, held.name
           FROM sqlite_master AS entry JOIN pragma_table_info(entry.name) AS held
           WHERE entry.type = 'table' AND held.name = 'blob_sha256'
           UNION
           SELECT entry.name, held."from"
           FROM sqlite_master AS entry JOIN pragma_foreign_key_list(entry.name) AS held
           WHERE entry.type = 'table' AND held."table" = 'blob'"#,
    )
    .fetch_all(conn)
    .await?;
    Ok(found)
}
