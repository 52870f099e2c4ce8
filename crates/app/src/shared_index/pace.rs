use crate::app::App;
use crate::jobs::runner::JobHandle;

/// Whoever waits for long work with the index: may stop it between two messages, and hears how far it is.
#[derive(Clone, Copy)]
pub(crate) struct Pace<'a> {
    pub(crate) is_stopped: &'a (dyn Fn() -> bool + Send + Sync),
    /// Done, and of how many as far as is known.
    pub(crate) told: &'a (dyn Fn(u64, u64) + Send + Sync),
}

impl Pace<'_> {
    /// Nobody waits.
    pub(crate) const fn steady() -> Self {
        Self {
            is_stopped: &|| false,
            told: &|_, _| (),
        }
    }
}

/// With nobody at it: it ends when the program does.
pub(super) fn ends_with_program(app: &App) -> impl Fn() -> bool + Send + Sync {
    || app.jobs.are_stopping()
}

pub(super) fn ends_with_job(handle: &JobHandle) -> impl Fn() -> bool + Send + Sync {
    || handle.is_cancelled()
}

pub(super) fn tells_of_job(handle: &JobHandle) -> impl Fn(u64, u64) + Send + Sync {
    |done, of| handle.progress(done, of.max(done))
}
