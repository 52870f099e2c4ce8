//! Cases and documents, as far as the one who asks may see them.

pub(crate) mod choices;
mod day_rows;
pub(crate) mod list;
pub(crate) mod my_day;
pub(crate) mod read_document;
pub(crate) mod row;
pub(crate) mod show;
pub(crate) mod team_load;
