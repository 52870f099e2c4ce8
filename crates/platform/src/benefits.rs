//! The index of benefits (*Ydelsesindeks*, SF1490 version 6), read: what a citizen is granted, and for how long. Its
//! schemas were published while they were still being written; what they lack is read where it comes.

mod client;
mod grant;
mod search;

pub use client::BenefitsClient;
pub use grant::{
    Benefit, GrantEntry, GrantProperties, GrantRegistration, GrantRelation, GrantRelationKind,
    PaymentPlan,
};
pub use search::{FoundGrants, SearchGrants};
