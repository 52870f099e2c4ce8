use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use chrono::NaiveDate;
use sagsbord_domain::{CaseStatus, Cpr, DocumentKind, KleScope, PartyPart, Sensitivity};
use serde_json::Value;

use crate::error::SourceError;
use crate::found::{Found, FoundCase, FoundDocument, FoundFile, FoundNote, FoundParty};
use crate::mapping::{JsonPath, Mapping, PartyFields, day};

const LONGEST_ID: usize = 200;
const LONGEST_LINE: usize = 500;
const LONGEST_NOTE: usize = 100_000;
const MOST_PARTIES: usize = 200;

pub(super) fn cases(mapping: &Mapping, rows: &[Value]) -> Result<Found<FoundCase>, SourceError> {
    each(rows, |row| case(mapping, row), |case| &case.id)
}

pub(super) fn documents(
    mapping: &Mapping,
    rows: &[Value],
) -> Result<Found<FoundDocument>, SourceError> {
    each(rows, |row| document(mapping, row), |document| &document.id)
}

pub(super) fn notes(mapping: &Mapping, rows: &[Value]) -> Result<Found<FoundNote>, SourceError> {
    each(rows, |row| note(mapping, row), |note| &note.id)
}

/// One row that lacks something does not hide the others. Where all of them do, it is the mapping that is wrong.
fn each<T>(
    rows: &[Value],
    read: impl Fn(&Value) -> Result<T, String>,
    id: impl Fn(&T) -> &str,
) -> Result<Found<T>, SourceError> {
    let mut found = Found {
        rows: Vec::new(),
        incomplete: 0,
        lacking: None,
    };
    let mut places = std::collections::HashMap::new();
    for row in rows {
        match read(row) {
            Ok(one) => {
                // Rows move between pages while they are read: the later one is the newer one.
                let key = id(&one).to_owned();
                match places
                    .get(&key)
                    .and_then(|at: &usize| found.rows.get_mut(*at))
                {
                    Some(earlier) => *earlier = one,
                    None => {
                        places.insert(key, found.rows.len());
                        found.rows.push(one);
                    }
                }
            }
            Err(field) => {
                found.incomplete += 1;
                found.lacking.get_or_insert(field);
            }
        }
    }
    match found.lacking {
        Some(field) if found.rows.is_empty() => Err(SourceError::shape(field)),
        _ => Ok(found),
    }
}

/// Or the field that it lacks.
pub(super) fn case(mapping: &Mapping, row: &Value) -> Result<FoundCase, String> {
    let fields = &mapping.case;
    let tables = &mapping.tables;
    let id = line(row, &fields.id, LONGEST_ID).ok_or("case.id")?;
    let number = line(row, &fields.number, LONGEST_ID).ok_or("case.number")?;
    let title = line(row, &fields.title, LONGEST_LINE).ok_or("case.title")?;
    let opened = read_day(mapping, row, &fields.opened).ok_or("case.opened")?;
    let said = |path: &Option<JsonPath>| {
        let path = path.as_ref()?;
        line(row, path, LONGEST_LINE)
    };
    let status = said(&fields.status).and_then(|theirs| ours(&tables.status, &theirs));
    let sensitivity =
        said(&fields.sensitivity).and_then(|theirs| ours(&tables.sensitivity, &theirs));
    let kle = said(&fields.kle).and_then(|theirs| kle(mapping, &theirs));
    let parties = fields.parties.as_ref();
    Ok(FoundCase {
        id,
        number,
        title,
        is_kle_said: kle.is_some(),
        is_status_known: status.is_some(),
        is_sensitivity_known: sensitivity.is_some(),
        kle: kle.unwrap_or_else(|| tables.kle_otherwise.clone()),
        status: status.unwrap_or(CaseStatus::Opstaaet),
        sensitivity: sensitivity.unwrap_or(Sensitivity::Sensitive),
        opened,
        due: fields
            .due
            .as_ref()
            .and_then(|path| read_day(mapping, row, path)),
        unit: said(&fields.unit),
        parties: parties.map_or(Vec::new(), |fields| read_parties(mapping, row, fields)),
    })
}

