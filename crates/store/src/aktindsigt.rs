//! Requests for access to files: each with the cases asked for, its rules, its log, its time, and its list. Every query
//! takes somebody's reach.

mod collect;
mod item;
mod item_list;
mod kept;
mod list;
mod mark;
mod parts;
#[cfg(test)]
mod tests;

pub use collect::{DocumentSearch, FoundFile};
pub use item::{AktindsigtItem, ItemAnswer, ItemFacts, ItemProposal, ItemRuling, ItemSource};
pub use item_list::{ItemCounts, ItemQuery, ItemShown, ListedItem};
pub use kept::{Applicant, Identity, KeptAktindsigt};
pub use list::{AktindsigtLine, AktindsigtQuery, AktindsigtShown};
pub use mark::Mark;
pub use parts::{AktindsigtEntry, ChosenRegime, TimeLine};
