//! A migration that has been out is history: changing it would lock people out of their store,
//! because the store compares the bytes with those it was made by. migrations/CHECKSUMS remembers
//! the bytes; `--bless` adds lines to it and never changes one.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Result, bail};
use sha2::{Digest as _, Sha256};

use super::finding::Finding;
use super::tree::Tree;

const FOLDER: &str = "migrations/";
const CHECKSUMS: &str = "migrations/CHECKSUMS";
const APPEND_ONLY: &str =
    "Migrations are append-only: write a new one that changes what this one made";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut kept = if tree.has(CHECKSUMS) {
        checksums(&tree.text(CHECKSUMS)?)
    } else {
        BTreeMap::new()
    };
    for (index, path) in tree.under(FOLDER, &["sql"]).into_iter().enumerate() {
        let name = path.strip_prefix(FOLDER).unwrap_or(path);
        let number = index + 1;
        if !is_well_named(name) {
            findings.push(Finding::new(
                path,
                1,
                "is not named NNNN_verb_noun.sql",
                "The name tells what the step does and where it stands in the order",
            ));
        } else if !name.starts_with(&format!("{number:04}_")) {
            findings.push(Finding::new(
                path,
                1,
                format!("should be number {number:04}"),
                "Migrations are numbered without gaps or doubles, so that two branches collide visibly",
            ));
        }
        let bytes = tree.bytes(path)?;
        if let Some(at) = bytes.iter().position(|byte| *byte == b'\r') {
            let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
            findings.push(Finding::new(
                path,
                line,
                "a carriage return",
                "The store compares raw bytes: a CRLF locks people out of their data",
            ));
        }
        match kept.remove(name) {
            None => findings.push(Finding::new(
                path,
                1,
                "is not in migrations/CHECKSUMS",
                "`cargo xtask tidy --bless` enters a new migration once it is final",
            )),
            Some((_, sum)) if sum == checksum(&bytes) => {}
            Some(_) => findings.push(Finding::new(path, 1, "was changed", APPEND_ONLY)),
        }
    }
    for (name, (line, _)) in kept {
        findings.push(Finding::new(
            CHECKSUMS,
            line,
            format!("`{name}` is gone"),
            APPEND_ONLY,
        ));
    }
    Ok(findings)
}

/// Enters the migrations that CHECKSUMS does not know yet; refuses when it knows one differently.
pub(super) fn bless(root: &Path) -> Result<()> {
    let tree = Tree::read(root)?;
    let old = if tree.has(CHECKSUMS) {
        tree.text(CHECKSUMS)?
    } else {
        String::new()
    };
    let kept = checksums(&old);
    let mut text = old;
    for path in tree.under(FOLDER, &["sql"]) {
        let name = path.strip_prefix(FOLDER).unwrap_or(path);
        let sum = checksum(&tree.bytes(path)?);
        match kept.get(name) {
            None => {
                println!("migrations/CHECKSUMS: {name} entered");
                text.push_str(&format!("{sum}  {name}\n"));
            }
            Some((_, known)) if *known == sum => {}
            Some(_) => bail!("{path}:1: was changed. {APPEND_ONLY}"),
        }
    }
    std::fs::write(root.join(CHECKSUMS), text)?;
    Ok(())
}

/// The lines of `sha256sum`: sum, two spaces, name; with the line's number.
fn checksums(text: &str) -> BTreeMap<String, (usize, String)> {
    text.lines()
        .enumerate()
        .filter_map(|(index, line)| {
            let (sum, name) = line.split_once("  ")?;
            Some((name.to_owned(), (index + 1, sum.to_owned())))
        })
        .collect()
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn is_well_named(name: &str) -> bool {
    let Some(stem) = name.strip_suffix(".sql") else {
        return false;
    };
    let mut words = stem.split('_');
    let number = words.next().unwrap_or_default();
    let words: Vec<_> = words.collect();
    number.len() == 4
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && words.len() >= 2
        && words.iter().all(|word| {
            !word.is_empty()
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}