fn document(mapping: &Mapping, row: &Value) -> Result<FoundDocument, String> {
    let fields = mapping.document.as_ref().ok_or("document")?;
    let said = |path: &Option<JsonPath>| line(row, path.as_ref()?, LONGEST_LINE);
    Ok(FoundDocument {
        id: line(row, &fields.id, LONGEST_ID).ok_or("document.id")?,
        title: line(row, &fields.title, LONGEST_LINE).ok_or("document.title")?,
        dated: read_day(mapping, row, &fields.date).ok_or("document.date")?,
        kind: said(&fields.kind)
            .and_then(|theirs| ours(&mapping.tables.kind, &theirs))
            .unwrap_or(DocumentKind::Internal),
        sensitivity: guarded(mapping, said(&fields.sensitivity)),
    })
}

fn note(mapping: &Mapping, row: &Value) -> Result<FoundNote, String> {
    let fields = mapping.note.as_ref().ok_or("note")?;
    let text = fields.text.first(row).and_then(scalar);
    let text = text.filter(|text| text.chars().count() <= LONGEST_NOTE);
    Ok(FoundNote {
        id: line(row, &fields.id, LONGEST_ID).ok_or("note.id")?,
        day: read_day(mapping, row, &fields.date).ok_or("note.date")?,
        text: text.ok_or("note.text")?,
        author: fields
            .author
            .as_ref()
            .and_then(|path| line(row, path, LONGEST_LINE)),
    })
}

pub(super) fn file(
    answer: &Value,
    content: &JsonPath,
    name: Option<&JsonPath>,
    media_type: Option<&JsonPath>,
) -> Result<FoundFile, SourceError> {
    let packed = content.first(answer).and_then(Value::as_str);
    let packed: Option<String> = packed.map(|text| text.split_whitespace().collect());
    let bytes = packed.and_then(|text| BASE64_STANDARD.decode(text).ok());
    Ok(FoundFile {
        bytes: bytes.ok_or_else(|| SourceError::shape("document_bytes.content"))?,
        name: name.and_then(|path| line(answer, path, LONGEST_ID)),
        media_type: media_type.and_then(|path| line(answer, path, LONGEST_ID)),
    })
}

fn read_parties(mapping: &Mapping, row: &Value, fields: &PartyFields) -> Vec<FoundParty> {
    let rows = match &fields.items {
        None => vec![row],
        Some(items) => items.rows(row).unwrap_or_default(),
    };
    let mut parties: Vec<FoundParty> = Vec::new();
    for (number, row) in rows.into_iter().take(MOST_PARTIES).enumerate() {
        let cpr = line(row, &fields.cpr, LONGEST_ID).and_then(|text| Cpr::parse(&text).ok());
        let name = line(row, &fields.name, LONGEST_LINE);
        let (Some(cpr), Some(name)) = (cpr, name) else {
            continue;
        };
        let part = fields
            .part
            .as_ref()
            .and_then(|path| ours(&mapping.tables.part, &line(row, path, LONGEST_LINE)?));
        // Where nobody says it, the first one is whom it is about.
        let is_primary = part.map_or(number == 0, |part| part == PartyPart::Primary);
        if !parties.iter().any(|party| party.cpr == cpr) {
            parties.push(FoundParty {
                cpr,
                name,
                is_primary,
            });
        }
    }
    parties
}

/// What is not said, or not known, is guarded.
fn guarded(mapping: &Mapping, said: Option<String>) -> Sensitivity {
    said.and_then(|theirs| ours(&mapping.tables.sensitivity, &theirs))
        .unwrap_or(Sensitivity::Sensitive)
}

fn kle(mapping: &Mapping, theirs: &str) -> Option<String> {
    let mut of = mapping
        .tables
        .kle
        .iter()
        .filter(|(their, _)| their == theirs);
    match of.next() {
        Some((_, number)) => Some(number.clone()),
        None => KleScope::parse(theirs).ok().map(|kle| kle.to_string()),
    }
}

fn ours<T: Copy>(table: &[(String, T)], theirs: &str) -> Option<T> {
    let mut found = table.iter().filter(|(their, _)| their == theirs);
    found.next().map(|(_, ours)| *ours)
}

fn read_day(mapping: &Mapping, row: &Value, path: &JsonPath) -> Option<NaiveDate> {
    day(&path.first(row).and_then(scalar)?, &mapping.dates)
}

/// One line of text within bounds. What would break a list is a space here.
fn line(row: &Value, path: &JsonPath, most: usize) -> Option<String> {
    let text = path.first(row).and_then(scalar)?;
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(most)
        .collect();
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Numbers come as text, and text as numbers.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
