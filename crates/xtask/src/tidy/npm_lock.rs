//! ui/package-lock.json was made from ui/package.json. Set-up may fall back to an installation that
//! does not insist on it (setup.rs says why), so it is insisted on here.

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::finding::Finding;
use super::tree::Tree;

const MANIFEST: &str = "ui/package.json";
const LOCK: &str = "ui/package-lock.json";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    if !tree.has(MANIFEST) {
        return Ok(Vec::new());
    }
    let text = tree.text(MANIFEST)?;
    let manifest: Value = serde_json::from_str(&text).context(MANIFEST)?;
    let lock: Value = match tree.has(LOCK) {
        true => serde_json::from_str(&tree.text(LOCK)?).context(LOCK)?,
        false => Value::Null,
    };
    let mut findings = Vec::new();
    for kind in ["dependencies", "devDependencies"] {
        for (name, version) in manifest[kind].as_object().into_iter().flatten() {
            let line = text
                .lines()
                .position(|line| line.trim_start().starts_with(&format!("\"{name}\"")))
                .map_or(1, |at| at + 1);
            if lock["packages"][""][kind][name] != *version {
                findings.push(Finding::new(
                    MANIFEST,
                    line,
                    format!("`{name}` stands differently in {LOCK}"),
                    "Run `npm install` in ui/ and commit both files",
                ));
            }
            // "^1.2.3" would install what came out since, and the tests of today tell nothing of it.
            let exact = version
                .as_str()
                .is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()));
            if !exact {
                findings.push(Finding::new(
                    MANIFEST,
                    line,
                    format!("`{name}` is not pinned to one version"),
                    "The UI that was tested is the UI that is built",
                ));
            }
        }
    }
    Ok(findings)
}
