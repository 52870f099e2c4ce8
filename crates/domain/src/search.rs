//! Finding people, cases and documents by what somebody types: how it is read, what is nearest, what is marked.

mod marks;
mod near;
mod rank;
mod typed;

pub use marks::{Marks, marks_of};
pub use near::{Vocabulary, is_learnt};
pub use rank::{rank_of, without_genitive};
pub use typed::{Typed, TypedNumber};
