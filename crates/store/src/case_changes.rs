//! What is changed of a case of ours: its facts, its number, what it is to other cases. Each change leaves a line.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{
    CaseField, CaseId, CaseRelationKind, CaseStatus, CitizenId, Cpr, EmployeeId, OWN_SOURCE,
    PartyPart, Sensitivity, TeamId, UnitId,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::cases::citizen;
use crate::search::index_wholly;
use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Citizen, KleSubject, Reader, StoreError, Writer};

/// What a person decides of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseFacts {
    pub title: String,
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: UnitId,
    pub team: Option<TeamId>,
    pub responsible: Option<EmployeeId>,
    pub due: Option<NaiveDate>,
}

/// A case as it stands, and which state of it that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseAsItStands {
    pub facts: CaseFacts,
    pub version: i64,
    pub source: String,
    /// Another system's, told of by the shared index.
    pub is_copy: bool,
    /// Who is in charge of a copy, where its master knows more than we do.
    pub source_unit: Option<String>,
    pub source_handler: Option<String>,
}

impl CaseAsItStands {
    /// Whether it is this municipality's here, to be changed by its people.
    pub fn is_own(&self) -> bool {
        self.source == OWN_SOURCE && !self.is_copy
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    pub number: u32,
    pub at: DateTime<Utc>,
    /// `None`: it came so from the system that owns the case.
    pub employee: Option<EmployeeId>,
    pub field: CaseField,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Another case, and what it is to the one that was asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelatedCase {
    pub case: CaseId,
    pub number: String,
    pub title: String,
    pub status: CaseStatus,
    pub kind: CaseRelationKind,
    /// The other is the one that follows, or is a part.
    pub is_turned: bool,
}

const AS_IT_STANDS: &str =
    "SELECT c.*, x.case_key IS NOT NULL AS is_copy, x.unit_name, x.handler_name FROM case_file AS c
     LEFT JOIN index_copy AS x ON x.case_key = c.row_key WHERE c.id = ";

impl Writer {
    pub async fn case_as_it_stands(
        &mut self,
        case: CaseId,
    ) -> Result<Option<CaseAsItStands>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(AS_IT_STANDS);
        sql.push_bind(case.to_string());
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(as_it_stands).transpose()
    }

    /// The words that it is found by follow.
    pub async fn put_case_facts(
        &mut self,
        case: CaseId,
        facts: &CaseFacts,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE case_file SET status = $2, is_open = $3, sensitivity = $4, unit_id = $5, team_id = $6,
                responsible_id = $7, due = $8, kle = $9 WHERE id = $1",
        )
        .bind(case.to_string())
        .bind(facts.status.code())
        .bind(facts.status.is_open())
        .bind(facts.sensitivity.rank())
        .bind(facts.unit.to_string())
        .bind(facts.team.map(|team| team.to_string()))
        .bind(facts.responsible.map(|employee| employee.to_string()))
        .bind(facts.due.map(day))
        .bind(&facts.kle)
        .execute(&mut **self)
        .await?;
        self.set_case_title(case, &facts.title).await?;
        // It may belong elsewhere now, with all that hangs on it.
        index_wholly(self, &[case.to_string()]).await
    }

