use sagsbord_domain::IntakeId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::{Reader, StoreError, Writer};

/// One file as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IntakeFile {
    /// From 1, in the order they were handed in.
    pub number: u32,
    pub name: String,
    pub folder: String,
    /// Where it is fetched from, until it is here.
    pub path: Option<String>,
    pub sha256: Option<String>,
    pub bytes: u64,
    pub refused: Option<String>,
}

impl Writer {
    /// After those that are there; their numbers are given here.
    pub async fn add_intake_files(
        &mut self,
        intake: IntakeId,
        files: &[IntakeFile],
    ) -> Result<(), StoreError> {
        let last: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(number), 0) FROM intake_file WHERE intake_id = $1",
        )
        .bind(intake.to_string())
        .fetch_one(&mut **self)
        .await?;
        for (number, file) in (last + 1..).zip(files) {
            sqlx::query(
                "INSERT INTO intake_file (intake_id, number, name, folder, path, sha256, bytes, refused)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            )
            .bind(intake.to_string())
            .bind(number)
            .bind(&file.name)
            .bind(&file.folder)
            .bind(&file.path)
            .bind(&file.sha256)
            .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
            .bind(&file.refused)
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    /// It is here, or it is known why not: where it came from is forgotten.
    pub async fn settle_intake_file(
        &mut self,
        intake: IntakeId,
        file: &IntakeFile,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE intake_file SET path = NULL, sha256 = $3, bytes = $4, refused = $5
             WHERE intake_id = $1 AND number = $2",
        )
        .bind(intake.to_string())
        .bind(file.number)
        .bind(&file.sha256)
        .bind(i64::try_from(file.bytes).unwrap_or(i64::MAX))
        .bind(&file.refused)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn intake_files(&mut self, intake: IntakeId) -> Result<Vec<IntakeFile>, StoreError> {
        let rows = sqlx::query("SELECT * FROM intake_file WHERE intake_id = $1 ORDER BY number")
            .bind(intake.to_string())
            .fetch_all(&mut **self)
            .await?;
        rows.iter().map(file).collect()
    }
}

fn file(row: &SqliteRow) -> Result<IntakeFile, StoreError> {
    let bytes: i64 = row.try_get("bytes")?;
    Ok(IntakeFile {
        number: row.try_get("number")?,
        name: row.try_get("name")?,
        folder: row.try_get("folder")?,
        path: row.try_get("path")?,
        sha256: row.try_get("sha256")?,
        bytes: u64::try_from(bytes).unwrap_or_default(),
        refused: row.try_get("refused")?,
    })
}
