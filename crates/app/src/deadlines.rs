//! *Frister*: the deadlines of cases, how each came about, and what is done with them.

pub(crate) mod add;
pub(crate) mod calendar_file;
pub(crate) mod change;
pub(crate) mod draft_letter;
mod explain;
pub(crate) mod export;
pub(crate) mod group;
mod kept;
pub(crate) mod law;
mod law_in_force;
pub(crate) mod list;
pub(crate) mod list_rules;
pub(crate) mod of_case;
pub(crate) mod of_request;
mod picture;
pub(crate) mod preview;
pub(crate) mod preview_change;
mod row;
mod rule_row;
pub(crate) mod show;
mod times;
pub(crate) mod warn;
pub(crate) mod work;

pub(crate) use calendar_file::CalendarKept;
pub(crate) use law_in_force::LawKept;
