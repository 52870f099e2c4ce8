//! Events, from the municipality's queue into the store.

mod fetch;
mod keep;
mod listed;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_contract::{DeskEvent, IndexTrouble};
use sagsbord_platform::events::{
    Arrived, EventSource, EventState, Pace, Phase, Subscription, Trouble,
};
use sagsbord_store::EventCounts;
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use super::place::Connected;
use super::trouble::trouble_of;
use crate::AppError;
use crate::app::App;

pub use fetch::Fetched;
pub use listed::ListedEvent;

/// As many messages as are kept in one transaction.
const AT_ONCE: u16 = 100;
/// What follows closely is fetched with it, in one question.
const TO_COLLECT: Duration = Duration::from_millis(500);
const BETWEEN_LETTERS: Duration = Duration::from_secs(30);
const LONGEST_STOP: Duration = Duration::from_secs(5);
const LONGEST_WAIT: Duration = Duration::from_secs(300);
/// A queue that was not read for so long has been emptied by the platform: no event comes again after that.
const REMEMBERED: TimeDelta = TimeDelta::days(90);

/// How it goes with the queue, for whoever watches.
#[derive(Debug, Clone)]
pub struct EventListening {
    pub phase: ListeningPhase,
    pub since: Option<DateTime<Utc>>,
    /// When it is tried again, while it waits.
    pub next_try: Option<DateTime<Utc>>,
    pub last_message: Option<DateTime<Utc>>,
    /// The last thing that went wrong, until it has gone well again.
    pub trouble: Option<Trouble>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListeningPhase {
    /// No connection, or one without a queue; or nobody has begun.
    Off,
    Connected,
    Waiting,
}

/// The one who listens, if there is one.
#[derive(Default)]
pub(crate) struct Listener {
    running: tokio::sync::Mutex<Option<Running>>,
    state: Mutex<EventListening>,
}

struct Running {
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Default for EventListening {
    fn default() -> Self {
        Self {
            phase: ListeningPhase::Off,
            since: None,
            next_try: None,
            last_message: None,
            trouble: None,
        }
    }
}

impl App {
    /// Listens at the queue that the connection names, as it is now, and sends letters that were not taken before:
    /// what did so until now is stopped. Gives whether there is a queue to listen at.
    pub async fn start_events(self: &Arc<Self>) -> Result<bool, AppError> {
        let mut running = self.listener.running.lock().await;
        self.end(running.take()).await;
        let store = self.store().await?;
        let Some(connected) = Connected::open(self, &store).await? else {
            return Ok(false);
        };
        let mut writer = store.write().await?;
        writer
            .forget_events_before(self.clock.now() - REMEMBERED)
            .await?;
        writer.commit().await?;
        let stop = CancellationToken::new();
        let mut tasks = Vec::new();
        if connected.post.is_some() {
            let sends = send_when_due(Arc::clone(self), stop.clone());
            tasks.push(tokio::spawn(sends));
        }
        let source = self.event_source(connected);
        let listens = source.is_some();
        if let Some(source) = source {
            let news = Arc::new(Notify::new());
            let keeps = keep_what_comes(
                Arc::clone(self),
                Subscription::start(source),
                stop.clone(),
                Arc::clone(&news),
            );
            tasks.push(tokio::spawn(keeps));
            let fetches = fetch_what_is_told(Arc::clone(self), stop.clone(), news);
            tasks.push(tokio::spawn(fetches));
        }
        *running = Some(Running { stop, tasks });
        Ok(listens)
    }

    /// What was not kept stays in the queue.
    pub async fn stop_events(&self) {
        let running = self.listener.running.lock().await.take();
        self.end(running).await;
    }

    pub fn event_listening(&self) -> EventListening {
        self.listener.state().clone()
    }

    /// What came, and what of it is left to be done.
    pub async fn event_counts(&self) -> Result<EventCounts, AppError> {
        let store = self.store().await?;
        Ok(store.read().await?.event_counts().await?)
    }

    async fn end(&self, running: Option<Running>) {
        let Some(running) = running else { return };
        running.stop.cancel();
        for task in running.tasks {
            // One that ended by itself, or by a panic of its own, leaves nothing to be done. A letter that is being
            // handed in is waited for, and after that left to settle by itself.
            let _ended = tokio::time::timeout(LONGEST_STOP, task).await;
        }
        *self.listener.state() = EventListening::default();
        self.tell_all(DeskEvent::Index);
    }

