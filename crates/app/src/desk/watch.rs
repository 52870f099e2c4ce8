use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::Desk;
use crate::deadlines::calendar_file;

const TICK: Duration = Duration::from_secs(1);

/// A machine that is awake never misses this much between two ticks.
const SLEPT: TimeDelta = TimeDelta::seconds(15);

impl Desk {
    /// Locks after idling and after the machine has slept. Ends with the desk.
    ///
    /// Sleep is seen as a jump of the wall clock between two ticks: that works alike on every
    /// system, and also for a machine that was suspended from outside. What happens in the second
    /// before the first tick after waking is caught by the idle check of each call.
    pub fn watch(self: &Arc<Self>) -> tokio::task::JoinHandle<()> {
        let desk = Arc::downgrade(self);
        tokio::spawn(async move {
            let mut previous = None;
            let mut ticks = tokio::time::interval(TICK);
            ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
            loop {
                ticks.tick().await;
                let Some(now) = tick(&desk, previous).await else {
                    return;
                };
                previous = Some(now);
            }
        })
    }

    pub(crate) fn should_lock(&self, previous: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let slept = previous.is_some_and(|previous| now - previous >= SLEPT);
        self.seat()
            .is_some_and(|seat| !seat.locked && (slept || seat.idle_at(now)))
    }
}

async fn tick(desk: &Weak<Desk>, previous: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let desk = desk.upgrade()?;
    let now = desk.app.clock.now();
    if desk.should_lock(previous, now)
        && let Err(error) = desk.lock_seat().await
    {
        // The seat is locked all the same; only the log line is missing.
        error.into_reply("watch");
    }
    if let Err(error) = calendar_file::keep(&desk, now).await {
        error.into_reply("calendar_file");
    }
    desk.warn_of_deadlines().await;
    Some(now)
}
