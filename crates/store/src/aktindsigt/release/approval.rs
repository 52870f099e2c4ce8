use chrono::{DateTime, Utc};
use sagsbord_domain::aktindsigt::AktindsigtState;
use sagsbord_domain::{AktindsigtId, EmployeeId};
use sqlx::sqlite::SqliteRow;
use sqlx::{Row, SqliteConnection};

use crate::text::{instant, parse, parse_instant, parse_optional, words};
use crate::{Reader, StoreError, Writer};

const TABLE: &str = "aktindsigt_approval";

words! {
    ApprovalState {
        Waiting = "waiting",
        Approved = "approved",
        /// With remarks, to be sent again.
        Returned = "returned",
        /// Another was sent in its place.
        TakenBack = "taken_back",
        /// What was approved has been given.
        Used = "used",
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    pub number: u32,
    pub state: ApprovalState,
    /// The fingerprint of what it is about.
    pub print: String,
    pub is_part: bool,
    pub sent: (DateTime<Utc>, EmployeeId),
    pub sent_text: String,
    pub settled: Option<(DateTime<Utc>, EmployeeId)>,
    pub settled_text: String,
}

impl Writer {
    /// The next one, in place of those that wait or were approved.
    pub async fn send_to_approval(
        &mut self,
        id: AktindsigtId,
        approval: &Approval,
    ) -> Result<u32, StoreError> {
        sqlx::query(
            "UPDATE aktindsigt_approval SET state = 'taken_back', settled_at = coalesce(settled_at, $2)
             WHERE aktindsigt_id = $1 AND state IN ('waiting', 'approved')",
        )
        .bind(id.to_string())
        .bind(instant(approval.sent.0))
        .execute(&mut **self)
        .await?;
        let number: u32 = sqlx::query_scalar(
            "SELECT 1 + coalesce(max(number), 0) FROM aktindsigt_approval WHERE aktindsigt_id = $1",
        )
        .bind(id.to_string())
        .fetch_one(&mut **self)
        .await?;
        sqlx::query(
            "INSERT INTO aktindsigt_approval (aktindsigt_id, number, state, print, is_part, sent_at, sent_by, sent_text)
             VALUES ($1, $2, 'waiting', $3, $4, $5, $6, $7)",
        )
        .bind(id.to_string())
        .bind(number)
        .bind(&approval.print)
        .bind(approval.is_part)
        .bind(instant(approval.sent.0))
        .bind(approval.sent.1.to_string())
        .bind(&approval.sent_text)
        .execute(&mut **self)
        .await?;
        Ok(number)
    }

    /// Refused where it is not in that state any more.
    pub async fn settle_approval(
        &mut self,
        id: AktindsigtId,
        number: u32,
        (from, to): (ApprovalState, ApprovalState),
        by: (DateTime<Utc>, EmployeeId),
        text: &str,
    ) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_approval SET state = $4, settled_at = $5, settled_by = $6, settled_text = $7
             WHERE aktindsigt_id = $1 AND number = $2 AND state = $3",
        )
        .bind(id.to_string())
        .bind(number)
        .bind(from.word())
        .bind(to.word())
        .bind(instant(by.0))
        .bind(by.1.to_string())
        .bind(text)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    /// What was approved has been given: who approved it stays as it was.
    pub async fn use_approval(&mut self, id: AktindsigtId, number: u32) -> Result<(), StoreError> {
        let done = sqlx::query(
            "UPDATE aktindsigt_approval SET state = 'used'
             WHERE aktindsigt_id = $1 AND number = $2 AND state = 'approved'",
        )
        .bind(id.to_string())
        .bind(number)
        .execute(&mut **self)
        .await?;
        match done.rows_affected() {
            0 => Err(StoreError::Conflict),
            _ => Ok(()),
        }
    }

    pub async fn newest_approval(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Option<Approval>, StoreError> {
        newest(self, id).await
    }

    /// As it is now, where nobody writes beside.
    pub async fn aktindsigt_state(
        &mut self,
        id: AktindsigtId,
    ) -> Result<AktindsigtState, StoreError> {
        let row = sqlx::query("SELECT state FROM aktindsigt WHERE id = $1")
            .bind(id.to_string())
            .fetch_optional(&mut **self)
            .await?
            .ok_or(StoreError::NotFound)?;
        parse(&row, "aktindsigt", "state", AktindsigtState::from_code)
    }

    /// How far the request has come.
    pub async fn set_aktindsigt_state(
        &mut self,
        id: AktindsigtId,
        state: AktindsigtState,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE aktindsigt SET state = $2, is_open = $3, version = version + 1 WHERE id = $1 AND state <> $2",
        )
        .bind(id.to_string())
        .bind(state.code())
        .bind(state.is_open())
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Everybody who decided, marked or wrote: none of them approves it.
    pub async fn hands_of(&mut self, id: AktindsigtId) -> Result<Vec<EmployeeId>, StoreError> {
        hands(self, id).await
    }
}

/// Only for a request that was found within somebody's reach.
impl Reader {
    pub async fn newest_approval(
        &mut self,
        id: AktindsigtId,
    ) -> Result<Option<Approval>, StoreError> {
        newest(self, id).await
    }

    /// Everybody who decided, marked or wrote: none of them approves it.
    pub async fn hands_of(&mut self, id: AktindsigtId) -> Result<Vec<EmployeeId>, StoreError> {
        hands(self, id).await
    }
}

async fn newest(
    conn: &mut SqliteConnection,
    id: AktindsigtId,
) -> Result<Option<Approval>, StoreError> {
    let row = sqlx::query(
        "SELECT * FROM aktindsigt_approval WHERE aktindsigt_id = $1 ORDER BY number DESC LIMIT 1",
    )
    .bind(id.to_string())
    .fetch_optional(conn)
    .await?;
    row.as_ref().map(approval).transpose()
}

async fn hands(
    conn: &mut SqliteConnection,
    id: AktindsigtId,
) -> Result<Vec<EmployeeId>, StoreError> {
    let rows: Vec<String> = sqlx::query_scalar(
        "SELECT decided_by FROM aktindsigt_item WHERE aktindsigt_id = $1 AND decided_by IS NOT NULL
         UNION SELECT made_by FROM aktindsigt_mark WHERE aktindsigt_id = $1
         UNION SELECT employee_id FROM aktindsigt_act
            WHERE aktindsigt_id = $1 AND kind IN ('decided', 'letter_drafted', 'letter_saved', 'item_changed')",
    )
    .bind(id.to_string())
    .fetch_all(conn)
    .await?;
    rows.iter()
        .map(|id| {
            id.parse()
                .map_err(|_| crate::text::unreadable("aktindsigt_act", "employee_id"))
        })
        .collect()
}

fn approval(row: &SqliteRow) -> Result<Approval, StoreError> {
    let settled_at = parse_optional(row, TABLE, "settled_at", parse_instant)?;
    let settled_by = parse_optional(row, TABLE, "settled_by", |text| text.parse().ok())?;
    Ok(Approval {
        number: row.try_get("number")?,
        state: parse(row, TABLE, "state", ApprovalState::from_word)?,
        print: row.try_get("print")?,
        is_part: row.try_get("is_part")?,
        sent: (
            parse(row, TABLE, "sent_at", parse_instant)?,
            parse(row, TABLE, "sent_by", |text| text.parse().ok())?,
        ),
        sent_text: row.try_get("sent_text")?,
        settled: settled_at.zip(settled_by),
        settled_text: row
            .try_get::<Option<String>, _>("settled_text")?
            .unwrap_or_default(),
    })
}
