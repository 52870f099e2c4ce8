use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::search::TypedNumber;
use sagsbord_domain::{KleScope, words};
use serde_json::json;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use super::{CaseSearch, Fts5, Indexed, learn, places_of, push_range};
use crate::access::push_access;
use crate::cases::{CASE_LINE, case_line};
use crate::{CaseLine, Reader, StoreError};

/// A case that may be the one that is looked for, with as much of it as it is judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseCandidate {
    pub key: i64,
    pub number: String,
    pub title: String,
    pub names: String,
    pub is_open: bool,
}

/// Indexes cases anew, with whatever the store says of them now.
pub(crate) async fn index_cases(
    conn: &mut SqliteConnection,
    ids: &[String],
) -> Result<(), StoreError> {
    if ids.is_empty() {
        return Ok(());
    }
    let places = places_of(conn, ids).await?;
    let rows = sqlx::query(
        "SELECT c.row_key, c.id, c.number, c.title, c.kle,
            (SELECT group_concat(z.name, ' ') FROM case_party AS p JOIN citizen AS z ON z.id = p.citizen_id
             WHERE p.case_id = c.id) AS names
         FROM json_each($1) AS j CROSS JOIN case_file AS c ON c.id = j.value",
    )
    .bind(json!(ids).to_string())
    .fetch_all(&mut *conn)
    .await?;
    let mut indexed = Vec::with_capacity(rows.len());
    for row in &rows {
        let (id, number): (String, String) = (row.try_get("id")?, row.try_get("number")?);
        let (title, kle): (String, String) = (row.try_get("title")?, row.try_get("kle")?);
        let names: Option<String> = row.try_get("names")?;
        let Some(place) = places.get(&id) else {
            continue;
        };
        let words = words_of_case(&number, &title, &kle, names.as_deref().unwrap_or_default());
        indexed.push((row.try_get::<i64, _>("row_key")?, words, &place.words));
    }
    let put: Vec<(i64, Indexed<'_>)> = indexed
        .iter()
        .map(|(key, words, belongs)| (*key, Indexed { words, belongs }))
        .collect();
    Fts5::put(conn, &put).await?;
    let learnt = indexed.iter().flat_map(|(_, words, _)| words);
    learn(conn, learnt.map(String::as_str)).await
}

/// `2026-004711` is also found by `4711`.
fn words_of_case(number: &str, title: &str, kle: &str, names: &str) -> Vec<String> {
    let mut all = words(&format!("{title} {number} {kle} {names}"));
    let running = number.rsplit(['-', '/']).next().unwrap_or_default();
    let short = running.trim_start_matches('0');
    if short.len() < running.len() && short.bytes().all(|b| b.is_ascii_digit()) && !short.is_empty()
    {
        all.push(short.to_owned());
    }
    all
}

impl Reader {
    /// The newest cases within reach that hold every word; at most `most`, in no promised order.
    pub async fn case_candidates(
        &mut self,
        filter: &AccessFilter,
        words: &[String],
        most: u32,
    ) -> Result<Vec<CaseCandidate>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::<Sqlite>::new(CANDIDATE);
        sql.push(" FROM ");
        Fts5::push_cases_with(&mut sql, words, filter);
        sql.push(" WHERE 1 = 1");
        push_access(&mut sql, filter);
        sql.push(" ORDER BY ").push(Fts5::NEWEST);
        self.candidates(sql, most).await
    }

    /// Those that a number leads to, by the number's own index.
    pub async fn cases_by_number(
        &mut self,
        filter: &AccessFilter,
        number: &TypedNumber,
        most: u32,
    ) -> Result<Vec<CaseCandidate>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(CANDIDATE);
        let mut newest = "c.row_key DESC";
        match number {
            TypedNumber::CaseNumber(number) => {
                sql.push(" FROM case_file AS c WHERE c.number = ")
                    .push_bind(number.clone());
            }
            // A subject has tens of thousands of cases: the index of words hands out the newest without a sort.
            TypedNumber::Kle(kle) => {
                Fts5::push_cases_with(sql.push(" FROM "), &[subject_word(kle)], filter);
                sql.push(" WHERE ");
                push_range(&mut sql, "c.kle", kle);
                newest = Fts5::NEWEST;
            }
            TypedNumber::Cpr(cpr) => {
                push_of_party(&mut sql, "z.cpr = ", cpr.digits());
            }
            TypedNumber::Cvr(cvr) => {
                push_of_party(&mut sql, "z.cvr = ", cvr);
            }
            // Half a number means a person, not all the cases of everybody born that month.
            TypedNumber::CprStart(_) => return Ok(Vec::new()),
        }
        push_access(&mut sql, filter);
        sql.push(" ORDER BY ").push(newest);
        self.candidates(sql, most).await
    }

    /// The cases as they stand in lists, in the order asked for.
    pub async fn case_lines(
        &mut self,
        filter: &AccessFilter,
        keys: &[i64],
    ) -> Result<Vec<CaseLine>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(CASE_LINE);
        sql.push(", c.row_key FROM json_each(")
            .push_bind(json!(keys).to_string())
            .push(
                ") AS j CROSS JOIN case_file AS c ON c.row_key = j.value
                 LEFT JOIN kle_subject k ON k.number = c.kle
                 LEFT JOIN unit u ON u.id = c.unit_id
                 LEFT JOIN employee r ON r.id = c.responsible_id WHERE 1 = 1",
            );
        push_access(&mut sql, filter);
        sql.push(" ORDER BY j.key");
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(case_line).collect()
    }

    async fn candidates(
        &mut self,
        mut sql: QueryBuilder<Sqlite>,
        most: u32,
    ) -> Result<Vec<CaseCandidate>, StoreError> {
        sql.push(" LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let names: Option<String> = row.try_get("names")?;
                Ok(CaseCandidate {
                    key: row.try_get("row_key")?,
                    number: row.try_get("number")?,
                    title: row.try_get("title")?,
                    names: names.unwrap_or_default(),
                    is_open: row.try_get("is_open")?,
                })
            })
            .collect()
    }
}

/// With its full stop a main group is not the beginning of other numbers.
fn subject_word(kle: &KleScope) -> String {
    match kle.as_str() {
        main if main.len() == 2 => format!("{main}."),
        below => below.to_owned(),
    }
}

const CANDIDATE: &str = "SELECT c.row_key, c.number, c.title, c.is_open,
    (SELECT group_concat(z.name, ' ') FROM case_party AS p JOIN citizen AS z ON z.id = p.citizen_id
     WHERE p.case_id = c.id) AS names";

fn push_of_party(sql: &mut QueryBuilder<Sqlite>, condition: &'static str, number: &str) {
    sql.push(
        " FROM case_file AS c WHERE c.id IN (SELECT p.case_id FROM citizen AS z
          CROSS JOIN case_party AS p ON p.citizen_id = z.id WHERE ",
    )
    .push(condition)
    .push_bind(number.to_owned())
    .push(")");
}
