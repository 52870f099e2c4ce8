//! A mapping file: where a service is, how it lets us in, what can be asked of it, and where our fields stand in its
//! answers. It is read whole: every fault is told with its line and its field, or none is there.

mod ask;
mod case;
mod dates;
mod fault;
mod fields;
mod path;
mod service;
mod template;

pub use fault::{Fault, Reason};

use sagsbord_domain::Cpr;

pub(crate) use ask::{Ask, Asks, Content, Paging};
pub(crate) use case::{CaseFields, DocumentFields, NoteFields, PartyFields, Tables};
pub(crate) use dates::{DateFormat, day};
pub(crate) use path::JsonPath;
pub(crate) use service::{Auth, ClientShown, Service};
pub(crate) use template::{Field, Template, Values};

use fields::Fields;

/// The one version that there is.
const VERSION: u64 = 1;
const LONGEST_NAME: usize = 60;

/// What a service can give, by what its mapping describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ability {
    Cases,
    Documents,
    DocumentBytes,
    JournalNotes,
    DeepLink,
    Changes,
}

/// A system with a web API, as somebody described it.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// As the system is called on the cases that come from it.
    pub name: String,
    /// What the connection is tried with.
    pub trial: Option<Trial>,
    /// Where a case falls whose unit is not named, or not known.
    pub unit_otherwise: UnitName,
    /// Units by the system's own codes.
    pub units: Vec<(String, UnitName)>,
    pub(crate) service: Service,
    pub(crate) auth: Auth,
    pub(crate) asks: Asks,
    pub(crate) case: CaseFields,
    pub(crate) document: Option<DocumentFields>,
    pub(crate) note: Option<NoteFields>,
    pub(crate) tables: Tables,
    pub(crate) dates: Vec<DateFormat>,
    pub(crate) deep_link: Option<Template>,
}

/// A unit of ours by its name, and where the mapping names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitName {
    pub name: String,
    pub field: String,
    pub line: u32,
}

/// Somebody who is not real, or a case that may be looked at by whoever sets the service up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trial {
    Person(Cpr),
    Case(String),
}

impl Mapping {
    pub fn read(untrusted_text: &str) -> Result<Self, Vec<Fault>> {
        fields::with_table(untrusted_text, mapping)
    }

    pub fn abilities(&self) -> Vec<Ability> {
        let asks = &self.asks;
        let offered = [
            (Ability::Cases, true),
            (Ability::Documents, asks.documents_of_case.is_some()),
            (Ability::DocumentBytes, asks.document_bytes.is_some()),
            (Ability::JournalNotes, asks.notes_of_case.is_some()),
            (Ability::DeepLink, self.deep_link.is_some()),
            (Ability::Changes, asks.cases_changed.is_some()),
        ];
        offered
            .into_iter()
            .filter_map(|(ability, is_offered)| is_offered.then_some(ability))
            .collect()
    }

    /// Whether there is something to show that must not stand in a file.
    pub const fn needs_secret(&self) -> bool {
        !matches!(self.auth, Auth::None)
    }

    /// The machine that it is on, for people to recognise.
    pub fn host(&self) -> &str {
        self.service.base.host_str().unwrap_or_default()
    }

    /// The service that the secret is shown to: scheme, machine and port.
    pub fn secret_goes_to(&self) -> Option<String> {
        let shown_to = match &self.auth {
            Auth::None => return None,
            Auth::Header { .. } => &self.service.base,
            Auth::ClientCredentials { address, .. } => address,
        };
        Some(shown_to.origin().ascii_serialization())
    }

    /// How long one question may take in all, with every page of its answer.
    pub const fn longest(&self) -> std::time::Duration {
        self.service.whole
    }

    /// A case in the system itself. Never another host than the mapping's own, and never without encryption.
    pub fn deep_link(&self, case_id: &str, case_number: &str) -> Option<String> {
        let values = Values::default()
            .with(Field::CaseId, case_id)
            .with(Field::CaseNumber, case_number);
        let link = self.deep_link.as_ref()?.for_address(&values)?;
        let parsed = reqwest::Url::parse(&link).ok()?;
        let template_host = self.service.link_host.as_deref()?;
        let is_ours = parsed.scheme() == "https" && parsed.host_str() == Some(template_host);
        is_ours.then(|| parsed.to_string())
    }
}

fn mapping(file: &mut Fields<'_, '_>) -> Option<Mapping> {
    let version = file.number_or("version", 0, (0, u64::MAX));
    if version != Some(VERSION) {
        file.fault("version", Reason::AnotherVersion);
    }
    let name = file.text("name").map(|name| name.trim().to_owned());
    if name.as_ref().is_some_and(|name| {
        name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control)
    }) {
        file.fault("name", Reason::TooLong);
    }
    let service = needed(file, "service", service::service);
    let auth = needed(file, "auth", service::auth);
    let dates = needed(file, "dates", |dates| {
        Some(dates.words("formats", dates::FORMATS))
    });
    let asks = ask::asks(file);
    let case = needed(file, "case", case::case);
    let document = file.inner("document", case::document).flatten();
    let note = file.inner("note", case::note).flatten();
    let tables = case::tables(file);
    let (unit_otherwise, units) = needed(file, "unit", units)?;
    let deep_link = file.inner("deep_link", service::deep_link).flatten();
    let trial = file.inner("trial", trial).flatten();
    if asks.documents_of_case.is_some() && !file.has("document") {
        file.fault("documents_of_case", Reason::Needs("document"));
    }
    if asks.notes_of_case.is_some() && !file.has("note") {
        file.fault("notes_of_case", Reason::Needs("note"));
    }
    if asks.document_bytes.is_some() && asks.documents_of_case.is_none() {
        file.fault("document_bytes", Reason::Needs("documents_of_case"));
    }
    if asks.cases_of_person.is_none() && asks.one_case.is_none() {
        file.fault("", Reason::NothingAsked);
    }
    let mut service = service?;
    let deep_link = deep_link.map(|(template, host)| {
        service.link_host = Some(host);
        template
    });
    Some(Mapping {
        name: name?,
        trial,
        unit_otherwise,
        units,
        service,
        auth: auth?,
        asks,
        case: case?,
        document,
        note,
        tables: tables?,
        dates: dates?,
        deep_link,
    })
}

/// A section that must be there.
fn needed<T>(
    file: &mut Fields<'_, '_>,
    section: &'static str,
    read: impl FnOnce(&mut Fields<'_, '_>) -> Option<T>,
) -> Option<T> {
    if !file.has(section) {
        file.fault(section, Reason::Missing);
    }
    file.inner(section, read).flatten()
}

fn units(section: &mut Fields<'_, '_>) -> Option<(UnitName, Vec<(String, UnitName)>)> {
    let otherwise = section.text("otherwise").map(|name| UnitName {
        name: name.trim().to_owned(),
        field: "unit.otherwise".to_owned(),
        line: section.line_of("otherwise"),
    });
    let of = section.entries("of").into_iter().map(|(code, name, line)| {
        let field = format!("unit.of.{code}");
        let name = name.trim().to_owned();
        (code, UnitName { name, field, line })
    });
    let of = of.collect();
    Some((otherwise?, of))
}

fn trial(section: &mut Fields<'_, '_>) -> Option<Trial> {
    if let Some(case) = section.text_or_none("case") {
        return Some(Trial::Case(case));
    }
    let text = section.text("person")?;
    let Ok(person) = Cpr::parse(&text) else {
        section.fault("person", Reason::NotCpr);
        return None;
    };
    Some(Trial::Person(person))
}
