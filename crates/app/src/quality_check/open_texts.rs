use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sagsbord_contract::CheckRegime;
use sagsbord_domain::{CaseId, EmployeeId};
use sagsbord_scan::Live;

use super::made_ready::CheckVersion;

/// A window shows one text; a few more may lie open beside it for a moment.
const MOST_TEXTS: usize = 4;

/// The texts somebody is writing at one desk. They are nowhere but in memory.
#[derive(Default)]
pub(crate) struct OpenTexts {
    texts: Mutex<Texts>,
}

#[derive(Default)]
struct Texts {
    last: u32,
    open: VecDeque<(u32, Arc<Mutex<OpenText>>)>,
}

pub(super) struct OpenText {
    pub(super) live: Live,
    /// Changes since it was opened.
    pub(super) step: u32,
    pub(super) employee: EmployeeId,
    pub(super) case: Option<CaseId>,
    pub(super) regime: Option<CheckRegime>,
    pub(super) version: CheckVersion,
}

impl OpenTexts {
    /// The oldest goes when there are too many.
    pub(super) fn open(&self, text: OpenText) -> u32 {
        let mut texts = self.texts();
        texts.last = texts.last.wrapping_add(1);
        let id = texts.last;
        texts.open.push_back((id, Arc::new(Mutex::new(text))));
        if texts.open.len() > MOST_TEXTS {
            texts.open.pop_front();
        }
        id
    }

    pub(super) fn find(&self, id: u32) -> Option<Arc<Mutex<OpenText>>> {
        let texts = self.texts();
        let found = texts.open.iter().find(|(other, _)| *other == id);
        found.map(|(_, text)| Arc::clone(text))
    }

    pub(super) fn close(&self, id: u32) {
        self.texts().open.retain(|(other, _)| *other != id);
    }

    /// Whoever sits down next finds nothing of what was written before.
    pub(crate) fn forget_all(&self) {
        self.texts().open.clear();
    }

    fn texts(&self) -> MutexGuard<'_, Texts> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
