//! SQL stands in crates/store alone. A statement anywhere else would read rows without the access
//! filter or write them without the audit record.

use anyhow::Result;

use super::finding::Finding;
use super::rust_text::RustText;
use super::tree::Tree;

/// A statement's first word, and the word that must follow somewhere for it to be one.
const STATEMENTS: [(&str, &str); 9] = [
    ("SELECT", ""),
    ("INSERT", "INTO"),
    ("REPLACE", "INTO"),
    ("UPDATE", "SET"),
    ("DELETE", "FROM"),
    ("CREATE", "TABLE"),
    ("ALTER", "TABLE"),
    ("DROP", "TABLE"),
    ("PRAGMA", ""),
];

const WHY: &str = "Only crates/store writes SQL, so that no query goes round the access filter";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in tree.under("", &["rs"]) {
        if path.starts_with("crates/store/")
            || path.starts_with("tests/")
            || path.contains("/tests/")
        {
            continue;
        }
        let source = RustText::of(&tree.text(path)?);
        for (line, text) in &source.strings {
            if is_statement(text) {
                findings.push(Finding::new(
                    path,
                    *line,
                    "an SQL statement in a string",
                    WHY,
                ));
            }
        }
        for (offset, _) in source.code.match_indices("sqlx::") {
            findings.push(Finding::new(path, source.line_at(offset), "uses sqlx", WHY));
        }
    }
    Ok(findings)
}

fn is_statement(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let rest: Vec<_> = words.collect();
    STATEMENTS.iter().any(|(start, then)| {
        first == *start && !rest.is_empty() && (then.is_empty() || rest.contains(then))
    })
}
