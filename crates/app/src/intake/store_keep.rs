//! The engine's keeping, in the encrypted store.

use std::collections::HashMap;

use sagsbord_intake::{Keep, KeepError, Limits, ReadByOcr, Reading, ReadingKey, Summary};
use sagsbord_store::{IntakeContent, KeptReading, Store, StoreError};
use tokio::runtime::Handle;

/// Called from the engine's own threads, never from one that answers people.
pub(crate) struct StoreKeep {
    store: Store,
    runtime: Handle,
}

impl StoreKeep {
    /// Inside the runtime.
    pub(crate) fn new(store: Store) -> Self {
        Self {
            store,
            runtime: Handle::current(),
        }
    }

    fn wait<What>(
        &self,
        what: impl Future<Output = Result<What, StoreError>>,
    ) -> Result<What, KeepError> {
        self.runtime.block_on(what).map_err(KeepError::new)
    }
}

impl Keep for StoreKeep {
    type Prepared = IntakeContent;

    fn bytes(&self, sha256: &str) -> Result<Vec<u8>, KeepError> {
        let most = Limits::default().container_bytes;
        let bytes = self.wait(self.store.read_intake_content(sha256, most))?;
        Ok(bytes.to_vec())
    }

    fn prepare(&self, _sha256: &str, bytes: Vec<u8>) -> Result<IntakeContent, KeepError> {
        self.wait(self.store.prepare_intake_content(bytes))
    }

    fn summary(&self, key: &ReadingKey) -> Result<Option<Summary>, KeepError> {
        let found = self.wait(async {
            let mut reader = self.store.read().await?;
            reader.intake_summary(&key.sha256, &key.hint).await
        })?;
        // What an earlier program wrote in another form counts as not read: it is read anew, and nothing stops.
        Ok(found.and_then(|summary| serde_json::from_str(&summary).ok()))
    }

    fn keep(
        &self,
        key: &ReadingKey,
        summary: &Summary,
        reading: &Reading,
        prepared: Vec<IntakeContent>,
    ) -> Result<(), KeepError> {
        let summary = serde_json::to_string(summary).map_err(KeepError::new)?;
        let reading = serde_json::to_vec(reading).map_err(KeepError::new)?;
        self.wait(async {
            let reading = self.store.prepare_intake_content(reading).await?;
            let mut writer = self.store.write().await?;
            writer
                .put_intake_reading(KeptReading {
                    sha256: key.sha256.clone(),
                    hint: key.hint.clone(),
                    summary,
                    reading,
                    contents: prepared,
                })
                .await?;
            writer.commit().await
        })
    }

    fn pages_read(&self, key: &ReadingKey) -> Result<HashMap<u32, ReadByOcr>, KeepError> {
        let pages = self.wait(async {
            let mut reader = self.store.read().await?;
            reader.intake_pages(&key.sha256, &key.hint).await
        })?;
        Ok(pages
            .into_iter()
            .filter_map(|(page, read)| Some((page, serde_json::from_str(&read).ok()?)))
            .collect())
    }

    fn keep_page(&self, key: &ReadingKey, page: u32, read: &ReadByOcr) -> Result<(), KeepError> {
        let read = serde_json::to_string(read).map_err(KeepError::new)?;
        self.wait(async {
            let mut writer = self.store.write().await?;
            writer
                .put_intake_page(&key.sha256, &key.hint, page, &read)
                .await?;
            writer.commit().await
        })
    }
}
