//! Cases, their parties, and the lists made of them. Every query takes somebody's reach.

#[cfg(test)]
mod plans;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{
    CaseId, CaseStatus, CitizenId, Cpr, EmployeeId, KleScope, PartyPart, Sensitivity, TeamId,
    UnitId,
};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::search::{CaseSearch, Fts5, index_cases, index_citizen, index_wholly, push_range};
use crate::text::{day, instant, parse, parse_instant, parse_optional, unreadable};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone)]
pub struct NewCase {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: UnitId,
    pub team: Option<TeamId>,
    pub responsible: Option<EmployeeId>,
    pub opened: NaiveDate,
    pub due: Option<NaiveDate>,
    pub source: String,
    pub fetched_at: DateTime<Utc>,
    pub parties: Vec<(CitizenId, PartyPart)>,
}

#[derive(Debug, Clone)]
pub struct Citizen {
    pub id: CitizenId,
    pub name: String,
    pub cpr: Option<Cpr>,
    /// Eight digits, where it is a company.
    pub cvr: Option<String>,
    pub address: Option<String>,
    pub protected: bool,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseQuery {
    /// Folded words; a case must hold them all.
    pub words: Vec<String>,
    pub cpr: Option<Cpr>,
    pub kle: Option<KleScope>,
    pub status: Vec<CaseStatus>,
    pub unit: Option<UnitId>,
    pub responsible: Option<Responsible>,
    pub only_open: bool,
    pub due: Option<DueRange>,
    pub sort: CaseSort,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responsible {
    Employee(EmployeeId),
    Nobody,
}

/// Open cases due on or after `from` and on or before `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DueRange {
    pub from: Option<NaiveDate>,
    pub to: NaiveDate,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CaseSort {
    /// By when the case came to this desk; the one order that stays quick at a million cases with
    /// any words.
    #[default]
    NewestFirst,
    OldestFirst,
    DueFirst,
    Number,
    Title,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub id: CaseId,
    pub number: String,
    pub title: String,
    pub kle: String,
    pub kle_title: Option<String>,
    pub status: CaseStatus,
    pub sensitivity: Sensitivity,
    pub unit: String,
    pub responsible: Option<String>,
    pub citizen: Option<String>,
    pub opened: NaiveDate,
    pub due: Option<NaiveDate>,
    pub documents: u32,
    pub source: String,
    pub fetched_at: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Party {
    pub citizen: Citizen,
    pub part: PartyPart,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DueCounts {
    pub open: u32,
    pub late: u32,
    pub due_today: u32,
    pub due_in_seven_days: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    pub employee: EmployeeId,
    pub name: String,
    pub unit: Option<String>,
    pub counts: DueCounts,
    pub oldest_due: Option<NaiveDate>,
}

impl Writer {
    pub async fn add_citizen(&mut self, citizen: &Citizen) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO citizen (id, name, cpr, address, protected, cvr) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(citizen.id.to_string())
        .bind(&citizen.name)
        .bind(citizen.cpr.as_ref().map(|cpr| cpr.digits().to_owned()))
        .bind(&citizen.address)
        .bind(citizen.protected)
        .bind(&citizen.cvr)
        .execute(&mut **self)
        .await?;
        index_citizen(self, &citizen.id.to_string(), &citizen.name).await
    }

    /// The citizens must be there first: their names become searchable words of the case.
    pub async fn add_case(&mut self, case: &NewCase) -> Result<(), StoreError> {
        let id = case.id.to_string();
        sqlx::query(
            "INSERT INTO case_file (id, number, title, kle, status, is_open, sensitivity, unit_id, team_id,
                responsible_id, opened, due, source, fetched_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(&id)
        .bind(&case.number)
        .bind(&case.title)
        .bind(&case.kle)
        .bind(case.status.code())
        .bind(case.status.is_open())
        .bind(case.sensitivity.rank())
        .bind(case.unit.to_string())
        .bind(case.team.map(|team| team.to_string()))
        .bind(case.responsible.map(|employee| employee.to_string()))
        .bind(day(case.opened))
        .bind(case.due.map(day))
        .bind(&case.source)
        .bind(instant(case.fetched_at))
        .execute(&mut **self)
        .await?;
        for (citizen, part) in &case.parties {
            sqlx::query("INSERT INTO case_party (case_id, citizen_id, part) VALUES ($1, $2, $3)")
                .bind(&id)
                .bind(citizen.to_string())
                .bind(part.code())
                .execute(&mut **self)
                .await?;
        }
        index_cases(self, &[id]).await
    }

    /// What is done in it, where that is not what is usual here: a facet of KLE.
    pub async fn set_case_action(&mut self, case: CaseId, action: &str) -> Result<(), StoreError> {
        sqlx::query("UPDATE case_file SET kle_action = $2 WHERE id = $1")
            .bind(case.to_string())
            .bind(action)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Whether there is such a case.
    pub async fn set_case_title(&mut self, case: CaseId, title: &str) -> Result<bool, StoreError> {
        let id = case.to_string();
        let changed = sqlx::query("UPDATE case_file SET title = $2 WHERE id = $1")
            .bind(&id)
            .bind(title)
            .execute(&mut **self)
            .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        index_cases(self, &[id]).await?;
        Ok(true)
    }

    pub async fn clear_case_search(&mut self) -> Result<(), StoreError> {
        Fts5::clear(self).await
    }

    /// Indexes the next cases after `after` with their documents; gives the last one done, `None` when there are no more.
    pub async fn index_next_cases(
        &mut self,
        after: i64,
        count: u32,
    ) -> Result<Option<i64>, StoreError> {
        let rows: Vec<(i64, String)> = sqlx::query_as(
            "SELECT row_key, id FROM case_file WHERE row_key > $1 ORDER BY row_key LIMIT $2",
        )
        .bind(after)
        .bind(count)
        .fetch_all(&mut **self)
        .await?;
        let last = rows.last().map(|(row_key, _)| *row_key);
        let ids: Vec<String> = rows.into_iter().map(|(_, id)| id).collect();
        index_wholly(self, &ids).await?;
        Ok(last)
    }
}

impl Reader {
    /// A page is laid out by its keys, and what the list shows is fetched for them alone: sorting whole rows would fetch
    /// all that are within reach from all over the store.
    pub async fn list_cases(
        &mut self,
        filter: &AccessFilter,
        query: &CaseQuery,
    ) -> Result<Vec<CaseLine>, StoreError> {
        let keys = self.case_keys(filter, query).await?;
        self.case_lines(filter, &keys).await
    }

    /// The keys of the cases that match, in the order of the list.
    pub async fn case_keys(
        &mut self,
        filter: &AccessFilter,
        query: &CaseQuery,
    ) -> Result<Vec<i64>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("");
        push_keys(&mut sql, filter, query);
        Ok(sql.build_query_scalar().fetch_all(&mut **self).await?)
    }

    /// Counts no further than `up_to + 1`: the user needs to know "more than", not how many more.
    pub async fn count_cases(
        &mut self,
        filter: &AccessFilter,
        query: &CaseQuery,
        up_to: u32,
    ) -> Result<u32, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*) FROM (SELECT 1 ");
        push_matching(&mut sql, filter, query);
        sql.push(" LIMIT ")
            .push_bind(i64::from(up_to) + 1)
            .push(") AS matching");
        Ok(sql.build_query_scalar().fetch_one(&mut **self).await?)
    }

    /// `None` both when it is not there and when it is out of reach: the answer must not tell which.
    pub async fn find_case(
        &mut self,
        filter: &AccessFilter,
        id: CaseId,
    ) -> Result<Option<CaseLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(CASE_LINE);
        sql.push(
            " FROM case_file AS c
             LEFT JOIN kle_subject k ON k.number = c.kle
             LEFT JOIN unit u ON u.id = c.unit_id
             LEFT JOIN employee r ON r.id = c.responsible_id
             WHERE c.id = ",
        )
        .push_bind(id.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(case_line).transpose()
    }

    pub async fn parties_of(
        &mut self,
        filter: &AccessFilter,
        id: CaseId,
    ) -> Result<Vec<Party>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT z.*, p.part FROM case_file AS c
             JOIN case_party p ON p.case_id = c.id JOIN citizen z ON z.id = p.citizen_id
             WHERE c.id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY p.part DESC, z.name COLLATE danish");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(party).collect()
    }

    pub async fn due_counts(
        &mut self,
        filter: &AccessFilter,
        responsible: EmployeeId,
        today: NaiveDate,
    ) -> Result<DueCounts, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
        push_due_sums(&mut sql, today);
        sql.push(" FROM case_file AS c WHERE c.is_open = 1 AND c.responsible_id = ")
            .push_bind(responsible.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_one(&mut **self).await?;
        due_sums(&row)
    }

    /// One line for each person with open cases inside the reach, and how many cases have nobody.
    pub async fn load(
        &mut self,
        filter: &AccessFilter,
        today: NaiveDate,
    ) -> Result<(Vec<Load>, u32), StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.responsible_id, e.name, u.name AS unit, min(c.due) AS oldest_due, ",
        );
        push_due_sums(&mut sql, today);
        sql.push(
            " FROM case_file AS c LEFT JOIN employee e ON e.id = c.responsible_id
              LEFT JOIN unit u ON u.id = e.unit_id WHERE c.is_open = 1",
        );
        push_access(&mut sql, filter);
        sql.push(" GROUP BY c.responsible_id ORDER BY late DESC, open DESC");
        let mut people = Vec::new();
        let mut unassigned = 0;
        for row in &sql.build().fetch_all(&mut **self).await? {
            let counts = due_sums(row)?;
            match parse_optional(row, "case_file", "responsible_id", |text| text.parse().ok())? {
                Some(employee) => people.push(Load {
                    employee,
                    name: row.try_get("name")?,
                    unit: row.try_get("unit")?,
                    counts,
                    oldest_due: parse_optional(row, "case_file", "oldest_due", |text| {
                        text.parse().ok()
                    })?,
                }),
                None => unassigned = counts.open,
            }
        }
        Ok((people, unassigned))
    }

