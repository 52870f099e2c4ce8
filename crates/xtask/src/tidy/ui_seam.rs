//! Only ui/src/backend knows that there is a shell. Everything else runs in a plain browser too,
//! which is where the UI is tested.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;

const DOOR: &str = "ui/src/backend/";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for path in tree.under("ui/", &["ts", "js", "mjs", "svelte", "html"]) {
        if path.starts_with(DOOR) {
            continue;
        }
        for (index, line) in tree.text(path)?.lines().enumerate() {
            let imports = ["\"@tauri-apps/", "'@tauri-apps/", "`@tauri-apps/"];
            if imports.iter().any(|import| line.contains(import)) || line.contains("__TAURI__") {
                findings.push(Finding::new(
                    path,
                    index + 1,
                    "knows the shell",
                    "Only ui/src/backend may import @tauri-apps: the rest must run in any browser",
                ));
            }
        }
    }
    Ok(findings)
}
