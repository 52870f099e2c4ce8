use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, CitizenId, Cpr, Sensitivity, UnitId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};
use uuid::Uuid;

use crate::access::push_access;
use crate::text::{day, instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

/// A benefit that a citizen is granted, as the index of benefits shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptBenefit {
    pub grant: Uuid,
    /// Which of the grant's benefits.
    pub number: u32,
    pub name: String,
    pub kle: Option<String>,
    pub sensitivity: Sensitivity,
    pub unit: Option<UnitId>,
    pub case: Option<CaseId>,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Kroner, as it came.
    pub amount: Option<String>,
    pub frequency: Option<String>,
    pub owner: Option<String>,
    pub system_name: Option<String>,
    pub fetched_at: DateTime<Utc>,
}

impl Writer {
    /// All that one citizen is granted, in place of what was kept before.
    pub async fn put_benefits(
        &mut self,
        citizen: CitizenId,
        benefits: &[KeptBenefit],
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM benefit WHERE citizen_id = $1")
            .bind(citizen.to_string())
            .execute(&mut **self)
            .await?;
        for benefit in benefits {
            sqlx::query(
                "INSERT OR REPLACE INTO benefit (grant_id, number, citizen_id, name, kle, sensitivity, unit_id, case_id,
                    valid_from, valid_to, amount, frequency, owner_name, system_name, fetched_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
            )
            .bind(benefit.grant.to_string())
            .bind(benefit.number)
            .bind(citizen.to_string())
            .bind(&benefit.name)
            .bind(&benefit.kle)
            .bind(benefit.sensitivity.rank())
            .bind(benefit.unit.map(|unit| unit.to_string()))
            .bind(benefit.case.map(|case| case.to_string()))
            .bind(benefit.from.map(day))
            .bind(benefit.to.map(day))
            .bind(&benefit.amount)
            .bind(&benefit.frequency)
            .bind(&benefit.owner)
            .bind(&benefit.system_name)
            .bind(instant(benefit.fetched_at))
            .execute(&mut **self)
            .await?;
        }
        Ok(())
    }

    pub async fn citizen_with(&mut self, cpr: &Cpr) -> Result<Option<CitizenId>, StoreError> {
        let row = sqlx::query("SELECT id FROM citizen WHERE cpr = $1")
            .bind(cpr.digits())
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| parse(&row, "citizen", "id", |text| text.parse().ok()))
            .transpose()
    }
}

impl Reader {
    /// Those within reach, the newest first. A benefit is reached as a case is, by its subject, its sensitivity and its
    /// unit; what it does not say itself, its case says, where that is here. The more guarded of the two counts.
    pub async fn benefits_of(
        &mut self,
        filter: &AccessFilter,
        citizen: CitizenId,
    ) -> Result<Vec<KeptBenefit>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.* FROM (
                SELECT b.grant_id, b.number, b.name, b.case_id, b.case_id AS id, b.valid_from, b.valid_to, b.amount, b.frequency,
                    b.owner_name, b.system_name, b.fetched_at, b.sensitivity AS own_sensitivity,
                    coalesce(b.kle, k.kle, '') AS kle, coalesce(b.unit_id, k.unit_id) AS unit_id, k.team_id,
                    max(b.sensitivity, coalesce(k.sensitivity, 0)) AS sensitivity
                FROM benefit AS b LEFT JOIN case_file AS k ON k.id = b.case_id WHERE b.citizen_id = ",
        );
        sql.push_bind(citizen.to_string())
            .push(") AS c WHERE 1 = 1");
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.valid_from DESC, c.grant_id, c.number");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(benefit).collect()
    }

    pub async fn cpr_of(&mut self, citizen: CitizenId) -> Result<Option<Cpr>, StoreError> {
        let row = sqlx::query("SELECT cpr FROM citizen WHERE id = $1")
            .bind(citizen.to_string())
            .fetch_optional(&mut **self)
            .await?;
        let Some(row) = row else { return Ok(None) };
        parse_optional(&row, "citizen", "cpr", |text| Cpr::parse(text).ok())
    }

    /// Whether one of the citizen's cases is within reach.
    pub async fn reaches_citizen(
        &mut self,
        filter: &AccessFilter,
        citizen: CitizenId,
    ) -> Result<bool, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT 1 FROM case_party AS p JOIN case_file AS c ON c.id = p.case_id WHERE p.citizen_id = ",
        );
        sql.push_bind(citizen.to_string());
        push_access(&mut sql, filter);
        sql.push(" LIMIT 1");
        Ok(sql.build().fetch_optional(&mut **self).await?.is_some())
    }
}

fn benefit(row: &SqliteRow) -> Result<KeptBenefit, StoreError> {
    const TABLE: &str = "benefit";
    let number: i64 = row.try_get("number")?;
    let rank: i64 = row.try_get("own_sensitivity")?;
    let kle: String = row.try_get("kle")?;
    Ok(KeptBenefit {
        grant: parse(row, TABLE, "grant_id", |text| Uuid::try_parse(text).ok())?,
        number: u32::try_from(number).unwrap_or_default(),
        name: row.try_get("name")?,
        kle: (!kle.is_empty()).then_some(kle),
        sensitivity: u8::try_from(rank)
            .ok()
            .and_then(Sensitivity::from_rank)
            .unwrap_or(Sensitivity::Vip),
        unit: parse_optional(row, TABLE, "unit_id", |text| text.parse().ok())?,
        case: parse_optional(row, TABLE, "case_id", |text| text.parse().ok())?,
        from: parse_optional(row, TABLE, "valid_from", |text| text.parse().ok())?,
        to: parse_optional(row, TABLE, "valid_to", |text| text.parse().ok())?,
        amount: row.try_get("amount")?,
        frequency: row.try_get("frequency")?,
        owner: row.try_get("owner_name")?,
        system_name: row.try_get("system_name")?,
        fetched_at: parse(row, TABLE, "fetched_at", parse_instant)?,
    })
}
