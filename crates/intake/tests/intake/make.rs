//! Files with known content, made here.

pub(crate) mod archives;
pub(crate) mod danish;
pub(crate) mod everything;
#[allow(dead_code, reason = "the bench does the rest")]
pub(crate) mod harm;
pub(crate) mod mailbox;
pub(crate) mod mails;
pub(crate) mod office;
pub(crate) mod pdf_parts;
pub(crate) mod pdfs;
pub(crate) mod pictures;
#[allow(dead_code, reason = "the bench does the rest")]
pub(crate) mod scans;
pub(crate) mod texts;
