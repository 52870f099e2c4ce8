//! XML as the platform speaks it: a writer that says at once what would be signed, and a reader that is bounded.

mod names;
mod reader;
mod time;
mod writer;

pub use names::{Name, Ns};
pub use reader::{Bounds, Malformed, Reader, What};
pub use time::{moment_text, parse_moment};
pub use writer::{Attribute, Digest, Writer};
