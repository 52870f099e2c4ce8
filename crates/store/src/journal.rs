//! The journal of a case: drafts are their writer's own, and what is journalised never changes.

use chrono::{DateTime, Utc};
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::{CaseId, EmployeeId, NoteId};
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row, Sqlite, SqliteConnection};

use crate::access::push_access;
use crate::search::WritingKind;
use crate::text::{instant, parse, parse_instant, parse_optional};
use crate::{Reader, StoreError, Writer};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteDraft {
    pub id: NoteId,
    pub case: CaseId,
    pub employee: EmployeeId,
    /// The journalised note that it corrects or adds to.
    pub supplements: Option<NoteId>,
    /// The draft that it was typed in, when that had been changed at another desk meanwhile.
    pub kept_beside: Option<NoteId>,
    pub text: String,
    /// Grows with every change.
    pub version: i64,
    pub begun_at: DateTime<Utc>,
    pub changed_at: DateTime<Utc>,
}

/// How many places the quality check named, by how grave they were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct NoteCheck {
    pub told_of: u32,
    pub to_check: u32,
    pub to_stop: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalNote {
    pub id: NoteId,
    pub case: CaseId,
    /// In its case.
    pub number: u32,
    pub supplements: Option<NoteId>,
    pub text: String,
    pub written_by: EmployeeId,
    pub begun_at: DateTime<Utc>,
    pub journalised_at: DateTime<Utc>,
    pub check: NoteCheck,
    /// Why it was journalised all the same, where the check would have stopped it.
    pub why: Option<String>,
}

impl Writer {
    /// Refused where the id is taken.
    pub async fn add_note_draft(&mut self, draft: &NoteDraft) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO journal_draft
                (id, case_id, employee_id, supplements, kept_beside, text, version, begun_at, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(draft.id.to_string())
        .bind(draft.case.to_string())
        .bind(draft.employee.to_string())
        .bind(draft.supplements.map(|note| note.to_string()))
        .bind(draft.kept_beside.map(|draft| draft.to_string()))
        .bind(&draft.text)
        .bind(draft.version)
        .bind(instant(draft.begun_at))
        .bind(instant(draft.changed_at))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whether it stood as it was known to.
    pub async fn change_note_draft(
        &mut self,
        id: NoteId,
        text: &str,
        version: i64,
        at: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE journal_draft SET text = $2, version = version + 1, changed_at = $4
             WHERE id = $1 AND version = $3",
        )
        .bind(id.to_string())
        .bind(text)
        .bind(version)
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Whether it stood as it was known to.
    pub async fn remove_note_draft(
        &mut self,
        id: NoteId,
        version: i64,
    ) -> Result<bool, StoreError> {
        let done = sqlx::query("DELETE FROM journal_draft WHERE id = $1 AND version = $2")
            .bind(id.to_string())
            .bind(version)
            .execute(&mut **self)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    pub async fn note_draft(&mut self, id: NoteId) -> Result<Option<NoteDraft>, StoreError> {
        note_draft(self, id).await
    }

    pub async fn count_note_drafts(
        &mut self,
        case: CaseId,
        employee: EmployeeId,
    ) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) FROM journal_draft WHERE case_id = $1 AND employee_id = $2";
        Ok(sqlx::query_scalar(sql)
            .bind(case.to_string())
            .bind(employee.to_string())
            .fetch_one(&mut **self)
            .await?)
    }

    /// Gives the note its number: the next of its case. `note.number` is not looked at.
    pub async fn journalise(&mut self, note: &JournalNote) -> Result<u32, StoreError> {
        let number = sqlx::query_scalar(
            "INSERT INTO journal_note (id, case_id, number, supplements, text, written_by, begun_at,
                journalised_at, told_of, to_check, to_stop, why)
             SELECT $1, $2, 1 + coalesce(max(number), 0), $3, $4, $5, $6, $7, $8, $9, $10, $11
             FROM journal_note WHERE case_id = $2
             RETURNING number",
        )
        .bind(note.id.to_string())
        .bind(note.case.to_string())
        .bind(note.supplements.map(|note| note.to_string()))
        .bind(&note.text)
        .bind(note.written_by.to_string())
        .bind(instant(note.begun_at))
        .bind(instant(note.journalised_at))
        .bind(note.check.told_of)
        .bind(note.check.to_check)
        .bind(note.check.to_stop)
        .bind(&note.why)
        .fetch_one(&mut **self)
        .await?;
        self.index_writing(
            WritingKind::Note,
            note.id.uuid(),
            Some(note.case),
            &note.text,
        )
        .await?;
        Ok(number)
    }
}

