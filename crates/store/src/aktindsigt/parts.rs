//! What belongs to a request: the cases asked for, its rules and deadlines, its log, its time.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{Hours, Regime, TimeKind};
use sagsbord_domain::{AktindsigtId, CaseId, DeadlineId, EmployeeId};
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::cases::{CASE_LINE, case_line};
use crate::text::{day, instant, parse, parse_instant};
use crate::{CaseLine, Reader, StoreError, Writer};

/// More than anybody reads at once; of a longer log the newest.
const MOST: u32 = 1_000;

/// A line of the log: what was done, what it came to, what was said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AktindsigtEntry {
    pub number: u32,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub kind: String,
    pub detail: Option<String>,
    pub text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenRegime {
    pub regime: Regime,
    pub was_proposed: bool,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeLine {
    pub number: u32,
    pub at: DateTime<Utc>,
    pub by: EmployeeId,
    pub kind: TimeKind,
    pub worked_on: NaiveDate,
    pub minutes: i32,
    pub note: String,
}

impl Writer {
    /// Gives the line the next number: `entry.number` is not looked at.
    pub async fn note_aktindsigt(
        &mut self,
        id: AktindsigtId,
        entry: &AktindsigtEntry,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_act (aktindsigt_id, number, at, employee_id, kind, detail, text)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6
             FROM aktindsigt_act WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .bind(instant(entry.at))
        .bind(entry.by.to_string())
        .bind(&entry.kind)
        .bind(&entry.detail)
        .bind(&entry.text)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Those that are there already stay as they are.
    pub async fn add_aktindsigt_cases(
        &mut self,
        id: AktindsigtId,
        cases: &[CaseId],
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let cases: Vec<String> = cases.iter().map(CaseId::to_string).collect();
        sqlx::query(
            "INSERT INTO aktindsigt_case (aktindsigt_id, case_id, added_at)
             SELECT $1, value, $3 FROM json_each($2) WHERE 1 = 1 ON CONFLICT DO NOTHING",
        )
        .bind(id.to_string())
        .bind(serde_json::json!(cases).to_string())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// In place of those chosen before.
    pub async fn put_aktindsigt_regimes(
        &mut self,
        id: AktindsigtId,
        chosen: &[ChosenRegime],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM aktindsigt_regime WHERE aktindsigt_id = $1")
            .bind(id.to_string())
            .execute(&mut **self)
            .await?;
        for (place, chosen) in (1_i64..).zip(chosen) {
            sqlx::query(
                "INSERT INTO aktindsigt_regime (aktindsigt_id, regime, place, was_proposed, chosen_at, chosen_by)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(id.to_string())
            .bind(chosen.regime.code())
            .bind(place)
            .bind(chosen.was_proposed)
            .bind(instant(chosen.at))
            .bind(chosen.by.to_string())
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    pub async fn add_aktindsigt_deadline(
        &mut self,
        id: AktindsigtId,
        regime: Regime,
        deadline: DeadlineId,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_deadline (aktindsigt_id, regime, deadline_id) VALUES ($1, $2, $3)
             ON CONFLICT DO NOTHING",
        )
        .bind(id.to_string())
        .bind(regime.code())
        .bind(deadline.to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Gives the line the next number: `line.number` is not looked at.
    pub async fn add_aktindsigt_time(
        &mut self,
        id: AktindsigtId,
        line: &TimeLine,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_time (aktindsigt_id, number, at, employee_id, kind, worked_on, minutes, note)
             SELECT $1, 1 + coalesce(max(number), 0), $2, $3, $4, $5, $6, $7
             FROM aktindsigt_time WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .bind(instant(line.at))
        .bind(line.by.to_string())
        .bind(line.kind.code())
        .bind(day(line.worked_on))
        .bind(line.minutes)
        .bind(&line.note)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    /// The oldest first; of a very long log the newest part.
    pub async fn aktindsigt_log(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<AktindsigtEntry>, StoreError> {
        const TABLE: &str = "aktindsigt_act";
        let rows = sqlx::query(
            "SELECT * FROM (SELECT * FROM aktindsigt_act WHERE aktindsigt_id = $1 ORDER BY number DESC LIMIT $2)
             AS newest ORDER BY number",
        )
        .bind(id.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(AktindsigtEntry {
                    number: row.try_get("number")?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    kind: row.try_get("kind")?,
                    detail: row.try_get("detail")?,
                    text: row.try_get("text")?,
                })
            })
            .collect()
    }

    /// Those within reach, as lists show them: a case that is not is not hinted at.
    pub async fn aktindsigt_cases(
        &mut self,
        filter: &AccessFilter,
        id: AktindsigtId,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(CASE_LINE);
        sql.push(
            " FROM aktindsigt_case AS q JOIN case_file AS c ON c.id = q.case_id
              LEFT JOIN kle_subject k ON k.number = c.kle
              LEFT JOIN unit u ON u.id = c.unit_id
              LEFT JOIN employee r ON r.id = c.responsible_id
              WHERE q.aktindsigt_id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.row_key LIMIT ").push_bind(MOST);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(case_line).collect()
    }

    /// In the order they were chosen in.
    pub async fn aktindsigt_regimes(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<ChosenRegime>, StoreError> {
        const TABLE: &str = "aktindsigt_regime";
        let rows =
            sqlx::query("SELECT * FROM aktindsigt_regime WHERE aktindsigt_id = $1 ORDER BY place")
                .bind(id.to_string())
                .fetch_all(&mut **self)
                .await?;
        rows.iter()
            .map(|row| {
                Ok(ChosenRegime {
                    regime: parse(row, TABLE, "regime", Regime::from_code)?,
                    was_proposed: row.try_get("was_proposed")?,
                    at: parse(row, TABLE, "chosen_at", parse_instant)?,
                    by: parse(row, TABLE, "chosen_by", |text| text.parse().ok())?,
                })
            })
            .collect()
    }

    /// With the rules that each follows from.
    pub async fn aktindsigt_deadlines(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Vec<(Regime, DeadlineId)>, StoreError> {
        const TABLE: &str = "aktindsigt_deadline";
        let rows = sqlx::query("SELECT * FROM aktindsigt_deadline WHERE aktindsigt_id = $1")
            .bind(id.to_string())
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                Ok((
                    parse(row, TABLE, "regime", Regime::from_code)?,
                    parse(row, TABLE, "deadline_id", |text| text.parse().ok())?,
                ))
            })
            .collect()
    }

    /// The newest first.
    pub async fn aktindsigt_time(&mut self, id: AktindsigtId) -> Result<Vec<TimeLine>, StoreError> {
        const TABLE: &str = "aktindsigt_time";
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_time WHERE aktindsigt_id = $1 ORDER BY number DESC LIMIT $2",
        )
        .bind(id.to_string())
        .bind(MOST)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(TimeLine {
                    number: row.try_get("number")?,
                    at: parse(row, TABLE, "at", parse_instant)?,
                    by: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
                    kind: parse(row, TABLE, "kind", TimeKind::from_code)?,
                    worked_on: parse(row, TABLE, "worked_on", |text| text.parse().ok())?,
                    minutes: row.try_get("minutes")?,
                    note: row.try_get("note")?,
                })
            })
            .collect()
    }

    /// All of it, however many lines.
    pub async fn aktindsigt_hours(&mut self, id: AktindsigtId) -> Result<Hours, StoreError> {
        let row = sqlx::query(
            "SELECT coalesce(sum(CASE WHEN kind = 'search' THEN minutes END), 0) AS search,
                coalesce(sum(CASE WHEN kind = 'review' THEN minutes END), 0) AS review,
                coalesce((SELECT minutes FROM aktindsigt_time WHERE aktindsigt_id = $1 AND kind = 'estimate'
                    ORDER BY number DESC LIMIT 1), 0) AS estimated
             FROM aktindsigt_time WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut **self)
        .await?;
        let minutes = |column| -> Result<u32, StoreError> {
            let minutes: i64 = row.try_get(column)?;
            Ok(u32::try_from(minutes.max(0)).unwrap_or(u32::MAX))
        };
        Ok(Hours {
            search: minutes("search")?,
            review: minutes("review")?,
            left: minutes("estimated")?,
        })
    }
}
