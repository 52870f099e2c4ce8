//! Requests for access to files: each with the cases asked for, its rules, its log, its time, and its list. Every query
//! takes somebody's reach.

mod collect;
mod doubt;
mod item;
mod item_list;
mod kept;
mod list;
mod mark;
mod page_note;
mod page_read;
mod parts;
mod review_answer;
mod reviewed_page;
#[cfg(test)]
mod tests;

pub use collect::{DocumentSearch, FoundFile};
pub use doubt::AcceptedDoubt;
pub use item::{AktindsigtItem, ItemAnswer, ItemFacts, ItemProposal, ItemRuling, ItemSource};
pub use item_list::{ItemCounts, ItemQuery, ItemShown, ListedItem};
pub use kept::{Applicant, Identity, KeptAktindsigt};
pub use list::{AktindsigtLine, AktindsigtQuery, AktindsigtShown};
pub use mark::{Mark, StandingMark};
pub use page_note::PageNote;
pub use page_read::PageRead;
pub use parts::{AktindsigtEntry, ChosenRegime, TimeLine};
pub use review_answer::{AnswerKind, AnswerStack, ReviewAnswer};
pub use reviewed_page::{FoundInItem, ReviewedPage};
