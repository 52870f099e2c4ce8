//! What is derived of a request's documents so that their pages open at once: the words of each page with their places,
//! and what the quality check found. It can all be derived anew.

use std::collections::HashSet;

use sagsbord_domain::{AktindsigtId, ItemId};
use serde_json::{Value, json};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{parse, unreadable};
use crate::{Reader, StoreError, Writer};

/// Colleagues with another reach know of other people: what was found for each of so many stays.
const KEPT_OF_AN_ITEM: u32 = 3;
/// As many pages as one statement writes.
const AT_ONCE: usize = 50;

#[derive(Debug, Clone, PartialEq)]
pub struct ReviewedPage {
    pub page: u32,
    pub width: f64,
    pub height: f64,
    /// As it was checked.
    pub text: String,
    /// As JSON: what each is stands with those who read pages.
    pub words: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundInItem {
    pub item: ItemId,
    pub print: String,
    pub pages: u32,
    /// Why nothing could be read.
    pub why: Option<String>,
    /// As JSON.
    pub findings: String,
}

impl Writer {
    /// In place of what was read of other bytes.
    pub async fn put_reviewed_pages(
        &mut self,
        item: ItemId,
        sha256: &str,
        pages: &[ReviewedPage],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM aktindsigt_page WHERE item_id = $1")
            .bind(item.to_string())
            .execute(&mut **self)
            .await?;
        for some in pages.chunks(AT_ONCE) {
            let rows: Vec<Value> = some
                .iter()
                .map(|page| json!([page.page, page.width, page.height, page.text, page.words]))
                .collect();
            sqlx::query(
                "INSERT INTO aktindsigt_page (item_id, sha256, page, width, height, text, words)
                 SELECT $1, $2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each($3)",
            )
            .bind(item.to_string())
            .bind(sha256)
            .bind(Value::from(rows).to_string())
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    pub async fn put_found(&mut self, found: &FoundInItem) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM aktindsigt_found WHERE item_id = $1 AND print = $2")
            .bind(found.item.to_string())
            .bind(&found.print)
            .execute(&mut **self)
            .await?;
        sqlx::query(
            "INSERT INTO aktindsigt_found (item_id, print, pages, why, findings) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(found.item.to_string())
        .bind(&found.print)
        .bind(found.pages)
        .bind(&found.why)
        .bind(&found.findings)
        .execute(&mut **self)
        .await?;
        sqlx::query(
            "DELETE FROM aktindsigt_found WHERE item_id = $1 AND row_key NOT IN (
                SELECT row_key FROM aktindsigt_found WHERE item_id = $1 ORDER BY row_key DESC LIMIT $2)",
        )
        .bind(found.item.to_string())
        .bind(KEPT_OF_AN_ITEM)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

/// Only for a request and items that were found within somebody's reach.
impl Reader {
    pub async fn reviewed_page(
        &mut self,
        item: ItemId,
        sha256: &str,
        page: u32,
    ) -> Result<Option<ReviewedPage>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM aktindsigt_page WHERE item_id = $1 AND sha256 = $2 AND page = $3",
        )
        .bind(item.to_string())
        .bind(sha256)
        .bind(page)
        .fetch_optional(&mut **self)
        .await?;
        row.as_ref().map(reviewed_page).transpose()
    }

    /// Those of some items that somebody names, with the bytes each was read from.
    pub async fn reviewed_pages_at(
        &mut self,
        places: &[(ItemId, String, u32)],
    ) -> Result<Vec<(ItemId, ReviewedPage)>, StoreError> {
        let places: Vec<Value> = places
            .iter()
            .map(|(item, sha256, page)| json!([item.to_string(), sha256, page]))
            .collect();
        let rows = sqlx::query(
            "SELECT p.* FROM json_each($1) AS j CROSS JOIN aktindsigt_page AS p
                ON p.item_id = j.value ->> 0 AND p.sha256 = j.value ->> 1 AND p.page = j.value ->> 2",
        )
        .bind(Value::from(places).to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let item = parse(row, "aktindsigt_page", "item_id", |text| text.parse().ok())?;
                Ok((item, reviewed_page(row)?))
            })
            .collect()
    }

