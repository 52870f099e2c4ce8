use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use lapin::Connection;
use lapin::message::Delivery;
use lapin::options::{BasicConsumeOptions, BasicQosOptions};
use lapin::types::FieldTable;
use rustls::ClientConfig;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;

use super::arrived::{Arrived, Inbox, Session};
use super::back_off::{BackOff, Pace};
use super::connection::{EventPlace, LetIn, connect, told_apart};
use super::state::{EventState, Phase, Trouble};
use crate::line::{Trust, tls};
use crate::token::TokenKeeper;

const TO_SAY_GOODBYE: Duration = Duration::from_secs(1);

/// All that is needed to listen at a queue.
#[derive(Clone)]
pub struct EventSource {
    pub place: EventPlace,
    pub tokens: Arc<TokenKeeper>,
    pub trust: Trust,
    /// So many messages may be under way before the first of them is committed.
    pub at_once: u16,
    pub pace: Pace,
    pub clock: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
}

/// Listens at a queue until it is told to stop, through whatever happens to the line.
#[derive(Debug)]
pub struct Subscription {
    inbox: Arc<Inbox>,
    state: watch::Receiver<EventState>,
    stop: CancellationToken,
    task: JoinHandle<()>,
}

impl std::fmt::Debug for EventSource {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EventSource")
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl Subscription {
    pub fn start(source: EventSource) -> Self {
        let inbox = Arc::new(Inbox::default());
        let (tells, state) = watch::channel(EventState::new());
        let stop = CancellationToken::new();
        let listener = Listener {
            back_off: BackOff::new(source.pace),
            source,
            inbox: Arc::clone(&inbox),
            tells,
            stop: stop.clone(),
        };
        let task = tokio::spawn(listener.listen());
        Self {
            inbox,
            state,
            stop,
            task,
        }
    }

    /// The next message; `None` when it was stopped.
    pub async fn next(&mut self) -> Option<Arrived> {
        self.inbox.take().await
    }

    pub fn state(&self) -> watch::Receiver<EventState> {
        self.state.clone()
    }

    /// At once. What was not committed stays in the queue.
    pub async fn stop(mut self) {
        self.stop.cancel();
        // It can only have ended by itself or by a panic of its own; nothing is left to be done in either case.
        let _ended = (&mut self.task).await;
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.task.abort();
    }
}

struct Listener {
    source: EventSource,
    back_off: BackOff,
    inbox: Arc<Inbox>,
    tells: watch::Sender<EventState>,
    stop: CancellationToken,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.tells.send_modify(|state| state.phase = Phase::Stopped);
        self.inbox.close();
    }
}

impl Listener {
    async fn listen(mut self) {
        let stop = self.stop.clone();
        while let Some(trouble) = self.session().await {
            tracing::info!(%trouble, "the queue is left");
            let now = (self.source.clock)();
            let wait = self.back_off.next();
            let until = now + TimeDelta::from_std(wait).unwrap_or_default();
            self.tells.send_modify(|state| {
                state.phase = Phase::Waiting { until };
                state.trouble = Some((now, trouble));
            });
            if stop
                .run_until_cancelled(tokio::time::sleep(wait))
                .await
                .is_none()
            {
                break;
            }
        }
    }

    /// One connection, from its beginning to what ended it; `None` when it was told to stop.
    async fn session(&mut self) -> Option<Trouble> {
        self.tells
            .send_modify(|state| state.phase = Phase::Connecting);
        let began = Instant::now();
        let let_in = match self.stop.run_until_cancelled(self.let_in()).await? {
            Ok(let_in) => let_in,
            Err(trouble) => return Some(trouble),
        };
        let session = Arc::new(Session::default());
        let stop = self.stop.clone();
        let ended = stop
            .run_until_cancelled(self.receive(&let_in.connection, &session))
            .await;
        self.inbox.end(&session);
        // One that held for long was a good one, even if nothing happened meanwhile.
        let held = began.elapsed() > self.source.pace.longest;
        if held || session.has_progress() {
            self.back_off.came_to_something();
        }
        // So that the broker has back what we hold before anybody listens again. A line that is broken cannot be
        // said goodbye on.
        let goodbye = let_in.connection.close(200, "".into());
        let _said = tokio::time::timeout(TO_SAY_GOODBYE, goodbye).await;
        match ended? {
            Ok(never) => match never {},
            Err(trouble) => Some(trouble),
        }
    }

    /// A token that was taken away before its time is told by the broker alone: then a new one is tried, once.
    async fn let_in(&self) -> Result<LetIn, Trouble> {
        let EventSource {
            place,
            tokens,
            trust,
            clock,
            ..
        } = &self.source;
        let tls: ClientConfig =
            tls(tokens.certificate(), trust).map_err(|error| Trouble::OwnSide(Arc::new(error)))?;
        let tls = Arc::new(tls);
        let mut is_second = false;
        loop {
            let token = tokens
                .token(&place.audience, clock())
                .await
                .map_err(|error| Trouble::NoToken(Arc::new(error)))?;
            match connect(place, Arc::clone(&tls), Arc::clone(&token)).await {
                Err(Trouble::NotAllowed) if !is_second => {
                    tokens.refused(&token).await;
                    is_second = true;
                }
                connected => return connected,
            }
        }
    }

    async fn receive(
        &mut self,
        connection: &Connection,
        session: &Arc<Session>,
    ) -> Result<std::convert::Infallible, Trouble> {
        let said = |error: lapin::Error| told_apart(&error);
        let channel = connection.create_channel().await.map_err(said)?;
        let at_once = self.source.at_once.max(1);
        channel
            .basic_qos(at_once, BasicQosOptions::default())
            .await
            .map_err(said)?;
        let mut deliveries = channel
            .basic_consume(
                self.source.place.queue.as_str().into(),
                "".into(),
                BasicConsumeOptions::default(),
                FieldTable::default(),
            )
            .await
            .map_err(said)?;
        let since = (self.source.clock)();
        self.tells
            .send_modify(|state| state.phase = Phase::Connected { since });
        loop {
            tokio::select! {
                () = session.given_back.notified() => return Err(Trouble::GivenBack),
                delivery = deliveries.next() => match delivery {
                    Some(Ok(delivery)) => self.hand_on(delivery, session),
                    Some(Err(error)) => return Err(told_apart(&error)),
                    // The queue was taken away under our hands.
                    None => return Err(Trouble::NoSuchQueue),
                },
            }
        }
    }

    fn hand_on(&self, delivery: Delivery, session: &Arc<Session>) {
        let now = (self.source.clock)();
        self.tells.send_modify(|state| {
            state.messages += 1;
            state.last_message = Some(now);
        });
        self.inbox.put(Arrived::new(delivery, session));
    }
}
