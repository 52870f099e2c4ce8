//! *Indeks*: the shared index of cases and documents, kept true in both directions.

mod content;
mod doubt;
mod gate;
mod message;
mod place;
pub(crate) mod push;

pub use place::PlatformPlace;
pub use push::{Pushed, Stopped};
