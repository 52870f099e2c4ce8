//! The municipality's organisation (SF1500 version 6): its units, and which lies under which.

mod client;
mod messages;
mod unit;

pub use client::OrganisationClient;
pub use messages::{ListUnits, SearchUnits, UnitIds, UnitList};
pub use unit::{Told, UnitEntry, UnitRegistration};
