//! *Kvalitetstjek*: text checked as it is written or before it leaves, the word list and the rules it is checked
//! with, and what a change of them would have found in what is kept already.

pub(crate) mod change_rule;
pub(crate) mod change_word;
pub(crate) mod check_text;
pub(crate) mod close_text;
pub(crate) mod count_findings;
pub(crate) mod edit_text;
pub(crate) mod export_word_list;
pub(crate) mod findings;
pub(crate) mod import_word_list;
mod list_in_force;
pub(crate) mod list_rules;
pub(crate) mod list_versions;
pub(crate) mod list_words;
mod made_ready;
pub(crate) mod measure_check;
mod occasions;
pub(crate) mod open_text;
mod open_texts;
mod past_text;
pub(crate) mod preview_rule;
pub(crate) mod preview_word;
mod reason;
pub(crate) mod restore_rules;
pub(crate) mod restore_word_list;
mod rules_in_force;
pub(crate) mod show_version;
mod words;

pub(crate) use list_in_force::ListInForce;
pub(crate) use open_texts::OpenTexts;
pub(crate) use rules_in_force::RulesInForce;
