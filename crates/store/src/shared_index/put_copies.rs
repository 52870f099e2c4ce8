use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::{CaseId, CaseStatus, CitizenId, Cpr, PartyPart, Sensitivity, UnitId};
use serde_json::{Value, json};
use sqlx::Row;

use crate::search::{index_cases, index_new_citizens, index_wholly};
use crate::text::{day, instant};
use crate::{StoreError, Writer};

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

/// What is here of a case before the page is put.
enum Known {
    /// Also one that is gone here and was told of before: it does not come back as another's.
    Own,
    Copy {
        row_key: i64,
        received: String,
    },
    /// The same number of the same system, which a mapping showed us: it stays that one case, and the index's word of it
    /// is kept beside it.
    Joined {
        row_key: i64,
        received: String,
    },
}

impl Writer {
    /// Puts them beside our own cases, where they are found, shown and guarded as ours are. Gives what became of each.
    ///
    /// A statement for each table and not for each case: a municipality has a million.
    pub async fn put_index_cases(
        &mut self,
        cases: &[IndexCase],
        fetched_at: DateTime<Utc>,
    ) -> Result<Vec<Copied>, StoreError> {
        let known = self.known_here(cases).await?;
        let fetched_at = instant(fetched_at);
        let mut copied = Vec::with_capacity(cases.len());
        let mut as_before = Vec::new();
        let mut put: Vec<&IndexCase> = Vec::new();
        let mut joined: HashMap<CaseId, i64> = HashMap::new();
        let mut beside: Vec<&IndexCase> = Vec::new();
        let mut place: HashMap<CaseId, usize> = HashMap::new();
        for case in cases {
            // The page itself may have it twice.
            if let Some(at) = place.get(&case.id) {
                copied.push(Copied::AsBefore);
                if let Some(earlier) = put.get_mut(*at).filter(|one| one.received < case.received) {
                    *earlier = case;
                }
                continue;
            }
            let (became, key) = match known.get(&case.id) {
                None => (Copied::New, None),
                Some(Known::Own) => (Copied::Own, None),
                Some(Known::Copy { row_key, received }) => {
                    let is_newer = *received < instant(case.received);
                    let became = if is_newer {
                        Copied::Changed
                    } else {
                        Copied::AsBefore
                    };
                    (became, Some(*row_key))
                }
                Some(Known::Joined { row_key, received }) => {
                    let is_newer = *received < instant(case.received);
                    copied.push(match is_newer {
                        true => Copied::Changed,
                        false => Copied::AsBefore,
                    });
                    if is_newer {
                        joined.insert(case.id, *row_key);
                        beside.retain(|one| one.id != case.id);
                        beside.push(case);
                    }
                    continue;
                }
            };
            copied.push(became);
            match (became, key) {
                (Copied::AsBefore, Some(key)) => as_before.push(key),
                (Copied::New | Copied::Changed, _) => {
                    place.insert(case.id, put.len());
                    put.push(case);
                }
                _ => {}
            }
        }
        self.fetched_again(&as_before, &fetched_at).await?;
        if !beside.is_empty() {
            self.put_copy_rows(&beside, &joined, &fetched_at).await?;
        }
        if put.is_empty() {
            return Ok(copied);
        }
        self.know_units(&put).await?;
        let keys = self.put_case_rows(&put, &fetched_at).await?;
        self.put_case_parties(&put).await?;
        self.put_copy_rows(&put, &keys, &fetched_at).await?;
        // A case that was here may have come to belong elsewhere, and what hangs on it with it.
        let (moved, new): (Vec<&IndexCase>, Vec<&IndexCase>) =
            put.iter().partition(|case| known.contains_key(&case.id));
        let ids = |cases: Vec<&IndexCase>| -> Vec<String> {
            cases.iter().map(|case| case.id.to_string()).collect()
        };
        index_cases(self, &ids(new)).await?;
        index_wholly(self, &ids(moved)).await?;
        Ok(copied)
    }

