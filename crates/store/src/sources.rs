//! Where cases come from: other systems that are asked, and the copies of what they own.

mod kept_from;

pub use kept_from::{CaseOrigin, KeptFrom};
