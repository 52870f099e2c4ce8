//! *Indeks*: the shared index of cases and documents, kept true in both directions.

mod about;
mod classification;
mod connect;
mod content;
mod copy;
mod doubt;
pub(crate) mod events;
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

pub use about::{AskedAbout, Told};
pub use classification::{PlanFetched, PlanLoaded};
pub use connect::CertificateFile;
pub use events::{EventListening, Fetched, ListedEvent, ListeningPhase};
pub use organisation::UnitsFetched;
pub use place::{ClassificationAt, EventsAt, PlatformPlace, PostAt, ServiceAt};
pub use pull::Pulled;
pub use push::{Pushed, Stopped};
pub use reconcile::{Compared, Difference, DiffersIn};
