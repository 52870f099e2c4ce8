//! How every file is written: small things that cost a reader or a diff more than they cost to keep.

use anyhow::Result;

use super::finding::Finding;
use super::tree::{Tree, extension};

const MOST_LINES: usize = 800;

/// What people write. Pictures, locks and licence texts are none of it.
const WRITTEN: [&str; 14] = [
    "rs", "ts", "js", "mjs", "svelte", "css", "html", "json", "md", "toml", "sql", "sh", "yml",
    "txt",
];

/// Written by a program, so only its writer could obey.
const GENERATED: [&str; 3] = [
    "Cargo.lock",
    "ui/package-lock.json",
    "ui/src/backend/contract.ts",
];

/// Marks of work put off. Spelled apart, or this file would carry them itself.
const PUT_OFF: [&str; 3] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
];

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in tree.files() {
        let path = path.as_str();
        if path.rsplit('/').next() == Some("mod.rs") {
            findings.push(Finding::new(
                path,
                1,
                "a file named mod.rs",
                "Ten open tabs of that name tell nothing: write room.rs beside room/",
            ));
        }
        let written = WRITTEN.contains(&extension(path)) || path == ".ci/run";
        // Fixtures are wrong on purpose, byte by byte.
        let fixture = path.starts_with("tests/fixtures/") || path.contains("/tests/fixtures/");
        // Word lists, a word a line: data with a recipe of its own.
        let list = path.starts_with("crates/scan/data/");
        if written && !fixture && !list && !GENERATED.contains(&path) {
            check_file(path, &tree.text(path)?, &mut findings);
        }
    }
    Ok(findings)
}

fn check_file(path: &str, text: &str, findings: &mut Vec<Finding>) {
    if text.contains('\r') {
        let line = text
            .lines()
            .position(|line| line.contains('\r'))
            .map_or_else(
                || {
                    1 + text
                        .split('\r')
                        .next()
                        .unwrap_or_default()
                        .matches('\n')
                        .count()
                },
                |index| index + 1,
            );
        findings.push(Finding::new(
            path,
            line,
            "a carriage return",
            "Lines end with LF on every system",
        ));
    }
    if !text.is_empty() && !text.ends_with('\n') {
        let line = text.lines().count();
        findings.push(Finding::new(
            path,
            line,
            "no line end at the end",
            "The next line added would show as two changed",
        ));
    }
    let count = text.lines().count();
    // Messages and settings are lists: long, but not hard to read.
    if count > MOST_LINES && extension(path) != "json" {
        findings.push(Finding::new(
            path,
            MOST_LINES + 1,
            format!("{count} lines (at most {MOST_LINES})"),
            "One concept per file; a file this long holds several",
        ));
    }
    for (index, line) in text.lines().enumerate() {
        if line.ends_with([' ', '\t']) {
            findings.push(Finding::new(
                path,
                index + 1,
                "a space at the end",
                "It shows as a change to whoever removes it",
            ));
        }
        if extension(path) == "rs" && line.starts_with('\t') {
            findings.push(Finding::new(
                path,
                index + 1,
                "indented by a tab",
                "rustfmt indents by spaces",
            ));
        }
        // The rules' own tests must show such marks to prove that they are found.
        if !path.starts_with("crates/xtask/tests/") && has_word(line, &PUT_OFF) {
            findings.push(Finding::new(
                path,
                index + 1,
                "a mark of work put off",
                "Do it, or open an issue: nobody reads these",
            ));
        }
    }
}

fn has_word(line: &str, words: &[&str]) -> bool {
    line.split(|letter: char| !letter.is_alphanumeric() && letter != '_')
        .any(|word| words.contains(&word))
}
