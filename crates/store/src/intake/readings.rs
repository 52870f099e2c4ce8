use sqlx::Row;

use super::{IntakeContent, KeptContent};
use crate::{Reader, StoreError, Writer};

/// What was read of one file's bytes, ready to be kept whole.
pub struct KeptReading {
    pub sha256: String,
    pub hint: String,
    pub summary: String,
    pub reading: IntakeContent,
    /// The bytes that the reading speaks of.
    pub contents: Vec<IntakeContent>,
}

impl Writer {
    /// Replaces what was read before: with a password, or by a program that has come since.
    pub async fn put_intake_reading(&mut self, kept: KeptReading) -> Result<(), StoreError> {
        for content in kept.contents {
            self.keep_intake_content(content).await?;
        }
        let KeptContent { sha256, .. } = self.keep_intake_content(kept.reading).await?;
        sqlx::query(
            "INSERT INTO intake_reading (sha256, hint, summary, reading_sha256) VALUES ($1, $2, $3, $4)
             ON CONFLICT (sha256, hint) DO UPDATE
             SET summary = excluded.summary, reading_sha256 = excluded.reading_sha256",
        )
        .bind(&kept.sha256)
        .bind(&kept.hint)
        .bind(&kept.summary)
        .bind(sha256)
        .execute(&mut **self)
        .await?;
        sqlx::query("DELETE FROM intake_page WHERE sha256 = $1 AND hint = $2")
            .bind(&kept.sha256)
            .bind(&kept.hint)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// All of it is read anew: the program reads in another way than the one that read it.
    pub async fn forget_all_intake_readings(&mut self) -> Result<(), StoreError> {
        for statement in [
            "DELETE FROM intake_reading",
            "DELETE FROM intake_page",
            "UPDATE intake SET is_read = 0",
        ] {
            sqlx::query(statement).execute(&mut **self).await?;
        }
        Ok(())
    }

    pub async fn is_any_intake_unread(&mut self) -> Result<bool, StoreError> {
        let found: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM intake WHERE is_read = 0 AND wish = 'go_on' LIMIT 1")
                .fetch_optional(&mut **self)
                .await?;
        Ok(found.is_some())
    }

    /// It is read anew when it is met next.
    pub async fn forget_intake_reading(
        &mut self,
        sha256: &str,
        hint: &str,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM intake_reading WHERE sha256 = $1 AND hint = $2")
            .bind(sha256)
            .bind(hint)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub async fn put_intake_page(
        &mut self,
        sha256: &str,
        hint: &str,
        page: u32,
        reading: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO intake_page (sha256, hint, page, reading) VALUES ($1, $2, $3, $4)
             ON CONFLICT (sha256, hint, page) DO UPDATE SET reading = excluded.reading",
        )
        .bind(sha256)
        .bind(hint)
        .bind(page)
        .bind(reading)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn put_intake_password(
        &mut self,
        sha256: &str,
        password: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO intake_password (sha256, password) VALUES ($1, $2)
             ON CONFLICT (sha256) DO UPDATE SET password = excluded.password",
        )
        .bind(sha256)
        .bind(password)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    pub async fn intake_summary(
        &mut self,
        sha256: &str,
        hint: &str,
    ) -> Result<Option<String>, StoreError> {
        Ok(
            sqlx::query_scalar(
                "SELECT summary FROM intake_reading WHERE sha256 = $1 AND hint = $2",
            )
            .bind(sha256)
            .bind(hint)
            .fetch_optional(&mut **self)
            .await?,
        )
    }

    /// The fingerprint under which the whole reading is kept as content.
    pub async fn intake_reading(
        &mut self,
        sha256: &str,
        hint: &str,
    ) -> Result<Option<String>, StoreError> {
        let sql = "SELECT reading_sha256 FROM intake_reading WHERE sha256 = $1 AND hint = $2";
        Ok(sqlx::query_scalar(sql)
            .bind(sha256)
            .bind(hint)
            .fetch_optional(&mut **self)
            .await?)
    }

    pub async fn intake_pages(
        &mut self,
        sha256: &str,
        hint: &str,
    ) -> Result<Vec<(u32, String)>, StoreError> {
        let rows =
            sqlx::query("SELECT page, reading FROM intake_page WHERE sha256 = $1 AND hint = $2")
                .bind(sha256)
                .bind(hint)
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("page")?, row.try_get("reading")?)))
            .collect()
    }

    pub async fn intake_passwords(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let rows = sqlx::query("SELECT sha256, password FROM intake_password")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| Ok((row.try_get("sha256")?, row.try_get("password")?)))
            .collect()
    }
}
