//! Everything under the tables: where the store lies, who may open it, how a write is confirmed.
//!
//! A store is one folder:
//!
//! ```text
//! lock          held by the program that has the store open
//! store.json    in clear: that this is a store, and which key fits (a fingerprint, not the key)
//! store.db      SQLCipher, with its -wal and -shm
//! key.json      the key under a passphrase, only where there is no keyring
//! blobs/ab/…    sealed files; each one's key lies in store.db
//! blobs/tmp/    unfinished ones, removed at the next start
//! ```

mod backup;
mod blob;
mod cancel;
mod check;
mod clock;
mod collation;
mod copy;
mod durable;
mod envelope;
mod folder;
mod header;
mod key;
mod lock;
mod open;
mod pools;
mod remove;
mod restore;
mod rotate;
mod seal;
mod store;
#[cfg(test)]
mod tests;
mod writer;

pub use backup::BackupSummary;
pub use blob::{BlobRef, MAX_BLOB_BYTES, PreparedBlob};
pub use cancel::Progress;
pub use check::{CheckReport, CheckScope, Sizes};
pub use folder::FolderState;
pub use key::StoreKey;
pub(crate) use key::hex_of;
pub use restore::ReadyRestore;
pub use rotate::KeyKeeper;
pub use store::Store;
pub use writer::{Reader, Writer};
