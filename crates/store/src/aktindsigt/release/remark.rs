use chrono::{DateTime, Utc};
use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId};
use sqlx::{Row, SqliteConnection};

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// More than anybody reads at once; of more the newest.
const MOST: u32 = 1_000;

/// A stop of the data protection officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseStop {
    pub number: u32,
    pub stopped: (DateTime<Utc>, EmployeeId),
    pub why: String,
    pub answered: Option<(DateTime<Utc>, EmployeeId)>,
    pub answer: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseComment {
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub item: Option<ItemId>,
    pub mark: Option<String>,
    pub text: String,
}

impl Writer {
    pub async fn add_release_stop(
        &mut self,
        id: AktindsigtId,
        by: (DateTime<Utc>, EmployeeId),
        why: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_stop (aktindsigt_id, number, stopped_at, stopped_by, why)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4 FROM aktindsigt_stop WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .bind(instant(by.0))
        .bind(by.1.to_string())
        .bind(why)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Refused where it was answered already.
    pub async fn answer_release_stop(
        &mut self,
        id: AktindsigtId,
        number: u32,
        by: (DateTime<Utc>, EmployeeId),
        answer: &str,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_stop SET answered_at = $3, answered_by = $4, answer = $5
             WHERE aktindsigt_id = $1 AND number = $2 AND answered_at IS NULL",
        )
        .bind(id.to_string())
        .bind(number)
        .bind(instant(by.0))
        .bind(by.1.to_string())
        .bind(answer)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    /// A stop that nobody has answered.
    pub async fn is_release_stopped(&mut self, id: AktindsigtId) -> Result<bool, StoreError> {
        is_stopped(self, id).await
    }

    pub async fn add_release_comments(
        &mut self,
        id: AktindsigtId,
        comments: &[ReleaseComment],
    ) -> Result<(), StoreError> {
        for comment in comments {
            sqlx::query(
                "INSERT INTO aktindsigt_comment (aktindsigt_id, number, at, employee_id, item_id, mark_id, text)
                 SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6
                 FROM aktindsigt_comment WHERE aktindsigt_id = $1",
            )
            .bind(id.to_string())
            .bind(instant(comment.at))
            .bind(comment.by.to_string())
            .bind(comment.item.map(|item| item.to_string()))
            .bind(&comment.mark)
            .bind(&comment.text)
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn is_release_stopped(&mut self, id: AktindsigtId) -> Result<bool, StoreError> {
        is_stopped(self, id).await
    }

    /// The oldest first.
    pub async fn release_stops(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<ReleaseStop>, StoreError> {
        const TABLE: &str = "aktindsigt_stop";
        let rows =
            sqlx::query("SELECT * FROM aktindsigt_stop WHERE aktindsigt_id = $1 ORDER BY number")
                .bind(id.to_string())
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                let at = parse_optional(row, TABLE, "answered_at", parse_instant)?;
                let by = parse_optional(row, TABLE, "answered_by", |text| text.parse().ok())?;
                Ok(ReleaseStop {
                    number: row.try_get("number")?,
                    stopped: (
                        parse(row, TABLE, "stopped_at", parse_instant)?,
                        parse(row, TABLE, "stopped_by", |text| text.parse().ok())?,
                    ),
                    why: row.try_get("why")?,
                    answered: at.zip(by),
                    answer: row
                        .try_get::<Option<String>, _>("answer")?
                        .unwrap_or_default(),
                })
            })
            .collect()
    }

    /// The oldest first; of very many the newest.
    pub async fn release_comments(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<ReleaseComment>, StoreError> {
        const TABLE: &str = "aktindsigt_comment";
        let rows = sqlx::query(
            "SELECT * FROM (SELECT * FROM aktindsigt_comment WHERE aktindsigt_id = $1 ORDER BY number DESC LIMIT $2)
             AS newest ORDER BY number",
        )
        .bind(id.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(ReleaseComment {
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    item: parse_optional(row, TABLE, "item_id", |text| text.parse().ok())?,
                    mark: row.try_get("mark_id")?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }
}

async fn is_stopped(conn: &mut SqliteConnection, id: AktindsigtId) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM aktindsigt_stop WHERE aktindsigt_id = $1 AND answered_at IS NULL)",
    )
    .bind(id.to_string())
    .fetch_one(conn)
    .await?)
}
