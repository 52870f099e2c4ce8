use std::collections::{HashSet, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::so_far::SoFar;
use crate::keep::ReadingKey;

/// What waits to be read, and how much is at work. It is empty for good only when nobody can add to it any more.
pub(super) struct Queue<Prepared> {
    state: Mutex<State<Prepared>>,
    changed: Condvar,
}

struct State<Prepared> {
    waiting: VecDeque<(ReadingKey, usize)>,
    office: VecDeque<OfficeWork<Prepared>>,
    met: HashSet<ReadingKey>,
    at_work: usize,
    is_closed: bool,
}

/// A file that LibreOffice must turn.
pub(super) struct OfficeWork<Prepared> {
    pub(super) key: ReadingKey,
    pub(super) depth: usize,
    pub(super) extension: String,
    pub(super) look_into: Option<String>,
    pub(super) so_far: SoFar<Prepared>,
}

pub(super) enum Work<Prepared> {
    Read(ReadingKey, usize),
    Office(Vec<OfficeWork<Prepared>>),
}

/// Started once for so many: its start costs more than a short letter.
const OFFICE_BATCH: usize = 16;

impl<Prepared> Queue<Prepared> {
    pub(super) fn new() -> Self {
        Self {
            state: Mutex::new(State {
                waiting: VecDeque::new(),
                office: VecDeque::new(),
                met: HashSet::new(),
                at_work: 0,
                is_closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    pub(super) fn add(&self, keys: Vec<(ReadingKey, usize)>) {
        let mut state = self.lock();
        for (key, depth) in keys {
            if state.met.insert(key.clone()) {
                state.waiting.push_back((key, depth));
            }
        }
        drop(state);
        self.changed.notify_all();
    }

    pub(super) fn add_office(&self, work: OfficeWork<Prepared>) {
        self.lock().office.push_back(work);
        self.changed.notify_all();
    }

    /// Waits for work. `None`: there is none left and none can come.
    pub(super) fn next(&self, at_once: usize) -> Option<Work<Prepared>> {
        let mut state = self.lock();
        loop {
            if state.is_closed {
                return None;
            }
            let is_full = state.office.len() >= OFFICE_BATCH;
            // A batch as soon as it is full; a smaller one when nothing that waits could fill it.
            if is_full || state.waiting.is_empty() && !state.office.is_empty() {
                let share = state.office.len().div_ceil(at_once.max(1));
                let batch = state.office.drain(..share.min(OFFICE_BATCH)).collect();
                state.at_work += 1;
                return Some(Work::Office(batch));
            }
            if let Some((key, depth)) = state.waiting.pop_front() {
                state.at_work += 1;
                return Some(Work::Read(key, depth));
            }
            if state.at_work == 0 {
                return None;
            }
            state = self
                .changed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// After what came of it was added.
    pub(super) fn done(&self) {
        self.lock().at_work -= 1;
        self.changed.notify_all();
    }

    pub(super) fn close(&self) {
        self.lock().is_closed = true;
        self.changed.notify_all();
    }

    /// All that is not read yet, as far as it is known.
    pub(super) fn unread(&self) -> usize {
        let state = self.lock();
        state.waiting.len() + state.office.len() + state.at_work
    }

    fn lock(&self) -> MutexGuard<'_, State<Prepared>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
