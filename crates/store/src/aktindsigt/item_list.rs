//! The list of a request, as far as the one who asks sees the documents on it.

use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::ItemDecision;
use sagsbord_domain::{AktindsigtId, ItemId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use super::item::{AktindsigtItem, item};
use crate::access::push_document_access;
use crate::text::unreadable;
use crate::{Reader, StoreError, Writer};

/// Which rows of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ItemShown {
    /// What bears a number.
    #[default]
    Listed,
    Undecided,
    /// Copies of others.
    Folded,
    /// What does not belong to the request.
    Out,
    /// Its bytes are not those that were collected.
    Changed,
    All,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct ItemQuery {
    pub shown: ItemShown,
    pub offset: u32,
    pub limit: u32,
}

/// An item with what has become of its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedItem {
    pub item: AktindsigtItem,
    pub case_number: String,
    /// Its document is there no more.
    pub is_gone: bool,
    /// Its bytes are not those that were collected.
    pub is_changed: bool,
    /// How many copies it stands for, of those within reach.
    pub copies: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    pub listed: u32,
    pub undecided: u32,
    pub given: u32,
    pub partly: u32,
    pub withheld: u32,
    pub folded: u32,
    pub out: u32,
    /// Listed, and not what was collected, or gone.
    pub changed: u32,
    pub proposed: u32,
    pub pages: u32,
}

/// The items of a request as `d`, as guarded as their documents are now, with the case each lay in as `c`.
const ITEMS: &str =
    "FROM (SELECT i.*, coalesce(doc.sensitivity, i.guarded) AS sensitivity,
        i.document_id IS NOT NULL AND doc.id IS NULL AS is_gone,
        doc.id IS NOT NULL AND coalesce(doc.blob_sha256, '') <> coalesce(i.sha256, '') AS is_changed
     FROM aktindsigt_item AS i LEFT JOIN document AS doc ON doc.id = i.document_id WHERE i.aktindsigt_id = ";
const AND_THEIR_CASES: &str = ") AS d JOIN case_file AS c ON c.id = d.case_id WHERE 1 = 1";

