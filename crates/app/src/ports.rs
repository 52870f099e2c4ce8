//! What the use cases need from the machine, behind traits where tests must decide the answer.

mod clock;
mod keys;
mod links;
mod notices;
mod os_key_ring;

pub use clock::{Clock, SystemClock};
pub use keys::{KeyRing, KeyRingError};
pub use links::Links;
pub use notices::{Notice, Notices};
pub use os_key_ring::OsKeyRing;
