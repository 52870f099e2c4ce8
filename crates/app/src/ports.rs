//! What the use cases need from the machine, behind traits where tests must decide the answer.

mod clock;
mod keys;

pub use clock::{Clock, SystemClock};
pub use keys::{KeyRing, KeyRingError, OsKeyRing};
