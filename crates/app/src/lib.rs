//! The use cases: everything Sagsbord does, one file each, as `<area>/<verb>.rs`.
//!
//! A use case is a function of `(app, session, request) → reply`. Access rules and the audit log sit
//! inside it, so that every door (window, command line, development backend) is held to the same.
//! Start reading at [`Desk`]: a door owns one for each person it serves.

mod aktindsigt;
mod allocator;
mod app;
mod audit;
mod case_access;
mod cases;
mod citizens;
mod deadlines;
mod desk;
mod documents;
mod error;
mod intake;
mod jobs;
mod journal;
mod letters;
pub mod log;
mod opening;
/// What other programs read in a finished file.
pub mod other_readers;
mod people;
pub mod ports;
mod quality_check;
mod saved_filters;
mod search;
mod session;
mod settings;
mod shared_index;
mod sources;
mod storage;
mod support;
mod table_file;
mod tasks;
mod templates;

pub use app::{App, AppConfig};
pub use cases::read_document::DocumentBytes;
pub use desk::{Desk, DeskEvents};
pub use error::AppError;
pub use intake::export::file_in_words;
pub use letters::{LetterContent, LetterDraft, LetterSent};
pub use opening::data_folder::default_folder;
pub use shared_index::{
    AskedAbout, Compared, Difference, DiffersIn, EventListening, Fetched, ListedEvent,
    ListeningPhase, PlanFetched, PlanLoaded, Pulled, Pushed, Stopped, Told as ToldAbout,
    UnitsFetched,
};

/// The first thing in a door's `main`.
pub use sagsbord_c_library::keep_one_heap;
/// Files from outside become pages. A door starts as its helper when asked to, and can take in without a store.
pub use sagsbord_intake as outside_files;
/// Deadlines: what day the law gives. It needs no session: it counts what it is given and keeps nothing.
pub use sagsbord_law as law;
/// The quality check itself. It needs no session: it reads what it is given and keeps nothing.
pub use sagsbord_pdf as pdf;
pub use sagsbord_platform::classification::{PlanFault, PlanWrong};
/// To whom a letter goes.
pub use sagsbord_platform::post::Receiver;
pub use sagsbord_scan as scan;

/// For whoever makes a demo store.
pub mod demo {
    pub use crate::opening::demo::{note_accounts, write_key};
    pub use crate::session::password::hash_password;
}