    /// Of all cases, whoever may see them: only for telling how large the store is.
    pub async fn count_all_cases(&mut self) -> Result<u32, StoreError> {
        Ok(sqlx::query_scalar("SELECT count(*) FROM case_file")
            .fetch_one(&mut **self)
            .await?)
    }
}

/// What a list shows of a case `c` with its subject `k`, unit `u` and responsible person `r`.
pub(crate) const CASE_LINE: &str =
    "SELECT c.*, k.title AS kle_title, u.name AS unit, r.name AS responsible,
    (SELECT z.name FROM case_party p JOIN citizen z ON z.id = p.citizen_id
     WHERE p.case_id = c.id AND p.part = 'primary' LIMIT 1) AS citizen,
    (SELECT count(*) FROM document d WHERE d.case_id = c.id) AS documents";

pub(crate) fn push_keys(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, query: &CaseQuery) {
    sql.push("SELECT c.row_key ");
    push_matching(sql, filter, query);
    sql.push(" ORDER BY ")
        .push(order(query))
        .push(" LIMIT ")
        .push_bind(query.limit);
    sql.push(" OFFSET ").push_bind(query.offset);
}

/// `FROM … WHERE …` for the cases that match and are inside the reach.
fn push_matching(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter, query: &CaseQuery) {
    sql.push("FROM ");
    if query.words.is_empty() {
        sql.push("case_file AS c");
    } else {
        Fts5::push_cases_with(sql, &query.words, filter);
    }
    sql.push(" WHERE 1 = 1");
    push_access(sql, filter);
    if let Some(cpr) = &query.cpr {
        sql.push(
            " AND c.id IN (SELECT p.case_id FROM case_party p JOIN citizen z ON z.id = p.citizen_id
              WHERE z.cpr = ",
        )
        .push_bind(cpr.digits().to_owned())
        .push(")");
    }
    if let Some(kle) = &query.kle {
        sql.push(" AND ");
        push_range(sql, "c.kle", kle);
    }
    if !query.status.is_empty() {
        sql.push(" AND c.status IN (");
        let mut list = sql.separated(", ");
        for status in &query.status {
            list.push_bind(status.code());
        }
        sql.push(")");
    }
    if let Some(unit) = query.unit {
        sql.push(" AND c.unit_id IN (SELECT unit_id FROM unit_reach WHERE ancestor_id = ")
            .push_bind(unit.to_string())
            .push(")");
    }
    match query.responsible {
        Some(Responsible::Employee(employee)) => {
            sql.push(" AND c.responsible_id = ")
                .push_bind(employee.to_string());
        }
        Some(Responsible::Nobody) => {
            sql.push(" AND c.responsible_id IS NULL");
        }
        None => {}
    }
    if query.only_open || query.due.is_some() {
        sql.push(" AND c.is_open = 1");
    }
    if let Some(due) = query.due {
        sql.push(" AND c.due <= ").push_bind(day(due.to));
        if let Some(from) = due.from {
            sql.push(" AND c.due >= ").push_bind(day(from));
        }
    }
}

