use anyhow::Result;
use serde::Deserialize;
use uuid::Uuid;

/// What stands in `invented.toml`.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Invented {
    pub(crate) texts: Texts,
    pub(crate) search: Search,
    pub(crate) tokens: Tokens,
    pub(crate) roles: Roles,
    pub(crate) events: Events,
    pub(crate) post: Post,
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

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Events {
    pub(crate) case_registered: Uuid,
    pub(crate) index: Uuid,
    pub(crate) case_imported: Uuid,
    pub(crate) case_updated: Uuid,
    pub(crate) letter: Uuid,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Post {
    pub(crate) received: String,
    pub(crate) delivered: String,
    pub(crate) failed: String,
    pub(crate) no_receiver: String,
    pub(crate) no_receiver_code: String,
    pub(crate) bad_letter: String,
    pub(crate) bad_letter_code: String,
}

impl Invented {
    pub(crate) fn shipped() -> Result<Self> {
        Ok(toml::from_str(include_str!("invented.toml"))?)
    }
}
