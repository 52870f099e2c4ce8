use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, words};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use uuid::Uuid;

use super::{match_belonging, places_of};
use crate::access::push_access;
use crate::text::{parse, parse_instant};
use crate::{Reader, StoreError, Writer};
use serde_json::json;

/// What people write at a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritingKind {
    Note,
    Task,
}

impl WritingKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Task => "task",
        }
    }
}

/// Where a writing belongs that belongs to no case: to people, which the row tells.
pub(crate) const OF_NO_CASE: &str = "nocase";

/// A journalised note as a list of hits shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundNote {
    pub id: Uuid,
    /// In its case.
    pub number: u32,
    pub text: String,
    pub at: DateTime<Utc>,
    pub case: CaseId,
    pub case_number: String,
}

impl Writer {
    /// Makes a note or a task findable by its words, in place of what it said before.
    pub async fn index_writing(
        &mut self,
        kind: WritingKind,
        id: Uuid,
        case: Option<CaseId>,
        text: &str,
    ) -> Result<(), StoreError> {
        let key: i64 = sqlx::query_scalar(
            "INSERT INTO writing (id, kind, case_id) VALUES ($1, $2, $3)
             ON CONFLICT (id) DO UPDATE SET case_id = excluded.case_id RETURNING row_key",
        )
        .bind(id.to_string())
        .bind(kind.code())
        .bind(case.map(|case| case.to_string()))
        .fetch_one(&mut **self)
        .await?;
        put(self, key, case.map(|case| case.to_string()), text).await
    }

    pub async fn forget_writing(&mut self, id: Uuid) -> Result<(), StoreError> {
        let key: Option<i64> =
            sqlx::query_scalar("DELETE FROM writing WHERE id = $1 RETURNING row_key")
                .bind(id.to_string())
                .fetch_optional(&mut **self)
                .await?;
        sqlx::query("DELETE FROM writing_search WHERE rowid = $1")
            .bind(key)
            .execute(&mut **self)
            .await?;
        Ok(())
    }
}

async fn put(
    conn: &mut SqliteConnection,
    key: i64,
    case: Option<String>,
    text: &str,
) -> Result<(), StoreError> {
    let place = match &case {
        Some(case) => places_of(conn, std::slice::from_ref(case))
            .await?
            .remove(case),
        None => None,
    };
    let belongs = match place {
        Some(place) => format!("{} {}", place.words, place.kle),
        None => OF_NO_CASE.to_owned(),
    };
    let mut words = words(text);
    words.sort_unstable();
    words.dedup();
    sqlx::query(
        "INSERT OR REPLACE INTO writing_search (rowid, words, belongs) VALUES ($1, $2, $3)",
    )
    .bind(key)
    .bind(words.join(" "))
    .bind(belongs)
    .execute(conn)
    .await?;
    Ok(())
}

impl Reader {
    /// The newest notes at cases within reach that hold every word.
    pub async fn note_candidates(
        &mut self,
        filter: &AccessFilter,
        words: &[String],
        most: u32,
    ) -> Result<Vec<FoundNote>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT n.id, n.number, n.text, n.journalised_at, n.case_id, c.number AS case_number FROM writing_search
             CROSS JOIN writing AS w ON w.row_key = writing_search.rowid
             CROSS JOIN journal_note AS n ON n.id = w.id
             CROSS JOIN case_file AS c ON c.id = n.case_id WHERE writing_search MATCH ",
        );
        sql.push_bind(match_belonging(words, filter));
        push_access(&mut sql, filter);
        sql.push(" ORDER BY writing_search.rowid DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                const TABLE: &str = "journal_note";
                Ok(FoundNote {
                    id: parse(row, TABLE, "id", |text| Uuid::try_parse(text).ok())?,
                    number: row.try_get("number")?,
                    text: row.try_get("text")?,
                    at: parse(row, TABLE, "journalised_at", parse_instant)?,
                    case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("case_number")?,
                })
            })
            .collect()
    }
}

/// Indexes the writings of cases anew, where the cases have come to belong.
pub(crate) async fn index_writings(
    conn: &mut SqliteConnection,
    cases: &[String],
) -> Result<(), StoreError> {
    let rows: Vec<(i64, String, String)> = sqlx::query_as(
        "SELECT w.row_key, w.case_id, t.folded FROM json_each($1) AS j
         CROSS JOIN writing AS w ON w.case_id = j.value CROSS JOIN task AS t ON t.id = w.id
         UNION ALL SELECT w.row_key, w.case_id, n.text FROM json_each($1) AS j
         CROSS JOIN writing AS w ON w.case_id = j.value CROSS JOIN journal_note AS n ON n.id = w.id",
    )
    .bind(json!(cases).to_string())
    .fetch_all(&mut *conn)
    .await?;
    for (key, case, text) in rows {
        put(conn, key, Some(case), &text).await?;
    }
    Ok(())
}
