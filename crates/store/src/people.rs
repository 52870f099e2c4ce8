//! Employees who may sign in, and the grants they hold.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::{Grant, Role};
use sagsbord_domain::{EmployeeId, GrantId, KleScope, Sensitivity, TeamId, UnitId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};
use uuid::Uuid;

use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Employee {
    pub id: EmployeeId,
    pub name: String,
    /// Folded; see `sagsbord_domain::fold`.
    pub username: String,
    pub unit: Option<UnitId>,
    pub active: bool,
    pub must_change_password: bool,
    pub last_signed_in: Option<DateTime<Utc>>,
}

/// What a sign-in is tried against.
#[derive(Debug, Clone)]
pub struct SignInState {
    pub employee: Employee,
    pub password_hash: Option<String>,
    pub failed_attempts: u32,
    pub wait_until: Option<DateTime<Utc>>,
}

impl Writer {
    /// `Conflict` when the user name is taken.
    pub async fn add_employee(&mut self, employee: &Employee) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO employee (id, name, username, unit_id, active, must_change_password)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(employee.id.to_string())
        .bind(&employee.name)
        .bind(&employee.username)
        .bind(employee.unit.map(|unit| unit.to_string()))
        .bind(employee.active)
        .bind(employee.must_change_password)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn change_employee(
        &mut self,
        id: EmployeeId,
        name: &str,
        unit: Option<UnitId>,
        active: bool,
    ) -> Result<(), StoreError> {
        let done =
            sqlx::query("UPDATE employee SET name = $2, unit_id = $3, active = $4 WHERE id = $1")
                .bind(id.to_string())
                .bind(name)
                .bind(unit.map(|unit| unit.to_string()))
                .bind(active)
                .execute(&mut **self)
                .await?;
        found(done.rows_affected())
    }

    /// Also ends any waiting time: a new password is a fresh start.
    pub async fn set_password(
        &mut self,
        id: EmployeeId,
        password_hash: &str,
        must_change: bool,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE employee SET password_hash = $2, must_change_password = $3,
             failed_attempts = 0, wait_until = NULL WHERE id = $1",
        )
        .bind(id.to_string())
        .bind(password_hash)
        .bind(must_change)
        .execute(&mut **self)
        .await?;
        found(done.rows_affected())
    }

    pub async fn note_signed_in(
        &mut self,
        id: EmployeeId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE employee SET last_signed_in = $2, failed_attempts = 0, wait_until = NULL WHERE id = $1",
        )
        .bind(id.to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        found(done.rows_affected())
    }

    pub async fn note_refused(
        &mut self,
        id: EmployeeId,
        failed_attempts: u32,
        wait_until: Option<DateTime<Utc>>,
    ) -> Result<(), StoreError> {
        let done =
            sqlx::query("UPDATE employee SET failed_attempts = $2, wait_until = $3 WHERE id = $1")
                .bind(id.to_string())
                .bind(failed_attempts)
                .bind(wait_until.map(instant))
                .execute(&mut **self)
                .await?;
        found(done.rows_affected())
    }

    pub async fn give_grant(
        &mut self,
        to: EmployeeId,
        grant: &Grant,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO access_grant
             (id, employee_id, role, kle, unit_id, team_id, up_to, valid_from, valid_to, given_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(grant.id.to_string())
        .bind(to.to_string())
        .bind(grant.role.code())
        .bind(grant.kle.as_ref().map(KleScope::as_str))
        .bind(grant.unit.map(|unit| unit.to_string()))
        .bind(grant.team.map(|team| team.to_string()))
        .bind(grant.up_to.rank())
        .bind(day(grant.valid_from))
        .bind(grant.valid_to.map(day))
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Lets a grant end with a post. Whether the post is the same person's.
    pub async fn bind_grant(
        &mut self,
        grant: GrantId,
        employment: Uuid,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE access_grant SET employment_id = $2 WHERE id = $1 AND employee_id =
                (SELECT employee_id FROM employment WHERE id = $2)",
        )
        .bind(grant.to_string())
        .bind(employment.to_string())
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Gives back whose it was.
    pub async fn take_grant(
        &mut self,
        id: GrantId,
        at: DateTime<Utc>,
    ) -> Result<EmployeeId, StoreError> {
        let row = sqlx::query(
            "UPDATE access_grant SET taken_at = $2 WHERE id = $1 AND taken_at IS NULL
             RETURNING employee_id",
        )
        .bind(id.to_string())
        .bind(instant(at))
        .fetch_optional(&mut **self)
        .await?
        .ok_or(StoreError::NotFound)?;
        parse(&row, "access_grant", "employee_id", |text| {
            text.parse().ok()
        })
    }

    /// How many could still let people in, counted inside the transaction that would take one away.
    pub async fn count_administrators(
        &mut self,
        today: chrono::NaiveDate,
    ) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT count(DISTINCT e.id) FROM employee e JOIN access_grant g ON g.employee_id = e.id
             WHERE e.active = 1 AND e.password_hash IS NOT NULL AND g.role = $1 AND g.taken_at IS NULL
               AND g.valid_from <= $2 AND g.valid_to IS NULL",
        )
        .bind(Role::Administrator.code())
        .bind(day(today))
        .fetch_one(&mut **self)
        .await?)
    }

    pub async fn find_sign_in(
        &mut self,
        username: &str,
    ) -> Result<Option<SignInState>, StoreError> {
        find_sign_in(self, username).await
    }

    pub async fn count_employees(&mut self) -> Result<i64, StoreError> {
        count_employees(self).await
    }
}

