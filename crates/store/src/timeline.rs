//! Everything that happened in one case, as one list: each line is read from where it is kept, and none is kept twice.

use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, EmployeeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite};

use crate::access::{push_access, push_access_of, push_document_access};
use crate::text::{parse, parse_optional, words};
use crate::{Reader, StoreError};

words! {
    TimelineKind {
        Opened = "opened",
        Changed = "changed",
        Document = "document",
        Note = "note",
        /// A note of the system that owns the case.
        SourceNote = "source_note",
        /// A task was made, done, or taken up again.
        Task = "task",
        DeadlineAdded = "deadline",
        DeadlineChanged = "deadline_change",
        Letter = "letter",
        LetterStep = "letter_step",
        Intake = "intake",
        IntakeRemoved = "intake_removal",
        Related = "related",
        /// What the shared index has of a case that is another's.
        Copied = "copied",
        /// The shared index was told of ours.
        Told = "told",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineLine {
    /// A day, or an instant in UTC: the text sorts.
    pub at: String,
    pub kind: TimelineKind,
    /// What it is about: a document, a note, a deadline, a letter, an intake, another case.
    pub id: String,
    /// Which of several lines about it.
    pub number: i64,
    pub employee: Option<EmployeeId>,
    /// What of its kind: a field, a state, a rule.
    pub code: Option<String>,
    pub text: Option<String>,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// Where the last page ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineMark {
    pub at: String,
    pub kind: String,
    pub id: String,
    pub number: i64,
}

impl TimelineLine {
    pub fn mark(&self) -> TimelineMark {
        TimelineMark {
            at: self.at.clone(),
            kind: self.kind.word().to_owned(),
            id: self.id.clone(),
            number: self.number,
        }
    }
}

/// Each gives: at, kind, id, number, employee_id, code, text, value_before, value_after; and ends where a case's id is due.
const OF_CASE: &[&str] = &[
    "SELECT opened AS at, 'opened' AS kind, id, 0 AS number, NULL AS employee_id, NULL AS code, source AS text,
        NULL AS value_before, NULL AS value_after FROM case_file WHERE id = ",
    "SELECT at, 'changed', case_id, number, employee_id, field,
        CASE WHEN field = 'party' THEN (SELECT z.name FROM citizen AS z
            WHERE z.id = substr(coalesce(value_after, value_before), 1, 36)) END, value_before, value_after
        FROM case_change WHERE case_id = ",
    "SELECT journalised_at, 'note', id, number, written_by, supplements, substr(text, 1, 300), NULL, NULL
        FROM journal_note WHERE case_id = ",
    "SELECT dated, 'source_note', id, 0, NULL, author, substr(text, 1, 300), NULL, NULL
        FROM source_note WHERE case_id = ",
    "SELECT made_at, 'deadline', id, 0, made_by, rule, about, NULL, due FROM deadline WHERE case_id = ",
    "SELECT h.at, 'deadline_change', h.deadline_id, h.number, h.employee_id, h.kind, f.rule, h.due_before, h.due_after
        FROM deadline AS f JOIN deadline_change AS h ON h.deadline_id = f.id WHERE f.case_id = ",
    "SELECT written_at, 'letter', id, 0, written_by, NULL, title, NULL, NULL FROM letter WHERE case_id = ",
    "SELECT t.at, 'letter_step', t.letter_id, t.number, t.employee_id, t.state, l.title, NULL, NULL
        FROM letter AS l JOIN letter_step AS t ON t.letter_id = l.id WHERE l.case_id = ",
    "SELECT started_at, 'intake', id, 0, started_by, NULL, NULL, NULL, NULL FROM intake WHERE case_id = ",
    "SELECT removed_at, 'intake_removal', intake_id, 0, removed_by, NULL, reason, NULL, NULL
        FROM intake_removal WHERE case_id = ",
    "SELECT x.received, 'copied', c.id, 0, NULL, NULL, x.system_name, NULL, NULL
        FROM case_file AS c JOIN index_copy AS x ON x.case_key = c.row_key WHERE x.received <> '' AND c.id = ",
    "SELECT last_at, 'told', object_id, 0, NULL, NULL, NULL, NULL, NULL
        FROM index_object WHERE in_index = 1 AND object_id = ",
];

impl Reader {
    /// Newest first. `None` where the case is out of reach; of documents, tasks and related cases that are, nothing is told.
    pub async fn timeline_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
        before: Option<&TimelineMark>,
        most: u32,
    ) -> Result<Option<Vec<TimelineLine>>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT 1 FROM case_file AS c WHERE c.id = ");
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        if sql.build().fetch_optional(&mut **self).await?.is_none() {
            return Ok(None);
        }
        let id = case.to_string();
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT * FROM (");
        for part in OF_CASE {
            sql.push(part).push_bind(id.clone()).push(" UNION ALL ");
        }
        sql.push(
            "SELECT d.dated, 'document', d.id, 0, NULL, d.kind, d.title, NULL, NULL
             FROM case_file AS c JOIN document AS d ON d.case_id = c.id WHERE c.id = ",
        )
        .push_bind(id.clone());
        push_document_access(&mut sql, filter);
        sql.push(
            " UNION ALL SELECT h.at, 'task', c.id, h.number, h.employee_id, h.kind, c.title, NULL, NULL
             FROM task AS c JOIN task_change AS h ON h.task_id = c.id
             WHERE h.kind IN ('created', 'done', 'undone') AND c.case_id = ",
        )
        .push_bind(id.clone());
        push_access_of(&mut sql, filter, "c.case_id");
        sql.push(
            " UNION ALL SELECT r.made_at, 'related', c.id, 0, r.made_by, r.kind, c.title, NULL, c.number
             FROM case_relation AS r JOIN case_file AS c ON c.id = r.other_id WHERE r.case_id = ",
        )
        .push_bind(id);
        push_access(&mut sql, filter);
        sql.push(") AS line");
        if let Some(mark) = before {
            sql.push(" WHERE (at, kind, id, number) < (")
                .push_bind(mark.at.clone())
                .push(", ")
                .push_bind(mark.kind.clone())
                .push(", ")
                .push_bind(mark.id.clone())
                .push(", ")
                .push_bind(mark.number)
                .push(")");
        }
        sql.push(" ORDER BY at DESC, kind DESC, id DESC, number DESC LIMIT ")
            .push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        Ok(Some(rows.iter().map(line).collect::<Result<_, _>>()?))
    }
}

fn line(row: &SqliteRow) -> Result<TimelineLine, StoreError> {
    const TABLE: &str = "timeline";
    Ok(TimelineLine {
        at: row.try_get("at")?,
        kind: parse(row, TABLE, "kind", TimelineKind::from_word)?,
        id: row.try_get("id")?,
        number: row.try_get("number")?,
        employee: parse_optional(row, TABLE, "employee_id", |text| text.parse().ok())?,
        code: row.try_get("code")?,
        text: row.try_get("text")?,
        before: row.try_get("value_before")?,
        after: row.try_get("value_after")?,
    })
}
