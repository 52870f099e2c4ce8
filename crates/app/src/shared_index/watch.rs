//! Keeps ours and the index alike while the program is open, without anybody asking for it.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Weak};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_store::Connection;
use tokio::time::{Instant, timeout_at};

use super::daily::{Daily, read_daily};
use super::events::ListeningPhase;
use super::look_over::queue_changed;
use super::pace::{Pace, ends_with_program};
use super::run;
use super::trouble::Stopped;
use crate::AppError;
use crate::app::App;

/// What changes seldom changes alone: the rest of it goes in the same message.
const AFTER_A_CHANGE: Duration = Duration::from_secs(3);
const BETWEEN_QUESTIONS: Duration = Duration::from_secs(5 * 60);
/// Also what is due at once is not tried more often than this.
const SOONEST: Duration = Duration::from_secs(5);
const FIRST_WAIT: Duration = Duration::from_secs(30);
const LONGEST_WAIT: Duration = Duration::from_secs(60 * 60);

/// Once for each time the program runs, however often a store is opened in it.
pub(crate) fn begin_watch(app: &Arc<App>) {
    if app.index.begin_watch() {
        let changed = Arc::clone(&app.index.changed);
        let app = Arc::downgrade(app);
        tokio::spawn(async move {
            let mut watch = Watch::default();
            // Sleeps on end while there is nothing to do: no ticking.
            loop {
                match watch.step(&app).await {
                    Next::At(until) => {
                        let _ = timeout_at(until, changed.notified()).await;
                    }
                    Next::OnChange => changed.notified().await,
                    Next::Never => return,
                }
            }
        });
    }
}

/// When to look again.
enum Next {
    /// Then, or when something changes before.
    At(Instant),
    OnChange,
    Never,
}

impl App {
    /// How often the watch over the index has looked at what there is to do.
    pub fn index_wakeups(&self) -> u64 {
        self.index.wakeups.load(Ordering::Relaxed)
    }
}

#[derive(Default)]
struct Watch {
    next_question: Option<Instant>,
    next_daily: Option<Instant>,
    /// Of the last trouble.
    wait: Option<Duration>,
    not_before: Option<Instant>,
    fresh_starts: u64,
    tell_at: Option<Instant>,
    /// The connection over which events are listened to.
    listens_over: Option<Connection>,
}

impl Watch {
    /// Does what is due.
    async fn step(&mut self, app: &Weak<App>) -> Next {
        let Some(app) = app.upgrade() else {
            return Next::Never;
        };
        if app.jobs.are_stopping() {
            return Next::Never;
        }
        app.index.wakeups.fetch_add(1, Ordering::Relaxed);
        match self.try_step(&app).await {
            Ok(next) => next,
            Err(error) => {
                error.into_reply("index_watch");
                Next::At(self.back_off(None))
            }
        }
    }

    async fn try_step(&mut self, app: &Arc<App>) -> Result<Next, AppError> {
        let mut reader = app.store().await?.read().await?;
        let connection = reader.connection().await?;
        let is_begun = reader.index_state().await?.is_begun;
        drop(reader);
        let Some(connection) = connection else {
            return Ok(Next::OnChange);
        };
        if self.fresh_starts != app.index.fresh_starts() {
            self.fresh_starts = app.index.fresh_starts();
            (self.wait, self.not_before) = (None, None);
            (self.next_question, self.next_daily) = (None, None);
        }
        let daily = self.daily(app, &connection).await?;
        if !is_begun {
            return Ok(daily.map_or(Next::OnChange, Next::At));
        }
        let pace = Pace {
            is_stopped: &ends_with_program(app),
            ..Pace::steady()
        };
        queue_changed(app, pace).await?;
        let next_step = app
            .store()
            .await?
            .read()
            .await?
            .next_index_step_at()
            .await?;
        if self.listens_over.as_ref() != Some(&connection) {
            app.start_events().await?;
            self.listens_over = Some(connection);
        }
        let now = Instant::now();
        if let Some(not_before) = self.not_before
            && now < not_before
        {
            return Ok(Next::At(not_before));
        }
        let tell_at = next_step.map(|at| self.when_to_tell(at, app.clock.now(), now));
        if tell_at.is_some_and(|at| at <= now) {
            self.tell_at = None;
            let told = run::tell(app, pace).await?;
            if let Some(until) = self.after(told.stopped) {
                return Ok(Next::At(until));
            }
            // What is left is due later; what came meanwhile waits as a change does.
            return Ok(Next::At(Instant::now() + SOONEST));
        }
        let question = *self.next_question.get_or_insert(now + SOONEST);
        if question <= now {
            // Who listens for events sends them, too: a letter is handed in by one of us.
            if app.event_listening().phase == ListeningPhase::Off
                && let Err(error) = app.send_due_letters().await
            {
                error.into_reply("send_due_letters");
            }
            let asked = run::ask(app, pace).await?;
            self.next_question = Some(Instant::now() + BETWEEN_QUESTIONS);
            if let Some(until) = self.after(asked.stopped) {
                return Ok(Next::At(until));
            }
        }
        let question = self.next_question.unwrap_or(question);
        let soonest = [tell_at, daily].into_iter().flatten().min();
        Ok(Next::At(soonest.map_or(question, |at| at.min(question))))
    }

    /// Reads what is read once a day, and gives when that is due again.
    async fn daily(
        &mut self,
        app: &Arc<App>,
        connection: &Connection,
    ) -> Result<Option<Instant>, AppError> {
        if let Some(next) = self.next_daily
            && Instant::now() < next
        {
            return Ok(Some(next));
        }
        self.next_daily = match read_daily(app, connection).await? {
            Daily::NothingToRead => None,
            Daily::NextAt(due) => {
                let wait = (due - app.clock.now()).to_std().unwrap_or_default();
                Some(Instant::now() + wait.max(SOONEST))
            }
            // What is here serves meanwhile.
            Daily::Stopped => Some(Instant::now() + LONGEST_WAIT),
        };
        Ok(self.next_daily)
    }

    /// A few seconds after the first look at it, or when it is due.
    fn when_to_tell(&mut self, due: DateTime<Utc>, clock: DateTime<Utc>, now: Instant) -> Instant {
        if due > clock {
            let wait = (due - clock).max(TimeDelta::zero());
            return now + wait.to_std().unwrap_or(SOONEST).max(SOONEST);
        }
        *self.tell_at.get_or_insert(now + AFTER_A_CHANGE)
    }

    fn after(&mut self, stopped: Option<Stopped>) -> Option<Instant> {
        match stopped {
            None => {
                self.wait = None;
                self.not_before = None;
                None
            }
            Some(Stopped::Trouble { wait_seconds, .. }) => Some(self.back_off(wait_seconds)),
            Some(Stopped::NotConnected | Stopped::ByPerson) => Some(self.back_off(None)),
        }
    }

    /// Twice as long as the last time, and no shorter than the platform asks for, up to an hour.
    fn back_off(&mut self, asked_for: Option<u64>) -> Instant {
        let wait = match self.wait {
            None => FIRST_WAIT,
            Some(last) => last.saturating_mul(2),
        };
        let asked_for = Duration::from_secs(asked_for.unwrap_or_default());
        let wait = wait.max(asked_for).min(LONGEST_WAIT);
        self.wait = Some(wait);
        let until = Instant::now() + wait;
        self.not_before = Some(until);
        until
    }
}
