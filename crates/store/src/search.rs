//! Finding cases, people, documents and writings by words. The engine sits behind one trait, so that a PostgreSQL
//! store can bring its own; the words are folded before they get here, so engines only split and match.

mod belongs;
mod cases;
mod citizens;
mod documents;
#[cfg(test)]
mod plans;
mod vocabulary;
mod writings;

use sagsbord_domain::access::{AccessFilter, Scope};
use sagsbord_domain::search::without_genitive;
use sagsbord_domain::{EmployeeId, KleScope, TeamId, UnitId};
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

pub(crate) use belongs::places_of;
pub use cases::CaseCandidate;
pub(crate) use cases::index_cases;
pub(crate) use citizens::{index_citizen, index_new_citizens, push_has_case};
pub use documents::FoundDocument;
pub(crate) use documents::{Documents, forget_documents, index_documents};
pub(crate) use vocabulary::{KnownWords, learn};
pub(crate) use writings::OF_NO_CASE;
pub use writings::{FoundNote, WritingKind};

use crate::StoreError;

/// Indexes cases anew with all that hangs on them: they belong elsewhere now, or to others.
pub(crate) async fn index_wholly(
    conn: &mut SqliteConnection,
    cases: &[String],
) -> Result<(), StoreError> {
    index_cases(conn, cases).await?;
    index_documents(conn, Documents::OfCases(cases)).await?;
    writings::index_writings(conn, cases).await
}

/// What the index holds of a case. A migration that changes it marks the store `SearchOutdated`.
pub(crate) struct Indexed<'a> {
    pub words: &'a [String],
    pub belongs: &'a str,
}

pub(crate) trait CaseSearch {
    /// Indexes cases in place of what was indexed of them before.
    async fn put(
        conn: &mut SqliteConnection,
        cases: &[(i64, Indexed<'_>)],
    ) -> Result<(), StoreError>;

    async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError>;

    /// Pushes a table expression `AS c` with the cases that hold every word, or a word that begins
    /// with it. Reading it by falling `c.row_key` must not cost a sort.
    ///
    /// `reach` only narrows what is read: it may let through what lies outside, and never withholds
    /// what lies inside. The caller's own condition on the row decides.
    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String], reach: &AccessFilter);

    /// The `ORDER BY` that gives that order.
    const NEWEST: &'static str;
}

pub(crate) struct Fts5;