    /// Width and height of each page, in their order.
    pub async fn reviewed_page_sizes(
        &mut self,
        item: ItemId,
        sha256: &str,
    ) -> Result<Vec<(f64, f64)>, StoreError> {
        Ok(sqlx::query_as(
            "SELECT width, height FROM aktindsigt_page WHERE item_id = $1 AND sha256 = $2 ORDER BY page",
        )
        .bind(item.to_string())
        .bind(sha256)
        .fetch_all(&mut **self)
        .await?)
    }

    pub async fn reviewed_pages(
        &mut self,
        item: ItemId,
        sha256: &str,
    ) -> Result<Vec<ReviewedPage>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_page WHERE item_id = $1 AND sha256 = $2 ORDER BY page",
        )
        .bind(item.to_string())
        .bind(sha256)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(reviewed_page).collect()
    }

    /// Of which items it is known what was found in them, and for what print.
    pub async fn found_prints(
        &mut self,
        id: AktindsigtId,
    ) -> Result<HashSet<(ItemId, String)>, StoreError> {
        let rows: Vec<(String, String)> = sqlx::query_as(
            "SELECT f.item_id, f.print FROM aktindsigt_item AS i JOIN aktindsigt_found AS f ON f.item_id = i.id
             WHERE i.aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.into_iter()
            .map(|(item, print)| {
                let item = item
                    .parse()
                    .map_err(|_| unreadable("aktindsigt_found", "item_id"))?;
                Ok((item, print))
            })
            .collect()
    }

    /// The text of every page of some items, as it was checked.
    pub async fn texts_of_items(
        &mut self,
        items: &[(ItemId, String)],
    ) -> Result<Vec<(ItemId, u32, String)>, StoreError> {
        let items: Vec<Value> = items
            .iter()
            .map(|(item, sha256)| json!([item.to_string(), sha256]))
            .collect();
        let rows: Vec<(String, u32, String)> = sqlx::query_as(
            "SELECT p.item_id, p.page, p.text FROM json_each($1) AS j
             CROSS JOIN aktindsigt_page AS p ON p.item_id = j.value ->> 0 AND p.sha256 = j.value ->> 1
             ORDER BY p.item_id, p.page",
        )
        .bind(Value::from(items).to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.into_iter()
            .map(|(item, page, text)| {
                let item = item
                    .parse()
                    .map_err(|_| unreadable("aktindsigt_page", "item_id"))?;
                Ok((item, page, text))
            })
            .collect()
    }

    /// What was found in some items, each for its print.
    pub async fn found_in_items(
        &mut self,
        items: &[(ItemId, String)],
    ) -> Result<Vec<FoundInItem>, StoreError> {
        const TABLE: &str = "aktindsigt_found";
        let items: Vec<Value> = items
            .iter()
            .map(|(item, print)| json!([item.to_string(), print]))
            .collect();
        let rows = sqlx::query(
            "SELECT f.* FROM json_each($1) AS j
             CROSS JOIN aktindsigt_found AS f ON f.item_id = j.value ->> 0 AND f.print = j.value ->> 1",
        )
        .bind(Value::from(items).to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(FoundInItem {
                    item: parse(row, TABLE, "item_id", |text| text.parse().ok())?,
                    print: row.try_get("print")?,
                    pages: row.try_get("pages")?,
                    why: row.try_get("why")?,
                    findings: row.try_get("findings")?,
                })
            })
            .collect()
    }
}

fn reviewed_page(row: &SqliteRow) -> Result<ReviewedPage, StoreError> {
    Ok(ReviewedPage {
        page: row.try_get("page")?,
        width: row.try_get("width")?,
        height: row.try_get("height")?,
        text: row.try_get("text")?,
        words: row.try_get("words")?,
    })
}
