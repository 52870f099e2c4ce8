use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use sagsbord_contract::ErrorCode;
use sagsbord_domain::access::Session;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_scan::{Entry, Origin, WordList};
use sagsbord_store::{Reader, WordListVersion};

use crate::{App, AppError, Desk};

/// The word list with its version, made once and used until a newer version is made.
#[derive(Default)]
pub(crate) struct ListInForce {
    kept: Mutex<Option<(i64, Arc<WordList>)>>,
}

impl ListInForce {
    pub(crate) async fn read(
        app: &App,
        reader: &mut Reader,
    ) -> Result<(i64, Arc<WordList>), AppError> {
        let number = reader.word_list_number().await?;
        if let Some((kept, list)) = app.word_list.get()
            && kept == number
        {
            return Ok((number, list));
        }
        let own = match reader.word_list_entries(number).await? {
            Some(csv) => own_entries(&csv)?,
            None => Vec::new(),
        };
        // Thousands of forms are laid out: not on the thread that answers everybody.
        let list = tokio::task::spawn_blocking(move || {
            let shipped = WordList::built_in();
            if own.is_empty() {
                shipped
            } else {
                shipped.with_own(&own)
            }
        })
        .await?;
        let list = Arc::new(list);
        app.word_list.put(number, &list);
        Ok((number, list))
    }

    fn get(&self) -> Option<(i64, Arc<WordList>)> {
        self.kept
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn put(&self, number: i64, list: &Arc<WordList>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) =
            Some((number, Arc::clone(list)));
    }
}

/// The municipality's entries alone.
pub(super) fn own(list: &WordList) -> Vec<Entry> {
    list.entries()
        .iter()
        .filter(|entry| entry.origin == Origin::Own)
        .cloned()
        .collect()
}

pub(super) fn own_entries(csv: &str) -> Result<Vec<Entry>, AppError> {
    if csv.is_empty() {
        return Ok(Vec::new());
    }
    match WordList::from_csv(csv) {
        Ok(list) => Ok(list.entries().to_vec()),
        // Only this program writes them.
        Err(_) => Err(AppError::new(ErrorCode::StoreDamaged)),
    }
}

/// Keeps `own` as the next version, with a line in the log.
pub(super) async fn keep(
    desk: &Desk,
    session: &Session,
    seen: u32,
    own: &[Entry],
    why: &str,
    restored: Option<i64>,
) -> Result<(), AppError> {
    let now: DateTime<Utc> = desk.app().clock.now();
    let store = desk.app().store().await?;
    let (number, before) = {
        let mut reader = store.read().await?;
        ListInForce::read(desk.app(), &mut reader).await?
    };
    if number != i64::from(seen) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let before = self::own(&before);
    let is_in = |list: &[Entry], entry: &Entry| list.iter().any(|other| other.word == entry.word);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let version = WordListVersion {
        number: number + 1,
        at: now,
        employee: session.employee(),
        why: why.to_owned(),
        added: count(own.iter().filter(|e| !is_in(&before, e)).count()),
        removed: count(before.iter().filter(|e| !is_in(own, e)).count()),
        changed: count(
            own.iter()
                .filter(|e| is_in(&before, e) && !before.contains(e))
                .count(),
        ),
        restored,
    };
    let csv = if own.is_empty() {
        String::new()
    } else {
        WordList::new(own.to_vec()).to_csv()
    };
    let mut writer = store.write().await?;
    writer.add_word_list_version(&version, &csv).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::WordListChanged)
        .with("version", AuditDetail::Count(version.number.unsigned_abs()))
        .with("added", AuditDetail::Count(version.added.into()))
        .with("changed", AuditDetail::Count(version.changed.into()))
        .with("removed", AuditDetail::Count(version.removed.into()));
    writer.commit_with(&record, now).await?;
    Ok(())
}
