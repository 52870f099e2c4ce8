//! Which deadlines come near, and which warnings were given. Each is given once to each person.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::deadline::Due;
use sagsbord_domain::{CaseId, DeadlineId, EmployeeId};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::words;
use crate::access::push_access_of;
use crate::text::{instant, parse};
use crate::{Reader, StoreError, Writer};

/// A running deadline of one person's cases that may be near enough for a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NearDeadline {
    pub id: DeadlineId,
    pub rule: String,
    pub rule_from: NaiveDate,
    pub due: Due,
    pub case: CaseId,
    pub case_number: String,
    /// As `GivenWarning::ahead` wrote them, for this end.
    pub given: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenWarning {
    pub deadline: DeadlineId,
    pub employee: EmployeeId,
    /// How long before the end, in the words of the rule.
    pub ahead: String,
    pub due: Due,
    pub at: DateTime<Utc>,
}

impl Writer {
    /// Says whether it was the first time.
    pub async fn give_warning(&mut self, warning: &GivenWarning) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO deadline_warning (deadline_id, employee_id, ahead, due, given_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(warning.deadline.to_string())
        .bind(warning.employee.to_string())
        .bind(&warning.ahead)
        .bind(words::due(warning.due))
        .bind(instant(warning.at))
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

impl Reader {
    /// Due up to a day, the soonest first.
    pub async fn deadlines_near(
        &mut self,
        filter: &AccessFilter,
        employee: EmployeeId,
        until: NaiveDate,
        most: u32,
    ) -> Result<Vec<NearDeadline>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.id, c.rule, c.rule_from, c.due, c.case_id, k.number,
                (SELECT group_concat(w.ahead, char(10)) FROM deadline_warning w
                 WHERE w.deadline_id = c.id AND w.due = c.due AND w.employee_id = ",
        );
        sql.push_bind(employee.to_string()).push(
            ") AS given FROM deadline AS c CROSS JOIN case_file AS k ON k.id = c.case_id
             WHERE c.is_open = 1 AND c.responsible_id = ",
        );
        sql.push_bind(employee.to_string())
            .push(" AND c.due_order <= ")
            .push_bind(words::end_of(until));
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(" ORDER BY c.due_order, c.row_key LIMIT ")
            .push_bind(most);
        const TABLE: &str = "deadline";
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let given: Option<String> = row.try_get("given")?;
                Ok(NearDeadline {
                    id: parse(row, TABLE, "id", |text| text.parse().ok())?,
                    rule: row.try_get("rule")?,
                    rule_from: parse(row, TABLE, "rule_from", |text| text.parse().ok())?,
                    due: parse(row, TABLE, "due", words::parse_due)?,
                    case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("number")?,
                    given: given
                        .map(|given| given.lines().map(str::to_owned).collect())
                        .unwrap_or_default(),
                })
            })
            .collect()
    }
}
