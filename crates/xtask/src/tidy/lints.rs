//! Every room is held to the workspace's lints, which forbid `unsafe` and a panic on outside data. A manifest that forgets
//! to say so is held to nothing, and compiles.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;
use super::workspace::Workspace;

/// What is asked of C, and nothing else.
const HAS_ITS_OWN: &str = "c-library";

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let rooms = Workspace::read(tree)?.rooms;
    let forgot = rooms
        .iter()
        .filter(|room| room.name != HAS_ITS_OWN && !inherits(&room.manifest_text));
    Ok(forgot
        .map(|room| {
            Finding::new(
                &room.manifest,
                1,
                "the workspace's lints are not taken over",
                "Write `[lints]` and `workspace = true` below it: without them `unsafe` and `unwrap` pass unseen",
            )
        })
        .collect())
}

fn inherits(manifest: &str) -> bool {
    let mut lines = manifest.lines().map(str::trim);
    lines.any(|line| line == "[lints]")
        && lines
            .take_while(|line| !line.starts_with('['))
            .any(|line| line == "workspace = true")
}
