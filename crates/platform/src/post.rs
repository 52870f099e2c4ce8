//! Digital Post (SF1601).

mod call;
mod letter;
mod limits;
mod receivers;
mod send;
mod status;

/// For those who know this room alone.
pub use sagsbord_domain::Cpr;

pub use call::{PostClient, PostPlace};
pub use letter::{Letter, LetterFile, MemoVersion, Sender};
pub use limits::{LetterFault, PostLimits};
pub use receivers::{Receiver, Way};
pub use send::Sent;
pub use status::{PostFault, PostOutcome, PostStatus};
