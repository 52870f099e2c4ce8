use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_contract::ErrorCode;
use sagsbord_law::{Law, LocalFiles};
use sagsbord_store::Reader;

use crate::{App, AppError};

/// The rules and the calendar with the version of the municipality's files, made once and used until those
/// change.
#[derive(Default)]
pub(crate) struct LawKept {
    made: Mutex<Option<(i64, Arc<Law>)>>,
}

impl LawKept {
    /// The municipality's files are read before they are kept, so those in force can be read again.
    pub(crate) async fn read(app: &App, reader: &mut Reader) -> Result<Arc<Law>, AppError> {
        let kept = reader.deadline_law_in_force().await?;
        let number = kept.as_ref().map_or(0, |version| version.number);
        if let Some((made, law)) = app.law.get()
            && made == number
        {
            return Ok(law);
        }
        // A hundred and twenty years of days are laid out: not on the thread that answers everybody.
        let law = tokio::task::spawn_blocking(move || match kept {
            None => Law::shipped(),
            Some(version) => Law::with(LocalFiles {
                rules: &version.rules,
                closing_days: &version.closing_days,
                ..LocalFiles::default()
            }),
        })
        .await?
        .map_err(|_| AppError::new(ErrorCode::StoreDamaged))?;
        let law = Arc::new(law);
        app.law.put(number, &law);
        Ok(law)
    }

    fn get(&self) -> Option<(i64, Arc<Law>)> {
        self.made
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put(&self, number: i64, law: &Arc<Law>) {
        *self.made.lock().unwrap_or_else(PoisonError::into_inner) = Some((number, Arc::clone(law)));
    }
}
