//! Finding cases by words. The engine sits behind one trait, so that a PostgreSQL store can bring
//! its own; the words are folded before they get here, so engines only split and match.

use sagsbord_domain::access::Scope;
use sagsbord_domain::{KleScope, TeamId, UnitId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::StoreError;

/// What the index holds of a case. A migration that changes it marks the store `SearchOutdated`.
pub(crate) struct Indexed<'a> {
    pub words: &'a [String],
    /// Its unit and every unit above.
    pub units: &'a [UnitId],
    pub team: Option<TeamId>,
}

pub(crate) trait CaseSearch {
    /// Indexes a case in place of what was indexed of it before.
    async fn put(
        conn: &mut SqliteConnection,
        row_key: i64,
        case: Indexed<'_>,
    ) -> Result<(), StoreError>;

    /// The same of many at once.
    async fn put_many(
        conn: &mut SqliteConnection,
        cases: &[(i64, Indexed<'_>)],
    ) -> Result<(), StoreError>;

    async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError>;

    /// Pushes a table expression `AS c` with the cases that hold every word, or a word that begins
    /// with it. Reading it by falling `c.row_key` must not cost a sort.
    ///
    /// `reach` only narrows what is read: it may let through what lies outside, and never withholds
    /// what lies inside. The caller's own condition on the row decides.
    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String], reach: &[Scope]);

    /// The `ORDER BY` that gives that order.
    const NEWEST: &'static str;
}

pub(crate) struct Fts5;

impl CaseSearch for Fts5 {
    async fn put(
        conn: &mut SqliteConnection,
        row_key: i64,
        case: Indexed<'_>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT OR REPLACE INTO case_search (rowid, words, belongs) VALUES ($1, $2, $3)",
        )
        .bind(row_key)
        .bind(case.words.join(" "))
        .bind(belongs(&case))
        .execute(conn)
        .await?;
        Ok(())
    }

    async fn put_many(
        conn: &mut SqliteConnection,
        cases: &[(i64, Indexed<'_>)],
    ) -> Result<(), StoreError> {
        let said: Vec<serde_json::Value> = cases
            .iter()
            .map(|(row_key, case)| {
                serde_json::json!([row_key, case.words.join(" "), belongs(case)])
            })
            .collect();
        sqlx::query(
            "INSERT OR REPLACE INTO case_search (rowid, words, belongs)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)",
        )
        .bind(serde_json::Value::from(said).to_string())
        .execute(conn)
        .await?;
        Ok(())
    }

    async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::query("INSERT INTO case_search (case_search) VALUES ('delete-all')")
            .execute(conn)
            .await?;
        Ok(())
    }

    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String], reach: &[Scope]) {
        // CROSS JOIN keeps the index outermost: it hands out rows newest first, and LIMIT stops it.
        sql.push("case_search CROSS JOIN case_file AS c ON c.row_key = case_search.rowid AND case_search MATCH ")
            .push_bind(match_expression(words, reach));
    }

    const NEWEST: &'static str = "case_search.rowid DESC";
}

fn belongs(case: &Indexed<'_>) -> String {
    let units = case.units.iter().map(|unit| unit_word(*unit));
    let all: Vec<String> = units.chain(case.team.map(team_word)).collect();
    all.join(" ")
}

fn match_expression(words: &[String], reach: &[Scope]) -> String {
    let words: Vec<String> = words.iter().map(|word| term(word)).collect();
    let words = format!("{{words}} : ({})", words.join(" AND "));
    match reach_expression(reach) {
        Some(reach) => format!("{words} AND ({reach})"),
        None => words,
    }
}

/// Every word quoted, so that nothing typed is read as an operator.
fn term(word: &str) -> String {
    let word = word.replace('"', "");
    // One letter matches nearly everything as a beginning, and helps nobody.
    if word.chars().count() < 2 {
        format!("\"{word}\"")
    } else {
        format!("\"{word}\" *")
    }
}

/// `None` when one of the scopes reaches into every unit, team and subject.
fn reach_expression(reach: &[Scope]) -> Option<String> {
    let scopes: Option<Vec<String>> = reach.iter().map(scope_expression).collect();
    scopes
        .filter(|scopes| !scopes.is_empty())
        .map(|scopes| scopes.join(" OR "))
}

fn scope_expression(scope: &Scope) -> Option<String> {
    let mut terms = Vec::new();
    if let Some(kle) = &scope.kle {
        // The subject's number is one of the case's words. With the full stop the main group is
        // exactly one entry of the prefix index.
        terms.push(match kle.as_str() {
            main if main.len() == 2 => {
                format!("{{words}} : (\"{main}.\" * OR \"{main}\")")
            }
            below => format!("{{words}} : \"{below}\" *"),
        });
    }
    if let Some(unit) = scope.unit {
        terms.push(format!("{{belongs}} : \"{}\"", unit_word(unit)));
    }
    if let Some(team) = scope.team {
        terms.push(format!("{{belongs}} : \"{}\"", team_word(team)));
    }
    (!terms.is_empty()).then(|| format!("({})", terms.join(" AND ")))
}

fn unit_word(unit: UnitId) -> String {
    format!("u{}", unit.to_string().replace('-', ""))
}

fn team_word(team: TeamId) -> String {
    format!("t{}", team.to_string().replace('-', ""))
}

/// A KLE number and all below it, as a range that an index can serve: `/` follows `.`.
pub(crate) fn push_range(sql: &mut QueryBuilder<Sqlite>, column: &'static str, kle: &KleScope) {
    sql.push("(")
        .push(column)
        .push(" >= ")
        .push_bind(kle.as_str().to_owned())
        .push(" AND ")
        .push(column)
        .push(" < ")
        .push_bind(format!("{}/", kle.as_str()))
        .push(")");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_never_becomes_an_operator() {
        let check = |typed: &str, expected: &str| {
            assert_eq!(
                match_expression(&sagsbord_domain::words(typed), &[]),
                expected,
                "{typed}"
            );
        };
        check(
            "hjem NOT støtte",
            r#"{words} : ("hjem" * AND "not" * AND "stoette" *)"#,
        );
        check(r#"a" OR ("*"#, r#"{words} : ("a" AND "or" *)"#);
        check("27.18.02", r#"{words} : ("27.18.02" *)"#);
    }
}
