use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use sqlx::{Sqlite, SqliteConnection, Transaction};

use super::blob::NewBlobFiles;
use super::store::{Hold, Inner};
use crate::StoreError;

/// The store's one write transaction. Dropping it forgets everything, blobs included.
// Fields are dropped in this order: the files of a forgotten transaction go while it still keeps
// other writers out.
pub struct Writer {
    pub(crate) new_blob_files: NewBlobFiles,
    transaction: Transaction<'static, Sqlite>,
    pub(crate) inner: Arc<Inner>,
    _hold: Hold,
}

impl Writer {
    pub(crate) fn new(
        transaction: Transaction<'static, Sqlite>,
        hold: Hold,
        inner: Arc<Inner>,
    ) -> Self {
        Self {
            new_blob_files: NewBlobFiles::default(),
            transaction,
            inner,
            _hold: hold,
        }
    }

    /// Once this returns `Ok`, a power cut does not undo it.
    pub async fn commit(self) -> Result<(), StoreError> {
        let Writer {
            mut new_blob_files,
            mut transaction,
            inner,
            _hold,
        } = self;
        let noted = inner.clock.note(&mut transaction).await?;
        // From here on the outcome may be unknown (the caller stops waiting, the disk fails): the
        // files stay, and the next start removes those that no row names.
        let new_blob_files = new_blob_files.leave();
        transaction.commit().await?;
        if let Some(noted) = noted {
            inner.clock.confirm(noted);
        }
        new_blob_files.confirm();
        Ok(())
    }
}

impl Deref for Writer {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Writer {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}

/// Sees the store as it was at its first query, whatever is written meanwhile. Keep it short: the
/// write-ahead log grows as long as it lives.
pub struct Reader {
    transaction: Transaction<'static, Sqlite>,
    _hold: Hold,
}

impl Reader {
    pub(crate) fn new(transaction: Transaction<'static, Sqlite>, hold: Hold) -> Self {
        Self {
            transaction,
            _hold: hold,
        }
    }
}

impl Deref for Reader {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.transaction
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.transaction
    }
}
