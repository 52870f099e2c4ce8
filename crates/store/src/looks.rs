//! Who has looked at a person, and why.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{AuditAct, CitizenId, EmployeeId};
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use crate::access::push_access;
use crate::text::{instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub at: DateTime<Utc>,
    pub act: AuditAct,
    pub employee: Option<String>,
    pub unit: Option<String>,
    /// The log's word for it.
    pub purpose: Option<String>,
    pub case_number: Option<String>,
}

impl Writer {
    pub async fn note_look_reason(
        &mut self,
        id: Uuid,
        employee: EmployeeId,
        citizen: CitizenId,
        reason: &str,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO look_reason (id, employee_id, citizen_id, reason, at) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(id.to_string())
        .bind(employee.to_string())
        .bind(citizen.to_string())
        .bind(reason)
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// The log's lines about the person, her cases and their documents, newest first; of the cases within reach, or of
    /// all where no reach is given.
    pub async fn looks_at_citizen(
        &mut self,
        filter: Option<&AccessFilter>,
        citizen: CitizenId,
        most: u32,
    ) -> Result<Vec<Look>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "WITH its_case AS (SELECT c.id, c.number FROM case_party AS p CROSS JOIN case_file AS c ON c.id = p.case_id
                WHERE p.citizen_id = ",
        );
        sql.push_bind(citizen.to_string());
        if let Some(filter) = filter {
            push_access(&mut sql, filter);
        }
        sql.push("), subject (id, number) AS (SELECT ")
            .push_bind(citizen.to_string())
            .push(
                ", NULL UNION ALL SELECT id, number FROM its_case
                 UNION ALL SELECT d.id, i.number FROM its_case AS i CROSS JOIN document AS d ON d.case_id = i.id)
                 SELECT a.at, a.act, a.details, e.name, u.name AS unit, s.number FROM subject AS s
                 CROSS JOIN audit_entry AS a ON a.subject_id = s.id
                 LEFT JOIN employee AS e ON e.id = a.employee_id LEFT JOIN unit AS u ON u.id = e.unit_id
                 ORDER BY a.number DESC LIMIT ",
            )
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let details: String = row.try_get("details")?;
                let purpose = details
                    .split_whitespace()
                    .find_map(|detail| detail.strip_prefix("purpose="));
                Ok(Look {
                    at: parse(row, "audit_entry", "at", parse_instant)?,
                    act: parse(row, "audit_entry", "act", AuditAct::from_code)?,
                    employee: row.try_get("name")?,
                    unit: row.try_get("unit")?,
                    purpose: purpose.map(str::to_owned),
                    case_number: row.try_get("number")?,
                })
            })
            .collect()
    }
}