    /// In the order of their ids. Whoever asks has found the case within reach.
    pub async fn case_parties(
        &mut self,
        case: CaseId,
    ) -> Result<Vec<(CitizenId, PartyPart)>, StoreError> {
        const TABLE: &str = "case_party";
        let rows = sqlx::query(
            "SELECT citizen_id, part FROM case_party WHERE case_id = $1 ORDER BY citizen_id",
        )
        .bind(case.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    parse(row, TABLE, "citizen_id", |text| text.parse().ok())?,
                    parse(row, TABLE, "part", PartyPart::from_code)?,
                ))
            })
            .collect()
    }

    /// These and no others. It counts as a change of the case; the words it is found by follow with its facts.
    pub async fn set_parties_of_case(
        &mut self,
        case: CaseId,
        parties: &[(CitizenId, PartyPart)],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM case_party WHERE case_id = $1")
            .bind(case.to_string())
            .execute(&mut **self)
            .await?;
        for (citizen, part) in parties {
            sqlx::query("INSERT INTO case_party (case_id, citizen_id, part) VALUES ($1, $2, $3)")
                .bind(case.to_string())
                .bind(citizen.to_string())
                .bind(part.code())
                .execute(&mut **self)
                .await?;
        }
        sqlx::query("UPDATE case_file SET version = version + 1 WHERE id = $1")
            .bind(case.to_string())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    pub async fn note_case_change(
        &mut self,
        case: CaseId,
        employee: EmployeeId,
        field: CaseField,
        (before, after): (Option<&str>, Option<&str>),
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO case_change (case_id, number, at, employee_id, field, value_before, value_after)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6
             FROM case_change WHERE case_id = $1",
        )
        .bind(case.to_string())
        .bind(instant(at))
        .bind(employee.to_string())
        .bind(field.code())
        .bind(before)
        .bind(after)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// The next number of the year, `2026-004711`: higher than any that a case of ours bears or ever bore.
    pub async fn give_case_number(&mut self, year: i32) -> Result<String, StoreError> {
        let highest: Option<String> = sqlx::query_scalar(
            "SELECT number FROM case_file
             WHERE number >= $1 AND number <= $2 AND length(number) = 11 AND source = $3
             ORDER BY number DESC LIMIT 1",
        )
        .bind(format!("{year:04}-000000"))
        .bind(format!("{year:04}-999999"))
        .bind(OWN_SOURCE)
        .fetch_optional(&mut **self)
        .await?;
        let highest: i64 = highest
            .as_deref()
            .and_then(|number| number.get(5..)?.parse().ok())
            .unwrap_or_default();
        let given: i64 = sqlx::query_scalar(
            "INSERT INTO case_number (year, last_given) VALUES ($1, $2 + 1)
             ON CONFLICT (year) DO UPDATE SET last_given = 1 + CASE
                 WHEN case_number.last_given > $2 THEN case_number.last_given ELSE $2 END
             RETURNING last_given",
        )
        .bind(year)
        .bind(highest)
        .fetch_one(&mut **self)
        .await?;
        Ok(format!("{year:04}-{given:06}"))
    }

    /// As it is after what was changed in this transaction.
    pub async fn is_case_within(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<bool, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT 1 FROM case_file AS c WHERE c.id = ");
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        Ok(sql.build().fetch_optional(&mut **self).await?.is_some())
    }

    pub async fn citizen_of_number(&mut self, cpr: &Cpr) -> Result<Option<Citizen>, StoreError> {
        let row = sqlx::query("SELECT * FROM citizen WHERE cpr = $1")
            .bind(cpr.digits())
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(citizen).transpose()
    }

    /// Whoever asks has found the citizen within reach.
    pub async fn citizen(&mut self, id: CitizenId) -> Result<Option<Citizen>, StoreError> {
        let row = sqlx::query("SELECT * FROM citizen WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(citizen).transpose()
    }

    /// Whether it was not there before.
    pub async fn relate_cases(
        &mut self,
        (case, other): (CaseId, CaseId),
        kind: CaseRelationKind,
        by: EmployeeId,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "INSERT INTO case_relation (case_id, other_id, kind, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        )
        .bind(case.to_string())
        .bind(other.to_string())
        .bind(kind.code())
        .bind(by.to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether it was there.
    pub async fn unrelate_cases(
        &mut self,
        (case, other): (CaseId, CaseId),
        kind: CaseRelationKind,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "DELETE FROM case_relation WHERE case_id = $1 AND other_id = $2 AND kind = $3",
        )
        .bind(case.to_string())
        .bind(other.to_string())
        .bind(kind.code())
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }
}

impl Reader {
    /// `None` both when it is not there and when it is out of reach.
    pub async fn case_as_it_stands(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Option<CaseAsItStands>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(AS_IT_STANDS);
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(as_it_stands).transpose()
    }

    /// Whether one of the citizen's cases is within reach.
    pub async fn is_citizen_within(
        &mut self,
        filter: &AccessFilter,
        citizen: CitizenId,
    ) -> Result<bool, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT 1 FROM case_party p JOIN case_file AS c ON c.id = p.case_id WHERE p.citizen_id = ",
        );
        sql.push_bind(citizen.to_string());
        push_access(&mut sql, filter);
        sql.push(" LIMIT 1");
        Ok(sql.build().fetch_optional(&mut **self).await?.is_some())
    }

    /// Subjects that new cases can lie under, in their order.
    pub async fn subjects_in_use(
        &mut self,
        today: NaiveDate,
    ) -> Result<Vec<KleSubject>, StoreError> {
        let rows = sqlx::query(
            "SELECT number, title FROM kle_subject
             WHERE length(number) = 8 AND (ended IS NULL OR ended > $1) ORDER BY number",
        )
        .bind(day(today))
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(KleSubject {
                    number: row.try_get("number")?,
                    title: row.try_get("title")?,
                })
            })
            .collect()
    }

    /// Oldest first. Whoever asks has found the case within reach.
    pub async fn status_changes_of(&mut self, case: CaseId) -> Result<Vec<CaseChange>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM case_change WHERE case_id = $1 AND field = $2 ORDER BY number LIMIT 500",
        )
        .bind(case.to_string())
        .bind(CaseField::Status.code())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(change).collect()
    }

    /// Those within reach; the others are not there.
    pub async fn related_cases(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<RelatedCase>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.id, c.number, c.title, c.status, r.kind, r.is_turned FROM (
                SELECT other_id AS id, kind, 0 AS is_turned FROM case_relation WHERE case_id = ",
        );
        sql.push_bind(case.to_string());
        sql.push(" UNION ALL SELECT case_id AS id, kind, 1 AS is_turned FROM case_relation WHERE other_id = ")
            .push_bind(case.to_string());
        sql.push(") AS r JOIN case_file AS c ON c.id = r.id WHERE 1 = 1");
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.number, r.kind LIMIT 200");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(related).collect()
    }

    /// The case of that number within reach: the newest where several bear it.
    pub async fn case_of_number(
        &mut self,
        filter: &AccessFilter,
        number: &str,
    ) -> Result<Option<CaseId>, StoreError> {
        let mut sql =
            QueryBuilder::<Sqlite>::new("SELECT c.id FROM case_file AS c WHERE c.number = ");
        sql.push_bind(number.to_owned());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.row_key DESC LIMIT 1");
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref()
            .map(|row| parse(row, "case_file", "id", |text| text.parse().ok()))
            .transpose()
    }
}

