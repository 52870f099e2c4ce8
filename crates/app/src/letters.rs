//! Letters to citizens and companies by Digital Post: written, handed in once, and followed.

pub(crate) mod decide;
mod draft;
pub(crate) mod list;
mod row;
pub(crate) mod send;
pub(crate) mod status;

pub use draft::{LetterContent, LetterDraft};
pub use send::LetterSent;
