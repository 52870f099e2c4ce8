use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::{CaseId, CaseStatus, CitizenId, Cpr, PartyPart, Sensitivity, UnitId};
use sqlx::Row;

use crate::cases::{CaseWords, index_case};
use crate::text::{day, instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

/// A case that another system owns, as the index shows it to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexCase {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub opened: NaiveDate,
    pub unit: (UnitId, String),
    /// The id is given to the person if nobody with the number is known yet.
    pub party: Option<(CitizenId, Cpr, String)>,
    pub owner_cvr: String,
    pub system_id: Option<String>,
    pub system_name: String,
    pub handler_name: Option<String>,
    pub action: Option<String>,
    /// The sender's moment and the index's own.
    pub at: DateTime<Utc>,
    pub received: DateTime<Utc>,
}

/// What became of a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Copied {
    New,
    Changed,
    /// What is here is as new, or newer: messages may come twice, and in any order.
    AsBefore,
    /// It is our own case that the index shows us.
    Own,
}

impl Writer {
    /// Puts it beside our own cases, where it is found, shown and guarded as they are.
    pub async fn put_index_case(
        &mut self,
        case: &IndexCase,
        fetched_at: DateTime<Utc>,
    ) -> Result<Copied, StoreError> {
        let id = case.id.to_string();
        let before: Option<String> =
            sqlx::query_scalar("SELECT received FROM index_copy WHERE object_id = $1")
                .bind(&id)
                .fetch_optional(&mut **self)
                .await?;
        let copied = match before {
            Some(before) if before >= instant(case.received) => {
                sqlx::query(
                    "UPDATE index_copy SET fetched_at = $2, gone_at = NULL WHERE object_id = $1",
                )
                .bind(&id)
                .bind(instant(fetched_at))
                .execute(&mut **self)
                .await?;
                return Ok(Copied::AsBefore);
            }
            Some(_) => Copied::Changed,
            None if self.is_case_here(&id).await? => return Ok(Copied::Own),
            None => Copied::New,
        };
        self.know_unit(&case.unit).await?;
        let row_key = self.put_case_row(case, &id, fetched_at).await?;
        self.put_case_party(case, &id).await?;
        let words = CaseWords {
            id: &id,
            number: &case.number,
            title: &case.title,
            kle: &case.kle,
            unit: case.unit.0,
            team: None,
        };
        index_case(self, row_key, &words).await?;
        self.put_copy_row(case, &id, fetched_at).await?;
        Ok(copied)
    }

    /// Whether it is a copy of what another system owns: then nothing of it is ours to tell or change.
    pub async fn is_index_copy(&mut self, case: CaseId) -> Result<bool, StoreError> {
        let copy: Option<i64> = sqlx::query_scalar("SELECT 1 FROM index_copy WHERE object_id = $1")
            .bind(case.to_string())
            .fetch_optional(&mut **self)
            .await?;
        Ok(copy.is_some())
    }

    /// A copy that was shown here, and whose readers the index names now: what it said is taken away, and only who
    /// may see the most guarded cases sees that there is one. Gives whether there was such a copy.
    pub async fn guard_index_copy(
        &mut self,
        case: CaseId,
        title: &str,
    ) -> Result<bool, StoreError> {
        if !self.is_index_copy(case).await? {
            return Ok(false);
        }
        let id = case.to_string();
        sqlx::query("DELETE FROM case_party WHERE case_id = $1")
            .bind(&id)
            .execute(&mut **self)
            .await?;
        sqlx::query("UPDATE case_file SET sensitivity = $2 WHERE id = $1")
            .bind(&id)
            .bind(Sensitivity::Vip.rank())
            .execute(&mut **self)
            .await?;
        // Older than anything, so that it is read anew when its readers are no longer named.
        sqlx::query(
            "UPDATE index_copy SET allow_list = 'named', received = '', handler_name = NULL WHERE object_id = $1",
        )
        .bind(&id)
        .execute(&mut **self)
        .await?;
        self.set_case_title(case, title).await?;
        Ok(true)
    }

    async fn is_case_here(&mut self, id: &str) -> Result<bool, StoreError> {
        let here: Option<i64> = sqlx::query_scalar("SELECT 1 FROM case_file WHERE id = $1")
            .bind(id)
            .fetch_optional(&mut **self)
            .await?;
        Ok(here.is_some())
    }

