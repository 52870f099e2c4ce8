//! What the check before the letter needs beside the pages, and what somebody has answered for.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::DoubtKind;
use sagsbord_domain::{AktindsigtId, CaseField, EmployeeId};
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_document_access;
use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_doubt_accepted";

/// A doubt that a person has looked at, and why it goes out as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedDoubt {
    pub key: String,
    pub kind: DoubtKind,
    pub reason: String,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
}

impl Writer {
    /// Whether nobody had answered for it: the first answer stands.
    pub async fn accept_doubt(
        &mut self,
        id: AktindsigtId,
        doubt: &AcceptedDoubt,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO aktindsigt_doubt_accepted (aktindsigt_id, doubt_key, kind, reason, accepted_at, accepted_by)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (aktindsigt_id, doubt_key) DO NOTHING",
        )
        .bind(id.to_string())
        .bind(&doubt.key)
        .bind(doubt.kind.code())
        .bind(&doubt.reason)
        .bind(instant(doubt.at))
        .bind(doubt.by.to_string())
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn accepted_doubts(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<AcceptedDoubt>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_doubt_accepted WHERE aktindsigt_id = $1 ORDER BY row_key",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(AcceptedDoubt {
                    key: row.try_get("doubt_key")?,
                    kind: parse(row, TABLE, "kind", DoubtKind::from_code)?,
                    reason: row.try_get("reason")?,
                    at: parse(row, TABLE, "accepted_at", parse_instant)?,
                    by: parse(row, TABLE, "accepted_by", |text| text.parse().ok())?,
                })
            })
            .collect()
    }

    /// When somebody last came to one of its cases, left it, or became something else to it.
    pub async fn people_changed_at(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let at: Option<String> = sqlx::query_scalar(
            "SELECT max(h.at) FROM (
                SELECT case_id FROM aktindsigt_case WHERE aktindsigt_id = $1
                UNION SELECT case_id FROM aktindsigt WHERE id = $1) AS of
             JOIN case_change AS h ON h.case_id = of.case_id WHERE h.field = $2",
        )
        .bind(id.to_string())
        .bind(CaseField::Party.code())
        .fetch_one(&mut **self)
        .await?;
        Ok(at.as_deref().and_then(parse_instant))
    }

    /// Documents of the cases asked for that are within reach and on no row of the list.
    pub async fn count_not_collected(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT count(*) FROM aktindsigt_case AS a
             CROSS JOIN case_file AS c ON c.id = a.case_id
             CROSS JOIN document AS d ON d.case_id = c.id
             WHERE a.aktindsigt_id = ",
        );
        sql.push_bind(id.to_string()).push(
            " AND NOT EXISTS (SELECT 1 FROM aktindsigt_item AS i
                WHERE i.aktindsigt_id = a.aktindsigt_id AND i.document_id = d.id)",
        );
        push_document_access(&mut sql, filter);
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }
}
