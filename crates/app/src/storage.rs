//! Where the data lies, and what keeps it safe: copies, checks, keys.

pub(crate) mod change_passphrase;
pub(crate) mod rotate_key;
pub(crate) mod start_backup;
pub(crate) mod start_search_rebuild;
pub(crate) mod start_store_check;
pub(crate) mod state;
pub(crate) mod upkeep;