    async fn known_here(
        &mut self,
        cases: &[IndexCase],
    ) -> Result<HashMap<CaseId, Known>, StoreError> {
        let ids: Vec<String> = cases.iter().map(|case| case.id.to_string()).collect();
        let rows = sqlx::query(
            "SELECT j.value AS id, x.case_key, x.received FROM json_each($1) AS j
             LEFT JOIN case_file AS c ON c.id = j.value
             LEFT JOIN index_copy AS x ON x.case_key = c.row_key
             WHERE c.row_key IS NOT NULL OR EXISTS (SELECT 1 FROM index_object AS o WHERE o.object_id = j.value)",
        )
        .bind(json!(ids).to_string())
        .fetch_all(&mut **self)
        .await?;
        let mut known = HashMap::with_capacity(rows.len());
        for row in &rows {
            let id: String = row.try_get("id")?;
            let Ok(id) = id.parse() else { continue };
            let copy: Option<(i64, String)> = row
                .try_get::<Option<i64>, _>("case_key")?
                .zip(row.try_get("received")?);
            let here = match copy {
                Some((row_key, received)) => Known::Copy { row_key, received },
                None => Known::Own,
            };
            known.insert(id, here);
        }
        let new = cases.iter().filter(|case| !known.contains_key(&case.id));
        let joined = self.joined_here(new).await?;
        known.extend(joined);
        Ok(known)
    }

    /// Of those that are not here under their own id, the cases that a mapping of the same system showed us.
    async fn joined_here(
        &mut self,
        new: impl Iterator<Item = &IndexCase>,
    ) -> Result<Vec<(CaseId, Known)>, StoreError> {
        let new: Vec<Value> = new
            .map(|case| json!([case.id.to_string(), case.number, case.system_name]))
            .collect();
        let rows = sqlx::query(
            "SELECT j.value ->> 0 AS id, y.case_key, coalesce(x.received, '') AS received
             FROM source AS s CROSS JOIN json_each($1) AS j
             CROSS JOIN case_file AS c ON c.number = j.value ->> 1
             JOIN source_copy AS y ON y.case_key = c.row_key AND y.source_id = s.id
             LEFT JOIN index_copy AS x ON x.case_key = c.row_key
             WHERE s.name = j.value ->> 2",
        )
        .bind(Value::from(new).to_string())
        .fetch_all(&mut **self)
        .await?;
        let mut joined = Vec::with_capacity(rows.len());
        for row in &rows {
            let id: String = row.try_get("id")?;
            let Ok(id) = id.parse() else { continue };
            let (row_key, received) = (row.try_get("case_key")?, row.try_get("received")?);
            joined.push((id, Known::Joined { row_key, received }));
        }
        Ok(joined)
    }

