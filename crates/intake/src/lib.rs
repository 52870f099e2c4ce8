//! Outside files become pages, and every file is accounted for.
//!
//! A file is never opened in the program itself: a worker, a process of its own that can reach neither files nor
//! network, reads it (`worker`). What it says is a [`Reading`], which depends on the file's bytes alone; programs from
//! elsewhere (`outside_program`) help with office formats and scans, held as short. The engine (`engine`) has every
//! file read once, and the manifest (`manifest`) is derived from the readings and from what people decided, so that
//! it cannot disagree with them.

mod confine;
mod engine;
mod folder_keep;
mod found;
mod gather;
mod helper;
mod keep;
mod kind;
mod limits;
mod look;
mod manifest;
mod near;
mod ocr;
mod office_pool;
mod outside_program;
mod page_viewer;
mod pages;
mod phone_pictures;
mod picture_work;
mod read;
mod reading;
mod table;
mod threads;
mod words;
mod worker;

pub use confine::Confinement;
pub use engine::{
    Control, Ended, EngineError, Progress, Ran, Tools, Wish, kept_summaries, read_all,
};
pub use folder_keep::FolderKeep;
pub use found::{Found, Heard};
pub use gather::{FileOnDisk, Gathered, gather};
pub use helper::{HelperProgram, become_helper};
pub use keep::{Keep, KeepError, ReadBy, ReadingKey, Summary, SummedOutcome};
pub use kind::{Kind, clean_name, hint};
pub use limits::Limits;
pub use look::{Looked, look};
pub use manifest::{
    Decision, Given, Manifest, Place, Row, State, Sums, decided, manifest, undecided, unread,
};
pub use near::{ALIKE, Sketch};
pub use ocr::Recogniser;
pub use office_pool::{OfficeJob, OfficePool, Turn};
pub use page_viewer::{PageViewer, ViewError};
pub use pages::PagePicture;
pub use picture_work::{Grey, ReadyPicture, made_ready};
pub use read::{OutsideFile, Step, Unreadable};
pub use reading::{
    Child, ChildContent, ChildRole, Hidden, HiddenKind, Likeness, Look, MailHead, Outcome, OwnText,
    PageFlag, PageSource, QuotedPart, ReadByOcr, ReadWord, Reading, TakenPage, WhyUnreadable,
};
pub use table::{TableRow, read_table};
pub use threads::{Copies, Thread, threads};

/// A file's fingerprint, as it stands in the manifest.
pub fn fingerprint(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