    /// A unit that the organisation has not told us of stands under its own name, with nothing above it.
    async fn know_unit(&mut self, unit: &(UnitId, String)) -> Result<(), StoreError> {
        let id = unit.0.to_string();
        let done =
            sqlx::query("INSERT INTO unit (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING")
                .bind(&id)
                .bind(&unit.1)
                .execute(&mut **self)
                .await?;
        if done.rows_affected() > 0 {
            sqlx::query("INSERT INTO unit_reach (ancestor_id, unit_id) VALUES ($1, $1)")
                .bind(&id)
                .execute(&mut **self)
                .await?;
        }
        Ok(())
    }

    async fn put_case_row(
        &mut self,
        case: &IndexCase,
        id: &str,
        fetched_at: DateTime<Utc>,
    ) -> Result<i64, StoreError> {
        Ok(sqlx::query_scalar(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, source,
                fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, title = excluded.title, kle = excluded.kle,
                status = excluded.status, is_open = excluded.is_open, sensitivity = excluded.sensitivity,
                unit_id = excluded.unit_id, opened = excluded.opened, source = excluded.source,
                fetched_at = excluded.fetched_at
             RETURNING row_key",
        )
        .bind(id)
        .bind(&case.number)
        .bind(&case.title)
        .bind(&case.kle)
        .bind(case.status.code())
        .bind(case.status.is_open())
        .bind(case.sensitivity.rank())
        .bind(case.unit.0.to_string())
        .bind(day(case.opened))
        .bind(&case.system_name)
        .bind(instant(fetched_at))
        .fetch_one(&mut **self)
        .await?)
    }

    async fn put_case_party(&mut self, case: &IndexCase, id: &str) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM case_party WHERE case_id = $1")
            .bind(id)
            .execute(&mut **self)
            .await?;
        let Some((new, cpr, name)) = &case.party else {
            return Ok(());
        };
        let known: Option<String> = sqlx::query_scalar("SELECT id FROM citizen WHERE cpr = $1")
            .bind(cpr.digits())
            .fetch_optional(&mut **self)
            .await?;
        let citizen = match known {
            Some(known) => known,
            None => {
                // What the index says of a person is a name; whether the address is protected it does not say.
                sqlx::query(
                    "INSERT INTO citizen (id, name, cpr, protected) VALUES ($1, $2, $3, 0)",
                )
                .bind(new.to_string())
                .bind(name)
                .bind(cpr.digits())
                .execute(&mut **self)
                .await?;
                new.to_string()
            }
        };
        sqlx::query("INSERT INTO case_party (case_id, citizen_id, part) VALUES ($1, $2, $3)")
            .bind(id)
            .bind(citizen)
            .bind(PartyPart::Primary.code())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    async fn put_copy_row(
        &mut self,
        case: &IndexCase,
        id: &str,
        fetched_at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO index_copy (object_id, kind, owner_cvr, system_id, system_name, unit_name, handler_name,
                action, at, received, fetched_at)
             VALUES ($1, 'case', $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (object_id) DO UPDATE SET owner_cvr = excluded.owner_cvr,
                system_id = excluded.system_id, system_name = excluded.system_name,
                unit_name = excluded.unit_name, handler_name = excluded.handler_name, action = excluded.action,
                at = excluded.at, received = excluded.received, fetched_at = excluded.fetched_at, gone_at = NULL",
        )
        .bind(id)
        .bind(&case.owner_cvr)
        .bind(&case.system_id)
        .bind(&case.system_name)
        .bind(&case.unit.1)
        .bind(&case.handler_name)
        .bind(&case.action)
        .bind(instant(case.at))
        .bind(instant(case.received))
        .bind(instant(fetched_at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// In the transaction that keeps what was read up to there.
    pub async fn put_index_mark(
        &mut self,
        name: &str,
        mark: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO index_mark (name, mark, at) VALUES ($1, $2, $3)
             ON CONFLICT (name) DO UPDATE SET mark = excluded.mark, at = excluded.at",
        )
        .bind(name)
        .bind(instant(mark))
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// How far this kind of reading has come, and when that was.
    pub async fn index_mark(
        &mut self,
        name: &str,
    ) -> Result<Option<(DateTime<Utc>, DateTime<Utc>)>, StoreError> {
        const TABLE: &str = "index_mark";
        let row = sqlx::query("SELECT mark, at FROM index_mark WHERE name = $1")
            .bind(name)
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| {
            Ok((
                parse(&row, TABLE, "mark", parse_instant)?,
                parse(&row, TABLE, "at", parse_instant)?,
            ))
        })
        .transpose()
    }

    pub async fn count_index_copies(&mut self) -> Result<u64, StoreError> {
        let row = sqlx::query("SELECT count(*) AS number FROM index_copy")
            .fetch_one(&mut **self)
            .await?;
        let number: i64 = row.try_get("number")?;
        Ok(u64::try_from(number).unwrap_or_default())
    }
}
