//! The shared index of cases and documents (*Sags- og Dokumentindekset*, SF1470 version 6).

mod case;
mod checks;
mod client;
mod codes;
mod document;
mod effect;
mod import;
mod outcome;
mod relation;
mod removal;
mod roles;
mod search;
mod search_reply;
mod update;

pub use case::{
    CaseEntry, CaseIndexProperties, CaseLists, CaseProperties, CaseRegistration, Exempt, Progress,
    RegistrationHead,
};
pub use checks::{Breach, Rule, breaches_of_case, breaches_of_document};
pub use client::{IndexClient, IndexPlace};
pub use codes::{ActorKind, CaseStep, DocumentStep, DocumentType, Sensitivity};
pub use document::{DocumentEntry, DocumentLists, DocumentProperties, DocumentRegistration};
pub use effect::{Effect, End, Reference};
pub use import::Import;
pub use outcome::{Answers, ObjectReturn, Outcome, Return, StatusCode};
pub use relation::{Extension, JournalNote, Relation, RelationKind};
pub use removal::Removal;
pub use roles::{BadRoleBook, ObjectKind, Role, RoleBook, Standing};
pub use search::{
    Between, CaseWanted, DocumentWanted, Expression, Order, Page, Search, Show, Wanted,
};
pub use search_reply::{Count, Counted, SearchReply};
pub use update::{CaseUpdate, DocumentUpdate, Update};

pub use crate::soap::Attempt;
use crate::xml::{Name, Ns};

/// Declared once at the top of a message, since nearly every element needs one.
pub(crate) const INDEX_NAMESPACES: [Ns; 7] =
    [Ns::Sdi, Ns::Sag, Ns::Si, Ns::Di, Ns::Gd, Ns::Go, Ns::Sd];

const fn sdi(local: &'static str) -> Name {
    Name(Ns::Sdi, local)
}
