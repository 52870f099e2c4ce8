//! What the user reads exists in Danish and in English. A key missing in one language shows as a
//! key on the screen, and only to those who use that language.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use serde_json::Value;

use super::finding::Finding;
use super::tree::Tree;

const WHY: &str = "Each message has a Danish and an English text";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for danish in tree.under("", &["json"]) {
        let folder = danish.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !folder.ends_with("/messages") {
            continue;
        }
        let english = if danish.ends_with("/da.json") {
            danish.replace("/da.json", "/en.json")
        } else if danish.ends_with(".da.json") {
            danish.replace(".da.json", ".en.json")
        } else {
            let pair = danish
                .replace(".en.json", ".da.json")
                .replace("/en.json", "/da.json");
            if pair == danish || !tree.has(&pair) {
                findings.push(Finding::new(danish, 1, "has no Danish file beside it", WHY));
            }
            continue;
        };
        if !tree.has(&english) {
            findings.push(Finding::new(
                danish,
                1,
                "has no English file beside it",
                WHY,
            ));
            continue;
        }
        let da = keys(danish, &tree.text(danish)?, &mut findings);
        let en = keys(&english, &tree.text(&english)?, &mut findings);
        missing(&da, danish, &en, &english, &mut findings);
        missing(&en, &english, &da, danish, &mut findings);
    }
    Ok(findings)
}

fn missing(
    keys: &BTreeMap<String, usize>,
    path: &str,
    others: &BTreeMap<String, usize>,
    other_path: &str,
    findings: &mut Vec<Finding>,
) {
    for (key, line) in keys {
        if !others.contains_key(key) {
            findings.push(Finding::new(
                path,
                *line,
                format!("`{key}` is missing in {other_path}"),
                WHY,
            ));
        }
    }
}

/// The keys with their lines; doubles and empty texts are found on the way.
fn keys(path: &str, text: &str, findings: &mut Vec<Finding>) -> BTreeMap<String, usize> {
    let Ok(Value::Object(messages)) = serde_json::from_str(text) else {
        findings.push(Finding::new(path, 1, "is not one JSON object", WHY));
        return BTreeMap::new();
    };
    let mut lines = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (index, line) in text.lines().enumerate() {
        let Some(key) = key_of(line) else { continue };
        if !seen.insert(key.to_owned()) {
            findings.push(Finding::new(
                path,
                index + 1,
                format!("`{key}` stands here a second time"),
                "Of two equal keys the last one wins in silence",
            ));
        }
        lines.insert(key.to_owned(), index + 1);
    }
    let mut keys = BTreeMap::new();
    for (key, value) in messages {
        let line = lines.get(&key).copied().unwrap_or(1);
        if value.as_str().is_none_or(|text| text.trim().is_empty()) {
            findings.push(Finding::new(
                path,
                line,
                format!("`{key}` has no text"),
                WHY,
            ));
        }
        keys.insert(key, line);
    }
    keys
}

fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.trim_start().strip_prefix('"')?.split_once('"')?;
    rest.trim_start().starts_with(':').then_some(key)
}
