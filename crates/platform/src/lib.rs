//! The service platform's wire: tokens, signed messages, the shared index of cases and documents.
//!
//! Nothing here decides what is sent or kept: it says what the platform said, in types, and refuses what is no
//! message at all.

pub mod benefits;
mod certificate;
pub mod classification;
mod error;
pub mod events;
pub mod index;
mod line;
pub mod organisation;
pub mod post;
mod soap;
mod token;
pub mod xml;

pub use certificate::{CertificateError, FunctionCertificate};
pub use error::PlatformError;
pub use line::{Line, LineBounds, Trust};
pub use soap::{Attempt, Blame, Fault, ServicePlace};
pub use token::{AccessToken, Issuer, IssuerWay, Token, TokenKeeper};
