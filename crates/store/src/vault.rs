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

mod blob;
mod clock;
mod durable;
mod folder;
mod header;
mod key;
mod lock;
mod open;
mod pools;
mod seal;
mod store;
#[cfg(test)]
mod tests;
mod writer;

pub use blob::{BlobRef, MAX_BLOB_BYTES, PreparedBlob};
pub use folder::FolderState;
pub use key::StoreKey;
pub use store::Store;
pub use writer::{Reader, Writer};
