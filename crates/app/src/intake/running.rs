use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sagsbord_contract::IntakeProgress;
use sagsbord_domain::IntakeId;
use sagsbord_intake::{Control, Limits, PageViewer, Wish};

use super::manifest_of::Accounted;

/// What the program knows of intakes while it runs, and forgets when it ends.
#[derive(Default)]
pub(crate) struct Intakes {
    state: Mutex<State>,
    /// Grows with everything that can change a manifest.
    changes: AtomicU64,
    pub(super) viewer: Mutex<Option<OpenFile>>,
}

#[derive(Default)]
struct State {
    running: Option<(IntakeId, Arc<Control>)>,
    progress: HashMap<IntakeId, IntakeProgress>,
    manifest: Option<(IntakeId, u64, Arc<Accounted>)>,
    offers: Vec<(String, Vec<PathBuf>)>,
    /// Being taken away, or gone: nothing of them is read any more.
    closed: HashSet<IntakeId>,
}

/// The file whose pages are looked at, open in a process of its own.
pub(super) struct OpenFile {
    pub(super) sha256: String,
    pub(super) viewer: PageViewer,
}

/// Offers that nobody took up are forgotten.
const MOST_OFFERS: usize = 8;

impl Intakes {
    pub(super) fn begin(&self, id: IntakeId) -> Arc<Control> {
        let control = Arc::new(Control::default());
        let mut state = self.lock();
        if state.closed.contains(&id) {
            control.set(Wish::Stop);
        }
        state.running = Some((id, control.clone()));
        control
    }

    pub(super) fn end(&self) {
        self.lock().running = None;
    }

    /// Has the engine stop, if it is this intake that it is at.
    pub(super) fn stop(&self, id: IntakeId) {
        if let Some((running, control)) = &self.lock().running
            && *running == id
        {
            control.set(Wish::Stop);
        }
    }

    /// The engine stops if it is at this one, and if it comes to it later.
    pub(super) fn close_down(&self, id: IntakeId) {
        self.lock().closed.insert(id);
        self.stop(id);
    }

    pub(super) fn open_up(&self, id: IntakeId) {
        self.lock().closed.remove(&id);
    }

    /// Also whatever file is looked at: it may be one of those that went.
    pub(super) fn forget(&self, id: IntakeId) {
        self.lock().progress.remove(&id);
        let mut viewer = self.viewer.lock().unwrap_or_else(PoisonError::into_inner);
        *viewer = None;
    }

    pub(super) fn is_running(&self, id: IntakeId) -> bool {
        matches!(&self.lock().running, Some((running, _)) if *running == id)
    }

    pub(super) fn note_progress(&self, id: IntakeId, progress: IntakeProgress) {
        self.lock().progress.insert(id, progress);
    }

    pub(super) fn progress(&self, id: IntakeId) -> Option<IntakeProgress> {
        self.lock().progress.get(&id).cloned()
    }

    pub(super) fn changed(&self) {
        self.changes.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn changes(&self) -> u64 {
        self.changes.load(Ordering::Relaxed)
    }

    pub(super) fn kept_manifest(&self, id: IntakeId) -> Option<Arc<Accounted>> {
        match &self.lock().manifest {
            Some((of, changes, manifest)) if *of == id && *changes == self.changes() => {
                Some(manifest.clone())
            }
            _ => None,
        }
    }

    pub(super) fn keep_manifest(&self, id: IntakeId, changes: u64, manifest: &Arc<Accounted>) {
        self.lock().manifest = Some((id, changes, manifest.clone()));
    }

    pub(super) fn offer(&self, id: String, paths: Vec<PathBuf>) {
        let mut state = self.lock();
        if state.offers.len() >= MOST_OFFERS {
            state.offers.remove(0);
        }
        state.offers.push((id, paths));
    }

    /// Once: an offer that was taken up is none any more.
    pub(super) fn take_offer(&self, id: &str) -> Option<Vec<PathBuf>> {
        let mut state = self.lock();
        let at = state.offers.iter().position(|(offer, _)| offer == id)?;
        Some(state.offers.remove(at).1)
    }

    pub(crate) fn limits() -> Limits {
        Limits::default()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
