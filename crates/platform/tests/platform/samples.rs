use std::fs;
use std::path::Path;

use sagsbord_platform::index::{Answers, Import, Outcome, Removal, Search, SearchReply, Update};
use sagsbord_platform::xml::{Bounds, Malformed, Writer};

use crate::contract::{contracts, invalid};

/// Reads an example, writes what was read, and holds the writing against the schema and against a second reading.
fn check<T: PartialEq + std::fmt::Debug>(
    folder: &Path,
    example: &str,
    read: impl Fn(&str) -> Result<T, Malformed>,
    write: impl Fn(&T, &mut Writer),
) -> T {
    let example = format!("samples/{example}");
    let text = fs::read_to_string(folder.join(&example)).unwrap();
    let message = read(&text).unwrap_or_else(|error| panic!("{example}: {error}"));
    let mut writer = Writer::new();
    write(&message, &mut writer);
    let written = writer.into_text();
    let schema = folder.join("sagdok-6/_validate-all.xsd");
    assert_eq!(invalid(&schema, &text), None, "{example} as published");
    assert_eq!(invalid(&schema, &written), None, "{example}: {written}");
    assert_eq!(read(&written).unwrap(), message, "{example}");
    assert_eq!(
        values(&written),
        values(&text),
        "{example}: nothing of it is lost"
    );
    message
}

/// Every text of a message in its order, with moments told the same way.
pub(crate) fn values(xml: &str) -> Vec<String> {
    let mut values = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('>') {
        rest = &rest[at + 1..];
        let end = rest.find('<').unwrap_or(rest.len());
        let value = rest[..end].trim();
        if !value.is_empty() {
            values.push(
                sagsbord_platform::xml::parse_moment(value)
                    .map_or_else(|| value.to_owned(), sagsbord_platform::xml::moment_text),
            );
        }
    }
    values
}

#[test]
fn the_published_examples_of_the_index_are_read_whole_and_written_as_the_schema_wants() {
    let Some(folder) = contracts() else { return };
    let bounds = Bounds::MESSAGE;
    let import = check(
        &folder,
        "01-importer-request.xml",
        |text| Import::read(text, bounds),
        Import::write,
    );
    assert_eq!(import.cases.len(), 1);
    assert_eq!(import.documents.len(), 1);
    for (example, answers) in [
        ("02-importer-response-ok.xml", Answers::Import),
        ("03-importer-response-partial-error.xml", Answers::Import),
        ("04-importer-response-bad-input.xml", Answers::Import),
        ("06-opdater-response-not-found.xml", Answers::Update),
    ] {
        check(
            &folder,
            example,
            |text| Outcome::read(text, bounds, answers),
            |outcome, writer| outcome.write(writer, answers),
        );
    }
    check(
        &folder,
        "05-opdater-request.xml",
        |text| Update::read(text, bounds),
        Update::write,
    );
    for example in ["10-fremsoeg-response.xml", "11-fremsoeg-response-empty.xml"] {
        check(
            &folder,
            example,
            |text| SearchReply::read(text, bounds),
            SearchReply::write,
        );
    }
    check(
        &folder,
        "12-fjern-request.xml",
        |text| Removal::read(text, bounds),
        Removal::write,
    );
}

#[test]
fn the_published_questions_are_asked_as_the_schema_wants() {
    let Some(folder) = contracts() else { return };
    let schema = folder.join("sagdok-6/_validate-all.xsd");
    for example in [
        "07-fremsoeg-by-cpr-request.xml",
        "08-fremsoeg-by-cvr-party-request.xml",
        "09-fremsoeg-by-orgunit-delta-request.xml",
    ] {
        let text = fs::read_to_string(folder.join("samples").join(example)).unwrap();
        let search = Search::read(&text, Bounds::MESSAGE).unwrap();
        let mut writer = Writer::new();
        search.write(&mut writer);
        let written = writer.into_text();
        assert_eq!(invalid(&schema, &written), None, "{example}: {written}");
        assert_eq!(Search::read(&written, Bounds::MESSAGE).unwrap(), search);
        // We say what joins the conditions, which the examples leave to the default.
        let ours: Vec<String> = values(&written)
            .into_iter()
            .filter(|value| value != "AND")
            .collect();
        assert_eq!(ours, values(&text), "{example}");
    }
}
