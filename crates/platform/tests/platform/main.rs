//! The wire against the published schemas and examples, and against tools that are not ours.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test that fails says where, and one without the contracts says so"
)]

mod benefits;
mod checks;
mod classification;
mod contract;
mod events;
mod organisation;
mod post;
mod samples;
