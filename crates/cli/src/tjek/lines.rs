//! Whole corpora as lines of JSON: `{id, text, parties}` in, `{id, findings}` out, places in characters.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use anyhow::{Context, Result};
use sagsbord_app::scan::{CasePeople, Scanner};
use serde::Deserialize;
use serde_json::{Value, json};

use super::parties::{PartyEntry, people};
use crate::text::{of, with};

#[derive(Deserialize)]
struct Document {
    id: Value,
    text: String,
    #[serde(default)]
    parties: Vec<PartyEntry>,
    #[serde(default)]
    own_case_numbers: Vec<String>,
    #[serde(default)]
    own_mail_domains: Vec<String>,
}

/// A line that can't be checked is answered by its error in its place, and the exit code says 2. Otherwise it
/// is 0, whatever was found: the findings are in the lines.
pub(super) fn check(
    scanner: &Scanner,
    input: impl BufRead,
    mut output: impl Write,
) -> Result<ExitCode> {
    let mut failed = false;
    for (place, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let answer = match answer(scanner, &line) {
            Ok(answer) => answer,
            Err(error) => {
                failed = true;
                let error = format!("{}: {error:#}", with("tjek.line", "{place}", &(place + 1)));
                super::super::say(&format!("sagsbord: {error}"));
                unchecked(&line, &error)
            }
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(ExitCode::from(if failed { 2 } else { 0 }))
}

fn answer(scanner: &Scanner, line: &[u8]) -> Result<Value> {
    let document: Document = serde_json::from_slice(line).context(of("tjek.line_not_json"))?;
    let case = scanner.for_case(CasePeople {
        people: people(document.parties)?,
        own_case_numbers: document.own_case_numbers,
        own_mail_domains: document.own_mail_domains,
    });
    let findings = case.scan(&document.text);
    let findings: Vec<Value> = findings
        .iter()
        .map(|finding| super::json::finding(finding, None))
        .collect();
    Ok(json!({"id": document.id, "findings": findings}))
}

/// What could not be checked is a finding too.
fn unchecked(line: &[u8], error: &str) -> Value {
    let id = serde_json::from_slice::<Value>(line)
        .ok()
        .and_then(|value| value.get("id").cloned());
    json!({
        "id": id,
        "error": error,
        "findings": [{
            "start": 0, "end": 0, "category": "UNREADABLE", "whose": "none", "flag": true,
            "severity": "stop", "rule": "line.invalid", "evidence": [error],
        }],
    })
}
