//! *Kvalitetstjek*: text checked as it is written or before it leaves, and the word list it is checked with.

pub(crate) mod change_word;
pub(crate) mod check_text;
pub(crate) mod export_word_list;
mod findings;
pub(crate) mod import_word_list;
mod list_in_force;
pub(crate) mod list_versions;
pub(crate) mod list_words;
pub(crate) mod measure_check;
pub(crate) mod preview_word;
pub(crate) mod restore_word_list;
mod words;

pub(crate) use list_in_force::ListInForce;
