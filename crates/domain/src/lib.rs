//! Cases, people and access: the rules. No I/O, no async, no serialisation.

pub mod access;
pub mod aktindsigt;
mod audit;
pub mod calendar;
mod case;
mod case_page;
mod compared;
mod cpr;
mod day;
pub mod deadline;
mod fold;
mod ids;
mod kle;
mod name;
mod password;
pub mod search;
pub mod task;

pub use audit::{AuditAct, AuditDetail, AuditRecord};
pub use case::{CaseStatus, DocumentKind, OWN_SOURCE, PartyPart, Sensitivity};
pub use case_page::{CaseField, CaseRelationKind, LookedFrom};
pub use compared::{ComparedKind, ComparedPart, compared};
pub use cpr::{Cpr, InvalidCpr};
pub use day::{danish_clock, danish_day, danish_instant, danish_midnight, danish_week};
pub use fold::{fold, words};
pub use ids::*;
pub use kle::{InvalidKle, KlePart, KleScope};
pub use name::Name;
pub use password::{PasswordProblem, check_passphrase, check_password};
