//! Cases, people and access: the rules. No I/O, no async, no serialisation.

pub mod access;
mod audit;
mod case;
mod cpr;
mod day;
mod fold;
mod ids;
mod kle;
mod password;

pub use audit::{AuditAct, AuditDetail, AuditRecord};
pub use case::{CaseStatus, DocumentKind, PartyPart, Sensitivity};
pub use cpr::{Cpr, InvalidCpr};
pub use day::{danish_day, danish_week};
pub use fold::{fold, words};
pub use ids::*;
pub use kle::{InvalidKle, KleScope};
pub use password::{PasswordProblem, check_passphrase, check_password};
