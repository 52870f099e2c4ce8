//! Digital Post (SF1601).

mod receivers;
mod status;

/// For those who know this room alone.
pub use sagsbord_domain::Cpr;

pub use receivers::{PostClient, PostPlace, Receiver, Way};
pub use status::{PostFault, PostOutcome, PostStatus};
