use sagsbord_domain::CaseId;
use serde_json::{Value, json};

use crate::search::{Documents, forget_documents, index_documents};
use crate::text::day;
use crate::{Document, StoreError, Writer};

impl Writer {
    /// What the index knows of the documents of another system's case, in place of what was known before. What is
    /// here with its bytes stays: somebody fetched it.
    pub async fn put_copied_documents(
        &mut self,
        case: CaseId,
        documents: &[Document],
    ) -> Result<(), StoreError> {
        let said: Vec<Value> = documents
            .iter()
            .map(|document| {
                json!([
                    document.id.to_string(),
                    document.title,
                    document.kind.code(),
                    day(document.dated),
                    document.sensitivity.rank(),
                ])
            })
            .collect();
        let said = Value::from(said).to_string();
        let gone: Vec<Option<i64>> = sqlx::query_scalar(
            "DELETE FROM document WHERE case_id = $1 AND blob_sha256 IS NULL
                AND id NOT IN (SELECT value ->> 0 FROM json_each($2)) RETURNING search_key",
        )
        .bind(case.to_string())
        .bind(&said)
        .fetch_all(&mut **self)
        .await?;
        let gone: Vec<i64> = gone.into_iter().flatten().collect();
        forget_documents(self, &gone).await?;
        // A document that lies in another case here stays there.
        sqlx::query(
            "INSERT INTO document (id, case_id, title, kind, dated, sensitivity)
             SELECT value ->> 0, $1, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each($2) WHERE true
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, dated = excluded.dated,
                sensitivity = excluded.sensitivity WHERE document.case_id = excluded.case_id",
        )
        .bind(case.to_string())
        .bind(&said)
        .execute(&mut **self)
        .await?;
        index_documents(self, Documents::OfCases(&[case.to_string()])).await
    }
}
