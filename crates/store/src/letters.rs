//! Letters to citizens and companies: kept whole before they are sent, and what became of each.

mod list;
mod steps;
#[cfg(test)]
mod tests;

use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, EmployeeId, LetterId};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

use crate::text::{instant, parse, parse_instant, parse_optional, unreadable, words};
use crate::{BlobRef, Reader, StoreError, Writer};

pub use steps::{LetterFault, LetterStep};

words! {
    LetterState {
        /// Kept, and not sent; or tried, and known not to have been taken.
        Drafted = "drafted",
        /// About to be handed in, or being so.
        Sending = "sending",
        /// It may have been taken. Only its status or a person ends that.
        Unknown = "unknown",
        /// Taken by the platform.
        HandedIn = "handed_in",
        /// Taken by Digital Post, and not yet laid in the receiver's box.
        Received = "received",
        Delivered = "delivered",
        Failed = "failed",
        /// The platform would not have it.
        Refused = "refused",
        /// The receiver does not get Digital Post.
        Exempt = "exempt",
        /// A person sends it on paper.
        OnPaper = "on_paper",
        /// Another letter was sent instead of it.
        GivenUp = "given_up",
    }
}

words! {
    ReceiverKind {
        /// By CPR number.
        Person = "person",
        /// By CVR number.
        Company = "company",
    }
}

/// A letter as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLetter {
    pub id: LetterId,
    pub case: CaseId,
    pub receiver: LetterReceiver,
    pub title: String,
    pub notice: Option<String>,
    pub is_mandatory: bool,
    pub is_legal_notification: bool,
    pub written_by: EmployeeId,
    pub written_at: DateTime<Utc>,
    /// The letter itself, then what lies beside it. Their bytes are in the store already.
    pub files: Vec<KeptLetterFile>,
    pub instead_of: Option<LetterId>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct LetterReceiver {
    pub kind: ReceiverKind,
    pub number: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLetterFile {
    pub name: String,
    pub media_type: String,
    pub blob: BlobRef,
}

/// A letter, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLetter {
    pub id: LetterId,
    pub case: CaseId,
    pub receiver: LetterReceiver,
    pub title: String,
    pub notice: Option<String>,
    pub is_mandatory: bool,
    pub is_legal_notification: bool,
    pub written_by: EmployeeId,
    pub written_at: DateTime<Utc>,
    pub state: LetterState,
    pub state_at: DateTime<Utc>,
    pub transmission: Option<String>,
    pub fault: Option<LetterFault>,
    pub tries: u32,
    pub instead_of: Option<LetterId>,
}

impl std::fmt::Debug for LetterReceiver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetterReceiver")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

impl Writer {
    pub async fn add_letter(&mut self, letter: &NewLetter) -> Result<(), StoreError> {
        let id = letter.id.to_string();
        sqlx::query(
            "INSERT INTO letter (id, case_id, receiver_kind, receiver, title, notice, is_mandatory,
                is_legal_notification, written_by, written_at, state, state_at, tries, instead_of)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $10, 0, $12)",
        )
        .bind(&id)
        .bind(letter.case.to_string())
        .bind(letter.receiver.kind.word())
        .bind(&letter.receiver.number)
        .bind(&letter.title)
        .bind(&letter.notice)
        .bind(letter.is_mandatory)
        .bind(letter.is_legal_notification)
        .bind(letter.written_by.to_string())
        .bind(instant(letter.written_at))
        .bind(LetterState::Drafted.word())
        .bind(letter.instead_of.map(|id| id.to_string()))
        .execute(&mut **self)
        .await?;
        for (number, file) in (0_i64..).zip(&letter.files) {
            sqlx::query(
                "INSERT INTO letter_file (letter_id, number, name, media_type, blob_sha256, blob_bytes)
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(&id)
            .bind(number)
            .bind(&file.name)
            .bind(&file.media_type)
            .bind(file.blob.sha256_hex())
            .bind(i64::try_from(file.blob.size()).unwrap_or(i64::MAX))
            .execute(&mut **self)
            .await?;
        }
        let by = Some(letter.written_by);
        self.add_letter_step(letter.id, LetterState::Drafted, letter.written_at, by)
            .await
    }
}

impl Reader {
    /// Not a door's road: whoever calls it has found the letter's case within reach, or sends it.
    pub async fn letter(&mut self, id: LetterId) -> Result<Option<KeptLetter>, StoreError> {
        let row = sqlx::query("SELECT * FROM letter WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.as_ref().map(letter).transpose()
    }

    pub async fn letter_files(&mut self, id: LetterId) -> Result<Vec<KeptLetterFile>, StoreError> {
        let rows = sqlx::query("SELECT * FROM letter_file WHERE letter_id = $1 ORDER BY number")
            .bind(id.to_string())
            .fetch_all(&mut **self)
            .await?;
        rows.iter()
            .map(|row| {
                let sha256: String = row.try_get("blob_sha256")?;
                let bytes: i64 = row.try_get("blob_bytes")?;
                Ok(KeptLetterFile {
                    name: row.try_get("name")?,
                    media_type: row.try_get("media_type")?,
                    blob: BlobRef::from_parts(&sha256, u64::try_from(bytes).unwrap_or_default())
                        .ok_or_else(|| unreadable("letter_file", "blob_sha256"))?,
                })
            })
            .collect()
    }
}

fn letter(row: &SqliteRow) -> Result<KeptLetter, StoreError> {
    const TABLE: &str = "letter";
    let code: Option<String> = row.try_get("fault_code")?;
    let text: Option<String> = row.try_get("fault_text")?;
    let tries: i64 = row.try_get("tries")?;
    Ok(KeptLetter {
        id: parse(row, TABLE, "id", |text| text.parse().ok())?,
        case: parse(row, TABLE, "case_id", |text| text.parse().ok())?,
        receiver: LetterReceiver {
            kind: parse(row, TABLE, "receiver_kind", ReceiverKind::from_word)?,
            number: row.try_get("receiver")?,
        },
        title: row.try_get("title")?,
        notice: row.try_get("notice")?,
        is_mandatory: row.try_get("is_mandatory")?,
        is_legal_notification: row.try_get("is_legal_notification")?,
        written_by: parse(row, TABLE, "written_by", |text| text.parse().ok())?,
        written_at: parse(row, TABLE, "written_at", parse_instant)?,
        state: parse(row, TABLE, "state", LetterState::from_word)?,
        state_at: parse(row, TABLE, "state_at", parse_instant)?,
        transmission: row.try_get("transmission")?,
        fault: (code.is_some() || text.is_some()).then_some(LetterFault { code, text }),
        tries: u32::try_from(tries).unwrap_or(u32::MAX),
        instead_of: parse_optional(row, TABLE, "instead_of", |text| text.parse().ok())?,
    })
}
