//! What the program has at hand of reviews while it runs: what was found, the texts that are looked through, and which
//! requests are being read. All of it is kept in the store too, or derived anew.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sagsbord_domain::{AktindsigtId, ItemId};

use super::found::ItemFound;

/// Several of the largest requests at once.
const MOST_FINDINGS: usize = 100_000;
const MOST_LETTERS: usize = 64 * 1024 * 1024;

/// The folded text of each page of a document.
pub(super) type FoldedPages = Vec<(u32, String)>;

#[derive(Default)]
pub(crate) struct Reviews {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// By item and print.
    found: HashMap<(ItemId, String), Arc<ItemFound>>,
    findings: usize,
    /// By item and bytes.
    texts: HashMap<(ItemId, String), Arc<FoldedPages>>,
    letters: usize,
    /// Requests whose documents are being read.
    running: HashSet<AktindsigtId>,
    /// Requests whose texts are being read ahead.
    ahead: HashSet<AktindsigtId>,
    /// The reader itself failed: asking again at once would fail again.
    failed: HashSet<(ItemId, String)>,
}

impl Reviews {
    pub(super) fn found(&self, item: ItemId, print: &str) -> Option<Arc<ItemFound>> {
        let key = (item, print.to_owned());
        self.lock().found.get(&key).cloned()
    }

    /// With too many at hand, all of them are read again as they are asked for.
    pub(super) fn keep_found(&self, item: ItemId, print: String, found: &Arc<ItemFound>) {
        let mut state = self.lock();
        let count = found.findings.len() + 1;
        if state.findings + count > MOST_FINDINGS {
            state.found.clear();
            state.findings = 0;
        }
        if state.found.insert((item, print), found.clone()).is_none() {
            state.findings += count;
        }
    }

    pub(super) fn texts(&self, item: ItemId, sha256: &str) -> Option<Arc<FoldedPages>> {
        let key = (item, sha256.to_owned());
        self.lock().texts.get(&key).cloned()
    }

    pub(super) fn keep_texts(&self, item: ItemId, sha256: &str, pages: &Arc<FoldedPages>) {
        let mut state = self.lock();
        let letters: usize = pages.iter().map(|(_, text)| text.len()).sum();
        if state.letters + letters > MOST_LETTERS {
            state.texts.clear();
            state.letters = 0;
        }
        let key = (item, sha256.to_owned());
        if state.texts.insert(key, pages.clone()).is_none() {
            state.letters += letters;
        }
    }

    /// Whether nobody had begun it.
    pub(super) fn begin(&self, id: AktindsigtId) -> bool {
        self.lock().running.insert(id)
    }

    pub(super) fn end(&self, id: AktindsigtId) {
        self.lock().running.remove(&id);
    }

    /// Whether nobody had begun it.
    pub(super) fn begin_texts(&self, id: AktindsigtId) -> bool {
        self.lock().ahead.insert(id)
    }

    pub(super) fn end_texts(&self, id: AktindsigtId) {
        self.lock().ahead.remove(&id);
    }

    pub(super) fn fail(&self, item: ItemId, print: &str) {
        self.lock().failed.insert((item, print.to_owned()));
    }

    pub(super) fn has_failed(&self, item: ItemId, print: &str) -> bool {
        self.lock().failed.contains(&(item, print.to_owned()))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
