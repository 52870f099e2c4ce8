//! Who may know whom. The arrows point inward, so that a rule of the domain can be read, tested and
//! reused without the database, the window or the network, and a door can be added without
//! touching what lies behind it.

use anyhow::Result;

use super::finding::Finding;
use super::tree::Tree;
use super::workspace::Workspace;

/// Each room with the rooms it may depend on; rooms that are planned stand here already.
const MAY_KNOW: [(&str, &[&str]); 16] = [
    ("domain", &[]),
    ("scan", &["domain"]),
    ("pdf", &["domain"]),
    ("law", &["domain"]),
    ("intake", &["domain", "pdf"]),
    ("c-library", &[]),
    ("store", &["domain", "c-library"]),
    ("platform", &["domain"]),
    ("sources", &["domain"]),
    ("contract", &["domain"]),
    // Use cases speak the contract's requests and replies.
    (
        "app",
        &[
            "domain",
            "scan",
            "pdf",
            "law",
            "intake",
            "store",
            "platform",
            "sources",
            "contract",
            "c-library",
        ],
    ),
    ("standin", &["platform"]),
    // It builds what the rooms hold, through their own acts: for tests and the demo municipality.
    ("testkit", &["domain", "law", "store", "app", "contract"]),
    ("src-tauri", &["app", "contract"]),
    // It makes the demo municipality, which the testkit invents.
    ("cli", &["app", "contract", "testkit"]),
    ("xtask", &[]),
];

/// What tests may use besides, in every room.
const FOR_TESTS: [&str; 2] = ["testkit", "standin"];

pub(super) fn check(tree: &Tree) -> Result<Vec<Finding>> {
    let workspace = Workspace::read(tree)?;
    let mut findings = Vec::new();
    for room in &workspace.rooms {
        let Some((_, may_know)) = MAY_KNOW.iter().find(|(name, _)| *name == room.name) else {
            findings.push(Finding::new(
                &room.manifest,
                1,
                format!("`{}` is no room of the design", room.name),
                "A new room needs its arrows first: crates/xtask/src/tidy/arrows.rs and ARCHITECTURE.md",
            ));
            continue;
        };
        for dependency in room.dependencies() {
            let Some(known) = workspace.room_of(&dependency.package) else {
                continue;
            };
            let in_tests = dependency.for_development && FOR_TESTS.contains(&known.name.as_str());
            if !in_tests && !may_know.contains(&known.name.as_str()) {
                findings.push(Finding::new(
                    &room.manifest,
                    dependency.line,
                    format!("`{}` must not know `{}`", room.name, known.name),
                    "Dependencies point inward (ARCHITECTURE.md, who may know whom)",
                ));
            }
        }
    }
    Ok(findings)
}
