//! The client and the stand-in against each other, over real lines.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that fails says where, and one without the contracts says so"
)]

mod benefits;
mod classification;
mod events;
mod listening;
mod messages;
mod ordered;
mod post;
mod setting;
mod signatures;
mod tokens;
