//! Letters and forms from templates: a plain text with fields, filled from a case, set as PDF or Word.

pub(crate) mod check;
mod docx;
mod fields;
mod kept;
pub(crate) mod list;
pub(crate) mod make_letter;
pub(crate) mod markup;
mod merge;
pub(crate) mod preview;
pub(crate) mod save;
mod shipped;
pub(crate) mod show;
#[cfg(test)]
mod tests;
pub(crate) mod versions;

pub(crate) use fields::release_date;
