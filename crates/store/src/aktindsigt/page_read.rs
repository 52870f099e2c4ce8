//! Which pages of a request's documents somebody has seen whole.

use chrono::{DateTime, Utc};
use sagsbord_domain::{AktindsigtId, EmployeeId, ItemId};
use sqlx::Row;

use super::mark::as_list;
use crate::text::{instant, parse};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRead {
    pub item: ItemId,
    /// Of the bytes that were seen.
    pub sha256: String,
    pub page: u32,
    pub employee: EmployeeId,
}

impl Writer {
    /// Whether it had not been noted before.
    pub async fn note_page_read(
        &mut self,
        id: AktindsigtId,
        read: &PageRead,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO aktindsigt_page_read (aktindsigt_id, item_id, sha256, page, employee_id, read_at)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        )
        .bind(id.to_string())
        .bind(read.item.to_string())
        .bind(&read.sha256)
        .bind(read.page)
        .bind(read.employee.to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn pages_read(
        &mut self,
        id: AktindsigtId,
        items: &[ItemId],
    ) -> Result<Vec<PageRead>, StoreError> {
        const TABLE: &str = "aktindsigt_page_read";
        let rows = sqlx::query(
            "SELECT r.item_id, r.sha256, r.page, r.employee_id FROM json_each($2) AS j
             CROSS JOIN aktindsigt_page_read AS r ON r.aktindsigt_id = $1 AND r.item_id = j.value",
        )
        .bind(id.to_string())
        .bind(as_list(items))
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(PageRead {
                    item: parse(row, TABLE, "item_id", |text| text.parse().ok())?,
                    sha256: row.try_get("sha256")?,
                    page: row.try_get("page")?,
                    employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                })
            })
            .collect()
    }
}
