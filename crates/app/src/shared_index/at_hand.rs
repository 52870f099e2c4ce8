use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, Utc};
use sagsbord_platform::{Line, TokenKeeper};
use sagsbord_store::Connection;
use tokio::sync::Notify;
use uuid::Uuid;

use super::reconcile::Compared;

/// What the program has at hand of the index while it runs.
#[derive(Default)]
pub(crate) struct IndexAtHand {
    turn: tokio::sync::Mutex<()>,
    line: Mutex<Option<KeptLine>>,
    compared: Mutex<Option<KeptComparison>>,
    /// Something was queued, or the connection is another one.
    pub(super) changed: Arc<Notify>,
    /// Counts what makes waiting after trouble pointless.
    fresh_starts: AtomicU64,
    is_watched: AtomicBool,
    pub(super) wakeups: AtomicU64,
}

/// The line and its tokens, as long as the connection is the same: a token lasts for hours.
#[derive(Clone)]
pub(super) struct KeptLine {
    pub(super) connection: Connection,
    pub(super) line: Line,
    pub(super) tokens: Arc<TokenKeeper>,
}

#[derive(Clone)]
pub(super) struct KeptComparison {
    pub(super) at: DateTime<Utc>,
    pub(super) compared: Compared,
    /// More were found than are kept.
    pub(super) is_cut: bool,
}

impl IndexAtHand {
    /// One run at a time: what another run has sent and not heard of yet looks lost.
    pub(super) async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    pub(super) fn line(&self) -> Option<KeptLine> {
        lock(&self.line).clone()
    }

    pub(super) fn keep_line(&self, line: KeptLine) {
        *lock(&self.line) = Some(line);
    }

    pub(super) fn compared(&self) -> Option<KeptComparison> {
        lock(&self.compared).clone()
    }

    pub(super) fn keep_comparison(&self, comparison: Option<KeptComparison>) {
        *lock(&self.compared) = comparison;
    }

    /// What is mended is on its way, and differs no more as far as anybody knows.
    pub(super) fn forget_differences(&self, objects: &[Uuid]) {
        if let Some(kept) = &mut *lock(&self.compared) {
            kept.compared
                .differences
                .retain(|difference| !objects.contains(&difference.object));
        }
    }

    pub(crate) fn something_was_queued(&self) {
        self.changed.notify_one();
    }

    /// Somebody did something about it: no trouble of before is waited for any longer.
    pub(super) fn start_afresh(&self) {
        self.fresh_starts.fetch_add(1, Ordering::Relaxed);
        self.changed.notify_one();
    }

    pub(super) fn fresh_starts(&self) -> u64 {
        self.fresh_starts.load(Ordering::Relaxed)
    }

    /// False when somebody watches already.
    pub(super) fn begin_watch(&self) -> bool {
        !self.is_watched.swap(true, Ordering::Relaxed)
    }
}

fn lock<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}