impl Reader {
    /// Whosever it is: only for its writer.
    pub async fn note_draft(&mut self, id: NoteId) -> Result<Option<NoteDraft>, StoreError> {
        note_draft(self, id).await
    }

    /// One person's, the last changed first.
    pub async fn note_drafts_of(
        &mut self,
        case: CaseId,
        employee: EmployeeId,
    ) -> Result<Vec<NoteDraft>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM journal_draft WHERE case_id = $1 AND employee_id = $2
             ORDER BY changed_at DESC, id",
        )
        .bind(case.to_string())
        .bind(employee.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(draft).collect()
    }

    /// In the order of their numbers, newest first.
    pub async fn journal_of(
        &mut self,
        filter: &AccessFilter,
        case: CaseId,
        most: u32,
    ) -> Result<Vec<JournalNote>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT n.* FROM case_file AS c JOIN journal_note n ON n.case_id = c.id WHERE c.id = ",
        );
        sql.push_bind(case.to_string());
        push_access(&mut sql, filter);
        sql.push(" ORDER BY n.number DESC LIMIT ").push_bind(most);
        let rows = sql.build().fetch_all(&mut **self).await?;
        rows.iter().map(note).collect()
    }

    /// `None` both when it is not there and when its case is out of reach.
    pub async fn find_journal_note(
        &mut self,
        filter: &AccessFilter,
        id: NoteId,
    ) -> Result<Option<JournalNote>, StoreError> {
        let mut sql = QueryBuilder::<Sqlite>::new(
            "SELECT n.* FROM journal_note n JOIN case_file AS c ON c.id = n.case_id WHERE n.id = ",
        );
        sql.push_bind(id.to_string());
        push_access(&mut sql, filter);
        let row = sql.build().fetch_optional(&mut **self).await?;
        row.as_ref().map(note).transpose()
    }
}

async fn note_draft(
    conn: &mut SqliteConnection,
    id: NoteId,
) -> Result<Option<NoteDraft>, StoreError> {
    let row = sqlx::query("SELECT * FROM journal_draft WHERE id = $1")
        .bind(id.to_string())
        .fetch_optional(conn)
        .await?;
    row.as_ref().map(draft).transpose()
}

fn draft(row: &SqliteRow) -> Result<NoteDraft, StoreError> {
    const TABLE: &str = "journal_draft";
    Ok(NoteDraft {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        employee: parse(row, TABLE, "employee_id", |text| text.parse().ok())?,
        supplements: parse_optional(row, TABLE, "supplements", |text| text.parse().ok())?,
        kept_beside: parse_optional(row, TABLE, "kept_beside", |text| text.parse().ok())?,
        text: row.try_get("text")?,
        version: row.try_get("version")?,
        begun_at: parse(row, TABLE, "begun_at", parse_instant)?,
        changed_at: parse(row, TABLE, "changed_at", parse_instant)?,
    })
}

fn note(row: &SqliteRow) -> Result<JournalNote, StoreError> {
    const TABLE: &str = "journal_note";
    Ok(JournalNote {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        supplements: parse_optional(row, TABLE, "supplements", |text| text.parse().ok())?,
        text: row.try_get("text")?,
        written_by: parse(row, TABLE, "written_by", |text| text.parse().ok())?,
        begun_at: parse(row, TABLE, "begun_at", parse_instant)?,
        journalised_at: parse(row, TABLE, "journalised_at", parse_instant)?,
        check: NoteCheck {
            told_of: row.try_get("told_of")?,
            to_check: row.try_get("to_check")?,
            to_stop: row.try_get("to_stop")?,
        },
        why: row.try_get("why")?,
    })
}

#[cfg(test)]
mod tests;
