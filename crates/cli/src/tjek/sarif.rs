//! SARIF 2.1.0, which editors and build servers show beside the text.

use std::collections::BTreeMap;

use anyhow::Result;
use sagsbord_app::scan::{Finding, Regime, Severity};
use serde_json::{Value, json};

use super::Checked;
use super::place::Lines;
use crate::text::of_findings;

pub(super) fn report(checked: &[Checked], regime: Option<Regime>) -> Result<String> {
    let mut rules: BTreeMap<&str, Value> = BTreeMap::new();
    let mut results = Vec::new();
    for file in checked {
        let lines = Lines::of(&file.text);
        for finding in &file.findings {
            rules.entry(finding.rule.id).or_insert_with(|| {
                json!({
                    "id": finding.rule.id,
                    "shortDescription": {"text": finding.category.in_words(of_findings())},
                    "properties": {"version": finding.rule.version},
                })
            });
            results.push(result(file, &lines, finding, regime));
        }
    }
    let mut report = serde_json::to_string_pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "sagsbord tjek",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.into_values().collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))?;
    report.push('\n');
    Ok(report)
}

fn result(file: &Checked, lines: &Lines, finding: &Finding, regime: Option<Regime>) -> Value {
    let (start_line, start_column) = lines.place(finding.span.bytes.start);
    let (end_line, end_column) = lines.place(finding.span.bytes.end);
    let reasons: Vec<String> = finding
        .evidence
        .iter()
        .map(|reason| reason.in_words(of_findings()))
        .collect();
    json!({
        "ruleId": finding.rule.id,
        "level": match (finding.flag, finding.severity) {
            (false, _) => "note",
            (true, Severity::Stop) => "error",
            (true, _) => "warning",
        },
        "message": {"text": format!(
            "{} ({}): {}",
            finding.category.in_words(of_findings()),
            finding.whose.in_words(of_findings()),
            reasons.join("; "),
        )},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": file.name.replace('\\', "/")},
            "region": {
                "startLine": start_line,
                "startColumn": start_column,
                "endLine": end_line,
                "endColumn": end_column,
                "charOffset": finding.span.scalars.start,
                "charLength": finding.span.scalars.len(),
            },
        }}],
        "properties": super::json::finding(finding, regime),
    })
}
