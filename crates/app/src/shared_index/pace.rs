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
