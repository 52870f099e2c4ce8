//! What is there to be collected, within reach.

use std::collections::HashMap;

use chrono::NaiveDate;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, Cpr, KleScope};
use sqlx::{QueryBuilder, Sqlite};

use crate::access::push_document_access;
use crate::documents::document;
use crate::search::{match_documents, push_range};
use crate::text::parse;
use crate::{Document, Reader, StoreError};

/// Which documents are looked for. What is not said does not narrow.
#[derive(Debug, Clone, Default)]
pub struct DocumentSearch {
    /// Folded; a title must hold them all.
    pub words: Vec<String>,
    /// A party of the case.
    pub cpr: Option<Cpr>,
    pub kle: Option<KleScope>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

/// A document and the case it lies in.
#[derive(Debug, Clone)]
pub struct FoundFile {
    pub case: CaseId,
    pub document: Document,
}

impl Reader {
    /// All documents of some cases, as far as they are within reach, in the order of their days.
    pub async fn documents_of_cases(
        &mut self,
        filter: &AccessFilter,
        cases: &[CaseId],
        most: u32,
    ) -> Result<Vec<FoundFile>, StoreError> {
        let cases: Vec<String> = cases.iter().map(CaseId::to_string).collect();
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.* FROM json_each(");
        sql.push_bind(serde_json::json!(cases).to_string()).push(
            ") AS j CROSS JOIN case_file AS c ON c.id = j.value
             CROSS JOIN document AS d ON d.case_id = c.id WHERE 1 = 1",
        );
        push_document_access(&mut sql, filter);
        sql.push(" ORDER BY d.dated, d.id LIMIT ").push_bind(most);
        files(self, sql).await
    }

    /// Documents found by what their titles say, by whose case it is, by subject and by time.
    pub async fn documents_found(
        &mut self,
        filter: &AccessFilter,
        search: &DocumentSearch,
        most: u32,
    ) -> Result<Vec<FoundFile>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT d.* FROM ");
        match search.words.is_empty() {
            true => {
                sql.push("case_file AS c JOIN document AS d ON d.case_id = c.id WHERE 1 = 1");
            }
            false => {
                sql.push(
                    "document_search CROSS JOIN document AS d ON d.search_key = document_search.rowid
                     CROSS JOIN case_file AS c ON c.id = d.case_id WHERE document_search MATCH ",
                )
                .push_bind(match_documents(&search.words, filter));
            }
        }
        push_document_access(&mut sql, filter);
        if let Some(cpr) = &search.cpr {
            sql.push(
                " AND c.id IN (SELECT p.case_id FROM citizen AS z JOIN case_party AS p ON p.citizen_id = z.id
                  WHERE z.cpr = ",
            )
            .push_bind(cpr.digits().to_owned())
            .push(")");
        }
        if let Some(kle) = &search.kle {
            sql.push(" AND ");
            push_range(&mut sql, "c.kle", kle);
        }
        if let Some(from) = search.from {
            sql.push(" AND d.dated >= ")
                .push_bind(crate::text::day(from));
        }
        if let Some(to) = search.to {
            sql.push(" AND d.dated <= ").push_bind(crate::text::day(to));
        }
        sql.push(" ORDER BY d.dated, d.id LIMIT ").push_bind(most);
        files(self, sql).await
    }

    /// What manifests need of what was read of many files, by their bytes and the kind of their names.
    pub async fn intake_summaries(
        &mut self,
        keys: &[(String, String)],
    ) -> Result<HashMap<(String, String), String>, StoreError> {
        let mut found = HashMap::new();
        for some in keys.chunks(500) {
            let rows: Vec<(String, String, String)> = sqlx::query_as(
                "SELECT r.sha256, r.hint, r.summary FROM json_each($1) AS j
                 CROSS JOIN intake_reading AS r ON r.sha256 = j.value ->> 0 AND r.hint = j.value ->> 1",
            )
            .bind(serde_json::json!(some).to_string())
            .fetch_all(&mut **self)
            .await?;
            found.extend(
                rows.into_iter()
                    .map(|(sha256, hint, summary)| ((sha256, hint), summary)),
            );
        }
        Ok(found)
    }
}

async fn files(
    reader: &mut Reader,
    mut sql: QueryBuilder<Sqlite>,
) -> Result<Vec<FoundFile>, StoreError> {
    let rows = sql.build().fetch_all(&mut **reader).await?;
    rows.iter()
        .map(|row| {
            Ok(FoundFile {
                case: parse(row, "document", "case_id", |text| text.parse().ok())?,
                document: document(row)?,
            })
        })
        .collect()
}
