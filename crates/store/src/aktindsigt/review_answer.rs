//! What somebody did in a review, act by act. An answer takes its marks with it when it is taken back, and the marks
//! that gave way to it come back.

use chrono::{DateTime, Utc};
use sagsbord_domain::{AktindsigtId, EmployeeId, MarkId, ReviewAnswerId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant, parse_optional, words};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_answer";

words! {
    AnswerKind {
        Mark = "mark",
        Everywhere = "everywhere",
        Undo = "undo",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewAnswer {
    pub id: ReviewAnswerId,
    pub aktindsigt: AktindsigtId,
    pub kind: AnswerKind,
    pub undoes: Option<ReviewAnswerId>,
    pub undone_by: Option<ReviewAnswerId>,
    pub marks: u32,
    pub made_at: DateTime<Utc>,
    pub made_by: EmployeeId,
}

/// What a person takes back next, and what she takes back the taking back of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AnswerStack {
    pub undo: Option<ReviewAnswerId>,
    pub redo: Option<ReviewAnswerId>,
    /// The newest answer of the request, whoever gave it.
    pub newest: i64,
}

impl Writer {
    /// The marks that stand at the places it is about give way to it.
    pub async fn put_review_answer(
        &mut self,
        answer: &ReviewAnswer,
        replaced: &[MarkId],
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO aktindsigt_answer (id, aktindsigt_id, kind, undoes, undone_by, marks, made_at, made_by)
             VALUES ($1, $2, $3, $4, NULL, $5, $6, $7)",
        )
        .bind(answer.id.to_string())
        .bind(answer.aktindsigt.to_string())
        .bind(answer.kind.word())
        .bind(answer.undoes.map(|id| id.to_string()))
        .bind(answer.marks)
        .bind(instant(answer.made_at))
        .bind(answer.made_by.to_string())
        .execute(&mut **self)
        .await?;
        if replaced.is_empty() {
            return Ok(());
        }
        let ids: Vec<String> = replaced.iter().map(MarkId::to_string).collect();
        sqlx::query(
            "INSERT INTO aktindsigt_mark_replaced (answer, mark_id) SELECT $1, value FROM json_each($2)",
        )
        .bind(answer.id.to_string())
        .bind(serde_json::json!(ids).to_string())
        .execute(&mut **self)
        .await?;
        self.settle_marks(answer.id).await
    }

    /// Takes an answer back by another; an undoing that is taken back lets what it took back stand again. A conflict
    /// where it was taken back before.
    pub async fn undo_review_answer(
        &mut self,
        answer: ReviewAnswerId,
        by: ReviewAnswerId,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_answer SET undone_by = $2 WHERE id = $1 AND undone_by IS NULL",
        )
        .bind(answer.to_string())
        .bind(by.to_string())
        .execute(&mut **self)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Conflict);
        }
        let undone: Option<String> =
            sqlx::query_scalar("SELECT undoes FROM aktindsigt_answer WHERE id = $1")
                .bind(answer.to_string())
                .fetch_one(&mut **self)
                .await?;
        let Some(undone) = undone else {
            return self.settle_marks(answer).await;
        };
        sqlx::query(
            "UPDATE aktindsigt_answer SET undone_by = NULL WHERE id = $1 AND undone_by = $2",
        )
        .bind(&undone)
        .bind(answer.to_string())
        .execute(&mut **self)
        .await?;
        let undone = undone
            .parse()
            .map_err(|_| crate::text::unreadable(TABLE, "undoes"))?;
        self.settle_marks(undone).await
    }

    /// Which of an answer's marks stand, and of those that gave way to it. A mark stands while its own answer does and
    /// none that it gave way to does.
    async fn settle_marks(&mut self, answer: ReviewAnswerId) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE aktindsigt_mark SET undone_by = coalesce(
                (SELECT own.undone_by FROM aktindsigt_answer AS own WHERE own.id = aktindsigt_mark.answer),
                (SELECT r.answer FROM aktindsigt_mark_replaced AS r JOIN aktindsigt_answer AS a ON a.id = r.answer
                 WHERE r.mark_id = aktindsigt_mark.id AND a.undone_by IS NULL ORDER BY a.row_key DESC LIMIT 1))
             WHERE aktindsigt_mark.id IN (
                SELECT id FROM aktindsigt_mark WHERE answer = $1
                UNION ALL SELECT mark_id FROM aktindsigt_mark_replaced WHERE answer = $1)",
        )
        .bind(answer.to_string())
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn review_answer(
        &mut self,
        id: AktindsigtId,
        answer: ReviewAnswerId,
    ) -> Result<Option<ReviewAnswer>, StoreError> {
        let row =
            sqlx::query("SELECT * FROM aktindsigt_answer WHERE id = $1 AND aktindsigt_id = $2")
                .bind(answer.to_string())
                .bind(id.to_string())
                .fetch_optional(&mut **self)
                .await?;
        row.as_ref().map(review_answer).transpose()
    }

    /// The newest of her answers that stands; and the newest of her undoings, where she has answered nothing since.
    pub async fn answer_stack(
        &mut self,
        id: AktindsigtId,
        by: EmployeeId,
    ) -> Result<AnswerStack, StoreError> {
        let undo: Option<String> = sqlx::query_scalar(
            "SELECT id FROM aktindsigt_answer WHERE aktindsigt_id = $1 AND made_by = $2 AND kind <> 'undo'
                AND undone_by IS NULL ORDER BY row_key DESC LIMIT 1",
        )
        .bind(id.to_string())
        .bind(by.to_string())
        .fetch_optional(&mut **self)
        .await?;
        // An undoing of an undoing is a doing again: it is taken back by taking back what stands, not by this.
        let redo: Option<String> = sqlx::query_scalar(
            "SELECT u.id FROM aktindsigt_answer AS u JOIN aktindsigt_answer AS t ON t.id = u.undoes
             WHERE u.aktindsigt_id = $1 AND u.made_by = $2 AND u.kind = 'undo' AND u.undone_by IS NULL
                AND t.kind <> 'undo' AND u.row_key > coalesce((SELECT max(a.row_key) FROM aktindsigt_answer AS a
                    WHERE a.aktindsigt_id = $1 AND a.made_by = $2 AND a.kind <> 'undo'), 0)
             ORDER BY u.row_key DESC LIMIT 1",
        )
        .bind(id.to_string())
        .bind(by.to_string())
        .fetch_optional(&mut **self)
        .await?;
        let newest: i64 = sqlx::query_scalar(
            "SELECT coalesce(max(row_key), 0) FROM aktindsigt_answer WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut **self)
        .await?;
        let read = |id: Option<String>| -> Result<Option<ReviewAnswerId>, StoreError> {
            id.map(|id| id.parse().map_err(|_| crate::text::unreadable(TABLE, "id")))
                .transpose()
        };
        Ok(AnswerStack {
            undo: read(undo)?,
            redo: read(redo)?,
            newest,
        })
    }

    /// The answers that came after the one a desk has seen last, with who gave them.
    pub async fn answers_since(
        &mut self,
        id: AktindsigtId,
        seen: i64,
    ) -> Result<Vec<ReviewAnswer>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM aktindsigt_answer WHERE aktindsigt_id = $1 AND row_key > $2 ORDER BY row_key",
        )
        .bind(id.to_string())
        .bind(seen)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(review_answer).collect()
    }
}

fn review_answer(row: &SqliteRow) -> Result<ReviewAnswer, StoreError> {
    Ok(ReviewAnswer {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        kind: parse(row, TABLE, "kind", AnswerKind::from_word)?,
        undoes: parse_optional(row, TABLE, "undoes", |text| text.parse().ok())?,
        undone_by: parse_optional(row, TABLE, "undone_by", |text| text.parse().ok())?,
        marks: row.try_get("marks")?,
        made_at: parse(row, TABLE, "made_at", parse_instant)?,
        made_by: parse(row, TABLE, "made_by", |text| text.parse().ok())?,
    })
}
