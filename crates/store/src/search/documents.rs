use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, words};
use serde_json::{Value, json};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{learn, match_documents, places_of};
use crate::access::push_document_access;
use crate::documents::document;
use crate::text::parse;
use crate::{Document, Reader, StoreError};

/// A document with the case it lies in, as far as a list of hits shows it.
#[derive(Debug, Clone)]
pub struct FoundDocument {
    pub case: CaseId,
    pub case_number: String,
    pub source: String,
    pub document: Document,
}

/// Which documents to index.
pub(crate) enum Documents<'a> {
    These(&'a [String]),
    /// Also those that are indexed already: their case belongs elsewhere now.
    OfCases(&'a [String]),
}

/// The index holds those that have a key: without the condition every document would be gone through.
pub(super) const LAST_KEY: &str =
    "SELECT coalesce(max(search_key), 0) FROM document WHERE search_key IS NOT NULL";

pub(super) const GIVE_KEYS: &str =
    "UPDATE document SET search_key = j.value ->> 0 FROM json_each($1) AS j
     WHERE document.id = j.value ->> 1 AND document.search_key IS NULL";

pub(super) const FORGET: &str =
    "DELETE FROM document_search WHERE rowid IN (SELECT d.search_key FROM json_each($1) AS j
        CROSS JOIN document AS d ON d.id = j.value WHERE d.search_key IS NOT NULL)";

pub(crate) async fn index_documents(
    conn: &mut SqliteConnection,
    which: Documents<'_>,
) -> Result<(), StoreError> {
    let (ids, join) = match which {
        Documents::These(ids) => (ids, "d.id = j.value"),
        Documents::OfCases(ids) => (ids, "d.case_id = j.value"),
    };
    if ids.is_empty() {
        return Ok(());
    }
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT d.id, d.case_id, d.title, d.search_key FROM json_each(",
    );
    sql.push_bind(json!(ids).to_string())
        .push(") AS j CROSS JOIN document AS d ON ")
        .push(join);
    let rows = sql.build().fetch_all(&mut *conn).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut next: i64 = sqlx::query_scalar(LAST_KEY).fetch_one(&mut *conn).await?;
    let mut cases: Vec<String> = Vec::new();
    for row in &rows {
        let case: String = row.try_get("case_id")?;
        if cases.last() != Some(&case) {
            cases.push(case);
        }
    }
    let places = places_of(conn, &cases).await?;
    let mut said: Vec<Value> = Vec::with_capacity(rows.len());
    let mut learnt: Vec<String> = Vec::new();
    for row in &rows {
        let (id, title): (String, String) = (row.try_get("id")?, row.try_get("title")?);
        let case: String = row.try_get("case_id")?;
        let Some(place) = places.get(&case) else {
            continue;
        };
        let key = match row.try_get::<Option<i64>, _>("search_key")? {
            Some(key) => key,
            None => {
                next += 1;
                next
            }
        };
        let words = words(&title);
        let belongs = format!("{} {}", place.words, place.kle);
        said.push(json!([key, id, words.join(" "), belongs]));
        learnt.extend(words);
    }
    let said = Value::from(said).to_string();
    sqlx::query(GIVE_KEYS)
        .bind(&said)
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT OR REPLACE INTO document_search (rowid, words, belongs)
         SELECT value ->> 0, value ->> 2, value ->> 3 FROM json_each($1)",
    )
    .bind(&said)
    .execute(&mut *conn)
    .await?;
    learn(conn, learnt.iter().map(String::as_str)).await
}

/// Before they are removed: a key that is given anew must find nothing old.
pub(crate) async fn forget_documents(
    conn: &mut SqliteConnection,
    ids: &[String],
) -> Result<(), StoreError> {
    sqlx::query(FORGET)
        .bind(json!(ids).to_string())
        .execute(conn)
        .await?;
    Ok(())
}

impl Reader {
    /// The newest documents within reach whose titles hold every word.
    pub async fn document_candidates(
        &mut self,
        filter: &AccessFilter,
        words: &[String],
        most: u32,
    ) -> Result<Vec<FoundDocument>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        // CROSS JOIN keeps the index outermost: it hands out rows newest first, and LIMIT stops it.
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.*, c.number AS case_number, c.source FROM document_search
             CROSS JOIN document AS d ON d.search_key = document_search.rowid
             CROSS JOIN case_file AS c ON c.id = d.case_id WHERE document_search MATCH ",
        );
        sql.push_bind(match_documents(words, filter));
        push_document_access(&mut sql, filter);
        sql.push(" ORDER BY document_search.rowid DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(FoundDocument {
                    case: parse(row, "document", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("case_number")?,
                    source: row.try_get("source")?,
                    document: document(row)?,
                })
            })
            .collect()
    }
}
