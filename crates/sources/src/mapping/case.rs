use sagsbord_domain::{CaseStatus, DocumentKind, KleScope, PartyPart, Sensitivity};

use super::ask::{must_path, path_or_none};
use super::fault::Reason;
use super::fields::Fields;
use super::path::JsonPath;

/// Where the fields of a case stand in one row of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CaseFields {
    pub(crate) id: JsonPath,
    pub(crate) number: JsonPath,
    pub(crate) title: JsonPath,
    pub(crate) opened: JsonPath,
    pub(crate) kle: Option<JsonPath>,
    pub(crate) status: Option<JsonPath>,
    pub(crate) sensitivity: Option<JsonPath>,
    pub(crate) due: Option<JsonPath>,
    pub(crate) unit: Option<JsonPath>,
    pub(crate) parties: Option<PartyFields>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartyFields {
    /// The list of them; nothing where the one party stands in the case's own row.
    pub(crate) items: Option<JsonPath>,
    pub(crate) cpr: JsonPath,
    pub(crate) name: JsonPath,
    pub(crate) part: Option<JsonPath>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DocumentFields {
    pub(crate) id: JsonPath,
    pub(crate) title: JsonPath,
    pub(crate) date: JsonPath,
    pub(crate) kind: Option<JsonPath>,
    pub(crate) sensitivity: Option<JsonPath>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoteFields {
    pub(crate) id: JsonPath,
    pub(crate) date: JsonPath,
    pub(crate) text: JsonPath,
    pub(crate) author: Option<JsonPath>,
}

/// Their words in ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tables {
    pub(crate) status: Vec<(String, CaseStatus)>,
    pub(crate) sensitivity: Vec<(String, Sensitivity)>,
    pub(crate) kind: Vec<(String, DocumentKind)>,
    pub(crate) part: Vec<(String, PartyPart)>,
    /// Their subjects; one that is a KLE number itself needs no line.
    pub(crate) kle: Vec<(String, String)>,
    pub(crate) kle_otherwise: String,
}

pub(super) fn case(section: &mut Fields<'_, '_>) -> Option<CaseFields> {
    let id = must_path(section, "id");
    let number = must_path(section, "number");
    let title = must_path(section, "title");
    let opened = must_path(section, "opened");
    let kle = path_or_none(section, "kle");
    let status = path_or_none(section, "status");
    let sensitivity = path_or_none(section, "sensitivity");
    let due = path_or_none(section, "due");
    let unit = path_or_none(section, "unit");
    let parties = match section.has("parties") {
        true => section.inner("parties", parties).flatten().map(Some),
        false => {
            section.inner("parties", |_| ());
            Some(None)
        }
    };
    Some(CaseFields {
        id: id?,
        number: number?,
        title: title?,
        opened: opened?,
        kle: kle?,
        status: status?,
        sensitivity: sensitivity?,
        due: due?,
        unit: unit?,
        parties: parties?,
    })
}

fn parties(section: &mut Fields<'_, '_>) -> Option<PartyFields> {
    let items = path_or_none(section, "items");
    let cpr = must_path(section, "cpr");
    let name = must_path(section, "name");
    let part = path_or_none(section, "part");
    Some(PartyFields {
        items: items?,
        cpr: cpr?,
        name: name?,
        part: part?,
    })
}

pub(super) fn document(section: &mut Fields<'_, '_>) -> Option<DocumentFields> {
    let id = must_path(section, "id");
    let title = must_path(section, "title");
    let date = must_path(section, "date");
    let kind = path_or_none(section, "kind");
    let sensitivity = path_or_none(section, "sensitivity");
    Some(DocumentFields {
        id: id?,
        title: title?,
        date: date?,
        kind: kind?,
        sensitivity: sensitivity?,
    })
}

pub(super) fn note(section: &mut Fields<'_, '_>) -> Option<NoteFields> {
    let id = must_path(section, "id");
    let date = must_path(section, "date");
    let text = must_path(section, "text");
    let author = path_or_none(section, "author");
    Some(NoteFields {
        id: id?,
        date: date?,
        text: text?,
        author: author?,
    })
}

pub(super) fn tables(file: &mut Fields<'_, '_>) -> Option<Tables> {
    let status = CaseStatus::ALL.iter().map(|word| (word.code(), *word));
    let status = file.table_of("status", &status.collect::<Vec<_>>());
    let sensitivity = Sensitivity::ALL.iter().map(|word| (word.code(), *word));
    let sensitivity = file.table_of("sensitivity", &sensitivity.collect::<Vec<_>>());
    let kind = DocumentKind::ALL.iter().map(|word| (word.code(), *word));
    let kind = file.table_of("document_kind", &kind.collect::<Vec<_>>());
    let part = PartyPart::ALL.iter().map(|word| (word.code(), *word));
    let part = file.table_of("part", &part.collect::<Vec<_>>());
    if !file.has("kle") {
        file.fault("kle", Reason::Missing);
    }
    let (kle_otherwise, kle) = file.inner("kle", kle).flatten()?;
    Some(Tables {
        status,
        sensitivity,
        kind,
        part,
        kle,
        kle_otherwise,
    })
}

fn kle(section: &mut Fields<'_, '_>) -> Option<(String, Vec<(String, String)>)> {
    let otherwise = section.text("otherwise");
    if otherwise
        .as_ref()
        .is_some_and(|number| KleScope::parse(number).is_err())
    {
        section.fault("otherwise", Reason::NotKle);
    }
    let mut of = Vec::new();
    for (theirs, number, line) in section.entries("of") {
        if KleScope::parse(&number).is_err() {
            section.fault_in_entry("of", &theirs, line, Reason::NotKle);
        }
        of.push((theirs, number));
    }
    Some((otherwise?, of))
}