impl CaseSearch for Fts5 {
    async fn put(
        conn: &mut SqliteConnection,
        cases: &[(i64, Indexed<'_>)],
    ) -> Result<(), StoreError> {
        let said: Vec<serde_json::Value> = cases
            .iter()
            .map(|(row_key, case)| serde_json::json!([row_key, case.words.join(" "), case.belongs]))
            .collect();
        sqlx::query(
            "INSERT OR REPLACE INTO case_search (rowid, words, belongs)
             SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1)",
        )
        .bind(serde_json::Value::from(said).to_string())
        .execute(&mut *conn)
        .await?;
        Ok(())
    }

    async fn clear(conn: &mut SqliteConnection) -> Result<(), StoreError> {
        sqlx::raw_sql(
            "INSERT INTO case_search (case_search) VALUES ('delete-all');
             INSERT INTO document_search (document_search) VALUES ('delete-all');
             INSERT INTO citizen_search (citizen_search) VALUES ('delete-all');",
        )
        .execute(conn)
        .await?;
        Ok(())
    }

    fn push_cases_with(sql: &mut QueryBuilder<Sqlite>, words: &[String], reach: &AccessFilter) {
        // CROSS JOIN keeps the index outermost: it hands out rows newest first, and LIMIT stops it.
        sql.push("case_search CROSS JOIN case_file AS c ON c.row_key = case_search.rowid AND case_search MATCH ")
            .push_bind(match_expression(&match_words(words), reach, "words"));
    }

    const NEWEST: &'static str = "case_search.rowid DESC";
}

/// For an index that holds words only.
pub(crate) fn match_words(words: &[String]) -> String {
    all_of(words, SHORTEST_BEGINNING)
}

/// One letter matches nearly everything as a beginning, and helps nobody.
const SHORTEST_BEGINNING: usize = 2;

/// Two letters begin words in every other of five million titles, and all of those would be read to find the newest.
const SHORTEST_BEGINNING_OF_DOCUMENTS: usize = 3;

fn all_of(words: &[String], shortest_beginning: usize) -> String {
    let words: Vec<String> = words
        .iter()
        .map(|word| term(word, shortest_beginning))
        .collect();
    words.join(" AND ")
}

/// For an index that holds the subject where it holds the place.
pub(crate) fn match_belonging(words: &[String], reach: &AccessFilter) -> String {
    match_expression(&match_words(words), reach, "belongs")
}

/// The same for documents: a word of two letters is that word.
pub(crate) fn match_documents(words: &[String], reach: &AccessFilter) -> String {
    let words = all_of(words, SHORTEST_BEGINNING_OF_DOCUMENTS);
    match_expression(&words, reach, "belongs")
}

/// The same, and what belongs to no case: whose it is, the row tells.
pub(crate) fn match_belonging_or_nowhere(words: &[String], reach: &AccessFilter) -> String {
    let words = format!("{{words}} : ({})", match_words(words));
    match reach_expression(reach, "belongs") {
        Some(reach) => format!("{words} AND ({reach} OR {{belongs}} : \"{OF_NO_CASE}\")"),
        None => words,
    }
}

/// Whether the reach leaves nothing out that a place or a subject could tell.
pub(crate) fn reaches_everywhere(reach: &AccessFilter) -> bool {
    reach_expression(reach, "words").is_none()
}

fn match_expression(words: &str, reach: &AccessFilter, subject: &str) -> String {
    let words = format!("{{words}} : ({words})");
    match reach_expression(reach, subject) {
        Some(reach) => format!("{words} AND ({reach})"),
        None => words,
    }
}

/// Every word quoted, so that nothing typed is read as an operator.
fn term(word: &str, shortest_beginning: usize) -> String {
    let word = word.replace('"', "");
    if word.chars().count() < shortest_beginning {
        return format!("\"{word}\"");
    }
    match without_genitive(&word) {
        Some(stem) => format!("(\"{word}\" * OR \"{stem}\")"),
        None => format!("\"{word}\" *"),
    }
}

/// `None` when one of the scopes reaches into every unit, team and subject.
fn reach_expression(reach: &AccessFilter, subject: &str) -> Option<String> {
    let scopes: Option<Vec<String>> = reach
        .scopes()
        .iter()
        .map(|scope| scope_expression(scope, subject))
        .collect();
    let mut terms = scopes.filter(|scopes| !scopes.is_empty() || reach.by_name().is_some())?;
    if reach.by_name().is_some() {
        terms.push(format!(
            "{{belongs}} : \"{}\"",
            employee_word(reach.employee())
        ));
    }
    Some(terms.join(" OR "))
}

fn scope_expression(scope: &Scope, subject: &str) -> Option<String> {
    let mut terms = Vec::new();
    if let Some(kle) = &scope.kle {
        // The subject's number is one of the words. With the full stop the main group is exactly one
        // entry of the prefix index.
        terms.push(match kle.as_str() {
            main if main.len() == 2 => {
                format!("{{{subject}}} : (\"{main}.\" * OR \"{main}\")")
            }
            below => format!("{{{subject}}} : \"{below}\" *"),
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

pub(crate) fn unit_word(unit: UnitId) -> String {
    format!("u{}", unit.to_string().replace('-', ""))
}

pub(crate) fn team_word(team: TeamId) -> String {
    format!("t{}", team.to_string().replace('-', ""))
}

pub(crate) fn employee_word(employee: EmployeeId) -> String {
    format!("p{}", employee.to_string().replace('-', ""))
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
                match_words(&sagsbord_domain::words(typed)),
                expected,
                "{typed}"
            );
        };
        check("hjem NOT støtte", r#""hjem" * AND "not" * AND "stoette" *"#);
        check(r#"a" OR ("*"#, r#""a" AND "or" *"#);
        check("27.18.02", r#""27.18.02" *"#);
        check("jensens", r#"("jensens" * OR "jensen")"#);
    }

    #[test]
    fn two_letters_begin_a_name_but_no_title_of_a_document() {
        let words = sagsbord_domain::words("Ansøgning om");
        assert_eq!(
            all_of(&words, SHORTEST_BEGINNING),
            r#""ansoegning" * AND "om" *"#
        );
        assert_eq!(
            all_of(&words, SHORTEST_BEGINNING_OF_DOCUMENTS),
            r#""ansoegning" * AND "om""#
        );
    }
}
