use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::IndexObjectId;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::text::{instant, parse, parse_instant, parse_optional, words};
use crate::{Reader, StoreError, Writer};

words! {
    IndexKind {
        Case = "case",
        Document = "document",
    }
}

words! {
    IndexOperation {
        Put = "put",
        Remove = "remove",
    }
}

words! {
    OutboxState {
        Waiting = "waiting",
        /// It was sent, or was about to be; nobody knows yet what became of it.
        Sent = "sent",
        /// It gives somebody away as it stands.
        Held = "held",
        /// The index will not have it, and a person must look.
        Parked = "parked",
    }
}

/// A step of work that the index is to hear of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuedStep {
    pub object: IndexObjectId,
    pub kind: IndexKind,
    pub operation: IndexOperation,
    /// The whole of the object after the step; nothing for a removal.
    pub content: Option<String>,
    pub note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    pub object: IndexObjectId,
    pub number: i64,
    pub kind: IndexKind,
    pub operation: IndexOperation,
    pub content: Option<String>,
    pub note: Option<String>,
    /// Strictly later than that of any earlier step of the object.
    pub at: DateTime<Utc>,
    pub queued_at: DateTime<Utc>,
    pub state: OutboxState,
    pub reason: Option<String>,
    pub detail: Option<String>,
    pub transaction: Option<Uuid>,
    pub tries: u32,
    pub next_try: DateTime<Utc>,
    pub in_index: bool,
    /// What the index last confirmed of the object.
    pub confirmed: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexObject {
    pub id: IndexObjectId,
    pub kind: IndexKind,
    pub confirmed: Option<String>,
    pub in_index: bool,
    pub last_at: DateTime<Utc>,
    pub removed_at: Option<DateTime<Utc>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownObject {
    pub id: IndexObjectId,
    pub in_index: bool,
    pub is_waiting: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutboxCounts {
    pub waiting: u64,
    pub sent: u64,
    pub held: u64,
    pub parked: u64,
    pub oldest: Option<DateTime<Utc>>,
}

impl OutboxCounts {
    pub(super) fn add(&mut self, state: OutboxState, number: u64, oldest: DateTime<Utc>) {
        self.oldest = Some(self.oldest.map_or(oldest, |known| known.min(oldest)));
        match state {
            OutboxState::Waiting => self.waiting = number,
            OutboxState::Sent => self.sent = number,
            OutboxState::Held => self.held = number,
            OutboxState::Parked => self.parked = number,
        }
    }
}

/// A row that goes back to wait, for the time or for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    pub state: OutboxState,
    pub reason: Option<String>,
    pub detail: Option<String>,
    pub next_try: DateTime<Utc>,
}

const ROW: &str =
    "SELECT o.object_id, o.number, o.kind, o.operation, o.content, o.note, o.at, o.queued_at,
        o.state, o.reason, o.detail, o.transaction_id, o.tries, o.next_try, b.in_index, b.confirmed
    FROM index_outbox AS o JOIN index_object AS b ON b.object_id = o.object_id";

impl Writer {
    /// Gives the step its moment: now, or the first that is later than the object's last.
    pub async fn queue_index_step(
        &mut self,
        step: &QueuedStep,
        now: DateTime<Utc>,
    ) -> Result<DateTime<Utc>, StoreError> {
        let id = step.object.to_string();
        let last: Option<String> =
            sqlx::query_scalar("SELECT last_at FROM index_object WHERE object_id = $1")
                .bind(&id)
                .fetch_optional(&mut **self)
                .await?;
        let after_last = last
            .as_deref()
            .and_then(parse_instant)
            .map(|last| last + TimeDelta::milliseconds(1));
        let at = after_last.map_or(now, |after_last| after_last.max(now));
        sqlx::query(
            "INSERT INTO index_object (object_id, kind, in_index, last_at) VALUES ($1, $2, 0, $3)
             ON CONFLICT (object_id) DO UPDATE SET last_at = excluded.last_at",
        )
        .bind(&id)
        .bind(step.kind.word())
        .bind(instant(at))
        .execute(&mut **self)
        .await?;
        sqlx::query(
            "INSERT INTO index_outbox (object_id, number, kind, operation, content, note, at, queued_at, state,
                next_try)
             SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, 'waiting', $7
             FROM index_outbox WHERE object_id = $1",
        )
        .bind(&id)
        .bind(step.kind.word())
        .bind(step.operation.word())
        .bind(&step.content)
        .bind(&step.note)
        .bind(instant(at))
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(at)
    }

    /// The next steps to send, no more than one of an object, documents before the cases that name them. They are
    /// marked before they are handed out: what is sent without being marked could be sent twice.
    pub async fn take_index_steps(
        &mut self,
        most: u32,
        transaction: Uuid,
        now: DateTime<Utc>,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let mut taken = Vec::new();
        for kind in [IndexKind::Document, IndexKind::Case] {
            let left = most.saturating_sub(u32::try_from(taken.len()).unwrap_or(u32::MAX));
            let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
                "{ROW} WHERE o.state = 'waiting' AND o.kind = $1 AND o.next_try <= $2 AND NOT EXISTS (
                    SELECT 1 FROM index_outbox AS e WHERE e.object_id = o.object_id AND e.number < o.number)
                 ORDER BY o.next_try LIMIT $3"
            )))
            .bind(kind.word())
            .bind(instant(now))
            .bind(left)
            .fetch_all(&mut **self)
            .await?;
            for row in &rows {
                taken.push(outbox_row(row)?);
            }
        }
        for row in &mut taken {
            sqlx::query(
                "UPDATE index_outbox SET state = 'sent', transaction_id = $1, tries = tries + 1
                 WHERE object_id = $2 AND number = $3",
            )
            .bind(transaction.to_string())
            .bind(row.object.to_string())
            .bind(row.number)
            .execute(&mut **self)
            .await?;
            row.state = OutboxState::Sent;
            row.transaction = Some(transaction);
            row.tries += 1;
        }
        Ok(taken)
    }

    /// The index has it. `content` is what it now says of the object; nothing, when it is removed.
    pub async fn confirm_index_step(
        &mut self,
        row: &OutboxRow,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let is_there = row.operation == IndexOperation::Put;
        sqlx::query("DELETE FROM index_outbox WHERE object_id = $1 AND number = $2")
            .bind(row.object.to_string())
            .bind(row.number)
            .execute(&mut **self)
            .await?;
        sqlx::query(
            "UPDATE index_object SET confirmed = $2, in_index = $3, removed_at = $4 WHERE object_id = $1",
        )
        .bind(row.object.to_string())
        .bind(row.content.as_deref().filter(|_| is_there))
        .bind(is_there)
        .bind((!is_there).then(|| instant(now)))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    pub async fn return_index_step(
        &mut self,
        row: &OutboxRow,
        returned: &Returned,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE index_outbox SET state = $3, reason = $4, detail = $5, next_try = $6
             WHERE object_id = $1 AND number = $2",
        )
        .bind(row.object.to_string())
        .bind(row.number)
        .bind(returned.state.word())
        .bind(&returned.reason)
        .bind(&returned.detail)
        .bind(instant(returned.next_try))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Whether the index has the object, as it itself says. What it says of it is not known thereby.
    pub async fn set_in_index(
        &mut self,
        object: IndexObjectId,
        in_index: bool,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE index_object SET in_index = $2, confirmed = NULL WHERE object_id = $1")
            .bind(object.to_string())
            .bind(in_index)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// Those that may still be changed: what was sent may have been read already.
    pub async fn unsent_index_steps(
        &mut self,
        object: IndexObjectId,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{ROW} WHERE o.object_id = $1 AND o.state <> 'sent' ORDER BY o.number"
        )))
        .bind(object.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(outbox_row).collect()
    }

    /// What waits to be sent, object by object.
    pub async fn waiting_index_steps_after(
        &mut self,
        after: Option<(IndexObjectId, i64)>,
        most: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let (object, number) = after
            .map(|(object, number)| (object.to_string(), number))
            .unwrap_or_default();
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{ROW} WHERE o.state = 'waiting' AND (o.object_id, o.number) > ($1, $2)
             ORDER BY o.object_id, o.number LIMIT $3"
        )))
        .bind(object)
        .bind(number)
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(outbox_row).collect()
    }

    /// Whether it was ever queued as ours.
    pub async fn is_known_to_index(&mut self, object: IndexObjectId) -> Result<bool, StoreError> {
        let known: Option<i64> =
            sqlx::query_scalar("SELECT 1 FROM index_object WHERE object_id = $1")
                .bind(object.to_string())
                .fetch_optional(&mut **self)
                .await?;
        Ok(known.is_some())
    }

    pub async fn is_in_index(&mut self, object: IndexObjectId) -> Result<bool, StoreError> {
        let known: Option<bool> =
            sqlx::query_scalar("SELECT in_index FROM index_object WHERE object_id = $1")
                .bind(object.to_string())
                .fetch_optional(&mut **self)
                .await?;
        Ok(known.unwrap_or(false))
    }

    /// Whether it was taken out of the index, or is about to be.
    pub async fn is_removed_from_index(
        &mut self,
        object: IndexObjectId,
    ) -> Result<bool, StoreError> {
        let removed: Option<i64> = sqlx::query_scalar(
            "SELECT 1 FROM index_object WHERE object_id = $1 AND removed_at IS NOT NULL
             UNION ALL
             SELECT 1 FROM index_outbox WHERE object_id = $1 AND operation = 'remove' LIMIT 1",
        )
        .bind(object.to_string())
        .fetch_optional(&mut **self)
        .await?;
        Ok(removed.is_some())
    }

    /// One that will not be sent again, whatever became of it.
    pub async fn drop_index_step(&mut self, row: &OutboxRow) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM index_outbox WHERE object_id = $1 AND number = $2")
            .bind(row.object.to_string())
            .bind(row.number)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// What was sent stays: it must be known what became of it before anything else is said.
    pub async fn drop_unsent_index_steps(
        &mut self,
        object: IndexObjectId,
    ) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM index_outbox WHERE object_id = $1 AND state <> 'sent'")
            .bind(object.to_string())
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// The newest that was queued or confirmed of an object.
    pub async fn last_index_content(
        &mut self,
        object: IndexObjectId,
    ) -> Result<Option<String>, StoreError> {
        let queued: Option<Option<String>> = sqlx::query_scalar(
            "SELECT content FROM index_outbox WHERE object_id = $1 ORDER BY number DESC LIMIT 1",
        )
        .bind(object.to_string())
        .fetch_optional(&mut **self)
        .await?;
        if let Some(content) = queued {
            return Ok(content);
        }
        let confirmed: Option<Option<String>> =
            sqlx::query_scalar("SELECT confirmed FROM index_object WHERE object_id = $1")
                .bind(object.to_string())
                .fetch_optional(&mut **self)
                .await?;
        Ok(confirmed.flatten())
    }

    /// A step gets another content and stays in the state it is in.
    pub async fn rewrite_index_content(
        &mut self,
        object: IndexObjectId,
        number: i64,
        content: &str,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE index_outbox SET content = $3
             WHERE object_id = $1 AND number = $2 AND state <> 'sent'",
        )
        .bind(object.to_string())
        .bind(number)
        .bind(content)
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// The index has something newer of the object than we ever told it: what is told next is later than that.
    pub async fn raise_index_moment(
        &mut self,
        object: IndexObjectId,
        at: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query("UPDATE index_object SET last_at = $2 WHERE object_id = $1 AND last_at < $2")
            .bind(object.to_string())
            .bind(instant(at))
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// What waits of an object gets another content: a title that gave somebody away is never sent, not even as an
    /// earlier step.
    pub async fn replace_index_content(
        &mut self,
        object: IndexObjectId,
        number: i64,
        content: &str,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "UPDATE index_outbox SET content = $3, state = 'waiting', reason = NULL, detail = NULL, next_try = $4
             WHERE object_id = $1 AND number = $2 AND state <> 'sent'",
        )
        .bind(object.to_string())
        .bind(number)
        .bind(content)
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }
}