    fn event_source(&self, connected: Connected) -> Option<EventSource> {
        let place = connected.event_place()?;
        let clock = Arc::clone(&self.clock);
        Some(EventSource {
            place,
            tokens: connected.tokens,
            trust: connected.trust,
            at_once: AT_ONCE,
            pace: Pace::default(),
            clock: Arc::new(move || clock.now()),
        })
    }
}

impl Listener {
    fn state(&self) -> MutexGuard<'_, EventListening> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives whether a screen would show something else now.
    fn follow(&self, told: &EventState, now: DateTime<Utc>) -> bool {
        let mut state = self.state();
        let before = (state.phase, state.next_try);
        match told.phase {
            Phase::Connected { since } => {
                state.phase = ListeningPhase::Connected;
                state.since = Some(since);
                state.next_try = None;
                state.trouble = None;
            }
            Phase::Connecting | Phase::Waiting { .. } | Phase::Stopped => {
                if state.phase != ListeningPhase::Waiting {
                    state.phase = ListeningPhase::Waiting;
                    state.since = Some(now);
                }
                state.next_try = match told.phase {
                    Phase::Waiting { until } => Some(until),
                    _ => state.next_try,
                };
                state.trouble = told.trouble.as_ref().map(|(_, trouble)| trouble.clone());
            }
        }
        state.last_message = told.last_message.or(state.last_message);
        before != (state.phase, state.next_try)
    }
}

async fn keep_what_comes(
    app: Arc<App>,
    mut subscription: Subscription,
    stop: CancellationToken,
    news: Arc<Notify>,
) {
    let mut state = subscription.state();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            changed = state.changed() => {
                if changed.is_err() {
                    break;
                }
                let told = state.borrow_and_update().clone();
                if app.listener.follow(&told, app.clock.now()) {
                    app.tell_all(DeskEvent::Index);
                }
            }
            first = subscription.next() => {
                let Some(first) = first else { break };
                let batch = with_what_is_here(first, &mut subscription).await;
                match keep::keep(&app, &batch).await {
                    Ok(is_news) => {
                        for arrived in batch {
                            arrived.committed().await;
                        }
                        if is_news {
                            news.notify_one();
                        }
                    }
                    // The queue has them still: it is left, and they come again after a wait.
                    Err(error) => {
                        error.into_reply("keep_events");
                    }
                }
            }
        }
    }
    subscription.stop().await;
}

async fn with_what_is_here(first: Arrived, subscription: &mut Subscription) -> Vec<Arrived> {
    let mut batch = vec![first];
    while batch.len() < usize::from(AT_ONCE) {
        match tokio::time::timeout(Duration::ZERO, subscription.next()).await {
            Ok(Some(arrived)) => batch.push(arrived),
            Ok(None) | Err(_) => break,
        }
    }
    batch
}

/// Begins with what was told before the program was ended last.
async fn fetch_what_is_told(app: Arc<App>, stop: CancellationToken, news: Arc<Notify>) {
    let mut failures = 0_u32;
    loop {
        let Some(fetched) = stop.run_until_cancelled(fetch::fetch(&app)).await else {
            return;
        };
        let went_well = match fetched {
            Ok(fetched) => {
                if fetched.looked_at > 0 {
                    app.tell_all(DeskEvent::Index);
                }
                fetched.stopped.is_none()
            }
            Err(error) => {
                error.into_reply("fetch_news");
                false
            }
        };
        let pause = longer(failures);
        failures = if went_well { 0 } else { failures + 1 };
        let wait = async {
            if went_well {
                news.notified().await;
                tokio::time::sleep(TO_COLLECT).await;
            } else {
                tokio::time::sleep(pause).await;
            }
        };
        if stop.run_until_cancelled(wait).await.is_none() {
            return;
        }
    }
}

/// Letters that are known not to have been taken. Nobody stops it while one is being handed in.
async fn send_when_due(app: Arc<App>, stop: CancellationToken) {
    while !stop.is_cancelled() {
        if let Err(error) = app.send_due_letters().await {
            error.into_reply("send_due_letters");
        }
        let wait = tokio::time::sleep(BETWEEN_LETTERS);
        if stop.run_until_cancelled(wait).await.is_none() {
            return;
        }
    }
}

/// In the words of who can do something about it; nothing where it is this store that keeps nothing.
pub(super) fn trouble_of_queue(trouble: &Trouble) -> Option<IndexTrouble> {
    Some(match trouble {
        Trouble::NoToken(error) | Trouble::OwnSide(error) => trouble_of(error),
        Trouble::Unreachable | Trouble::TooSlow | Trouble::Cut => IndexTrouble::Unreachable,
        Trouble::NotTrusted => IndexTrouble::NotTrusted,
        Trouble::NotAllowed | Trouble::NoSuchQueue => IndexTrouble::NotAllowed,
        Trouble::NotUnderstood => IndexTrouble::Nonsense,
        Trouble::GivenBack => return None,
    })
}

fn longer(failures: u32) -> Duration {
    Duration::from_secs(2_u64.saturating_pow(failures.min(16))).min(LONGEST_WAIT)
}
