use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::AccessFilter;
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use crate::access::push_access;
use crate::text::{day, instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

/// A journal note that another system owns, as that system shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceNote {
    pub foreign_id: String,
    pub dated: NaiveDate,
    pub author: Option<String>,
    pub text: String,
}

/// The copy that is kept of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptSourceNote {
    pub id: String,
    pub note: SourceNote,
    /// As the system is called on its cases.
    pub source: String,
    pub fetched_at: DateTime<Utc>,
}

impl Writer {
    /// What the source knows of a case's notes. Where it showed all of them, those that it did not show are gone; one that
    /// came incomplete may be one that we have.
    pub async fn put_source_notes(
        &mut self,
        case: CaseId,
        notes: &[SourceNote],
        is_whole: bool,
        fetched_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let case = case.to_string();
        if is_whole {
            let shown: Vec<&str> = notes.iter().map(|note| note.foreign_id.as_str()).collect();
            sqlx::query(
                "DELETE FROM source_note WHERE case_id = $1 AND foreign_id NOT IN (SELECT value FROM json_each($2))",
            )
            .bind(&case)
            .bind(serde_json::json!(shown).to_string())
            .execute(&mut **self)
            .await?;
        }
        for note in notes {
            sqlx::query(
                "INSERT INTO source_note (id, case_id, foreign_id, dated, author, text, fetched_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)
                 ON CONFLICT (case_id, foreign_id) DO UPDATE SET dated = excluded.dated, author = excluded.author,
                    text = excluded.text, fetched_at = excluded.fetched_at",
            )
            .bind(Uuid::new_v4().to_string())
            .bind(&case)
            .bind(&note.foreign_id)
            .bind(day(note.dated))
            .bind(&note.author)
            .bind(&note.text)
            .bind(instant(fetched_at))
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }
}

impl Reader {
    /// The newest first. None where the case is out of reach.
    pub async fn source_notes_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
        most: u32,
    ) -> Result<Vec<KeptSourceNote>, StoreError> {
        const TABLE: &str = "source_note";
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT n.*, c.source FROM case_file AS c JOIN source_note AS n ON n.case_id = c.id WHERE c.id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY n.dated DESC, n.foreign_id DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(KeptSourceNote {
                    id: row.try_get("id")?,
                    note: SourceNote {
                        foreign_id: row.try_get("foreign_id")?,
                        dated: parse(row, TABLE, "dated", |text| text.parse().ok())?,
                        author: row.try_get("author")?,
                        text: row.try_get("text")?,
                    },
                    source: row.try_get("source")?,
                    fetched_at: parse(row, TABLE, "fetched_at", parse_instant)?,
                })
            })
            .collect()
    }
}
