use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, IndexObjectId};
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;
use uuid::Uuid;

use crate::text::{instant, parse, parse_instant, parse_optional, words};
use crate::{Reader, StoreError, Writer};

words! {
    EventKind {
        Case = "case",
        PostStatus = "post_status",
        /// Of a kind that this program does not know.
        Unknown = "unknown",
        Unreadable = "unreadable",
    }
}

/// What is to be done about an object of the index that an event spoke of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NewsWants {
    /// It is another's, and is read anew.
    Fetch,
    /// It is ours, and somebody else wrote: a comparison tells what.
    Compare,
}

/// A message from the queue, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptEvent {
    pub id: String,
    pub kind: EventKind,
    /// What its sender calls its kind, where we do not know it.
    pub told_kind: Option<String>,
    /// The case or the letter that it is about.
    pub object: Option<Uuid>,
    pub arrived_at: DateTime<Utc>,
    /// Why a person must look. Nothing for one that is done with.
    pub listed: Option<Listed>,
}

#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    pub reason: String,
    /// The message, or its beginning.
    pub content: Vec<u8>,
    pub is_whole: bool,
}

/// A case that events spoke of, and how often since somebody looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IndexNews {
    pub case: CaseId,
    pub times: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct EventCounts {
    pub kept: u64,
    /// How often they came, all together.
    pub arrivals: u64,
    /// Of those, such as a person must look at.
    pub listed: u64,
    /// Others' objects that are to be read anew.
    pub to_fetch: u64,
    /// Ours that somebody else wrote in.
    pub to_compare: u64,
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listed")
            .field("reason", &self.reason)
            .field("bytes", &self.content.len())
            .finish_non_exhaustive()
    }
}

impl NewsWants {
    const fn word(self) -> &'static str {
        match self {
            Self::Fetch => "fetch",
            Self::Compare => "compare",
        }
    }
}

impl KeptEvent {
    /// How bytes without an id of their own are known.
    pub fn fingerprint(bytes: &[u8]) -> String {
        let digest = Sha256::digest(bytes);
        let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("sha256:{hex}")
    }
}

impl Writer {
    /// Gives whether it is new. What came before is counted, and nothing else is to be done about it.
    pub async fn keep_event(&mut self, event: &KeptEvent) -> Result<bool, StoreError> {
        let listed = event.listed.as_ref();
        let times: i64 = sqlx::query_scalar(
            "INSERT INTO platform_event (id, kind, state, told_kind, object_id, arrived_at, times, reason, content,
                is_whole)
             VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $8, $9)
             ON CONFLICT (id) DO UPDATE SET times = platform_event.times + 1
             RETURNING times",
        )
        .bind(&event.id)
        .bind(event.kind.word())
        .bind(if listed.is_some() { "listed" } else { "done" })
        .bind(&event.told_kind)
        .bind(event.object.map(|id| id.to_string()))
        .bind(instant(event.arrived_at))
        .bind(listed.map(|listed| listed.reason.clone()))
        .bind(listed.map(|listed| listed.content.clone()))
        .bind(listed.is_none_or(|listed| listed.is_whole))
        .fetch_one(&mut **self)
        .await?;
        Ok(times == 1)
    }

    /// Something is to be done about the object, however many events say so.
    pub async fn note_index_news(
        &mut self,
        object: Uuid,
        wants: NewsWants,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO index_news (object_id, wants, times, told_at) VALUES ($1, $2, 1, $3)
             ON CONFLICT (object_id) DO UPDATE SET wants = excluded.wants, times = index_news.times + 1",
        )
        .bind(object.to_string())
        .bind(wants.word())
        .bind(instant(now))
        .execute(&mut **self)
        .await?;
        Ok(())
    }

    /// Somebody has looked at it. What was told of it meanwhile is still to be looked at.
    pub async fn settle_index_news(&mut self, news: &IndexNews) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM index_news WHERE object_id = $1 AND times = $2")
            .bind(news.case.to_string())
            .bind(news.times)
            .execute(&mut **self)
            .await?;
        Ok(())
    }

    /// A person has looked at it: it is known still, so that it is not taken for new when it comes again.
    pub async fn dismiss_event(&mut self, id: &str) -> Result<bool, StoreError> {
        let done = sqlx::query(
            "UPDATE platform_event SET state = 'done', content = NULL WHERE id = $1 AND state = 'listed'",
        )
        .bind(id)
        .execute(&mut **self)
        .await?;
        Ok(done.rows_affected() > 0)
    }

    /// Those that are done with, and so old that they will not come again.
    pub async fn forget_events_before(&mut self, before: DateTime<Utc>) -> Result<u64, StoreError> {
        let done =
            sqlx::query("DELETE FROM platform_event WHERE state = 'done' AND arrived_at < $1")
                .bind(instant(before))
                .execute(&mut **self)
                .await?;
        Ok(done.rows_affected())
    }

    /// The moment of the last message of ours about it; nothing for what is not ours.
    pub async fn last_own_moment(
        &mut self,
        object: IndexObjectId,
    ) -> Result<Option<DateTime<Utc>>, StoreError> {
        let row = sqlx::query("SELECT last_at FROM index_object WHERE object_id = $1")
            .bind(object.to_string())
            .fetch_optional(&mut **self)
            .await?;
        row.map(|row| parse(&row, "index_object", "last_at", parse_instant))
            .transpose()
    }
}

