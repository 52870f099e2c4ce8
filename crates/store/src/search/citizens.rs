use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::search::TypedNumber;
use sagsbord_domain::{Cpr, words};
use serde_json::{Value, json};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{CaseSearch, Fts5, learn, match_words, reaches_everywhere};
use crate::access::push_access;
use crate::cases::citizen;
use crate::{Citizen, Reader, StoreError, Writer};

/// Indexes those that are not indexed yet among the people with these numbers, all where none are named.
pub(crate) async fn index_new_citizens(
    conn: &mut SqliteConnection,
    cprs: &[String],
) -> Result<(), StoreError> {
    let rows: Vec<(String, String)> = sqlx::query_as(
        "SELECT z.id, z.name FROM json_each($1) AS j CROSS JOIN citizen AS z ON z.cpr = j.value
         WHERE z.search_key IS NULL",
    )
    .bind(json!(cprs).to_string())
    .fetch_all(&mut *conn)
    .await?;
    put(conn, rows).await
}

pub(crate) async fn index_citizen(
    conn: &mut SqliteConnection,
    id: &str,
    name: &str,
) -> Result<(), StoreError> {
    put(conn, vec![(id.to_owned(), name.to_owned())]).await
}

/// The index holds those that have a key: without the condition everybody would be gone through, for each who comes.
pub(super) const LAST_KEY: &str =
    "SELECT coalesce(max(search_key), 0) FROM citizen WHERE search_key IS NOT NULL";

pub(super) const GIVE_KEYS: &str = "UPDATE citizen SET search_key = j.value ->> 0 FROM json_each($1) AS j WHERE citizen.id = j.value ->> 1";

pub(super) const FORGET: &str =
    "DELETE FROM citizen_search WHERE rowid IN (SELECT z.search_key FROM json_each($1) AS j
        CROSS JOIN citizen AS z ON z.id = j.value ->> 1 WHERE z.search_key IS NOT NULL)";

async fn put(conn: &mut SqliteConnection, people: Vec<(String, String)>) -> Result<(), StoreError> {
    if people.is_empty() {
        return Ok(());
    }
    let last: i64 = sqlx::query_scalar(LAST_KEY).fetch_one(&mut *conn).await?;
    let next = last + 1;
    let people: Vec<(String, Vec<String>)> = people
        .into_iter()
        .map(|(id, name)| (id, words(&name)))
        .collect();
    let said: Vec<Value> = (next..)
        .zip(&people)
        .map(|(key, (id, words))| json!([key, id, words.join(" ")]))
        .collect();
    let said = Value::from(said).to_string();
    // Somebody whose name changed is found by the new one only.
    sqlx::query(FORGET).bind(&said).execute(&mut *conn).await?;
    sqlx::query(GIVE_KEYS)
        .bind(&said)
        .execute(&mut *conn)
        .await?;
    sqlx::query(
        "INSERT INTO citizen_search (rowid, words) SELECT value ->> 0, value ->> 2 FROM json_each($1)",
    )
    .bind(&said)
    .execute(&mut *conn)
    .await?;
    let learnt = people.iter().flat_map(|(_, words)| words);
    learn(conn, learnt.map(String::as_str)).await
}

impl Writer {
    /// Indexes the next people after `after`, by their ids; gives the last one done, `None` when there are no more.
    pub async fn index_next_citizens(
        &mut self,
        after: &str,
        count: u32,
    ) -> Result<Option<String>, StoreError> {
        let rows: Vec<(String, String)> =
            sqlx::query_as("SELECT id, name FROM citizen WHERE id > $1 ORDER BY id LIMIT $2")
                .bind(after)
                .bind(count)
                .fetch_all(&mut **self)
                .await?;
        let last = rows.last().map(|(id, _)| id.clone());
        put(self, rows).await?;
        Ok(last)
    }
}

/// How many of the newest who bear a name, or of the newest cases of theirs where somebody reaches a part of the
/// municipality only, are asked about for each one wanted: not all of them are within reach, and a case has few parties.
const FOR_EACH: u32 = 2;

impl Reader {
    /// People with a case within reach whose names hold every word; at most `most`, in no promised order.
    pub async fn citizen_candidates(
        &mut self,
        filter: &AccessFilter,
        words: &[String],
        most: u32,
    ) -> Result<Vec<Citizen>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT z.* FROM ");
        if reaches_everywhere(filter) {
            sql.push("(SELECT rowid AS key FROM citizen_search WHERE citizen_search MATCH ")
                .push_bind(match_words(words))
                .push(" ORDER BY rowid DESC LIMIT ")
                .push_bind(most.saturating_mul(FOR_EACH))
                .push(") AS s CROSS JOIN citizen AS z ON z.search_key = s.key WHERE ");
            push_has_case(&mut sql, filter);
        } else {
            // Whoever is found by a case within reach has one.
            sql.push("(SELECT DISTINCT p.citizen_id FROM (SELECT c.id FROM ");
            Fts5::push_cases_with(&mut sql, words, filter);
            sql.push(" WHERE 1 = 1");
            push_access(&mut sql, filter);
            sql.push(" ORDER BY ")
                .push(Fts5::NEWEST)
                .push(" LIMIT ")
                .push_bind(most.saturating_mul(FOR_EACH))
                .push(
                    ") AS of CROSS JOIN case_party AS p ON p.case_id = of.id) AS s
                     CROSS JOIN citizen AS z ON z.id = s.citizen_id",
                );
        }
        sql.push(" LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(citizen).collect()
    }

    /// Those that a number leads to.
    pub async fn citizens_by_number(
        &mut self,
        filter: &AccessFilter,
        number: &TypedNumber,
        most: u32,
    ) -> Result<Vec<Citizen>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT z.* FROM citizen AS z WHERE ");
        match number {
            TypedNumber::Cpr(cpr) => push_cpr(&mut sql, cpr),
            TypedNumber::CprStart(digits) => {
                // `:` follows the digits.
                sql.push("z.cpr >= ")
                    .push_bind(digits.clone())
                    .push(" AND z.cpr < ")
                    .push_bind(format!("{digits}:"));
            }
            TypedNumber::Cvr(cvr) => {
                sql.push("z.cvr = ").push_bind(cvr.clone());
            }
            TypedNumber::CaseNumber(_) | TypedNumber::Kle(_) => return Ok(Vec::new()),
        }
        sql.push(" AND ");
        push_has_case(&mut sql, filter);
        sql.push(" ORDER BY z.cpr LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(citizen).collect()
    }
}

fn push_cpr(sql: &mut QueryBuilder<Sqlite>, cpr: &Cpr) {
    sql.push("z.cpr = ").push_bind(cpr.digits().to_owned());
}

/// Of a citizen `z`: one of her cases is within reach.
pub(crate) fn push_has_case(sql: &mut QueryBuilder<Sqlite>, filter: &AccessFilter) {
    sql.push(
        "EXISTS (SELECT 1 FROM case_party AS p CROSS JOIN case_file AS c ON c.id = p.case_id
         WHERE p.citizen_id = z.id",
    );
    push_access(sql, filter);
    sql.push(")");
}
