//! Notes to colleagues at a place on a page of a document.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{DocumentId, EmployeeId, PinId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_document_access;
use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pin {
    pub id: PinId,
    pub document: DocumentId,
    /// From 1.
    pub page: u32,
    /// In ten thousandths of the page's width and height, from its top left.
    pub across: u32,
    pub down: u32,
    pub text: String,
    pub version: u32,
    pub made_by: EmployeeId,
    pub made_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

impl Writer {
    /// Refused where the id is taken.
    pub async fn add_pin(&mut self, pin: &Pin) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO document_pin
                (id, document_id, page, across, down, text, version, made_by, made_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(pin.id.to_string())
        .bind(pin.document.to_string())
        .bind(pin.page)
        .bind(pin.across)
        .bind(pin.down)
        .bind(&pin.text)
        .bind(pin.version)
        .bind(pin.made_by.to_string())
        .bind(instant(pin.made_at))
        .bind(instant(pin.changed_at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whether it stood as it was known to.
    pub async fn change_pin(&mut self, pin: &Pin, known: u32) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE document_pin SET page = $3, across = $4, down = $5, text = $6, version = version + 1,
                changed_at = $7 WHERE id = $1 AND version = $2",
        )
        .bind(pin.id.to_string())
        .bind(known)
        .bind(pin.page)
        .bind(pin.across)
        .bind(pin.down)
        .bind(&pin.text)
        .bind(instant(pin.changed_at))
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether it stood as it was known to.
    pub async fn remove_pin(&mut self, pin: PinId, known: u32) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM document_pin WHERE id = $1 AND version = $2")
            .bind(pin.to_string())
            .bind(known)
            .execute(&mut **self)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

impl Reader {
    /// In the order of the pages, and on each from above.
    pub async fn pins_of(
        &mut self,
        filter: &AccessFilter,
        document: DocumentId,
        most: u32,
    ) -> Result<Vec<Pin>, StoreError> {
        let mut sql = pins();
        sql.push("p.document_id = ").push_bind(document.to_string());
        push_document_access(&mut sql, filter);
        sql.push(" ORDER BY p.page, p.down, p.id LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(pin).collect()
    }

    /// `None` both when it is not there and when its document is out of reach.
    pub async fn find_pin(
        &mut self,
        filter: &AccessFilter,
        id: PinId,
    ) -> Result<Option<Pin>, StoreError> {
        let mut sql = pins();
        sql.push("p.id = ").push_bind(id.to_string());
        push_document_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(pin).transpose()
    }
}

fn pins() -> QueryBuilder<Sqlite> {
    QueryBuilder::new(
        "SELECT p.* FROM document_pin p JOIN document d ON d.id = p.document_id
         JOIN case_file AS c ON c.id = d.case_id WHERE ",
    )
}

fn pin(row: &SqliteRow) -> Result<Pin, StoreError> {
    const TABLE: &str = "document_pin";
    Ok(Pin {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        document: parse(row, TABLE, "document_id", |text| text.parse().ok())?,
        page: row.try_get("page")?,
        across: row.try_get("across")?,
        down: row.try_get("down")?,
        text: row.try_get("text")?,
        version: row.try_get("version")?,
        made_by: parse(row, TABLE, "made_by", |text| text.parse().ok())?,
        made_at: parse(row, TABLE, "made_at", parse_instant)?,
        changed_at: parse(row, TABLE, "changed_at", parse_instant)?,
    })
}
