//! The service platform's wire: tokens, signed messages, the shared index of cases and documents.
//!
//! Nothing here decides what is sent or kept: it says what the platform said, in types, and refuses what is no
//! message at all.

pub mod index;
pub mod xml;
