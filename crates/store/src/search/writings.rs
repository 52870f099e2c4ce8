use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, words};
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};
use uuid::Uuid;

use super::{match_belonging, places_of};
use crate::access::push_access;
use crate::text::parse;
use crate::{Reader, StoreError, Writer};

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

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundWriting {
    pub id: Uuid,
    pub case: CaseId,
    pub case_number: String,
    pub case_title: String,
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
    let belongs = place.map(|place| format!("{} {}", place.words, place.kle));
    let mut words = words(text);
    words.sort_unstable();
    words.dedup();
    sqlx::query(
        "INSERT OR REPLACE INTO writing_search (rowid, words, belongs) VALUES ($1, $2, $3)",
    )
    .bind(key)
    .bind(words.join(" "))
    .bind(belongs.unwrap_or_default())
    .execute(conn)
    .await?;
    Ok(())
}

impl Reader {
    /// The newest writings of a kind at cases within reach that hold every word.
    pub async fn writing_candidates(
        &mut self,
        filter: &AccessFilter,
        kind: WritingKind,
        words: &[String],
        most: u32,
    ) -> Result<Vec<FoundWriting>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT w.id, w.case_id, c.number, c.title FROM writing_search
             CROSS JOIN writing AS w ON w.row_key = writing_search.rowid
             CROSS JOIN case_file AS c ON c.id = w.case_id WHERE writing_search MATCH ",
        );
        sql.push_bind(match_belonging(words, filter))
            .push(" AND w.kind = ")
            .push_bind(kind.code());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY writing_search.rowid DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(FoundWriting {
                    id: parse(row, "writing", "id", |text| Uuid::try_parse(text).ok())?,
                    case: parse(row, "writing", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("number")?,
                    case_title: row.try_get("title")?,
                })
            })
            .collect()
    }
}