impl Reader {
    /// What has waited longest comes first.
    pub async fn index_news(
        &mut self,
        wants: NewsWants,
        most: u32,
    ) -> Result<Vec<IndexNews>, StoreError> {
        let rows = sqlx::query(
            "SELECT object_id, times FROM index_news WHERE wants = $1 ORDER BY told_at, object_id LIMIT $2",
        )
        .bind(wants.word())
        .bind(most)
        .fetch_all(&mut **self)
        .await?;
        rows.iter()
            .map(|row| {
                Ok(IndexNews {
                    case: parse(row, "index_news", "object_id", |text| text.parse().ok())?,
                    times: row.try_get("times")?,
                })
            })
            .collect()
    }

    /// Those that a person must look at, the newest first.
    pub async fn listed_events(
        &mut self,
        offset: u32,
        most: u32,
    ) -> Result<Vec<KeptEvent>, StoreError> {
        let rows = sqlx::query(
            "SELECT * FROM platform_event WHERE state = 'listed' ORDER BY arrived_at DESC, id LIMIT $1 OFFSET $2",
        )
        .bind(most)
        .bind(offset)
        .fetch_all(&mut **self)
        .await?;
        rows.iter().map(kept_event).collect()
    }

    pub async fn event_counts(&mut self) -> Result<EventCounts, StoreError> {
        let row = sqlx::query(
            "SELECT (SELECT count(*) FROM platform_event) AS kept,
                (SELECT coalesce(sum(times), 0) FROM platform_event) AS arrivals,
                (SELECT count(*) FROM platform_event WHERE state = 'listed') AS listed,
                (SELECT count(*) FROM index_news WHERE wants = 'fetch') AS to_fetch,
                (SELECT count(*) FROM index_news WHERE wants = 'compare') AS to_compare",
        )
        .fetch_one(&mut **self)
        .await?;
        let number = |column: &str| -> Result<u64, StoreError> {
            let number: i64 = row.try_get(column)?;
            Ok(u64::try_from(number).unwrap_or_default())
        };
        Ok(EventCounts {
            kept: number("kept")?,
            arrivals: number("arrivals")?,
            listed: number("listed")?,
            to_fetch: number("to_fetch")?,
            to_compare: number("to_compare")?,
        })
    }
}

fn kept_event(row: &SqliteRow) -> Result<KeptEvent, StoreError> {
    const TABLE: &str = "platform_event";
    let reason: Option<String> = row.try_get("reason")?;
    let content: Option<Vec<u8>> = row.try_get("content")?;
    let is_whole = row.try_get("is_whole")?;
    Ok(KeptEvent {
        id: row.try_get("id")?,
        kind: parse(row, TABLE, "kind", EventKind::from_word)?,
        told_kind: row.try_get("told_kind")?,
        object: parse_optional(row, TABLE, "object_id", |text| Uuid::try_parse(text).ok())?,
        arrived_at: parse(row, TABLE, "arrived_at", parse_instant)?,
        listed: reason.map(|reason| Listed {
            reason,
            content: content.unwrap_or_default(),
            is_whole,
        }),
    })
}
