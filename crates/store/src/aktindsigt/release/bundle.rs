use chrono::{DateTime, Utc};
use sagsbord_domain::{AktindsigtId, BundleId, EmployeeId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant, unreadable};
use crate::{BlobRef, Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_bundle";
const MOST: u32 = 100;

/// What was put together and read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bundle {
    pub id: BundleId,
    pub aktindsigt: AktindsigtId,
    /// `bundle` or `separate`.
    pub form: String,
    pub print: String,
    pub program: String,
    pub built: (DateTime<Utc>, EmployeeId),
    pub acts: u32,
    pub pages: u32,
    pub marks: u32,
    pub is_clean: bool,
    /// Counts and fingerprints as JSON.
    pub report: String,
    pub files: Vec<BundleFile>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundleFile {
    pub name: String,
    pub pages: u32,
    pub blob: BlobRef,
}

impl Writer {
    /// With its files, which are kept in the same transaction.
    pub async fn add_bundle(&mut self, bundle: &Bundle) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_bundle (id, aktindsigt_id, form, print, program, built_at, built_by, acts, pages,
                marks, is_clean, report)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(bundle.id.to_string())
        .bind(bundle.aktindsigt.to_string())
        .bind(&bundle.form)
        .bind(&bundle.print)
        .bind(&bundle.program)
        .bind(instant(bundle.built.0))
        .bind(bundle.built.1.to_string())
        .bind(bundle.acts)
        .bind(bundle.pages)
        .bind(bundle.marks)
        .bind(bundle.is_clean)
        .bind(&bundle.report)
        .execute(&mut **self)
        .await?;
        for (place, file) in (0_i64..).zip(&bundle.files) {
            sqlx::query(
                "INSERT INTO aktindsigt_bundle_file (bundle_id, place, name, pages, blob_sha256, blob_bytes)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(bundle.id.to_string())
            .bind(place)
            .bind(&file.name)
            .bind(file.pages)
            .bind(file.blob.sha256_hex())
            .bind(i64::try_from(file.blob.size()).unwrap_or(i64::MAX))
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    /// Those of a request that were never given, but for the newest of them: their files go with the next upkeep.
    pub async fn forget_bundles_before(
        &mut self,
        id: AktindsigtId,
        newest: BundleId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "DELETE FROM aktindsigt_bundle_file WHERE bundle_id IN (
                SELECT b.id FROM aktindsigt_bundle AS b WHERE b.aktindsigt_id = $1 AND b.id <> $2
                AND NOT EXISTS (SELECT 1 FROM aktindsigt_release AS r WHERE r.bundle_id = b.id))",
        )
        .bind(id.to_string())
        .bind(newest.to_string())
        .execute(&mut **self)
        .await?;
        sqlx::query(
            "DELETE FROM aktindsigt_bundle WHERE aktindsigt_id = $1 AND id <> $2
             AND NOT EXISTS (SELECT 1 FROM aktindsigt_release AS r WHERE r.bundle_id = aktindsigt_bundle.id)",
        )
        .bind(id.to_string())
        .bind(newest.to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    /// The newest first.
    pub async fn bundles(&mut self, id: AktindsigtId) -> Result<Vec<Bundle>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_bundle WHERE aktindsigt_id = $1 ORDER BY row_key DESC LIMIT $2",
        )
        .bind(id.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        let mut bundles: Vec<Bundle> = rows.iter().map(bundle).collect::<Result<_, _>>()?;
        for bundle in &mut bundles {
            bundle.files = self.files_of_bundle(bundle.id).await?;
        }
        Ok(bundles)
    }

    /// With the request it is of, for whoever then finds that request within her reach.
    pub async fn find_bundle(&mut self, id: BundleId) -> Result<Option<Bundle>, StoreError> {
        let row = sqlx::query("SELECT * FROM aktindsigt_bundle WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        let Some(mut bundle) = row.as_ref().map(bundle).transpose()? else {
            return Ok(None);
        };
        bundle.files = self.files_of_bundle(id).await?;
        Ok(Some(bundle))
    }

    async fn files_of_bundle(&mut self, id: BundleId) -> Result<Vec<BundleFile>, StoreError> {
        let rows = sqlx::query(
            "SELECT name, pages, blob_sha256, blob_bytes FROM aktindsigt_bundle_file WHERE bundle_id = $1
             ORDER BY place",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let sha256: String = row.try_get("blob_sha256")?;
                let bytes: i64 = row.try_get("blob_bytes")?;
                Ok(BundleFile {
                    name: row.try_get("name")?,
                    pages: row.try_get("pages")?,
                    blob: BlobRef::from_parts(&sha256, u64::try_from(bytes).unwrap_or_default())
                        .ok_or_else(|| unreadable("aktindsigt_bundle_file", "blob_sha256"))?,
                })
            })
            .collect()
    }
}

fn bundle(row: &SqliteRow) -> Result<Bundle, StoreError> {
    Ok(Bundle {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        form: row.try_get("form")?,
        print: row.try_get("print")?,
        program: row.try_get("program")?,
        built: (
            parse(row, TABLE, "built_at", parse_instant)?,
            parse(row, TABLE, "built_by", |text| text.parse().ok())?,
        ),
        acts: row.try_get("acts")?,
        pages: row.try_get("pages")?,
        marks: row.try_get("marks")?,
        is_clean: row.try_get("is_clean")?,
        report: row.try_get("report")?,
        files: Vec::new(),
    })
}
