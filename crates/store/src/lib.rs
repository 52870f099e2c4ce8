//! Everything kept: encrypted SQLite, sealed blobs, the audit chain. The only crate that writes SQL.

mod error;
mod vault;

pub use error::{BackupFault, Damage, StoreError};
pub use vault::*;
