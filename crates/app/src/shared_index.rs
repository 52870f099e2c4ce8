//! *Indeks*: the shared index of cases and documents, kept true in both directions.

mod classification;
mod connect;
mod content;
mod copy;
mod doubt;
mod gate;
mod mend;
mod message;
mod organisation;
mod pace;
mod pages;
mod place;
pub(crate) mod pull;
pub(crate) mod push;
pub(crate) mod reconcile;
mod removal;
mod send;

pub use classification::{PlanFetched, PlanLoaded};
pub use connect::CertificateFile;
pub use organisation::UnitsFetched;
pub use place::{ClassificationAt, PlatformPlace, UnitsAt};
pub use pull::Pulled;
pub use push::{Pushed, Stopped};
pub use reconcile::{Compared, Difference, DiffersIn};
