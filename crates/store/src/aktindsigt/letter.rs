//! The letters of a request, as they were drafted and as they are.

use chrono::{DateTime, NaiveDate, Utc};
use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_domain::{AktindsigtId, AktindsigtLetterId, EmployeeId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{day, instant, parse, parse_instant};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_letter";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestLetter {
    pub id: AktindsigtLetterId,
    pub aktindsigt: AktindsigtId,
    pub kind: LetterKind,
    /// The law of that day.
    pub dated: NaiveDate,
    /// As the program drafted it last.
    pub drafted: String,
    pub text: String,
    pub written_at: DateTime<Utc>,
    pub written_by: EmployeeId,
    pub version: u32,
}

impl RequestLetter {
    /// A person wrote in it.
    pub fn is_edited(&self) -> bool {
        self.text != self.drafted
    }
}

impl Writer {
    /// Refused where somebody else has begun one of the same kind in between.
    pub async fn add_request_letter(&mut self, letter: &RequestLetter) -> Result<(), StoreError> {
        let done = sqlx::query(
            "INSERT INTO aktindsigt_letter (id, aktindsigt_id, kind, dated, drafted, text, is_open, written_at,
                written_by, version)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9) ON CONFLICT DO NOTHING",
        )
        .bind(letter.id.to_string())
        .bind(letter.aktindsigt.to_string())
        .bind(letter.kind.code())
        .bind(day(letter.dated))
        .bind(&letter.drafted)
        .bind(&letter.text)
        .bind(instant(letter.written_at))
        .bind(letter.written_by.to_string())
        .bind(letter.version)
        .execute(&mut **self)
        .await?;
        written_once(done.rows_affected())
    }

    /// Its version is one more than the one that was read.
    pub async fn change_request_letter(
        &mut self,
        letter: &RequestLetter,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_letter SET dated = $3, drafted = $4, text = $5, written_at = $6, written_by = $7,
                version = $2
             WHERE id = $1 AND version = $2 - 1 AND is_open = 1",
        )
        .bind(letter.id.to_string())
        .bind(letter.version)
        .bind(day(letter.dated))
        .bind(&letter.drafted)
        .bind(&letter.text)
        .bind(instant(letter.written_at))
        .bind(letter.written_by.to_string())
        .execute(&mut **self)
        .await?;
        written_once(done.rows_affected())
    }
}

fn written_once(rows: u64) -> Result<(), StoreError> {
    match rows {
        0 => Err(StoreError::Conflict),
        _ => Ok(()),
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    /// The one that is being written.
    pub async fn request_letter(
        &mut self,
        id: AktindsigtId,
        kind: LetterKind,
    ) -> Result<Option<RequestLetter>, StoreError> {
        let row = sqlx::query(
            "SELECT * FROM aktindsigt_letter WHERE aktindsigt_id = $1 AND kind = $2 AND is_open = 1",
        )
        .bind(id.to_string())
        .bind(kind.code())
        .fetch_optional(&mut **self)
        .await?;
        row.as_ref().map(letter).transpose()
    }
}

pub(super) fn letter(row: &SqliteRow) -> Result<RequestLetter, StoreError> {
    Ok(RequestLetter {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        aktindsigt: parse(row, TABLE, "aktindsigt_id", |text| text.parse().ok())?,
        kind: parse(row, TABLE, "kind", LetterKind::from_code)?,
        dated: parse(row, TABLE, "dated", |text| text.parse().ok())?,
        drafted: row.try_get("drafted")?,
        text: row.try_get("text")?,
        written_at: parse(row, TABLE, "written_at", parse_instant)?,
        written_by: parse(row, TABLE, "written_by", |text| text.parse().ok())?,
        version: row.try_get("version")?,
    })
}
