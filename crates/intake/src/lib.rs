//! Outside files become pages, and every file is accounted for.
//!
//! A file is never opened in the program itself: a worker, a process of its own that can reach neither files nor
//! network, reads it (`worker`). What it says is a [`Reading`], which depends on the file's bytes alone; programs from
//! elsewhere (`outside_program`) help with office formats and scans, held as short. The engine (`engine`) has every
//! file read once, and the manifest (`manifest`) is derived from the readings and from what people decided, so that
//! it cannot disagree with them.

mod confine;
mod found;
mod helper;
mod kind;
mod limits;
mod look;
mod outside_program;
mod pages;
mod read;
mod reading;
mod worker;

pub use confine::Confinement;
pub use found::{Found, Heard};
pub use helper::{HelperProgram, become_helper};
pub use kind::{Kind, clean_name, hint};
pub use limits::Limits;
pub use look::{Looked, look};
pub use read::{OutsideFile, Step, Unreadable};
pub use reading::{
    Child, ChildRole, Hidden, HiddenKind, Likeness, MailHead, Outcome, PageFlag, PageSource,
    QuotedPart, ReadByOcr, ReadWord, Reading, TakenPage, WhyUnreadable,
};
