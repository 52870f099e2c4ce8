//! What crosses a process border, and nothing else: requests, replies, events, error codes.
//!
//! Every door (the window, the command line, the development backend) speaks these types, and
//! `ui/src/backend/contract.ts` is generated from them (`cargo xtask bindings`). Rich domain types
//! stay on their side of the border; the `From` implementations here are the only crossing.

mod aktindsigt;
mod aktindsigt_items;
mod aktindsigt_words;
mod audit;
mod case_access;
mod case_page;
mod cases;
mod check_rules;
mod citizens;
mod commands;
mod deadline_law;
mod deadline_work;
mod deadlines;
mod delay_letter;
mod documents;
mod domain_types;
mod error;
mod events;
mod intake;
mod jobs;
mod journal;
mod letters;
mod my_day;
mod past_text;
mod people;
mod quality;
mod saved_filters;
mod search;
mod session;
mod settings;
mod shared_index;
mod sources;
mod storage;
mod tasks;
mod templates;
pub mod typescript;
mod word_list;

pub use aktindsigt::*;
pub use aktindsigt_items::*;
pub use aktindsigt_words::*;
pub use audit::*;
pub use case_access::*;
pub use case_page::*;
pub use cases::*;
pub use check_rules::*;
pub use citizens::*;
pub use commands::*;
pub use deadline_law::*;
pub use deadline_work::*;
pub use deadlines::*;
pub use delay_letter::*;
pub use documents::*;
pub use error::*;
pub use events::*;
pub use intake::*;
pub use jobs::*;
pub use journal::*;
pub use letters::*;
pub use my_day::*;
pub use past_text::*;
pub use people::*;
pub use quality::*;
pub use saved_filters::*;
pub use search::*;
pub use session::*;
pub use settings::*;
pub use shared_index::*;
pub use sources::*;
pub use storage::*;
pub use tasks::*;
pub use templates::*;
pub use word_list::*;
