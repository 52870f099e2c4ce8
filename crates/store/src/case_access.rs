//! Access to cases by name, beside the grants: colleagues sent for, teams with an end, emergencies, and who may have
//! nothing to do with a case.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::{AccessFilter, Beyond, OpenSubject};
use sagsbord_domain::{CaseId, EmployeeId, GrantId, KleScope, Sensitivity, UnitId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use crate::access::push_access;
use crate::search::index_wholly;
use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessKind {
    Named,
    Team,
    BreakGlass,
}

impl AccessKind {
    const fn code(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Team => "team",
            Self::BreakGlass => "break_glass",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        match code {
            "named" => Some(Self::Named),
            "team" => Some(Self::Team),
            "break_glass" => Some(Self::BreakGlass),
            _ => None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct NewCaseAccess {
    pub id: Uuid,
    pub case: CaseId,
    pub employee: EmployeeId,
    pub kind: AccessKind,
    pub team: Option<Uuid>,
    pub reason: String,
    pub given_by: EmployeeId,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct CaseAccess {
    pub id: Uuid,
    pub case: CaseId,
    pub case_number: String,
    pub employee: EmployeeId,
    pub person: String,
    pub kind: AccessKind,
    pub team: Option<String>,
    pub reason: String,
    pub given_by: String,
    pub from: DateTime<Utc>,
    pub to: DateTime<Utc>,
    pub taken_at: Option<DateTime<Utc>>,
    pub review: Option<Review>,
}

#[derive(Debug, Clone)]
pub struct Review {
    pub by: String,
    pub at: DateTime<Utc>,
    pub is_justified: bool,
    pub note: String,
}

#[derive(Debug, Clone)]
pub struct CaseTeam {
    pub id: Uuid,
    pub name: String,
    pub purpose: String,
    pub until: DateTime<Utc>,
    pub ended_at: Option<DateTime<Utc>>,
    pub people: Vec<String>,
    pub cases: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employment {
    pub id: Uuid,
    pub employee: EmployeeId,
    pub unit: UnitId,
    pub title: String,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

/// What the log's reader and the leader see at once.
const MOST_ROWS: u32 = 500;

impl Writer {
    pub async fn add_case_access(&mut self, access: &NewCaseAccess) -> Result<(), StoreError> {
        let case = access.case.to_string();
        sqlx::query(
            "INSERT INTO case_access (id, case_id, employee_id, kind, case_team_id, reason, given_by, valid_from, valid_to)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(access.id.to_string())
        .bind(&case)
        .bind(access.employee.to_string())
        .bind(access.kind.code())
        .bind(access.team.map(|team| team.to_string()))
        .bind(&access.reason)
        .bind(access.given_by.to_string())
        .bind(instant(access.from))
        .bind(instant(access.to))
        .execute(&mut **self)
        .await?;
        index_wholly(self, &[case]).await
    }

    /// Whether there was one to take.
    pub async fn take_case_access(
        &mut self,
        id: Uuid,
        at: DateTime<Utc>,
    ) -> Result<Option<CaseId>, StoreError> {
        let row = sqlx::query(
            "UPDATE case_access SET taken_at = $2 WHERE id = $1 AND taken_at IS NULL RETURNING case_id",
        )
        .bind(id.to_string())
        .bind(instant(at))
        .fetch_optional(&mut **self)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let case: CaseId = parse(&row, "case_access", "case_id", |text| text.parse().ok())?;
        index_wholly(self, &[case.to_string()]).await?;
        Ok(Some(case))
    }

    /// Whether it was an emergency that nobody had looked at.
    pub async fn review_case_access(
        &mut self,
        id: Uuid,
        by: EmployeeId,
        is_justified: bool,
        note: &str,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let verdict = if is_justified {
            "justified"
        } else {
            "not_justified"
        };
        // Nobody judges herself.
        let done = sqlx::query(
            "UPDATE case_access SET reviewed_by = $2, reviewed_at = $3, verdict = $4, review_note = $5
             WHERE id = $1 AND kind = 'break_glass' AND reviewed_at IS NULL AND employee_id <> $2",
        )
        .bind(id.to_string())
        .bind(by.to_string())
        .bind(instant(at))
        .bind(verdict)
        .bind(note)
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    pub async fn add_case_team(
        &mut self,
        id: Uuid,
        name: &str,
        purpose: &str,
        until: DateTime<Utc>,
        given_by: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO case_team (id, name, purpose, valid_to, given_by, given_at) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(id.to_string())
        .bind(name)
        .bind(purpose)
        .bind(instant(until))
        .bind(given_by.to_string())
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whether there was one to end. What it opened ends with it.
    pub async fn end_case_team(&mut self, id: Uuid, at: DateTime<Utc>) -> Result<bool, StoreError> {
        let done =
            sqlx::query("UPDATE case_team SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL")
                .bind(id.to_string())
                .bind(instant(at))
                .execute(&mut **self)
                .await?;
        let cases: Vec<String> = sqlx::query_scalar(
            "UPDATE case_access SET taken_at = $2 WHERE case_team_id = $1 AND taken_at IS NULL RETURNING case_id",
        )
        .bind(id.to_string())
        .bind(instant(at))
        .fetch_all(&mut **self)
        .await?;
        index_wholly(self, &cases).await?;
        Ok(done.rows_affected() > 0)
    }

    /// Said once; saying it again changes nothing.
    pub async fn exclude_from_case(
        &mut self,
        case: CaseId,
        employee: EmployeeId,
        reason: &str,
        said_by: EmployeeId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO case_exclusion (case_id, employee_id, reason, said_by, said_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (employee_id, case_id) DO NOTHING",
        )
        .bind(case.to_string())
        .bind(employee.to_string())
        .bind(reason)
        .bind(said_by.to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn put_open_subject(
        &mut self,
        kle: &KleScope,
        up_to: Option<Sensitivity>,
        given_by: EmployeeId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let Some(up_to) = up_to else {
            sqlx::query("DELETE FROM open_subject WHERE kle = $1")
                .bind(kle.as_str())
                .execute(&mut **self)
                .await?;
            return Ok(());
        };
        sqlx::query(
            "INSERT INTO open_subject (kle, up_to, given_by, given_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (kle) DO UPDATE SET up_to = excluded.up_to, given_by = excluded.given_by,
                given_at = excluded.given_at",
        )
        .bind(kle.as_str())
        .bind(up_to.rank())
        .bind(given_by.to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn put_employment(&mut self, employment: &Employment) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO employment (id, employee_id, unit_id, title, valid_from, valid_to) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET unit_id = excluded.unit_id, title = excluded.title,
                valid_from = excluded.valid_from, valid_to = excluded.valid_to
             WHERE employment.employee_id = excluded.employee_id",
        )
        .bind(employment.id.to_string())
        .bind(employment.employee.to_string())
        .bind(employment.unit.to_string())
        .bind(&employment.title)
        .bind(day(employment.from))
        .bind(employment.to.map(day))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// What the person reaches, or may not reach, beside her grants.
    pub async fn beyond_of(
        &mut self,
        employee: EmployeeId,
        now: DateTime<Utc>,
    ) -> Result<Beyond, StoreError> {
        let row = sqlx::query(
            "SELECT EXISTS (SELECT 1 FROM case_access WHERE employee_id = $1 AND taken_at IS NULL AND valid_to > $2)
                AS by_name, EXISTS (SELECT 1 FROM case_exclusion WHERE employee_id = $1) AS excluded",
        )
        .bind(employee.to_string())
        .bind(instant(now))
        .fetch_one(&mut **self)
        .await?;
        let by_name: bool = row.try_get("by_name")?;
        Ok(Beyond {
            open_subjects: self.open_subjects().await?,
            by_name_at: by_name.then_some(now),
            is_excluded_somewhere: row.try_get("excluded")?,
        })
    }

    pub async fn open_subjects(&mut self) -> Result<Vec<OpenSubject>, StoreError> {
        let rows = sqlx::query("SELECT kle, up_to FROM open_subject ORDER BY kle")
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(OpenSubject {
                    kle: parse(row, "open_subject", "kle", |text| {
                        KleScope::parse(text).ok()
                    })?,
                    up_to: Sensitivity::from_rank(row.try_get("up_to")?)
                        .ok_or_else(|| unreadable("open_subject", "up_to"))?,
                })
            })
            .collect()
    }

    /// Cases with this number, or of the person with it, whoever may see them: for opening one in an emergency.
    /// What is guarded most is not among them.
    pub async fn cases_to_break_open(
        &mut self,
        case_number: Option<&str>,
        cpr: Option<&str>,
        most: u32,
    ) -> Result<Vec<CaseId>, StoreError> {
        let rows = sqlx::query(
            "SELECT c.id FROM case_file AS c WHERE c.sensitivity < $4 AND
                (c.number = $1 OR c.id IN (SELECT p.case_id FROM citizen AS z
                    CROSS JOIN case_party AS p ON p.citizen_id = z.id WHERE z.cpr = $2))
             ORDER BY c.row_key DESC LIMIT $3",
        )
        .bind(case_number)
        .bind(cpr)
        .bind(most)
        .bind(Sensitivity::Vip.rank())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| parse(row, "case_file", "id", |text| text.parse().ok()))
            .collect()
    }

    /// What is open by name at cases within reach; emergencies that nobody has looked at first. Who reads the log sees
    /// them all, by number only.
    pub async fn list_case_access(
        &mut self,
        filter: Option<&AccessFilter>,
    ) -> Result<Vec<CaseAccess>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT a.*, c.number, e.name AS person, g.name AS giver, w.name AS reviewer, t.name AS team_name
             FROM case_access AS a JOIN case_file AS c ON c.id = a.case_id
             JOIN employee AS e ON e.id = a.employee_id JOIN employee AS g ON g.id = a.given_by
             LEFT JOIN employee AS w ON w.id = a.reviewed_by LEFT JOIN case_team AS t ON t.id = a.case_team_id
             WHERE 1 = 1",
        );
        if let Some(filter) = filter {
            push_access(&mut sql, filter);
        }
        sql.push(
            " ORDER BY CASE WHEN a.kind = 'break_glass' AND a.reviewed_at IS NULL THEN 0 ELSE 1 END,
                a.valid_from DESC, a.id LIMIT ",
        )
        .push_bind(MOST_ROWS);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(access).collect()
    }

    pub async fn case_teams(&mut self) -> Result<Vec<CaseTeam>, StoreError> {
        let rows = sqlx::query(
            "SELECT t.*,
                (SELECT group_concat(name, char(10)) FROM (SELECT DISTINCT e.name FROM case_access AS a
                    JOIN employee AS e ON e.id = a.employee_id WHERE a.case_team_id = t.id ORDER BY e.name)) AS people,
                (SELECT group_concat(number, char(10)) FROM (SELECT DISTINCT c.number FROM case_access AS a
                    JOIN case_file AS c ON c.id = a.case_id WHERE a.case_team_id = t.id ORDER BY c.number)) AS cases
             FROM case_team AS t ORDER BY t.given_at DESC LIMIT $1",
        )
        .bind(MOST_ROWS)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let lines = |text: Option<String>| -> Vec<String> {
                    text.iter()
                        .flat_map(|text| text.lines().map(str::to_owned))
                        .collect()
                };
                Ok(CaseTeam {
                    id: parse(row, "case_team", "id", |text| Uuid::try_parse(text).ok())?,
                    name: row.try_get("name")?,
                    purpose: row.try_get("purpose")?,
                    until: parse(row, "case_team", "valid_to", parse_instant)?,
                    ended_at: parse_optional(row, "case_team", "ended_at", parse_instant)?,
                    people: lines(row.try_get("people")?),
                    cases: lines(row.try_get("cases")?),
                })
            })
            .collect()
    }

    /// The titles of the posts that some of a person's grants end with.
    pub async fn posts_of_grants(
        &mut self,
        employee: EmployeeId,
    ) -> Result<HashMap<GrantId, String>, StoreError> {
        let rows = sqlx::query(
            "SELECT g.id, e.title FROM access_grant AS g JOIN employment AS e ON e.id = g.employment_id
             WHERE g.employee_id = $1 AND g.taken_at IS NULL",
        )
        .bind(employee.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                let id = parse(row, "access_grant", "id", |text| text.parse().ok())?;
                Ok((id, row.try_get("title")?))
            })
            .collect()
    }

    pub async fn employments_of(
        &mut self,
        employee: EmployeeId,
    ) -> Result<Vec<Employment>, StoreError> {
        let rows =
            sqlx::query("SELECT * FROM employment WHERE employee_id = $1 ORDER BY valid_from, id")
                .bind(employee.to_string())
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                const TABLE: &str = "employment";
                Ok(Employment {
                    id: parse(row, TABLE, "id", |text| Uuid::try_parse(text).ok())?,
                    employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    unit: parse(row, TABLE, "unit_id", |text| text.parse().ok())?,
                    title: row.try_get("title")?,
                    from: parse(row, TABLE, "valid_from", |text| text.parse().ok())?,
                    to: parse_optional(row, TABLE, "valid_to", |text| text.parse().ok())?,
                })
            })
            .collect()
    }
}

fn access(row: &SqliteRow) -> Result<CaseAccess, StoreError> {
    const TABLE: &str = "case_access";
    let reviewed_at = parse_optional(row, TABLE, "reviewed_at", parse_instant)?;
    let reviewer: Option<String> = row.try_get("reviewer")?;
    let verdict: Option<String> = row.try_get("verdict")?;
    let note: Option<String> = row.try_get("review_note")?;
    Ok(CaseAccess {
        id: parse(row, TABLE, "id", |text| Uuid::try_parse(text).ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        case_number: row.try_get("number")?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        person: row.try_get("person")?,
        kind: parse(row, TABLE, "kind", AccessKind::from_code)?,
        team: row.try_get("team_name")?,
        reason: row.try_get("reason")?,
        given_by: row.try_get("giver")?,
        from: parse(row, TABLE, "valid_from", parse_instant)?,
        to: parse(row, TABLE, "valid_to", parse_instant)?,
        taken_at: parse_optional(row, TABLE, "taken_at", parse_instant)?,
        review: reviewed_at.zip(reviewer).map(|(at, by)| Review {
            by,
            at,
            is_justified: verdict.as_deref() == Some("justified"),
            note: note.unwrap_or_default(),
        }),
    })
}
