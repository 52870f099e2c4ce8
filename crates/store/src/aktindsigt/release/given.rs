use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::aktindsigt::ItemDecision;
use sagsbord_domain::{
    AktindsigtId, AktindsigtLetterId, BundleId, EmployeeId, ItemId, LetterId, ReleaseId,
};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{day, instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_release";

/// As many rows as one statement writes.
const AT_ONCE: usize = 500;

/// What is about to be frozen.
#[derive(Debug, Clone)]
pub struct NewRelease {
    pub id: ReleaseId,
    pub aktindsigt: AktindsigtId,
    pub bundle: BundleId,
    pub letter: AktindsigtLetterId,
    pub approval: u32,
    pub approved_by: EmployeeId,
    pub print: String,
    pub is_part: bool,
    pub way: String,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub law_day: NaiveDate,
    pub program: String,
    pub items: Vec<ReleasedItem>,
}

#[derive(Debug, Clone)]
pub struct ReleasedItem {
    pub item: ItemId,
    pub version: u32,
    pub number: u32,
    pub decision: ItemDecision,
    pub bases: Vec<String>,
    pub sha256: Option<String>,
}

/// What was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    pub id: ReleaseId,
    pub aktindsigt: AktindsigtId,
    pub number: u32,
    pub bundle: BundleId,
    pub letter: AktindsigtLetterId,
    pub print: String,
    pub is_part: bool,
    pub way: String,
    pub released: (DateTime<Utc>, EmployeeId),
    pub approved_by: EmployeeId,
    pub law_day: NaiveDate,
    pub items: u32,
    pub deliveries: Vec<Delivery>,
    pub recalled: Option<(DateTime<Utc>, EmployeeId, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub way: String,
    /// A code.
    pub outcome: String,
    pub letter: Option<LetterId>,
    pub text: String,
}

impl Writer {
    /// With the letter that goes with it, which is closed.
    pub async fn add_release(&mut self, release: &NewRelease) -> Result<u32, StoreError> {
        let number: u32 = sqlx::query_scalar(
            "SELECT 1 + coalesce(max(number), 0) FROM aktindsigt_release WHERE aktindsigt_id = $1",
        )
        .bind(release.aktindsigt.to_string())
        .fetch_one(&mut **self)
        .await?;
        sqlx::query(
            "INSERT INTO aktindsigt_release (id, aktindsigt_id, number, bundle_id, letter_id, approval_number, print,
                is_part, way, released_at, released_by, approved_by, law_day, program)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(release.id.to_string())
        .bind(release.aktindsigt.to_string())
        .bind(number)
        .bind(release.bundle.to_string())
        .bind(release.letter.to_string())
        .bind(release.approval)
        .bind(&release.print)
        .bind(release.is_part)
        .bind(&release.way)
        .bind(instant(release.at))
        .bind(release.by.to_string())
        .bind(release.approved_by.to_string())
        .bind(day(release.law_day))
        .bind(&release.program)
        .execute(&mut **self)
        .await?;
        for some in release.items.chunks(AT_ONCE) {
            let rows: Vec<Value> = some
                .iter()
                .map(|item| {
                    json!([
                        item.item.to_string(),
                        item.version,
                        item.number,
                        item.decision.code(),
                        json!(item.bases).to_string(),
                        item.sha256,
                    ])
                })
                .collect();
            sqlx::query(
                "INSERT INTO aktindsigt_release_item (release_id, item_id, item_version, number, decision, bases, sha256)
                 SELECT $1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5
                 FROM json_each($2)",
            )
            .bind(release.id.to_string())
            .bind(Value::from(rows).to_string())
            .execute(&mut **self)
            .await?;
        }
        let closed =
            sqlx::query("UPDATE aktindsigt_letter SET is_open = 0 WHERE id = $1 AND is_open = 1")
                .bind(release.letter.to_string())
                .execute(&mut **self)
                .await?;
        match closed.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(number),
        }
    }

    pub async fn add_delivery(
        &mut self,
        id: ReleaseId,
        delivery: &Delivery,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_delivery (release_id, number, at, employee_id, way, outcome, letter_id, text)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7
             FROM aktindsigt_delivery WHERE release_id = $1",
        )
        .bind(id.to_string())
        .bind(instant(delivery.at))
        .bind(delivery.by.to_string())
        .bind(&delivery.way)
        .bind(&delivery.outcome)
        .bind(delivery.letter.map(|letter| letter.to_string()))
        .bind(&delivery.text)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Refused where it was recalled already.
    pub async fn recall_release(
        &mut self,
        id: ReleaseId,
        by: (DateTime<Utc>, EmployeeId),
        why: &str,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO aktindsigt_recall (release_id, recalled_at, recalled_by, why) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.to_string())
        .bind(instant(by.0))
        .bind(by.1.to_string())
        .bind(why)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    /// The oldest first.
    pub async fn releases(&mut self, id: AktindsigtId) -> Result<Vec<Release>, StoreError> {
        let rows = sqlx::query(
            "SELECT r.*, (SELECT count(*) FROM aktindsigt_release_item AS i WHERE i.release_id = r.id) AS items,
                c.recalled_at, c.recalled_by, c.why
             FROM aktindsigt_release AS r LEFT JOIN aktindsigt_recall AS c ON c.release_id = r.id
             WHERE r.aktindsigt_id = $1 ORDER BY r.row_key",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        let mut releases: Vec<Release> = rows.iter().map(release).collect::<Result<_, _>>()?;
        for release in &mut releases {
            release.deliveries = self.deliveries(release.id).await?;
        }
        Ok(releases)
    }

    /// The documents that were answered, each with the version it had when it was answered last.
    pub async fn answered_items(
        &mut self,
        id: AktindsigtId,
    ) -> Result<HashMap<ItemId, u32>, StoreError> {
        let rows: Vec<(String, u32)> = sqlx::query_as(
            "SELECT i.item_id, max(i.item_version) FROM aktindsigt_release AS r
             JOIN aktindsigt_release_item AS i ON i.release_id = r.id
             WHERE r.aktindsigt_id = $1 GROUP BY i.item_id",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.into_iter()
            .map(|(item, version)| {
                let unreadable = |_| crate::text::unreadable("aktindsigt_release_item", "item_id");
                Ok((item.parse().map_err(unreadable)?, version))
            })
            .collect()
    }

    async fn deliveries(&mut self, id: ReleaseId) -> Result<Vec<Delivery>, StoreError> {
        const TABLE: &str = "aktindsigt_delivery";
        let rows =
            sqlx::query("SELECT * FROM aktindsigt_delivery WHERE release_id = $1 ORDER BY number")
                .bind(id.to_string())
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                Ok(Delivery {
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    way: row.try_get("way")?,
                    outcome: row.try_get("outcome")?,
                    letter: parse_optional(row, TABLE, "letter_id", |text| text.parse().ok())?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }
}

fn release(row: &SqliteRow) -> Result<Release, StoreError> {
    let at = parse_optional(row, TABLE, "recalled_at", parse_instant)?;
    let by = parse_optional(row, TABLE, "recalled_by", |text| text.parse().ok())?;
    let why: Option<String> = row.try_get("why")?;
    Ok(Release {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        bundle: parse(row, TABLE, "bundle_id", |text| text.parse().ok())?,
        letter: parse(row, TABLE, "letter_id", |text| text.parse().ok())?,
        print: row.try_get("print")?,
        is_part: row.try_get("is_part")?,
        way: row.try_get("way")?,
        released: (
            parse(row, TABLE, "released_at", parse_instant)?,
            parse(row, TABLE, "released_by", |text| text.parse().ok())?,
        ),
        approved_by: parse(row, TABLE, "approved_by", |text| text.parse().ok())?,
        law_day: parse(row, TABLE, "law_day", |text| text.parse().ok())?,
        items: row.try_get("items")?,
        deliveries: Vec::new(),
        recalled: match (at, by, why) {
            (Some(at), Some(by), Some(why)) => Some((at, by, why)),
            _ => None,
        },
    })
}
