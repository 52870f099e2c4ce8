//! What is within reach about one person or company, across all that is here.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, CitizenId, PartyPart};
use serde_json::json;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{push_access, push_document_access};
use crate::cases::{CASE_LINE, case_line, citizen};
use crate::documents::document;
use crate::search::push_has_case;
use crate::text::{parse, parse_instant, parse_optional};
use crate::{CaseLine, Citizen, FoundDocument, Reader, StoreError};

#[derive(Debug, Clone)]
pub struct CaseOfCitizen {
    pub line: CaseLine,
    pub part: PartyPart,
    pub responsible_unit: Option<String>,
    pub last_document: Option<NaiveDate>,
    /// Only of what another system owns.
    pub copy: Option<CopySeen>,
}

/// What the source says of a case that is not ours.
#[derive(Debug, Clone)]
pub struct CopySeen {
    pub handler: Option<String>,
    pub owner: Option<String>,
    pub fetched_at: DateTime<Utc>,
    pub is_gone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedParty {
    pub id: CitizenId,
    pub name: String,
    pub protected: bool,
    pub cases: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CaseCounts {
    pub cases: u32,
    pub open: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedOfCase {
    pub case: CaseId,
    pub case_number: String,
    pub date: NaiveDate,
    pub text: String,
    pub source: String,
}

impl Reader {
    /// `None` both when nobody has the id and when none of her cases is within reach.
    pub async fn find_citizen(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
    ) -> Result<Option<Citizen>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT z.* FROM citizen AS z WHERE z.id = ");
        sql.push_bind(id.to_string()).push(" AND ");
        push_has_case(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(citizen).transpose()
    }

    /// Open ones first, then the newest.
    pub async fn cases_of_citizen(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
    ) -> Result<Vec<CaseOfCitizen>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(CASE_LINE);
        sql.push(
            ", p.part, ru.name AS responsible_unit,
                (SELECT max(d.dated) FROM document AS d WHERE d.case_id = c.id) AS last_document,
                x.handler_name, x.unit_name, x.fetched_at AS copied_at, x.gone_at
             FROM case_party AS p CROSS JOIN case_file AS c ON c.id = p.case_id
             LEFT JOIN kle_subject k ON k.number = c.kle
             LEFT JOIN unit u ON u.id = c.unit_id
             LEFT JOIN employee r ON r.id = c.responsible_id
             LEFT JOIN unit ru ON ru.id = r.unit_id
             LEFT JOIN index_copy AS x ON x.case_key = c.row_key
             WHERE p.citizen_id = ",
        )
        .push_bind(id.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY c.is_open DESC, c.opened DESC, c.row_key DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let copied_at = parse_optional(row, "index_copy", "copied_at", parse_instant)?;
                let gone_at: Option<String> = row.try_get("gone_at")?;
                let (handler, owner) = (row.try_get("handler_name")?, row.try_get("unit_name")?);
                Ok(CaseOfCitizen {
                    line: case_line(row)?,
                    part: parse(row, "case_party", "part", PartyPart::from_code)?,
                    responsible_unit: row.try_get("responsible_unit")?,
                    last_document: parse_optional(row, "document", "last_document", |text| {
                        text.parse().ok()
                    })?,
                    copy: copied_at.map(|fetched_at| CopySeen {
                        handler,
                        owner,
                        fetched_at,
                        is_gone: gone_at.is_some(),
                    }),
                })
            })
            .collect()
    }

    /// The newest first, of all the citizen's cases.
    pub async fn documents_of_citizen(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
    ) -> Result<Vec<FoundDocument>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT d.*, c.number AS case_number, c.source FROM case_party AS p
             CROSS JOIN case_file AS c ON c.id = p.case_id
             CROSS JOIN document AS d ON d.case_id = c.id WHERE p.citizen_id = ",
        );
        sql.push_bind(id.to_string());
        push_document_access(&mut sql, filter);
        sql.push(" ORDER BY d.dated DESC, d.id LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(FoundDocument {
                    case: parse(row, "document", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("case_number")?,
                    source: row.try_get("source")?,
                    document: document(row)?,
                })
            })
            .collect()
    }

    /// Open deadlines of the citizen's cases: the rule each stands on, and its day.
    pub async fn deadlines_of_citizen(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
    ) -> Result<Vec<DatedOfCase>, StoreError> {
        self.dated(
            filter,
            id,
            most,
            "f.due AS date, f.rule AS text FROM case_party AS p
             CROSS JOIN case_file AS c ON c.id = p.case_id
             CROSS JOIN deadline AS f ON f.case_id = c.id AND f.is_open = 1",
        )
        .await
    }

    /// Letters that have left.
    pub async fn letters_of_citizen(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
    ) -> Result<Vec<DatedOfCase>, StoreError> {
        self.dated(
            filter,
            id,
            most,
            "substr(l.state_at, 1, 10) AS date, l.title AS text FROM case_party AS p
             CROSS JOIN case_file AS c ON c.id = p.case_id
             CROSS JOIN letter AS l ON l.case_id = c.id AND l.transmission IS NOT NULL",
        )
        .await
    }

    async fn dated(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
        of: &'static str,
    ) -> Result<Vec<DatedOfCase>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT c.id AS case_id, c.number, c.source, ");
        sql.push(of)
            .push(" WHERE p.citizen_id = ")
            .push_bind(id.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY date DESC LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(DatedOfCase {
                    case: parse(row, "case_file", "case_id", |text| text.parse().ok())?,
                    case_number: row.try_get("number")?,
                    date: parse(row, "case_file", "date", |text| text.parse().ok())?,
                    text: row.try_get("text")?,
                    source: row.try_get("source")?,
                })
            })
            .collect()
    }

    /// Others with a part in the same cases, those with the most in common first.
    pub async fn others_in_cases_of(
        &mut self,
        filter: &AccessFilter,
        id: CitizenId,
        most: u32,
    ) -> Result<Vec<SharedParty>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT z.id, z.name, z.protected, count(*) AS cases FROM case_party AS p
             CROSS JOIN case_file AS c ON c.id = p.case_id
             CROSS JOIN case_party AS o ON o.case_id = c.id AND o.citizen_id <> p.citizen_id
             CROSS JOIN citizen AS z ON z.id = o.citizen_id WHERE p.citizen_id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        sql.push(
            " GROUP BY z.id, z.name, z.protected ORDER BY cases DESC, z.name COLLATE danish LIMIT ",
        )
        .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                Ok(SharedParty {
                    id: parse(row, "citizen", "id", |text| text.parse().ok())?,
                    name: row.try_get("name")?,
                    protected: row.try_get("protected")?,
                    cases: row.try_get("cases")?,
                })
            })
            .collect()
    }

    /// How many cases of each are within reach.
    pub async fn case_counts_of(
        &mut self,
        filter: &AccessFilter,
        citizens: &[CitizenId],
    ) -> Result<HashMap<CitizenId, CaseCounts>, StoreError> {
        let ids: Vec<String> = citizens.iter().map(CitizenId::to_string).collect();
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT p.citizen_id, count(*) AS cases, sum(c.is_open) AS open FROM json_each(",
        );
        sql.push_bind(json!(ids).to_string()).push(
            ") AS j CROSS JOIN case_party AS p ON p.citizen_id = j.value
             CROSS JOIN case_file AS c ON c.id = p.case_id WHERE 1 = 1",
        );
        push_access(&mut sql, filter);
        sql.push(" GROUP BY p.citizen_id");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let id = parse(row, "case_party", "citizen_id", |text| text.parse().ok())?;
                let counts = CaseCounts {
                    cases: row.try_get("cases")?,
                    open: row.try_get("open")?,
                };
                Ok((id, counts))
            })
            .collect()
    }
}
