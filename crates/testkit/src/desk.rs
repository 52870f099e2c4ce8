//! A desk to test at: a temporary folder, a clock that stands still until it is told, a key service
//! that says what the test wants.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sagsbord_app::outside_files::HelperProgram;
use sagsbord_app::ports::{Clock, KeyRing, KeyRingError};
use sagsbord_app::{App, AppConfig, Desk};
use sagsbord_contract::{CreateFirstAdministrator, SignedIn};
use tempfile::TempDir;
use zeroize::Zeroizing;

pub const ADMINISTRATOR: &str = "agnes";
pub const PASSWORD: &str = "regn over havnen";

pub struct TestDesk {
    pub desk: Arc<Desk>,
    pub clock: Arc<FixedClock>,
    pub key_ring: Arc<MemoryKeyRing>,
    folder: Arc<TempDir>,
    demo: bool,
}

impl TestDesk {
    pub fn new() -> std::io::Result<Self> {
        Ok(Self::in_folder(TempDir::new()?, false))
    }

    pub fn in_folder(folder: TempDir, demo: bool) -> Self {
        let clock = Arc::new(FixedClock::default());
        let key_ring = Arc::new(MemoryKeyRing::default());
        let app = App::new(
            AppConfig {
                folder: folder.path().join("data"),
                demo,
                upkeep_after: None,
                helper: helper(),
            },
            clock.clone(),
            key_ring.clone(),
        );
        Self {
            desk: Desk::new(app),
            clock,
            key_ring,
            folder: Arc::new(folder),
            demo,
        }
    }

    pub fn folder(&self) -> std::path::PathBuf {
        self.folder.path().join("data")
    }

    pub fn outer_folder(&self) -> &Path {
        self.folder.path()
    }

    /// Another person at the same store.
    pub fn second_desk(&self) -> Arc<Desk> {
        Desk::new(self.desk.app().clone())
    }

    /// Ends the program and starts it again over the same folder, clock and key service.
    pub async fn restart(self) -> Self {
        self.restart_with(None).await
    }

    /// And has it look after the store by itself, as the window does.
    pub async fn restart_with_upkeep(self) -> Self {
        self.restart_with(Some(Duration::ZERO)).await
    }

    async fn restart_with(self, upkeep_after: Option<Duration>) -> Self {
        self.desk.app().close().await;
        let app = App::new(
            AppConfig {
                folder: self.folder(),
                demo: self.demo,
                upkeep_after,
                helper: helper(),
            },
            self.clock.clone(),
            self.key_ring.clone(),
        );
        Self {
            desk: Desk::new(app),
            ..self
        }
    }

    /// From nothing to a signed-in first administrator.
    pub async fn first_start(&self) -> Result<SignedIn, sagsbord_contract::ErrorReply> {
        self.desk.desk_state(sagsbord_contract::Nothing {}).await?;
        self.desk
            .create_first_administrator(CreateFirstAdministrator {
                municipality: "Prøvekommunen".to_owned(),
                name: "Agnes Prøve".to_owned(),
                username: ADMINISTRATOR.to_owned(),
                password: PASSWORD.to_owned(),
            })
            .await
    }
}

/// Stands at 21 November 2026, 10:00 UTC, until it is moved.
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl Default for FixedClock {
    fn default() -> Self {
        Self(Mutex::new(
            DateTime::from_timestamp(1_795_255_200, 0).unwrap_or_default(),
        ))
    }
}

impl FixedClock {
    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += by;
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps secrets in memory, or is as out of order as the test wants.
#[derive(Default)]
pub struct MemoryKeyRing {
    secrets: Mutex<HashMap<String, String>>,
    out_of_order: Mutex<Option<KeyRingError>>,
}

impl MemoryKeyRing {
    pub fn set_out_of_order(&self, state: Option<KeyRingError>) {
        *self
            .out_of_order
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = state;
    }

    pub fn forget_everything(&self) {
        self.secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }

    pub fn secrets(&self) -> Vec<String> {
        self.secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .values()
            .cloned()
            .collect()
    }

    fn check(&self) -> Result<(), KeyRingError> {
        match *self
            .out_of_order
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
        {
            Some(state) => Err(state),
            None => Ok(()),
        }
    }
}

impl KeyRing for MemoryKeyRing {
    fn get(&self, account: &str) -> Result<Option<Zeroizing<String>>, KeyRingError> {
        self.check()?;
        let secrets = self.secrets.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(secrets.get(account).cloned().map(Zeroizing::new))
    }

    fn set(&self, account: &str, secret: &str) -> Result<(), KeyRingError> {
        self.check()?;
        self.secrets
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(account.to_owned(), secret.to_owned());
        Ok(())
    }
}

/// The test program started again, at the one test that becomes the intake's helper
/// (`tests/it/intake_helper.rs`).
pub fn helper() -> Option<HelperProgram> {
    let mut helper = HelperProgram::this().ok()?;
    helper.arguments = [
        "--exact",
        "intake_helper::is_the_helper_of_other_tests",
        "--ignored",
        "--nocapture",
    ]
    .map(Into::into)
    .to_vec();
    Some(helper)
}
