//! Decisions are read in the order they were taken; a gap looks like one that was taken back.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;

const FOLDER: &str = "docs/decisions/";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (index, path) in tree.under(FOLDER, &["md"]).into_iter().enumerate() {
        let name = path.strip_prefix(FOLDER).unwrap_or(path);
        let number = index + 1;
        if !name.starts_with(&format!("{number:03}-")) {
            findings.push(Finding::new(
                path,
                1,
                format!("should be named {number:03}-….md"),
                "Decisions are numbered without gaps or doubles",
            ));
        }
        if !tree.text(path)?.starts_with("# ") {
            findings.push(Finding::new(
                path,
                1,
                "does not begin with its title",
                "A decision is found by its title",
            ));
        }
    }
    Ok(findings)
}
