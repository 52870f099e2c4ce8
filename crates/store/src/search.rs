//! Finding cases by words. The engine sits behind one trait, so that a PostgreSQL store can bring
//! its own; the words are folded before they get here, so engines only split and match.

use sagsbord_domain::KleScope;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use crate::StoreError;

pub(crate) trait CaseSearch {
    /// Indexes a case's words in place of what was indexed before.
    async fn put(
        conn: &mut SqliteConnection,
        row_key: i64,
        words: &[String],
    ) -> Result<(), StoreError>;

    async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError>;

    /// Pushes a table expression `AS c` with the cases that hold every word, or a word that begins
    /// with it. Reading it by falling `c.row_key` must not cost a sort.
    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String]);

    /// The `ORDER BY` that gives that order.
    const NEWEST: &'static str;
}

pub(crate) struct Fts5;

impl CaseSearch for Fts5 {
    async fn put(
        conn: &mut SqliteConnection,
        row_key: i64,
        words: &[String],
    ) -> Result<(), StoreError> {
        sqlx::query("INSERT OR REPLACE INTO case_search (rowid, words) VALUES ($1, $2)")
            .bind(row_key)
            .bind(words.join(" "))
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

    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String]) {
        // CROSS JOIN keeps the index outermost: it hands out rows newest first, and LIMIT stops it.
        sql.push("case_search CROSS JOIN case_file AS c ON c.row_key = case_search.rowid AND case_search MATCH ")
            .push_bind(match_expression(words));
    }

    const NEWEST: &'static str = "case_search.rowid DESC";
}

/// Every word quoted, so that nothing typed is read as an operator.
fn match_expression(words: &[String]) -> String {
    let terms: Vec<String> = words
        .iter()
        .map(|word| {
            let word = word.replace('"', "");
            // One letter matches nearly everything as a beginning, and helps nobody.
            if word.chars().count() < 2 {
                format!("\"{word}\"")
            } else {
                format!("\"{word}\" *")
            }
        })
        .collect();
    terms.join(" AND ")
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
                match_expression(&sagsbord_domain::words(typed)),
                expected,
                "{typed}"
            );
        };
        check("hjem NOT støtte", r#""hjem" * AND "not" * AND "stoette" *"#);
        check(r#"a" OR ("*"#, r#""a" AND "or" *"#);
        check("27.18.02", r#""27.18.02" *"#);
    }
}
