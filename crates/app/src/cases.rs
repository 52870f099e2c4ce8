//! Cases and documents, as far as the one who asks may see them.

pub(crate) mod change;
pub(crate) mod choices;
pub(crate) mod create;
mod day_rows;
mod fields;
pub(crate) mod find_parties;
pub(crate) mod find_subjects;
pub(crate) mod laid_out;
pub(crate) mod list;
pub(crate) mod log;
pub(crate) mod my_day;
mod news;
mod parties;
pub(crate) mod read_document;
pub(crate) mod relate;
pub(crate) mod row;
pub(crate) mod show;
mod standing;
pub(crate) mod team_load;
pub(crate) mod timeline;
pub(crate) mod within_reach;
