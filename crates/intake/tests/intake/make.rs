//! Files with known content, made here.

pub(crate) mod archives;
pub(crate) mod office;
pub(crate) mod pdfs;