fn push_items(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, id: AktindsigtId) {
    sql.push(ITEMS)
        .push_bind(id.to_string())
        .push(AND_THEIR_CASES);
    push_document_access(sql, filter);
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn list_items(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
        query: ItemQuery,
    ) -> Result<Vec<ListedItem>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.*, c.number AS case_number ");
        push_items(&mut sql, filter, id);
        sql.push(match query.shown {
            ItemShown::Listed => " AND d.number > 0",
            ItemShown::Undecided => " AND d.number > 0 AND d.decision = 'undecided'",
            ItemShown::Folded => " AND d.folded_onto IS NOT NULL",
            ItemShown::Out => " AND d.out_reason IS NOT NULL",
            ItemShown::Changed => " AND d.number > 0 AND (d.is_changed OR d.is_gone)",
            ItemShown::All => "",
        });
        sql.push(" ORDER BY d.number = 0, d.number, d.row_key LIMIT ")
            .push_bind(query.limit)
            .push(" OFFSET ")
            .push_bind(query.offset);
        let rows = sql.build().fetch_all(&mut **self).await?;
        let mut listed: Vec<ListedItem> = rows.iter().map(listed).collect::<Result<_, _>>()?;
        self.count_copies(filter, id, &mut listed).await?;
        Ok(listed)
    }

    pub async fn find_items(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
        items: &[ItemId],
    ) -> Result<Vec<ListedItem>, StoreError> {
        let items: Vec<String> = items.iter().map(ItemId::to_string).collect();
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.*, c.number AS case_number ");
        push_items(&mut sql, filter, id);
        sql.push(" AND d.id IN (SELECT value FROM json_each(")
            .push_bind(serde_json::json!(items).to_string())
            .push("))");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(listed).collect()
    }

    async fn count_copies(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
        listed: &mut [ListedItem],
    ) -> Result<(), StoreError> {
        if listed.is_empty() {
            return Ok(());
        }
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.folded_onto, count(*) AS copies ");
        push_items(&mut sql, filter, id);
        sql.push(" AND d.folded_onto IS NOT NULL GROUP BY d.folded_onto");
        let rows: Vec<(String, u32)> = sql.build_query_as().fetch_all(&mut **self).await?;
        let copies: std::collections::HashMap<String, u32> = rows.into_iter().collect();
        for one in listed {
            one.copies = copies
                .get(&one.item.id.to_string())
                .copied()
                .unwrap_or_default();
        }
        Ok(())
    }

    /// Of what is within reach, and of nothing else.
    pub async fn count_items(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<ItemCounts, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.decision, d.number > 0 AS is_listed, d.folded_onto IS NOT NULL AS is_folded,
                d.out_reason IS NOT NULL AS is_out, count(*) AS items, sum(d.is_changed OR d.is_gone) AS changed,
                sum(d.proposed_decision IS NOT NULL AND d.decision = 'undecided') AS proposed,
                coalesce(sum(d.pages), 0) AS pages ",
        );
        push_items(&mut sql, filter, id);
        sql.push(" GROUP BY d.decision, is_listed, is_folded, is_out");
        let rows = sql.build().fetch_all(&mut **self).await?;
        let mut counts = ItemCounts::default();
        for row in &rows {
            let items: u32 = row.try_get("items")?;
            if row.try_get::<bool, _>("is_folded")? {
                counts.folded += items;
            } else if row.try_get::<bool, _>("is_out")? {
                counts.out += items;
            }
            if !row.try_get::<bool, _>("is_listed")? {
                continue;
            }
            let decision: String = row.try_get("decision")?;
            let decision = ItemDecision::from_code(&decision)
                .ok_or_else(|| unreadable("aktindsigt_item", "decision"))?;
            counts.listed += items;
            counts.changed += row.try_get::<u32, _>("changed")?;
            counts.proposed += row.try_get::<u32, _>("proposed")?;
            counts.pages += row.try_get::<u32, _>("pages")?;
            *match decision {
                ItemDecision::Undecided => &mut counts.undecided,
                ItemDecision::Given => &mut counts.given,
                ItemDecision::Partly => &mut counts.partly,
                ItemDecision::Withheld => &mut counts.withheld,
            } += items;
        }
        Ok(counts)
    }

    /// Every number of the list with its row, and whether these are all there are.
    pub async fn item_numbers(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<(Vec<(ItemId, u32)>, bool), StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.id, d.number ");
        push_items(&mut sql, filter, id);
        sql.push(" AND d.number > 0 ORDER BY d.number");
        let rows: Vec<(String, u32)> = sql.build_query_as().fetch_all(&mut **self).await?;
        let seen: Vec<(ItemId, u32)> = rows
            .into_iter()
            .map(|(id, number)| {
                let id = id
                    .parse()
                    .map_err(|_| unreadable("aktindsigt_item", "id"))?;
                Ok((id, number))
            })
            .collect::<Result<_, StoreError>>()?;
        let all: u32 = sqlx::query_scalar(
            "SELECT count(*) FROM aktindsigt_item WHERE aktindsigt_id = $1 AND number > 0",
        )
        .bind(id.to_string())
        .fetch_one(&mut **self)
        .await?;
        let is_whole = u32::try_from(seen.len()).is_ok_and(|seen| seen == all);
        Ok((seen, is_whole))
    }

    /// The numbered rows in the order of their days.
    pub async fn items_by_day(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
        newest_first: bool,
    ) -> Result<Vec<ItemId>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.id ");
        push_items(&mut sql, filter, id);
        sql.push(match newest_first {
            true => " AND d.number > 0 ORDER BY d.dated DESC, d.number",
            false => " AND d.number > 0 ORDER BY d.dated, d.number",
        });
        let rows: Vec<String> = sql.build_query_scalar().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|id| id.parse().map_err(|_| unreadable("aktindsigt_item", "id")))
            .collect()
    }

    /// How many rows it stands for, of those within reach.
    pub async fn copies_of(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
        item: ItemId,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) ");
        push_items(&mut sql, filter, id);
        sql.push(" AND d.folded_onto = ")
            .push_bind(item.to_string());
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }
}

impl Writer {
    /// The bytes that are on the list within reach, and the item that stands for each: asked by whoever adds to them,
    /// while nobody else does.
    pub async fn item_prints(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<Vec<(String, ItemId)>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.sha256, d.id ");
        push_items(&mut sql, filter, id);
        sql.push(
            " AND d.sha256 IS NOT NULL AND d.folded_onto IS NULL AND d.out_reason IS NULL ORDER BY d.row_key",
        );
        let rows: Vec<(String, String)> = sql.build_query_as().fetch_all(&mut **self).await?;
        rows.into_iter()
            .map(|(sha256, id)| {
                let id = id
                    .parse()
                    .map_err(|_| unreadable("aktindsigt_item", "id"))?;
                Ok((sha256, id))
            })
            .collect()
    }
}

fn listed(row: &SqliteRow) -> Result<ListedItem, StoreError> {
    Ok(ListedItem {
        item: item(row)?,
        case_number: row.try_get("case_number")?,
        is_gone: row.try_get("is_gone")?,
        is_changed: row.try_get("is_changed")?,
        copies: 0,
    })
}
