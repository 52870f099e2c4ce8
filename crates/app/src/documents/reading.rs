//! Has a document read as a file from outside is: confined, once, and kept by its fingerprint.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use sagsbord_contract::{DeskEvent, DocumentRead, ErrorCode};
use sagsbord_domain::DocumentId;
use sagsbord_intake::{
    ChildContent, Control, Given, Outcome, PageSource, Reading, ReadingKey, Summary, Tools,
    read_all,
};
use sagsbord_store::{DocumentFile, Store};
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::AppError;
use crate::app::App;
use crate::intake::Intakes;
use crate::intake::manifest_of::reading_of;
use crate::intake::store_keep::StoreKeep;

/// Whoever turns from one document to the next does not keep the machine busy with all of them at once.
const AT_ONCE: usize = 2;

/// What is being read while the program runs.
pub(crate) struct DocumentsBeingRead {
    state: Mutex<State>,
    turns: Arc<Semaphore>,
}

#[derive(Default)]
struct State {
    /// With the documents that somebody waits for: two can be the same bytes.
    running: HashMap<ReadingKey, HashSet<DocumentId>>,
    /// Those that could not be read at all: the reader itself failed, and asking again at once would fail again.
    failed: HashSet<ReadingKey>,
}

impl Default for DocumentsBeingRead {
    fn default() -> Self {
        Self {
            state: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
        }
    }
}

impl DocumentsBeingRead {
    /// Whether nobody had begun it.
    fn begin(&self, key: &ReadingKey, document: DocumentId) -> bool {
        let mut state = self.lock();
        let is_new = !state.running.contains_key(key);
        state
            .running
            .entry(key.clone())
            .or_default()
            .insert(document);
        is_new
    }

    fn end(&self, key: &ReadingKey, failed: bool) -> HashSet<DocumentId> {
        let mut state = self.lock();
        if failed {
            state.failed.insert(key.clone());
        }
        state.running.remove(key).unwrap_or_default()
    }

    /// Once: whoever asks after that has it tried again.
    pub(super) fn take_failure(&self, key: &ReadingKey) -> bool {
        self.lock().failed.remove(key)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What has been read of it; `None` while nobody has, or where a program that read in another way did.
pub(super) async fn kept_reading(
    store: &Store,
    file: &DocumentFile,
) -> Result<Option<Reading>, AppError> {
    let key = key_of(file);
    let summary = store
        .read()
        .await?
        .intake_summary(&key.sha256, &key.hint)
        .await?;
    let is_of_today = summary.is_some_and(|kept| serde_json::from_str::<Summary>(&kept).is_ok());
    if !is_of_today {
        return Ok(None);
    }
    match reading_of(store, &key.sha256, &file.name).await {
        Ok(reading) => Ok(Some(reading)),
        // It was swept away with the last intake that needed it.
        Err(error) if error.code == ErrorCode::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

pub(super) fn key_of(file: &DocumentFile) -> ReadingKey {
    ReadingKey::of(file.blob.sha256_hex(), &file.name)
}

/// Where the pages of what was read are, and what opens them.
pub(super) fn pages_of(reading: &Reading, file: &DocumentFile) -> Option<(String, Option<String>)> {
    match &reading.outcome {
        Outcome::Pages {
            source, password, ..
        } => Some(match source {
            PageSource::Itself => (file.blob.sha256_hex().to_owned(), password.clone()),
            PageSource::Made { sha256, .. } => (sha256.clone(), password.clone()),
        }),
        _ => None,
    }
}

/// Goes on by itself; every desk is told when it is done, and asks again where it waits for it.
pub(super) async fn begin_reading(
    app: &Arc<App>,
    document: DocumentId,
    file: &DocumentFile,
) -> Result<(), AppError> {
    let key = key_of(file);
    if !app.documents.begin(&key, document) {
        return Ok(());
    }
    let (work_app, name, bytes) = (app.clone(), file.name.clone(), file.blob.size());
    tokio::spawn(async move {
        let read = read(&work_app, &key, &name, bytes).await;
        let failed = read.is_err();
        if let Err(error) = read {
            error.into_reply("read_document");
        }
        for document in work_app.documents.end(&key, failed) {
            work_app.tell_all(DeskEvent::Document(DocumentRead {
                id: document.to_string(),
            }));
        }
    });
    Ok(())
}

/// Reads it in its turn, and is done when it is read: for who works through many.
pub(crate) async fn read_now(app: &Arc<App>, file: &DocumentFile) -> Result<(), AppError> {
    let mut writer = app.store().await?.write().await?;
    writer.know_blob_as_content(&file.blob).await?;
    writer.commit().await?;
    read(app, &key_of(file), &file.name, file.blob.size()).await
}

async fn read(app: &Arc<App>, key: &ReadingKey, name: &str, bytes: u64) -> Result<(), AppError> {
    let turns = app.documents.turns.clone();
    let turn = turns
        .acquire_owned()
        .await
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    let store = app.store().await?;
    let passwords = store.read().await?.intake_passwords().await?;
    let helper = app.config.helper.clone();
    let helper = helper.ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    let work_folder = reading_folder(app).join(Uuid::new_v4().to_string());
    tokio::fs::create_dir_all(&work_folder).await?;
    let tools = Tools {
        helper,
        work_folder: work_folder.clone(),
        limits: Intakes::limits(),
        at_once: 1,
    };
    let given = Given {
        name: name.to_owned(),
        folder: String::new(),
        content: Some(Ok(ChildContent {
            sha256: key.sha256.clone(),
            bytes,
        })),
    };
    let keep = StoreKeep::new(store);
    let ran = tokio::task::spawn_blocking(move || {
        let passwords = passwords.into_iter().collect();
        let control = Control::default();
        read_all(&keep, &tools, &[given], &passwords, &control, &|_| ())
    })
    .await;
    // What cannot be removed now is removed when the program starts next.
    let _ = tokio::fs::remove_dir_all(&work_folder).await;
    drop(turn);
    ran?.map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    Ok(())
}

/// What a run that was cut off left behind is plain text: at the next start it goes before anything else happens.
pub(crate) async fn remove_reading_folder(app: &App) -> Result<(), AppError> {
    match tokio::fs::remove_dir_all(reading_folder(app)).await {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}

fn reading_folder(app: &App) -> PathBuf {
    app.config.folder.join("dokumentlaesning")
}