fn order(query: &CaseQuery) -> &'static str {
    match query.sort {
        CaseSort::NewestFirst if !query.words.is_empty() => Fts5::NEWEST,
        CaseSort::NewestFirst => "c.row_key DESC",
        CaseSort::OldestFirst => "c.row_key",
        // One person's cases are few: they are sorted. In the order of the index by day everybody's would be passed.
        CaseSort::DueFirst if query.responsible.is_some() || query.cpr.is_some() => {
            "c.due IS NULL, coalesce(c.due, ''), c.row_key"
        }
        CaseSort::DueFirst => "c.due IS NULL, c.due, c.row_key",
        CaseSort::Number => "c.number, c.row_key",
        CaseSort::Title => "c.title COLLATE danish, c.row_key",
    }
}

fn push_due_sums(sql: &mut QueryBuilder<Sqlite>, today: NaiveDate) {
    let week_ahead = today + chrono::Days::new(7);
    sql.push("count(*) AS open, coalesce(sum(c.due < ")
        .push_bind(day(today))
        .push("), 0) AS late, coalesce(sum(c.due = ")
        .push_bind(day(today))
        .push("), 0) AS due_today, coalesce(sum(c.due >= ")
        .push_bind(day(today))
        .push(" AND c.due <= ")
        .push_bind(day(week_ahead))
        .push("), 0) AS due_in_seven_days");
}

