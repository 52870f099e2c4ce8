use chrono::NaiveDate;
use sagsbord_domain::task::TaskState;
use sagsbord_domain::{CaseId, TaskId};
use sqlx::{QueryBuilder, Row, Sqlite};

use super::TaskReach;
use super::access::push_task_access;
use crate::search::match_belonging_or_nowhere;
use crate::text::{parse, parse_optional};
use crate::{Reader, StoreError};

/// A task as a list of hits shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTask {
    pub id: TaskId,
    pub title: String,
    pub state: TaskState,
    pub due: Option<NaiveDate>,
    pub case: Option<(CaseId, String)>,
}

impl Reader {
    /// The newest tasks in reach that hold every word.
    pub async fn task_candidates(
        &mut self,
        reach: &TaskReach,
        words: &[String],
        most: u32,
    ) -> Result<Vec<FoundTask>, StoreError> {
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT c.id, c.title, c.state, c.due, c.case_id, k.number FROM writing_search
             CROSS JOIN writing AS w ON w.row_key = writing_search.rowid
             CROSS JOIN task AS c ON c.id = w.id LEFT JOIN case_file AS k ON k.id = c.case_id
             WHERE writing_search MATCH ",
        );
        sql.push_bind(match_belonging_or_nowhere(words, reach.cases()));
        push_task_access(&mut sql, reach);
        sql.push(" ORDER BY writing_search.rowid DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter()
            .map(|row| {
                let case: Option<CaseId> =
                    parse_optional(row, "task", "case_id", |text| text.parse().ok())?;
                let number: Option<String> = row.try_get("number")?;
                Ok(FoundTask {
                    id: parse(row, "task", "id", |text| text.parse().ok())?,
                    title: row.try_get("title")?,
                    state: parse(row, "task", "state", TaskState::from_code)?,
                    due: parse_optional(row, "task", "due", |text| text.parse().ok())?,
                    case: case.zip(number),
                })
            })
            .collect()
    }
}
