use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, CitizenId, OWN_SOURCE, SourceId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::push_access;
use crate::text::{parse, parse_instant, unreadable};
use crate::{Reader, StoreError};

/// How many cases of one source are kept here, and how new the newest is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFrom {
    pub origin: CaseOrigin,
    /// As the system is called on its cases.
    pub name: String,
    pub cases: u32,
    pub fetched_at: DateTime<Utc>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseOrigin {
    Own,
    /// The shared index showed it.
    Index,
    /// A system that is asked, or was.
    Source(SourceId),
    /// A system that this program was never joined to.
    Elsewhere,
}

impl Reader {
    /// Where a citizen's cases come from, as far as they are within reach.
    pub async fn citizen_kept_from(
        &mut self,
        filter: &AccessFilter,
        citizen: CitizenId,
    ) -> Result<Vec<KeptFrom>, StoreError> {
        let mut sql = counted();
        sql.push(
            " FROM case_party AS p CROSS JOIN case_file AS c ON c.id = p.case_id
              LEFT JOIN index_copy AS x ON x.case_key = c.row_key
              LEFT JOIN source_copy AS y ON y.case_key = c.row_key WHERE p.citizen_id = ",
        )
        .push_bind(citizen.to_string());
        push_access(&mut sql, filter);
        sql.push(" GROUP BY 1, 2 ORDER BY 2, 1");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(kept_from).collect()
    }

    /// Where one case comes from; nothing where it is out of reach.
    pub async fn case_kept_from(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
    ) -> Result<Vec<KeptFrom>, StoreError> {
        let mut sql = counted();
        sql.push(
            " FROM case_file AS c LEFT JOIN index_copy AS x ON x.case_key = c.row_key
              LEFT JOIN source_copy AS y ON y.case_key = c.row_key WHERE c.id = ",
        )
        .push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" GROUP BY 1, 2");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(kept_from).collect()
    }
}

/// What its source does not show any more is not counted. A case that both show is the source's, which knows most of it.
fn counted() -> QueryBuilder<Sqlite> {
    let mut sql = QueryBuilder::new(
        "SELECT CASE WHEN y.case_key IS NOT NULL THEN y.source_id WHEN x.case_key IS NOT NULL THEN 'index'
            WHEN c.source = ",
    );
    sql.push_bind(OWN_SOURCE).push(
        " THEN 'own' ELSE '' END AS origin, c.source AS name, sum(y.gone_at IS NULL) AS cases,
            max(c.fetched_at) AS fetched_at",
    );
    sql
}

fn kept_from(row: &SqliteRow) -> Result<KeptFrom, StoreError> {
    const TABLE: &str = "case_file";
    let origin: String = row.try_get("origin")?;
    Ok(KeptFrom {
        origin: match origin.as_str() {
            "own" => CaseOrigin::Own,
            "index" => CaseOrigin::Index,
            "" => CaseOrigin::Elsewhere,
            id => CaseOrigin::Source(
                id.parse()
                    .map_err(|_| unreadable("source_copy", "source_id"))?,
            ),
        },
        name: row.try_get("name")?,
        cases: row.try_get("cases")?,
        fetched_at: parse(row, TABLE, "fetched_at", parse_instant)?,
    })
}
