//! Two invented systems with web APIs of different shapes, as shipped mappings describe them: for tests and the demo.
//! They speak plain HTTP on this machine alone, and can be told to misbehave.

mod invented_case;
mod kornblomst;
mod misbehave;
mod taarnfalk;

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use axum::Router;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub use invented_case::{InventedCase, InventedDocument, InventedNote, InventedParty};
pub use misbehave::SourceFault;

/// Which of the two it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InventedSystem {
    /// Nested JSON, a token by client credentials, a cursor.
    Taarnfalk,
    /// Flat rows, a key in a header, page numbers, Danish dates, numbers as text.
    Kornblomst,
}

/// One of them, running. It ends when this is dropped.
pub struct SourceStandIn {
    system: InventedSystem,
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

pub(crate) struct Shared {
    state: Mutex<State>,
}

#[derive(Default)]
pub(crate) struct State {
    pub(crate) cases: Vec<InventedCase>,
    /// It knows cases of everybody who is asked about.
    pub(crate) knows_anybody: bool,
    pub(crate) fault: Option<SourceFault>,
    /// Tokens that were handed out and count.
    pub(crate) tokens: Vec<String>,
    pub(crate) tokens_handed_out: u64,
    /// Method, path and query of each question.
    pub(crate) asked: Vec<String>,
}

impl SourceStandIn {
    /// What lets somebody in at either.
    pub const SECRET: &str = "kun-til-afproevning-7f3a";

    pub async fn start(system: InventedSystem) -> Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            state: Mutex::default(),
        });
        let doors: Router = match system {
            InventedSystem::Taarnfalk => taarnfalk::doors(Arc::clone(&shared)),
            InventedSystem::Kornblomst => kornblomst::doors(Arc::clone(&shared)),
        };
        let doors = misbehave::around(doors, Arc::clone(&shared));
        let task = tokio::spawn(async move {
            // It ends with whoever started it.
            let _ = axum::serve(listener, doors).await;
        });
        Ok(Self {
            system,
            address,
            shared,
            task,
        })
    }

    /// Ends with a slash.
    pub fn base(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// The shipped mapping, pointed at this one. The link for people stays where it leads.
    pub fn pointed_here(&self, mapping: &str) -> String {
        let base = self.base();
        let places: &[(&str, &str)] = match self.system {
            InventedSystem::Taarnfalk => &[
                ("https://taarnfalk.example.dk/api/v2", "api/v2"),
                ("https://taarnfalk.example.dk/oauth/token", "oauth/token"),
            ],
            InventedSystem::Kornblomst => &[("https://kornblomst.example.dk/rest/", "rest/")],
        };
        places.iter().fold(mapping.to_owned(), |text, (from, to)| {
            text.replace(from, &format!("{base}{to}"))
        })
    }

    pub fn add(&self, case: InventedCase) {
        self.state().cases.push(case);
    }

    pub fn remove(&self, id: &str) {
        self.state().cases.retain(|case| case.id != id);
    }

    pub fn know_anybody(&self) {
        self.state().knows_anybody = true;
    }

    /// From now on, until it is told otherwise.
    pub fn misbehave(&self, fault: Option<SourceFault>) {
        self.state().fault = fault;
    }

    /// Every token that was handed out is refused from now on.
    pub fn take_tokens_back(&self) {
        self.state().tokens.clear();
    }

    pub fn tokens_handed_out(&self) -> u64 {
        self.state().tokens_handed_out
    }

    /// Method, path and query of each question that came.
    pub fn asked(&self) -> Vec<String> {
        self.state().asked.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state()
    }
}

impl Drop for SourceStandIn {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Shared {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Of one person, ten digits.
    pub(crate) fn cases_of(&self, cpr: &str) -> Vec<InventedCase> {
        let state = self.state();
        let found = state.cases.iter().filter(|case| case.is_about(cpr));
        let found: Vec<_> = found.cloned().collect();
        if found.is_empty() && state.knows_anybody && cpr.len() == 10 {
            return InventedCase::of_anybody(cpr);
        }
        found
    }

    /// One by its id or its number.
    pub(crate) fn case(&self, key: &str) -> Option<InventedCase> {
        let state = self.state();
        let is_it = |case: &&InventedCase| case.id == key || case.number == key;
        let found = state.cases.iter().find(is_it).cloned();
        match found {
            None if state.knows_anybody => InventedCase::of_anybody(key.get(..10)?)
                .into_iter()
                .find(|case| case.id == key || case.number == key),
            found => found,
        }
    }

    pub(crate) fn document(&self, id: &str) -> Option<InventedDocument> {
        let (case, _) = id.rsplit_once('-')?;
        let documents = self.case(case)?.documents;
        documents.into_iter().find(|document| document.id == id)
    }
}
