//! Where cases come from: other systems that are asked, and the copies of what they own.

mod copies;
mod kept;
mod kept_from;
mod notes;
#[cfg(test)]
mod tests;

pub use copies::{CopiedCase, CopyOf, DocumentAt, SourceCase, SourceDocument};
pub use kept::{KeptSource, SourceAnswer};
pub use kept_from::{CaseOrigin, KeptFrom};
pub use notes::{KeptSourceNote, SourceNote};
