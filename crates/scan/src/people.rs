//! The case's people, as the caller knows them: the quality check's first witness.

mod addresses;
mod matching;
mod names;
mod near;
mod register;

pub(crate) use matching::{Fit, Written};
pub(crate) use register::{Owner, PartyRegister};

#[derive(Debug, Clone, Default)]
pub struct CasePeople {
    pub people: Vec<Person>,
    /// The case's own numbers; any other case number points to somebody else.
    pub own_case_numbers: Vec<String>,
    /// Mail domains of the authority itself, such as `eksempel.dk`.
    pub own_mail_domains: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Person {
    pub name: String,
    pub cpr: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub role: Role,
    /// In Danish, as the case says it: `mor`, `tidligere samlever`.
    pub relation: Option<String>,
    pub protected_address: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Role {
    Requester,
    #[default]
    ThirdParty,
    Employee,
    /// Someone who acts in public: a politician, an expert who signs.
    Public,
}
