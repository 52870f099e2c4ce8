use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lapin::Acker;
use lapin::message::Delivery;
use lapin::options::BasicAckOptions;
use tokio::sync::Notify;

use super::event::Taken;

/// A message from the queue. The queue keeps it until [`Arrived::committed`]: dropped before that, it comes again.
#[derive(Debug)]
pub struct Arrived {
    pub taken: Taken,
    /// The broker gave it out before, here or elsewhere.
    pub came_before: bool,
    acker: Acker,
    session: Arc<Session>,
    is_settled: bool,
}

/// One connection, as those know it who hold messages from it.
#[derive(Debug, Default)]
pub(super) struct Session {
    is_over: AtomicBool,
    has_progress: AtomicBool,
    pub(super) given_back: Notify,
}

/// Messages that wait to be taken: no more than may be under way at once, and none from a connection that is gone.
#[derive(Debug, Default)]
pub(super) struct Inbox {
    waiting: Mutex<VecDeque<Arrived>>,
    is_closed: AtomicBool,
    news: Notify,
}

impl Arrived {
    pub(super) fn new(delivery: Delivery, session: &Arc<Session>) -> Self {
        Self {
            taken: Taken::from_bytes(delivery.data),
            came_before: delivery.redelivered,
            acker: delivery.acker,
            session: Arc::clone(session),
            is_settled: false,
        }
    }

    /// It is kept where it will not be lost: the queue need not have it any more. When the line broke meanwhile, it
    /// comes again, and is known by its id.
    pub async fn committed(mut self) {
        let acked = self.acker.ack(BasicAckOptions::default()).await;
        self.is_settled = true;
        if matches!(acked, Ok(true)) {
            self.session.has_progress.store(true, Ordering::Relaxed);
        }
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        if !self.is_settled && !self.session.is_over.load(Ordering::Acquire) {
            self.session.given_back.notify_one();
        }
    }
}

impl Session {
    pub(super) fn has_progress(&self) -> bool {
        self.has_progress.load(Ordering::Relaxed)
    }
}

impl Inbox {
    pub(super) fn put(&self, arrived: Arrived) {
        self.waiting().push_back(arrived);
        self.news.notify_one();
    }

    /// What nobody has taken is not lost: the queue has it still, and gives it out again.
    pub(super) fn end(&self, session: &Session) {
        session.is_over.store(true, Ordering::Release);
        self.waiting().clear();
    }

    pub(super) fn close(&self) {
        self.is_closed.store(true, Ordering::Release);
        self.news.notify_one();
    }

    pub(super) async fn take(&self) -> Option<Arrived> {
        loop {
            if let Some(arrived) = self.waiting().pop_front() {
                return Some(arrived);
            }
            if self.is_closed.load(Ordering::Acquire) {
                return None;
            }
            self.news.notified().await;
        }
    }

    fn waiting(&self) -> MutexGuard<'_, VecDeque<Arrived>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
