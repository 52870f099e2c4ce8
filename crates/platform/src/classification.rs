//! The shared classification (*Klassifikation*, SF1510): the plan of subjects and what is done with them (KLE), and
//! what roles and kinds are called.
//!
//! Asked for by *KlassifikationListeHent* 2 as a signed message. The same service is published as JSON, but there
//! the published question has the answer's shape, and the token is of a kind that is not described; of the message
//! everything is: schema, action and policy.

mod class;
mod client;
mod list;
mod plan_file;

pub use class::{Class, Classification, Facet, Mapping, Span};
pub use client::ClassificationClient;
pub use list::{ListReply, Wanted};
pub use plan_file::{PlanFault, PlanFile, PlanWrong};
