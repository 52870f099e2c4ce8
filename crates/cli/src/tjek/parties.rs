//! The case's people from JSON. A party that nobody could recognise is an error that names its place.

use std::path::Path;

use anyhow::{Context, Result, bail};
use sagsbord_app::scan::{CasePeople, Person, Role};
use serde::Deserialize;

use crate::text::{of, with};

#[derive(Deserialize)]
#[serde(untagged)]
enum PartiesFile {
    People(Vec<PartyEntry>),
    Case {
        #[serde(alias = "parties")]
        people: Vec<PartyEntry>,
        #[serde(default)]
        own_case_numbers: Vec<String>,
        #[serde(default)]
        own_mail_domains: Vec<String>,
    },
}

#[derive(Deserialize)]
pub(super) struct PartyEntry {
    name: Option<String>,
    cpr: Option<String>,
    address: Option<String>,
    phone: Option<String>,
    email: Option<String>,
    role: Option<String>,
    relation: Option<String>,
    #[serde(default)]
    protected_address: bool,
}

pub(super) fn read(file: &Path) -> Result<CasePeople> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .with_context(|| with("tjek.parties_unreadable", "{file}", &name))?;
    let parsed: PartiesFile = serde_json::from_str(&text)
        .with_context(|| with("tjek.parties_not_json", "{file}", &name))?;
    let (entries, own_case_numbers, own_mail_domains) = match parsed {
        PartiesFile::People(entries) => (entries, Vec::new(), Vec::new()),
        PartiesFile::Case {
            people,
            own_case_numbers,
            own_mail_domains,
        } => (people, own_case_numbers, own_mail_domains),
    };
    Ok(CasePeople {
        people: people(entries).with_context(|| with("tjek.parties", "{file}", &name))?,
        own_case_numbers,
        own_mail_domains,
    })
}

pub(super) fn people(entries: Vec<PartyEntry>) -> Result<Vec<Person>> {
    entries
        .into_iter()
        .enumerate()
        .map(|(place, entry)| {
            person(entry).with_context(|| with("tjek.party", "{place}", &(place + 1)))
        })
        .collect()
}

fn person(entry: PartyEntry) -> Result<Person> {
    let name = entry.name.unwrap_or_default().trim().to_owned();
    if name.is_empty() {
        bail!(of("tjek.party_no_name"));
    }
    let role = match entry.role.as_deref() {
        Some("requester") => Role::Requester,
        Some("employee") => Role::Employee,
        Some("public") => Role::Public,
        None | Some("third_party") => Role::ThirdParty,
        Some(other) => {
            bail!(with("tjek.party_role", "{role}", &other))
        }
    };
    Ok(Person {
        name,
        cpr: entry.cpr,
        address: entry.address,
        phone: entry.phone,
        email: entry.email,
        role,
        relation: entry.relation,
        protected_address: entry.protected_address,
    })
}
