//! Tokens (SF1514): who we are, said by the platform's own issuer, and bound to our key.

mod access;
mod assertion;
mod keeper;
mod rest;
mod ws_trust;

pub use access::AccessToken;
pub use assertion::Token;
pub use keeper::{Issuer, IssuerWay, TokenKeeper};