fn as_it_stands(row: &SqliteRow) -> Result<CaseAsItStands, StoreError> {
    const TABLE: &str = "case_file";
    let sensitivity: u8 = row.try_get("sensitivity")?;
    Ok(CaseAsItStands {
        facts: CaseFacts {
            title: row.try_get("title")?,
            kle: row.try_get("kle")?,
            status: parse(row, TABLE, "status", CaseStatus::from_code)?,
            sensitivity: Sensitivity::from_rank(sensitivity)
                .ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
            unit: parse(row, TABLE, "unit_id", |text| text.parse().ok())?,
            team: parse_optional(row, TABLE, "team_id", |text| text.parse().ok())?,
            responsible: parse_optional(row, TABLE, "responsible_id", |text| text.parse().ok())?,
            due: parse_optional(row, TABLE, "due", |text| text.parse().ok())?,
        },
        version: row.try_get("version")?,
        source: row.try_get("source")?,
        is_copy: row.try_get("is_copy")?,
        source_unit: row.try_get("unit_name")?,
        source_handler: row.try_get("handler_name")?,
    })
}

fn change(row: &SqliteRow) -> Result<CaseChange, StoreError> {
    const TABLE: &str = "case_change";
    Ok(CaseChange {
        number: row.try_get("number")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        employee: parse_optional(row, TABLE, "employee_id", |text| text.parse().ok())?,
        field: parse(row, TABLE, "field", CaseField::from_code)?,
        before: row.try_get("value_before")?,
        after: row.try_get("value_after")?,
    })
}

fn related(row: &SqliteRow) -> Result<RelatedCase, StoreError> {
    const TABLE: &str = "case_file";
    Ok(RelatedCase {
        case: parse(row, TABLE, "id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        title: row.try_get("title")?,
        status: parse(row, TABLE, "status", CaseStatus::from_code)?,
        kind: parse(row, "case_relation", "kind", CaseRelationKind::from_code)?,
        is_turned: row.try_get("is_turned")?,
    })
}

#[cfg(test)]
mod tests;
