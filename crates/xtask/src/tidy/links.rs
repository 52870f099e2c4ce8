//! A link into the repository leads somewhere. Newcomers follow the documents before they know
//! enough to guess where a moved file went.

use std::path::{Component, Path, PathBuf};

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in tree.under("", &["md"]) {
        let mut in_code = false;
        for (index, line) in tree.text(path)?.lines().enumerate() {
            if line.trim_start().starts_with("```") {
                in_code = !in_code;
            }
            if in_code {
                continue;
            }
            for target in targets(line) {
                if !leads_somewhere(tree.root(), path, target) {
                    findings.push(Finding::new(
                        path,
                        index + 1,
                        format!("the link to `{target}` leads nowhere"),
                        "Say where the file is now, or take the link out",
                    ));
                }
            }
        }
    }
    Ok(findings)
}

/// What stands in `](…)`, outside of `code`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("](").filter_map(|(at, _)| {
        let in_code = line[..at].matches('`').count() % 2 == 1;
        let inside = line[at + 2..].split_once(')')?.0;
        let target = inside.split_once(' ').map_or(inside, |(target, _)| target);
        (!in_code).then_some(target)
    })
}

fn leads_somewhere(root: &Path, from: &str, target: &str) -> bool {
    let outside = target.contains("://") || target.starts_with("mailto:");
    let path = target.split('#').next().unwrap_or_default();
    if outside || path.is_empty() {
        return true;
    }
    let mut to = Path::new(from)
        .parent()
        .map_or_else(PathBuf::new, Path::to_owned);
    for component in Path::new(path).components() {
        match component {
            Component::ParentDir if !to.pop() => return false,
            Component::Normal(name) => to.push(name),
            Component::RootDir | Component::Prefix(_) => return false,
            Component::ParentDir | Component::CurDir => {}
        }
    }
    root.join(to).exists()
}
