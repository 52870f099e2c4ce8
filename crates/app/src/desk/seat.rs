use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_domain::EmployeeId;

/// Who sits at a desk.
#[derive(Debug, Clone)]
pub(crate) struct Seat {
    pub(crate) employee: EmployeeId,
    pub(crate) username: String,
    pub(crate) locked: bool,
    /// The last sign of a person: a key, the mouse, a password. Not the window's own questions.
    pub(crate) last_active: DateTime<Utc>,
    pub(crate) lock_after: TimeDelta,
}

impl Seat {
    pub(crate) fn idle_at(&self, now: DateTime<Utc>) -> bool {
        now - self.last_active >= self.lock_after
    }
}
