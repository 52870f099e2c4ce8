use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Instant;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use sqlx::SqliteConnection;

use crate::StoreError;

/// Notices that the computer's clock was set back: deadlines and the log would lie.
///
/// The time is given at opening and counted on from there, so that a clock that is moved while the
/// program runs does not enter the store.
#[derive(Debug)]
pub(crate) struct StoreClock {
    opened_at: DateTime<Utc>,
    opened: Instant,
    behind: bool,
    /// Milliseconds; what the store holds as its latest instant.
    noted: AtomicI64,
}

/// Clocks differ by this much without anybody having touched them.
const TOLERANCE: TimeDelta = TimeDelta::minutes(5);
const NOTE_EVERY: TimeDelta = TimeDelta::minutes(1);

impl StoreClock {
    pub(crate) async fn start(
        conn: &mut SqliteConnection,
        now: DateTime<Utc>,
    ) -> Result<Self, StoreError> {
        let text: String = sqlx::query_scalar("SELECT latest_seen FROM vault_state")
            .fetch_one(&mut *conn)
            .await?;
        let latest = DateTime::parse_from_rfc3339(&text)
            .map_err(|_| StoreError::UnreadableValue {
                table: "vault_state",
                column: "latest_seen",
            })?
            .to_utc();
        let clock = Self {
            opened_at: now,
            opened: Instant::now(),
            behind: now < latest - TOLERANCE,
            noted: AtomicI64::new(latest.timestamp_millis()),
        };
        Ok(clock)
    }

    pub(crate) fn is_behind(&self) -> bool {
        self.behind
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.opened_at + TimeDelta::from_std(self.opened.elapsed()).unwrap_or_default()
    }

    /// Called inside every write transaction; writes at most once a minute, and never backwards.
    pub(crate) async fn note(
        &self,
        conn: &mut SqliteConnection,
    ) -> Result<Option<NotedInstant>, StoreError> {
        let now = self.now();
        if now.timestamp_millis()
            < self.noted.load(Ordering::Relaxed) + NOTE_EVERY.num_milliseconds()
        {
            return Ok(None);
        }
        sqlx::query("UPDATE vault_state SET latest_seen = $1 WHERE latest_seen < $1")
            .bind(text_of(now))
            .execute(conn)
            .await?;
        Ok(Some(NotedInstant(now.timestamp_millis())))
    }

    /// Only once the transaction that noted it is kept.
    pub(crate) fn confirm(&self, noted: NotedInstant) {
        self.noted.fetch_max(noted.0, Ordering::Relaxed);
    }
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct NotedInstant(i64);

pub(crate) fn text_of(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}
