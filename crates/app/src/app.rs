use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use sagsbord_contract::{DeskEvent, ErrorCode, KeyKeptIn};
use sagsbord_intake::HelperProgram;
use sagsbord_store::Store;
use tokio::sync::{RwLock, broadcast};

use crate::AppError;
use crate::aktindsigt::review::Reviews;
use crate::cases::laid_out::ListsLaidOut;
use crate::deadlines::LawKept;
use crate::documents::DocumentsBeingRead;
use crate::intake::Intakes;
use crate::jobs::runner::RunningJobs;
use crate::ports::{Clock, KeyRing};
use crate::quality_check::ListInForce;
use crate::shared_index::IndexAtHand;
use crate::shared_index::events::Listener;
use crate::sources::SourcesAtHand;

#[derive(Debug, Clone)]
pub struct AppConfig {
    /// Where the data lies; made when it is not there.
    pub folder: PathBuf,
    /// The demo municipality keeps its key beside its data, because it holds nobody's secrets.
    pub demo: bool,
    /// How long after opening the store is read through. `None` for a program that soon ends.
    pub upkeep_after: Option<Duration>,
    /// How this program is started again to open a file from outside. `None`: nothing is taken in.
    pub helper: Option<HelperProgram>,
}

impl AppConfig {
    /// For a program that stays open while people work.
    pub fn for_window(folder: PathBuf, demo: bool) -> Self {
        Self {
            folder,
            demo,
            upkeep_after: Some(AFTER_THE_FIRST_SCREENS),
            helper: HelperProgram::this().ok(),
        }
    }
}

/// Reading a store through would slow the first look at it.
const AFTER_THE_FIRST_SCREENS: Duration = Duration::from_secs(30);

/// What all desks share: one store, one clock, one key service, the jobs that run.
pub struct App {
    pub(crate) config: AppConfig,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) key_ring: Arc<dyn KeyRing>,
    pub(crate) jobs: RunningJobs,
    pub(crate) word_list: ListInForce,
    pub(crate) law: LawKept,
    pub(crate) intakes: Intakes,
    pub(crate) documents: DocumentsBeingRead,
    pub(crate) lists: ListsLaidOut,
    pub(crate) reviews: Reviews,
    pub(crate) listener: Listener,
    pub(crate) index: IndexAtHand,
    pub(crate) sources: SourcesAtHand,
    slot: RwLock<Slot>,
    damage_found: AtomicBool,
    events: broadcast::Sender<Told>,
    next_desk: AtomicU64,
}

/// Whether there is a store, and if not, what is missing.
pub(crate) enum Slot {
    Opening,
    Problem(ErrorCode),
    ChoosePassphrase,
    AskPassphrase,
    Open {
        store: Store,
        key_kept_in: KeyKeptIn,
    },
}

/// An event for one desk, or for all.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    pub(crate) desk: Option<u64>,
    pub(crate) event: DeskEvent,
}

impl App {
    pub fn new(config: AppConfig, clock: Arc<dyn Clock>, key_ring: Arc<dyn KeyRing>) -> Arc<Self> {
        // A window that falls this far behind is told to ask for everything again.
        let (events, _) = broadcast::channel(256);
        Arc::new(Self {
            config,
            clock,
            key_ring,
            jobs: RunningJobs::default(),
            word_list: ListInForce::default(),
            law: LawKept::default(),
            intakes: Intakes::default(),
            documents: DocumentsBeingRead::default(),
            lists: ListsLaidOut::default(),
            reviews: Reviews::default(),
            listener: Listener::default(),
            index: IndexAtHand::default(),
            sources: SourcesAtHand::default(),
            slot: RwLock::new(Slot::Opening),
            damage_found: AtomicBool::new(false),
            events,
            next_desk: AtomicU64::new(1),
        })
    }

    pub(crate) fn next_desk(&self) -> u64 {
        self.next_desk.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) async fn store(&self) -> Result<Store, AppError> {
        match &*self.slot.read().await {
            Slot::Open { store, .. } => Ok(store.clone()),
            Slot::Problem(code) => Err(AppError::new(*code)),
            Slot::Opening | Slot::ChoosePassphrase | Slot::AskPassphrase => {
                Err(AppError::new(ErrorCode::StoreClosed))
            }
        }
    }

    pub(crate) fn slot(&self) -> &RwLock<Slot> {
        &self.slot
    }

    pub(crate) fn subscribe(&self) -> broadcast::Receiver<Told> {
        self.events.subscribe()
    }

    pub(crate) fn tell_all(&self, event: DeskEvent) {
        self.tell(None, event);
    }

    pub(crate) fn tell(&self, desk: Option<u64>, event: DeskEvent) {
        // Nobody listening is no fault: the command line never does.
        let _ = self.events.send(Told { desk, event });
    }

    pub(crate) fn damage_found(&self) -> bool {
        self.damage_found.load(Ordering::Relaxed)
    }

    /// What a check found stays on every screen until another check finds the store sound.
    pub(crate) fn tell_of_damage(&self, found: bool) {
        if self.damage_found.swap(found, Ordering::Relaxed) != found {
            self.tell_all(DeskEvent::DeskChanged);
        }
    }

    /// Shuts the store in good order. Called once, when the program ends.
    pub async fn close(&self) {
        self.stop_events().await;
        self.jobs.stop_all().await;
        let slot = std::mem::replace(&mut *self.slot.write().await, Slot::Opening);
        if let Slot::Open { store, .. } = slot {
            store.close().await;
        }
    }
}
