//! The report another program reads.

use anyhow::Result;
use sagsbord_app::scan::{Finding, Regime};
use serde_json::{Value, json};

use super::Checked;
use crate::text::of_findings;

pub(super) fn report(checked: &[Checked], regime: Option<Regime>) -> Result<String> {
    let files: Vec<Value> = checked
        .iter()
        .map(|file| {
            let findings: Vec<Value> = file
                .findings
                .iter()
                .map(|found| {
                    let mut value = finding(found, regime);
                    value["text"] = json!(file.text.get(found.span.bytes.clone()));
                    value
                })
                .collect();
            json!({"file": file.name, "findings": findings})
        })
        .collect();
    let mut report = serde_json::to_string_pretty(&json!({"files": files}))?;
    report.push('\n');
    Ok(report)
}

pub(super) fn finding(finding: &Finding, regime: Option<Regime>) -> Value {
    let mut value = json!({
        "start": finding.span.scalars.start,
        "end": finding.span.scalars.end,
        "byte_start": finding.span.bytes.start,
        "byte_end": finding.span.bytes.end,
        "category": finding.category.code(),
        "whose": finding.whose.code(),
        "flag": finding.flag,
        "confidence": finding.confidence.0,
        "severity": finding.severity.code(),
        "rule": finding.rule.id,
        "rule_version": finding.rule.version,
        "evidence": finding.evidence.iter().map(|reason| reason.in_words(of_findings())).collect::<Vec<_>>(),
        "action": finding.action.code(),
    });
    if let Some(person) = finding.person {
        value["person"] = json!(person);
    }
    if let Some(regime) = regime {
        let bases = finding.bases(regime);
        value["basis"] = json!(
            bases
                .iter()
                .map(|basis| basis.provision)
                .collect::<Vec<_>>()
        );
    }
    value
}
