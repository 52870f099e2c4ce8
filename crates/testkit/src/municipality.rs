//! The demo municipality: Havrelunde Kommune. Invented from a seed, the same every time.
//!
//! No file, no network, no clock: who calls says which day it is. `docs/data.md` says what is in it.

mod accounts;
mod calendar;
mod case;
mod citizens;
mod dice;
mod document;
mod documents_per_case;
mod employees;
mod kle;
mod names;
mod plan;
mod town;
mod units;

#[cfg(test)]
mod tests;

pub use accounts::{DemoAccount, demo_accounts};
pub(crate) use case::hyphened;
pub use case::{Case, Party};
pub use citizens::{Address, Citizen};
pub(crate) use dice::{Dice, Stream, id};
pub use document::{Document, DocumentFile};
pub use employees::Employee;
pub use kle::KleEntry;
pub(crate) use kle::{Aspect, Theme, capitalised};
pub use plan::{Cases, Plan};
pub use town::Town;
pub use units::{Team, Unit};

/// A whole small municipality in memory. For large ones see [`Plan::cases`].
#[derive(Debug, Clone, PartialEq)]
pub struct Municipality {
    pub town: Town,
    /// In the order of their numbers.
    pub cases: Vec<Case>,
    /// In the order of their cases.
    pub documents: Vec<Document>,
}

impl Municipality {
    pub fn generate(plan: &Plan) -> Self {
        let mut iterator = plan.cases();
        let cases: Vec<Case> = iterator.by_ref().collect();
        let town = iterator.into_town();
        let documents = document::all(plan, &town, &cases);
        Self {
            town,
            cases,
            documents,
        }
    }
}
