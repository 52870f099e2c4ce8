//! The first pages are only read when they are short.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;

const LONGEST: [(&str, usize); 2] = [("README.md", 149), ("ARCHITECTURE.md", 250)];

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (path, most) in LONGEST {
        if !tree.has(path) {
            findings.push(Finding::new(
                path,
                1,
                "is missing",
                "A newcomer reads it first",
            ));
            continue;
        }
        let count = tree.text(path)?.lines().count();
        if count > most {
            findings.push(Finding::new(
                path,
                most + 1,
                format!("{count} lines (at most {most})"),
                "It is read before anything else: move the details to docs/",
            ));
        }
    }
    Ok(findings)
}