impl Reader {
    /// What was sent, and of which nobody knows what became.
    pub async fn index_steps_in_doubt(&mut self, most: u32) -> Result<Vec<OutboxRow>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{ROW} WHERE o.state = 'sent' ORDER BY o.kind DESC, o.next_try LIMIT $1"
        )))
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(outbox_row).collect()
    }

    /// All steps of an object that the index has not confirmed, in their order.
    pub async fn index_steps_of(
        &mut self,
        object: IndexObjectId,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{ROW} WHERE o.object_id = $1 ORDER BY o.number"
        )))
        .bind(object.to_string())
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(outbox_row).collect()
    }

    /// Those in a state, the longest waiting first.
    pub async fn index_steps_in(
        &mut self,
        state: OutboxState,
        offset: u32,
        most: u32,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "{ROW} WHERE o.state = $1 ORDER BY o.queued_at, o.object_id LIMIT $2 OFFSET $3"
        )))
        .bind(state.word())
        .bind(most)
        .bind(offset)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(outbox_row).collect()
    }

    /// Ours of one kind, in the order of their ids, each with whether something of it has yet to be sent.
    pub async fn index_objects_after(
        &mut self,
        kind: IndexKind,
        after: Option<IndexObjectId>,
        most: u32,
    ) -> Result<Vec<KnownObject>, StoreError> {
        let rows = sqlx::query(
            "SELECT b.object_id, b.in_index,
                EXISTS (SELECT 1 FROM index_outbox AS o WHERE o.object_id = b.object_id) AS is_waiting
             FROM index_object AS b WHERE b.kind = $1 AND b.object_id > $2 AND b.removed_at IS NULL
             ORDER BY b.object_id LIMIT $3",
        )
        .bind(kind.word())
        .bind(after.map(|id| id.to_string()).unwrap_or_default())
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(KnownObject {
                    id: parse(row, "index_object", "object_id", |text| text.parse().ok())?,
                    in_index: row.try_get("in_index")?,
                    is_waiting: row.try_get("is_waiting")?,
                })
            })
            .collect()
    }

    pub async fn count_index_objects(&mut self, kind: IndexKind) -> Result<u64, StoreError> {
        let number: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM index_object WHERE kind = $1 AND removed_at IS NULL",
        )
        .bind(kind.word())
        .fetch_one(&mut **self)
        .await?;
        Ok(u64::try_from(number).unwrap_or_default())
    }

    pub async fn outbox_counts(&mut self) -> Result<OutboxCounts, StoreError> {
        const TABLE: &str = "index_outbox";
        let rows = sqlx::query(
            "SELECT state, count(*) AS number, min(queued_at) AS oldest FROM index_outbox GROUP BY state",
        )
        .fetch_all(&mut **self)
        .await?;
        let mut counts = OutboxCounts::default();
        for row in &rows {
            let number: i64 = row.try_get("number")?;
            let number = u64::try_from(number).unwrap_or_default();
            let oldest = parse(row, TABLE, "oldest", parse_instant)?;
            counts.add(
                parse(row, TABLE, "state", OutboxState::from_word)?,
                number,
                oldest,
            );
        }
        Ok(counts)
    }

    /// When the next step may be sent, or looked for. Nothing where all that waits, waits for a person or for an earlier
    /// step.
    pub async fn next_index_step_at(&mut self) -> Result<Option<DateTime<Utc>>, StoreError> {
        let in_doubt: Option<String> =
            sqlx::query_scalar("SELECT next_try FROM index_outbox WHERE state = 'sent' LIMIT 1")
                .fetch_optional(&mut **self)
                .await?;
        let mut soonest = in_doubt.as_deref().and_then(parse_instant);
        // Kind by kind, as the rows lie in their index.
        for kind in [IndexKind::Document, IndexKind::Case] {
            let next: Option<String> = sqlx::query_scalar(
                "SELECT o.next_try FROM index_outbox AS o WHERE o.state = 'waiting' AND o.kind = $1
                    AND NOT EXISTS (SELECT 1 FROM index_outbox AS e
                        WHERE e.object_id = o.object_id AND e.number < o.number)
                 ORDER BY o.next_try LIMIT 1",
            )
            .bind(kind.word())
            .fetch_optional(&mut **self)
            .await?;
            let next = next.as_deref().and_then(parse_instant);
            soonest = soonest.into_iter().chain(next).min();
        }
        Ok(soonest)
    }

    pub async fn index_object(
        &mut self,
        object: IndexObjectId,
    ) -> Result<Option<IndexObject>, StoreError> {
        const TABLE: &str = "index_object";
        let row = sqlx::query("SELECT * FROM index_object WHERE object_id = $1")
            .bind(object.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| {
            Ok(IndexObject {
                id: object,
                kind: parse(&row, TABLE, "kind", IndexKind::from_word)?,
                confirmed: row.try_get("confirmed")?,
                in_index: row.try_get("in_index")?,
                last_at: parse(&row, TABLE, "last_at", parse_instant)?,
                removed_at: parse_optional(&row, TABLE, "removed_at", parse_instant)?,
            })
        })
        .transpose()
    }
}

pub(super) fn outbox_row(row: &SqliteRow) -> Result<OutboxRow, StoreError> {
    const TABLE: &str = "index_outbox";
    let tries: i64 = row.try_get("tries")?;
    Ok(OutboxRow {
        object: parse(row, TABLE, "object_id", |text| text.parse().ok())?,
        number: row.try_get("number")?,
        kind: parse(row, TABLE, "kind", IndexKind::from_word)?,
        operation: parse(row, TABLE, "operation", IndexOperation::from_word)?,
        content: row.try_get("content")?,
        note: row.try_get("note")?,
        at: parse(row, TABLE, "at", parse_instant)?,
        queued_at: parse(row, TABLE, "queued_at", parse_instant)?,
        state: parse(row, TABLE, "state", OutboxState::from_word)?,
        reason: row.try_get("reason")?,
        detail: row.try_get("detail")?,
        transaction: parse_optional(row, TABLE, "transaction_id", |text| {
            Uuid::try_parse(text).ok()
        })?,
        tries: u32::try_from(tries).unwrap_or(u32::MAX),
        next_try: parse(row, TABLE, "next_try", parse_instant)?,
        in_index: row.try_get("in_index")?,
        confirmed: row.try_get("confirmed")?,
    })
}
