//! ui/dist: the screens as they are shipped, which the app's build embeds.

use std::path::Path;
use std::time::SystemTime;

use anyhow::Result;

use crate::process::{npm, root, run};

/// All that Vite reads. A folder's own time tells of files taken out of it.
const SOURCES: [&str; 9] = [
    "crates/contract/messages",
    "ui/index.html",
    "ui/package-lock.json",
    "ui/package.json",
    "ui/public",
    "ui/src",
    "ui/svelte.config.js",
    "ui/tsconfig.json",
    "ui/vite.config.ts",
];

/// Builds them unless nothing has changed since: new files, even equal ones, would make Cargo compile
/// the app again.
pub(crate) fn build_if_changed() -> Result<()> {
    let built = newest(&root().join("ui/dist/index.html"));
    let changed = SOURCES
        .iter()
        .filter_map(|source| newest(&root().join(source)))
        .max();
    if built.is_some() && built >= changed {
        println!("ui/dist is up to date");
        return Ok(());
    }
    run(&mut npm(["run", "build"]))
}

/// The latest change of a file, or of anything in a folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = path.metadata().ok()?.modified().ok()?;
    let below = std::fs::read_dir(path).into_iter().flatten().flatten();
    below
        .filter_map(|entry| newest(&entry.path()))
        .chain([own])
        .max()
}
