use std::sync::{Arc, Mutex, PoisonError};

use sagsbord_contract::ErrorCode;
use sagsbord_law::{FaultInFile, Law, LocalFiles};
use sagsbord_store::{DeadlineLawVersion, Reader};

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
        let law = Arc::new(last_good(reader, kept).await?);
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

/// The version in force. Where this program reads it no more, because a later one is stricter, the newest before it
/// that it does read, and last what ships: the screens say which lines are to blame.
async fn last_good(
    reader: &mut Reader,
    in_force: Option<DeadlineLawVersion>,
) -> Result<Law, AppError> {
    let mut version = in_force;
    while let Some(DeadlineLawVersion {
        number,
        rules,
        closing_days,
        ..
    }) = version
    {
        match read(rules, closing_days).await? {
            Ok(law) => return Ok(law),
            Err(_) => {
                tracing::warn!(
                    number,
                    "a version of the municipality's own rules cannot be read"
                );
                version = reader.deadline_law_version(number - 1).await?;
            }
        }
    }
    let shipped = read(String::new(), String::new()).await?;
    shipped.map_err(|_| AppError::new(ErrorCode::Internal))
}

/// A hundred and twenty years of days are laid out: not on the thread that answers everybody.
pub(super) async fn read(
    rules: String,
    closing_days: String,
) -> Result<Result<Law, Vec<FaultInFile>>, AppError> {
    let read = tokio::task::spawn_blocking(move || {
        Law::with(LocalFiles {
            rules: &rules,
            closing_days: &closing_days,
            ..LocalFiles::default()
        })
    });
    Ok(read.await?)
}
