//! Words to a colleague about a page. They are never released.

use chrono::{DateTime, Utc};
use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId, PageNoteId};
use sqlx::Row;

use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageNote {
    pub id: PageNoteId,
    pub item: ItemId,
    pub page: u32,
    pub text: String,
    pub made_at: DateTime<Utc>,
    pub made_by: EmployeeId,
    pub settled: Option<(DateTime<Utc>, EmployeeId)>,
}

impl Writer {
    pub async fn add_page_note(
        &mut self,
        id: AktindsigtId,
        note: &PageNote,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_page_note (id, aktindsigt_id, item_id, page, text, made_at, made_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(note.id.to_string())
        .bind(id.to_string())
        .bind(note.item.to_string())
        .bind(note.page)
        .bind(&note.text)
        .bind(instant(note.made_at))
        .bind(note.made_by.to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Once: a conflict where somebody has settled it before.
    pub async fn settle_page_note(
        &mut self,
        note: PageNoteId,
        at: DateTime<Utc>,
        by: EmployeeId,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_page_note SET settled_at = $2, settled_by = $3 WHERE id = $1 AND settled_at IS NULL",
        )
        .bind(note.to_string())
        .bind(instant(at))
        .bind(by.to_string())
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
    pub async fn page_notes(&mut self, id: AktindsigtId) -> Result<Vec<PageNote>, StoreError> {
        const TABLE: &str = "aktindsigt_page_note";
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_page_note WHERE aktindsigt_id = $1 ORDER BY item_id, page, row_key",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let at = parse_optional(row, TABLE, "settled_at", parse_instant)?;
                let by = parse_optional(row, TABLE, "settled_by", |text| text.parse().ok())?;
                Ok(PageNote {
                    id: parse(row, TABLE, "id", |text| text.parse().ok())?,
                    item: parse(row, TABLE, "item_id", |text| text.parse().ok())?,
                    page: row.try_get("page")?,
                    text: row.try_get("text")?,
                    made_at: parse(row, TABLE, "made_at", parse_instant)?,
                    made_by: parse(row, TABLE, "made_by", |text| text.parse().ok())?,
                    settled: at.zip(by),
                })
            })
            .collect()
    }
}
