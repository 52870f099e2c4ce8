use anyhow::Result;
use serde::Deserialize;

/// What stands in `invented.toml`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Invented {
    pub(crate) texts: Texts,
    pub(crate) search: Search,
    pub(crate) tokens: Tokens,
    pub(crate) roles: Roles,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Texts {
    pub(crate) bad_input: String,
    pub(crate) not_allowed: String,
    pub(crate) not_found: String,
    pub(crate) exists_already: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Search {
    pub(crate) largest_page: usize,
    pub(crate) first_result: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Tokens {
    pub(crate) hours: i64,
    pub(crate) access_seconds: i64,
    pub(crate) issuer: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Roles {
    pub(crate) document_owner: String,
    pub(crate) document_class: String,
}

impl Invented {
    pub(crate) fn shipped() -> Result<Self> {
        Ok(toml::from_str(include_str!("invented.toml"))?)
    }
}
