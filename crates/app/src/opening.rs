//! From a folder on a disk to an open store, and what is asked for on the way.

pub(crate) mod data_folder;
pub(crate) mod demo;
pub(crate) mod desk_state;
pub(crate) mod give_passphrase;
pub(crate) mod kept_key;
pub(crate) mod open_store;
pub(crate) mod restore_backup;
pub(crate) mod retry;
