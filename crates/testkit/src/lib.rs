//! Builders, fixed ports, synthetic people and the demo municipality.

mod deadlines;
pub mod demo_store;
pub mod desk;
mod desk_work;
pub mod files;
pub mod municipality;