    async fn fetched_again(&mut self, keys: &[i64], fetched_at: &str) -> Result<(), StoreError> {
        if keys.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "UPDATE index_copy SET fetched_at = $2, gone_at = NULL
             WHERE case_key IN (SELECT value FROM json_each($1))",
        )
        .bind(json!(keys).to_string())
        .bind(fetched_at)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// A unit that the organisation has not told us of stands under its own name, with nothing above it.
    async fn know_units(&mut self, cases: &[&IndexCase]) -> Result<(), StoreError> {
        let units: HashMap<String, &str> = cases
            .iter()
            .map(|case| (case.unit.0.to_string(), case.unit.1.as_str()))
            .collect();
        let units: Vec<Value> = units.iter().map(|(id, name)| json!([id, name])).collect();
        let new: Vec<String> = sqlx::query_scalar(
            "INSERT INTO unit (id, name) SELECT value ->> 0, value ->> 1 FROM json_each($1) WHERE true
             ON CONFLICT (id) DO NOTHING RETURNING id",
        )
        .bind(Value::from(units).to_string())
        .fetch_all(&mut **self)
        .await?;
        if new.is_empty() {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO unit_reach (ancestor_id, unit_id) SELECT value, value FROM json_each($1)",
        )
        .bind(json!(new).to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    async fn put_case_rows(
        &mut self,
        cases: &[&IndexCase],
        fetched_at: &str,
    ) -> Result<HashMap<CaseId, i64>, StoreError> {
        let said: Vec<Value> = cases
            .iter()
            .map(|case| {
                json!([
                    case.id.to_string(),
                    case.number,
                    case.title,
                    case.kle,
                    case.status.code(),
                    case.status.is_open(),
                    case.sensitivity.rank(),
                    case.unit.0.to_string(),
                    day(case.opened),
                    case.system_name,
                ])
            })
            .collect();
        let rows = sqlx::query(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, opened, source,
                fetched_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8, value ->> 9, $2 FROM json_each($1) WHERE true
             ON CONFLICT (id) DO UPDATE SET number = excluded.number, title = excluded.title, kle = excluded.kle,
                status = excluded.status, is_open = excluded.is_open, sensitivity = excluded.sensitivity,
                unit_id = excluded.unit_id, opened = excluded.opened, source = excluded.source,
                fetched_at = excluded.fetched_at
             RETURNING id, row_key",
        )
        .bind(Value::from(said).to_string())
        .bind(fetched_at)
        .fetch_all(&mut **self)
        .await?;
        let mut keys = HashMap::with_capacity(rows.len());
        for row in &rows {
            let id: String = row.try_get("id")?;
            if let Ok(id) = id.parse() {
                keys.insert(id, row.try_get("row_key")?);
            }
        }
        Ok(keys)
    }

    async fn put_case_parties(&mut self, cases: &[&IndexCase]) -> Result<(), StoreError> {
        let ids: Vec<String> = cases.iter().map(|case| case.id.to_string()).collect();
        sqlx::query("DELETE FROM case_party WHERE case_id IN (SELECT value FROM json_each($1))")
            .bind(json!(ids).to_string())
            .execute(&mut **self)
            .await?;
        let parties: Vec<Value> = cases
            .iter()
            .filter_map(|case| {
                let (new, cpr, name) = case.party.as_ref()?;
                Some(json!([
                    case.id.to_string(),
                    new.to_string(),
                    cpr.digits(),
                    name
                ]))
            })
            .collect();
        let cprs: Vec<String> = cases
            .iter()
            .filter_map(|case| Some(case.party.as_ref()?.1.digits().to_owned()))
            .collect();
        let parties = Value::from(parties).to_string();
        // What the index says of a person is a name; whether the address is protected it does not say.
        sqlx::query(
            "INSERT INTO citizen (id, name, cpr, protected)
             SELECT value ->> 1, value ->> 3, value ->> 2, 0 FROM json_each($1) WHERE true
             ON CONFLICT (cpr) WHERE cpr IS NOT NULL DO NOTHING",
        )
        .bind(&parties)
        .execute(&mut **self)
        .await?;
        index_new_citizens(self, &cprs).await?;
        sqlx::query(
            "INSERT INTO case_party (case_id, citizen_id, part)
             SELECT j.value ->> 0, z.id, $2 FROM json_each($1) AS j
             CROSS JOIN citizen AS z ON z.cpr = j.value ->> 2",
        )
        .bind(&parties)
        .bind(PartyPart::Primary.code())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    async fn put_copy_rows(
        &mut self,
        cases: &[&IndexCase],
        keys: &HashMap<CaseId, i64>,
        fetched_at: &str,
    ) -> Result<(), StoreError> {
        let said: Vec<Value> = cases
            .iter()
            .map(|case| {
                json!([
                    keys.get(&case.id),
                    case.owner_cvr,
                    case.system_id,
                    case.system_name,
                    case.unit.1,
                    case.handler_name,
                    case.action,
                    instant(case.at),
                    instant(case.received),
                ])
            })
            .collect();
        sqlx::query(
            "INSERT INTO index_copy (case_key, owner_cvr, system_id, system_name, unit_name, handler_name, action,
                at, received, fetched_at)
             SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
                value ->> 7, value ->> 8, $2 FROM json_each($1) WHERE true
             ON CONFLICT (case_key) DO UPDATE SET owner_cvr = excluded.owner_cvr,
                system_id = excluded.system_id, system_name = excluded.system_name,
                unit_name = excluded.unit_name, handler_name = excluded.handler_name, action = excluded.action,
                at = excluded.at, received = excluded.received, fetched_at = excluded.fetched_at,
                allow_list = NULL, gone_at = NULL",
        )
        .bind(Value::from(said).to_string())
        .bind(fetched_at)
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}