impl Reader {
    /// What a sign-in under this name is tried against.
    pub async fn find_sign_in(
        &mut self,
        username: &str,
    ) -> Result<Option<SignInState>, StoreError> {
        find_sign_in(self, username).await
    }

    pub async fn count_employees(&mut self) -> Result<i64, StoreError> {
        count_employees(self).await
    }

    pub async fn find_employee(&mut self, id: EmployeeId) -> Result<Option<Employee>, StoreError> {
        let row = sqlx::query("SELECT * FROM employee WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(employee).transpose()
    }

    /// Those who may sign in, or could before they were made inactive.
    pub async fn list_employees_with_access(&mut self) -> Result<Vec<Employee>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM employee WHERE password_hash IS NOT NULL ORDER BY name COLLATE danish",
        )
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(employee).collect()
    }

    pub async fn list_employees(&mut self) -> Result<Vec<Employee>, StoreError> {
        let rows =
            sqlx::query("SELECT * FROM employee WHERE active = 1 ORDER BY name COLLATE danish")
                .fetch_all(&mut **self)
                .await?;
        rows.iter().map(employee).collect()
    }

    /// Those who may work in a team: given a right in it by name, or of the unit that it belongs to. Whether a right holds
    /// is the session's question.
    pub async fn people_around_team(
        &mut self,
        team: TeamId,
    ) -> Result<Vec<EmployeeId>, StoreError> {
        let rows = sqlx::query(
            "SELECT e.id FROM employee AS e WHERE e.active = 1 AND (
                e.unit_id = (SELECT t.unit_id FROM team AS t WHERE t.id = $1)
                OR EXISTS (SELECT 1 FROM access_grant AS g
                    WHERE g.employee_id = e.id AND g.team_id = $1 AND g.taken_at IS NULL))
             ORDER BY e.id",
        )
        .bind(team.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| parse(row, "employee", "id", |text| text.parse().ok()))
            .collect()
    }

    /// Grants not taken back; whether one holds today is the session's question. One that was given for a post holds no
    /// longer than the post.
    pub async fn grants_of(&mut self, id: EmployeeId) -> Result<Vec<Grant>, StoreError> {
        let rows = sqlx::query(
            "SELECT g.id, g.role, g.kle, g.unit_id, g.team_id, g.up_to,
                max(g.valid_from, coalesce(e.valid_from, g.valid_from)) AS valid_from,
                CASE WHEN e.valid_to IS NULL THEN g.valid_to WHEN g.valid_to IS NULL THEN e.valid_to
                    ELSE min(g.valid_to, e.valid_to) END AS valid_to
             FROM access_grant AS g LEFT JOIN employment AS e ON e.id = g.employment_id
             WHERE g.employee_id = $1 AND g.taken_at IS NULL ORDER BY g.role, g.valid_from, g.id",
        )
        .bind(id.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(grant).collect()
    }
}

async fn count_employees(conn: &mut SqliteConnection) -> Result<i64, StoreError> {
    Ok(
        sqlx::query_scalar("SELECT count(*) FROM employee WHERE password_hash IS NOT NULL")
            .fetch_one(conn)
            .await?,
    )
}

async fn find_sign_in(
    conn: &mut SqliteConnection,
    username: &str,
) -> Result<Option<SignInState>, StoreError> {
    let row = sqlx::query("SELECT * FROM employee WHERE username = $1")
        .bind(username)
        .fetch_optional(conn)
        .await?;
    row.as_ref()
        .map(|row| {
            Ok(SignInState {
                employee: employee(row)?,
                password_hash: row.try_get("password_hash")?,
                failed_attempts: row.try_get("failed_attempts")?,
                wait_until: parse_optional(row, TABLE, "wait_until", parse_instant)?,
            })
        })
        .transpose()
}

const TABLE: &str = "employee";

fn employee(row: &SqliteRow) -> Result<Employee, StoreError> {
    Ok(Employee {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        username: row.try_get("username")?,
        unit: parse_optional(row, TABLE, "unit_id", |text| text.parse().ok())?,
        active: row.try_get("active")?,
        must_change_password: row.try_get("must_change_password")?,
        last_signed_in: parse_optional(row, TABLE, "last_signed_in", parse_instant)?,
    })
}

fn grant(row: &SqliteRow) -> Result<Grant, StoreError> {
    const TABLE: &str = "access_grant";
    let up_to: u8 = row.try_get("up_to")?;
    Ok(Grant {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        role: parse(row, TABLE, "role", Role::from_code)?,
        kle: parse_optional(row, TABLE, "kle", |text| KleScope::parse(text).ok())?,
        unit: parse_optional(row, TABLE, "unit_id", |text| text.parse().ok())?,
        team: parse_optional(row, TABLE, "team_id", |text| text.parse().ok())?,
        up_to: Sensitivity::from_rank(up_to).ok_or_else(|| unreadable(TABLE, "up_to"))?,
        valid_from: parse(row, TABLE, "valid_from", |text| text.parse().ok())?,
        valid_to: parse_optional(row, TABLE, "valid_to", |text| text.parse().ok())?,
    })
}

fn found(rows: u64) -> Result<(), StoreError> {
    if rows == 1 {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}
