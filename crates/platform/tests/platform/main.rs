//! The wire against the published schemas and examples, and against tools that are not ours.

mod contract;
mod samples;
