//! What is covered or kept at the places of a request's documents. A mark is never changed, only taken back.

use chrono::{DateTime, Utc};
use sagsbord_domain::aktindsigt::{MarkDecision, MarkKind};
use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId, MarkId, ReviewAnswerId};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_mark";

/// As many rows as one statement writes.
const AT_ONCE: usize = 500;

#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub id: MarkId,
    pub aktindsigt: AktindsigtId,
    pub item: ItemId,
    /// The fingerprint of the bytes it was placed on.
    pub sha256: String,
    /// From 1; 0 where it is about the whole document, or the title.
    pub page: u32,
    pub kind: MarkKind,
    /// Left, top, right and bottom, in points from the top left of the page as it is shown.
    pub areas: Vec<[f64; 4]>,
    /// The words under it. Secret: never to a log.
    pub text: String,
    pub decision: MarkDecision,
    pub basis: Option<String>,
    pub reason: String,
    pub rule: Option<String>,
    pub category: Option<String>,
    pub answer: ReviewAnswerId,
    pub undone_by: Option<ReviewAnswerId>,
    pub made_at: DateTime<Utc>,
    pub made_by: EmployeeId,
}

impl Writer {
    pub async fn put_marks(&mut self, marks: &[Mark]) -> Result<(), StoreError> {
        for some in marks.chunks(AT_ONCE) {
            let rows: Vec<Value> = some.iter().map(as_row).collect();
            sqlx::query(
                "INSERT INTO aktindsigt_mark (id, aktindsigt_id, item_id, sha256, page, kind, areas, text, decision,
                    basis, reason, rule, category, answer, undone_by, made_at, made_by)
                 SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                    value ->> 7, value ->> 8, value ->> 9, value ->> 10, value ->> 11, value ->> 12, value ->> 13,
                    value ->> 14, value ->> 15, value ->> 16
                 FROM json_each($1)",
            )
            .bind(Value::from(rows).to_string())
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }
}

/// A mark as whoever answers at its place must know it.
#[derive(Debug, Clone, PartialEq)]
pub struct StandingMark {
    pub mark: Mark,
    /// The place of its answer among all of the request.
    pub answered: i64,
}

impl Writer {
    /// What stands on some items while nobody else writes.
    pub async fn standing_marks(
        &mut self,
        items: &[ItemId],
    ) -> Result<Vec<StandingMark>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.*, a.row_key AS answered FROM json_each($1) AS j
             CROSS JOIN aktindsigt_mark AS m ON m.item_id = j.value AND m.undone_by IS NULL
             LEFT JOIN aktindsigt_answer AS a ON a.id = m.answer ORDER BY m.row_key",
        )
        .bind(as_list(items))
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(StandingMark {
                    mark: mark(row)?,
                    answered: row
                        .try_get::<Option<i64>, _>("answered")?
                        .unwrap_or_default(),
                })
            })
            .collect()
    }

    /// How many of some items are of the bytes that somebody saw, while nobody else writes.
    pub async fn count_items_of_bytes(
        &mut self,
        items: &[(ItemId, String)],
    ) -> Result<usize, StoreError> {
        let items: Vec<Value> = items
            .iter()
            .map(|(item, sha256)| json!([item.to_string(), sha256]))
            .collect();
        let count: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM json_each($1) AS j CROSS JOIN aktindsigt_item AS i
                ON i.id = j.value ->> 0 AND coalesce(i.sha256, '') = j.value ->> 1",
        )
        .bind(Value::from(items).to_string())
        .fetch_one(&mut **self)
        .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }
}

pub(super) fn as_list(items: &[ItemId]) -> String {
    let items: Vec<String> = items.iter().map(ItemId::to_string).collect();
    json!(items).to_string()
}

/// Only for a request and items that were found within somebody's reach. What was taken back is left out.
impl Reader {
    /// In the order they were placed.
    pub async fn marks_of_request(&mut self, id: AktindsigtId) -> Result<Vec<Mark>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_mark WHERE aktindsigt_id = $1 AND undone_by IS NULL ORDER BY row_key",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(mark).collect()
    }

    /// Of some items, in the order they were placed.
    pub async fn marks_of_items(&mut self, items: &[ItemId]) -> Result<Vec<Mark>, StoreError> {
        let rows = sqlx::query(
            "SELECT m.* FROM json_each($1) AS j
             CROSS JOIN aktindsigt_mark AS m ON m.item_id = j.value AND m.undone_by IS NULL ORDER BY m.row_key",
        )
        .bind(as_list(items))
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(mark).collect()
    }

    /// Also one that was taken back.
    pub async fn find_mark(
        &mut self,
        item: ItemId,
        id: MarkId,
    ) -> Result<Option<Mark>, StoreError> {
        let row = sqlx::query("SELECT * FROM aktindsigt_mark WHERE id = $1 AND item_id = $2")
            .bind(id.to_string())
            .bind(item.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(mark).transpose()
    }

    /// The items that an answer marked, or took marks off.
    pub async fn items_of_answer(
        &mut self,
        answer: ReviewAnswerId,
    ) -> Result<Vec<ItemId>, StoreError> {
        let rows: Vec<String> = sqlx::query_scalar(
            "SELECT item_id FROM aktindsigt_mark WHERE answer = $1
             UNION SELECT m.item_id FROM aktindsigt_mark_replaced AS r JOIN aktindsigt_mark AS m ON m.id = r.mark_id
             WHERE r.answer = $1",
        )
        .bind(answer.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|id| {
                id.parse()
                    .map_err(|_| crate::text::unreadable(TABLE, "item_id"))
            })
            .collect()
    }

    /// By their pages, and of a page in the order they were placed.
    pub async fn marks_of_item(&mut self, item: ItemId) -> Result<Vec<Mark>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_mark WHERE item_id = $1 AND undone_by IS NULL ORDER BY page, row_key",
        )
        .bind(item.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(mark).collect()
    }
}

fn as_row(mark: &Mark) -> Value {
    json!([
        mark.id.to_string(),
        mark.aktindsigt.to_string(),
        mark.item.to_string(),
        mark.sha256,
        mark.page,
        mark.kind.code(),
        json!(mark.areas).to_string(),
        mark.text,
        mark.decision.code(),
        mark.basis,
        mark.reason,
        mark.rule,
        mark.category,
        mark.answer.to_string(),
        mark.undone_by.map(|answer| answer.to_string()),
        instant(mark.made_at),
        mark.made_by.to_string(),
    ])
}

pub(super) fn mark(row: &SqliteRow) -> Result<Mark, StoreError> {
    Ok(Mark {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        item: parse(row, TABLE, "item_id", |text| text.parse().ok())?,
        sha256: row.try_get("sha256")?,
        page: row.try_get("page")?,
        kind: parse(row, TABLE, "kind", MarkKind::from_code)?,
        areas: parse(row, TABLE, "areas", |text| serde_json::from_str(text).ok())?,
        text: row.try_get("text")?,
        decision: parse(row, TABLE, "decision", MarkDecision::from_code)?,
        basis: row.try_get("basis")?,
        reason: row.try_get("reason")?,
        rule: row.try_get("rule")?,
        category: row.try_get("category")?,
        answer: parse(row, TABLE, "answer", |text| text.parse().ok())?,
        undone_by: parse_optional(row, TABLE, "undone_by", |text| text.parse().ok())?,
        made_at: parse(row, TABLE, "made_at", parse_instant)?,
        made_by: parse(row, TABLE, "made_by", |text| text.parse().ok())?,
    })
}
