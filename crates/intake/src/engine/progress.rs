use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use crate::keep::{ReadingKey, Summary};

/// How far an intake has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub files_read: u32,
    /// As many as are known: a container may hold more.
    pub files_known: u32,
    pub pages: u32,
    /// Pages that wait to be read from their picture, of the files that have been opened.
    pub pages_waiting: u32,
    /// By the pace of this run; `None` until there is one.
    pub minutes_left: Option<u32>,
}

/// As often as an eye follows a number.
const BETWEEN_TOLD: Duration = Duration::from_millis(200);
/// Too little to call a pace.
const FIRST_PACE: Duration = Duration::from_secs(5);

pub(super) struct Count<'a> {
    state: Mutex<State>,
    told: &'a (dyn Fn(&Progress) + Sync),
}

struct State {
    progress: Progress,
    began: Instant,
    files_before: u32,
    pages_recognised: u32,
    told_at: Option<Instant>,
}

impl<'a> Count<'a> {
    pub(super) fn new(
        kept: &HashMap<ReadingKey, Summary>,
        told: &'a (dyn Fn(&Progress) + Sync),
    ) -> Self {
        let files = u32::try_from(kept.len()).unwrap_or(u32::MAX);
        Self {
            state: Mutex::new(State {
                progress: Progress {
                    files_read: files,
                    files_known: files,
                    pages: kept.values().map(Summary::pages).sum(),
                    ..Progress::default()
                },
                began: Instant::now(),
                files_before: files,
                pages_recognised: 0,
                told_at: None,
            }),
            told,
        }
    }

    pub(super) fn file_done(&self, pages: u32) {
        let mut state = self.lock();
        state.progress.files_read += 1;
        state.progress.pages = state.progress.pages.saturating_add(pages);
        self.tell_held(&mut state);
    }

    pub(super) fn pages_to_recognise(&self, more: u32) {
        let mut state = self.lock();
        state.progress.pages_waiting += more;
    }

    pub(super) fn page_recognised(&self) {
        let mut state = self.lock();
        state.progress.pages_waiting = state.progress.pages_waiting.saturating_sub(1);
        state.pages_recognised += 1;
        self.tell_held(&mut state);
    }

    pub(super) fn known(&self, waiting: usize) {
        let mut state = self.lock();
        let waiting = u32::try_from(waiting).unwrap_or(u32::MAX);
        state.progress.files_known = state.progress.files_read.saturating_add(waiting);
    }

    pub(super) fn tell(&self) {
        let mut state = self.lock();
        state.told_at = None;
        self.tell_held(&mut state);
    }

    fn tell_held(&self, state: &mut State) {
        if state.told_at.is_some_and(|at| at.elapsed() < BETWEEN_TOLD) {
            return;
        }
        state.told_at = Some(Instant::now());
        state.progress.minutes_left = state.minutes_left();
        (self.told)(&state.progress);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Files by the pace of files, and pages that are known to wait by the pace of pages: whichever is longer, because
    /// both go on at once.
    fn minutes_left(&self) -> Option<u32> {
        let passed = self.began.elapsed();
        if passed < FIRST_PACE {
            return None;
        }
        let read = self
            .progress
            .files_read
            .saturating_sub(self.files_before)
            .max(1);
        let waiting = self
            .progress
            .files_known
            .saturating_sub(self.progress.files_read);
        let for_files = passed.as_secs_f64() / f64::from(read) * f64::from(waiting);
        let for_pages = match self.pages_recognised {
            0 => 0.0,
            done => passed.as_secs_f64() / f64::from(done) * f64::from(self.progress.pages_waiting),
        };
        let minutes = (for_files.max(for_pages) / 60.0).ceil();
        Some(minutes.clamp(0.0, 99_999.0) as u32)
    }
}
