//! Everything shipped may be shipped under the EUPL. The list of licences is deny.toml's, so that
//! this rule, which covers the npm packages too, and cargo-deny cannot disagree.

use anyhow::Result;
use serde_json::Value;

use super::finding::Finding;
use super::spdx::is_allowed;
use super::tree::Tree;
use super::workspace::metadata;

const POLICY: &str = "deny.toml";
const NPM_LOCK: &str = "ui/package-lock.json";
const WHY: &str = "Its licence is not in deny.toml's list: choose another package, or add the licence with its reason";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    if !tree.has(POLICY) {
        return Ok(vec![Finding::new(
            POLICY,
            1,
            "is missing",
            "It lists the licences allowed",
        )]);
    }
    let allowed = allowed(&tree.text(POLICY)?);
    let mut findings = Vec::new();

    let lock = if tree.has("Cargo.lock") {
        tree.text("Cargo.lock")?
    } else {
        String::new()
    };
    let metadata = metadata(tree, &[])?;
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let name = package["name"].as_str().unwrap_or_default();
        let licence = package["license"].as_str().unwrap_or("none given");
        if !is_allowed(licence, &allowed) {
            let line = line_of(&lock, &format!("name = \"{name}\""));
            findings.push(Finding::new(
                "Cargo.lock",
                line,
                format!("the crate `{name}`: {licence}"),
                WHY,
            ));
        }
    }

    if tree.has(NPM_LOCK) {
        let text = tree.text(NPM_LOCK)?;
        let lock: Value = serde_json::from_str(&text)?;
        for (path, package) in lock["packages"].as_object().into_iter().flatten() {
            let Some((_, name)) = path.rsplit_once("node_modules/") else {
                continue;
            };
            let only_for_building = package["dev"] == true || package["devOptional"] == true;
            let Some(licence) = package["license"].as_str() else {
                continue;
            };
            if !only_for_building && !is_allowed(licence, &allowed) {
                let line = line_of(&text, &format!("\"{path}\": {{"));
                findings.push(Finding::new(
                    NPM_LOCK,
                    line,
                    format!("the package `{name}`: {licence}"),
                    WHY,
                ));
            }
        }
    }
    Ok(findings)
}

/// The strings of `allow = […]` under `[licenses]`.
fn allowed(policy: &str) -> Vec<String> {
    let mut licences = Vec::new();
    let mut section = "";
    let mut in_list = false;
    for line in policy.lines().map(str::trim) {
        if line.starts_with('#') {
            continue;
        }
        if line.starts_with('[') {
            section = line;
        }
        in_list |= section == "[licenses]" && line.starts_with("allow") && line.contains('[');
        if in_list {
            licences.extend(line.split('"').skip(1).step_by(2).map(str::to_owned));
            in_list = !line.contains(']');
        }
    }
    licences
}

fn line_of(text: &str, start: &str) -> usize {
    text.lines()
        .position(|line| line.trim_start() == start)
        .map_or(1, |index| index + 1)
}
