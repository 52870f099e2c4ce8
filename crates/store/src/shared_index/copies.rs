use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, Sensitivity};
use sqlx::Row;

use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

impl Writer {
    /// Whether it is a copy of what another system owns: then nothing of it is ours to tell or change.
    pub async fn is_index_copy(&mut self, case: CaseId) -> Result<bool, StoreError> {
        let copy: Option<i64> = sqlx::query_scalar("SELECT 1 FROM index_copy WHERE case_key = (SELECT row_key FROM case_file WHERE id = $1)",
        )
            .bind(case.to_string())
            .fetch_optional(&mut **self)
            .await?;
        Ok(copy.is_some())
    }

    /// A copy that was shown here, and whose readers the index names now: what it said is taken away, and only who
    /// may see the most guarded cases sees that there is one. Gives whether there was such a copy.
    pub async fn guard_index_copy(
        &mut self,
        case: CaseId,
        title: &str,
    ) -> Result<bool, StoreError> {
        if !self.say_nothing_more(case, title).await? {
            return Ok(false);
        }
        sqlx::query("UPDATE index_copy SET allow_list = 'named' WHERE case_key = (SELECT row_key FROM case_file WHERE id = $1)")
            .bind(case.to_string())
            .execute(&mut **self)
            .await?;
        Ok(true)
    }

    /// A copy that the index does not show any more: what it said is taken away, and it is not open any longer. Gives
    /// whether there was such a copy.
    pub async fn put_index_copy_gone(
        &mut self,
        case: CaseId,
        title: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        if !self.say_nothing_more(case, title).await? {
            return Ok(false);
        }
        let id = case.to_string();
        sqlx::query("UPDATE case_file SET is_open = 0 WHERE id = $1")
            .bind(&id)
            .execute(&mut **self)
            .await?;
        sqlx::query("UPDATE index_copy SET gone_at = coalesce(gone_at, $2) WHERE case_key = (SELECT row_key FROM case_file WHERE id = $1)")
            .bind(&id)
            .bind(instant(now))
            .execute(&mut **self)
            .await?;
        Ok(true)
    }

    /// The index's own moment of what is kept of it; nothing where nothing is, or where it says nothing more.
    pub async fn index_copy_received(
        &mut self,
        case: CaseId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let received: Option<String> =
            sqlx::query_scalar("SELECT received FROM index_copy WHERE case_key = (SELECT row_key FROM case_file WHERE id = $1)")
                .bind(case.to_string())
                .fetch_optional(&mut **self)
                .await?;
        Ok(received.as_deref().and_then(parse_instant))
    }

    async fn say_nothing_more(&mut self, case: CaseId, title: &str) -> Result<bool, StoreError> {
        if !self.is_index_copy(case).await? {
            return Ok(false);
        }
        let id = case.to_string();
        for table in ["case_party", "document", "benefit"] {
            let kept_bytes = if table == "document" {
                "AND blob_sha256 IS NULL"
            } else {
                ""
            };
            sqlx::query(sqlx::AssertSqlSafe(format!(
                "DELETE FROM {table} WHERE case_id = $1 {kept_bytes}"
            )))
            .bind(&id)
            .execute(&mut **self)
            .await?;
        }
        sqlx::query("UPDATE case_file SET sensitivity = $2 WHERE id = $1")
            .bind(&id)
            .bind(Sensitivity::Vip.rank())
            .execute(&mut **self)
            .await?;
        // Older than anything, so that it is read anew when the index says something of it again.
        sqlx::query(
            "UPDATE index_copy SET received = '', handler_name = NULL
             WHERE case_key = (SELECT row_key FROM case_file WHERE id = $1)",
        )
        .bind(&id)
        .execute(&mut **self)
        .await?;
        self.set_case_title(case, title).await?;
        Ok(true)
    }

    /// In the transaction that keeps what was read up to there.
    pub async fn put_index_mark(
        &mut self,
        name: &str,
        mark: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO index_mark (name, mark, at) VALUES ($1, $2, $3)
             ON CONFLICT (name) DO UPDATE SET mark = excluded.mark, at = excluded.at",
        )
        .bind(name)
        .bind(instant(mark))
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// What was marked up to then is done. A later mark stays.
    pub async fn drop_index_mark(
        &mut self,
        name: &str,
        mark: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM index_mark WHERE name = $1 AND mark = $2")
            .bind(name)
            .bind(instant(mark))
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

impl Reader {
    /// How far this kind of reading has come, and when that was.
    pub async fn index_mark(
        &mut self,
        name: &str,
    ) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, StoreError> {
        const TABLE: &str = "index_mark";
        let row = sqlx::query("SELECT mark, at FROM index_mark WHERE name = $1")
            .bind(name)
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| {
            Ok((
                parse(&row, TABLE, "mark", parse_instant)?,
                parse(&row, TABLE, "at", parse_instant)?,
            ))
        })
        .transpose()
    }

    pub async fn count_index_copies(&mut self) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT count(*) AS number FROM index_copy")
            .fetch_one(&mut **self)
            .await?;
        let number: i64 = row.try_get("number")?;
        Ok(u64::try_from(number).unwrap_or_default())
    }
}
