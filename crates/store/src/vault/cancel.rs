use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::StoreError;

/// `(done, of)`, in the unit the work says.
pub type Progress<'a> = &'a (dyn Fn(u64, u64) + Send + Sync);

/// The caller's request to stop.
#[derive(Debug)]
pub(crate) struct Cancel<'a> {
    asked: &'a AtomicBool,
    passed_on: Stop,
}

/// The same request in a form that the database can ask in the middle of a statement.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

impl Cancel<'_> {
    /// Does the work and passes the request on meanwhile. The work ends by itself, and tidies up.
    pub(crate) async fn pass_on<T>(
        asked: &AtomicBool,
        work: impl AsyncFnOnce(&Cancel<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let cancel = Cancel {
            asked,
            passed_on: Stop::default(),
        };
        cancel.check()?;
        let looking = async {
            while !asked.load(Ordering::Relaxed) {
                tokio::time::sleep(BETWEEN_LOOKS).await;
            }
            cancel.passed_on.0.store(true, Ordering::Relaxed);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            outcome = work(&cancel) => outcome,
            () = looking => Err(StoreError::Cancelled),
        }
    }

    pub(crate) fn check(&self) -> Result<(), StoreError> {
        if self.asked.load(Ordering::Relaxed) {
            Err(StoreError::Cancelled)
        } else {
            Ok(())
        }
    }

    pub(crate) fn stop(&self) -> Stop {
        self.passed_on.clone()
    }
}

impl Stop {
    pub(crate) fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