fn due_sums(row: &SqliteRow) -> Result<DueCounts, StoreError> {
    Ok(DueCounts {
        open: row.try_get("open")?,
        late: row.try_get("late")?,
        due_today: row.try_get("due_today")?,
        due_in_seven_days: row.try_get("due_in_seven_days")?,
    })
}

pub(crate) fn case_line(row: &SqliteRow) -> Result<CaseLine, StoreError> {
    const TABLE: &str = "case_file";
    let sensitivity: u8 = row.try_get("sensitivity")?;
    Ok(CaseLine {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        title: row.try_get("title")?,
        kle: row.try_get("kle")?,
        kle_title: row.try_get("kle_title")?,
        status: parse(row, TABLE, "status", CaseStatus::from_code)?,
        sensitivity: Sensitivity::from_rank(sensitivity)
            .ok_or_else(|| unreadable(TABLE, "sensitivity"))?,
        unit: row.try_get("unit")?,
        responsible: row.try_get("responsible")?,
        citizen: row.try_get("citizen")?,
        opened: parse(row, TABLE, "opened", |text| text.parse().ok())?,
        due: parse_optional(row, TABLE, "due", |text| text.parse().ok())?,
        documents: row.try_get("documents")?,
        source: row.try_get("source")?,
        fetched_at: parse(row, TABLE, "fetched_at", parse_instant)?,
    })
}

fn party(row: &SqliteRow) -> Result<Party, StoreError> {
    Ok(Party {
        citizen: citizen(row)?,
        part: parse(row, "case_party", "part", PartyPart::from_code)?,
    })
}

pub(crate) fn citizen(row: &SqliteRow) -> Result<Citizen, StoreError> {
    Ok(Citizen {
        id: parse(row, "citizen", "id", |text| text.parse().ok())?,
        name: row.try_get("name")?,
        cpr: parse_optional(row, "citizen", "cpr", |text| Cpr::parse(text).ok())?,
        cvr: row.try_get("cvr")?,
        address: row.try_get("address")?,
        protected: row.try_get("protected")?,
    })
}
