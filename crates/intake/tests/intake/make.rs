//! Files with known content, made here.

pub(crate) mod archives;
pub(crate) mod danish;
pub(crate) mod harm;
pub(crate) mod mailbox;
pub(crate) mod mails;
pub(crate) mod office;
pub(crate) mod pdfs;
pub(crate) mod scans;
pub(crate) mod texts;
