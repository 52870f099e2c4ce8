//! Each rule fails on a wrong tree and is silent on the right one: small real workspaces on disk,
//! looked at by the real program.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a fixture that cannot be made fails its test"
)]

mod files;
mod migrations;
mod seams;
mod shell;
mod workspaces;

use std::path::Path;
use std::process::Command;

/// Writes the files to a fresh folder, runs one rule there, and compares what it found. Each
/// expectation is the beginning of one finding, in order: `path:line: what`.
type Files<'a> = &'a [(&'a str, &'a str)];

#[track_caller]
fn check(rule: &str, files: Files, expected: &[&str]) {
    let folder = tree(files);
    let (found, succeeded) = tidy(folder.path(), &["--rule", rule]);
    assert_eq!(found.len(), expected.len(), "{rule}: {found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(
            found.starts_with(expected),
            "{rule}: expected `{expected}`, found `{found}`"
        );
        assert!(found.contains(". "), "a finding says why: {found}");
    }
    assert_eq!(
        succeeded,
        expected.is_empty(),
        "the exit code tells whether something was found"
    );
}

fn tree(files: Files) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn tidy(root: &Path, options: &[&str]) -> (Vec<String>, bool) {
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["tidy", "--root"])
        .arg(root)
        .args(options)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    // Shown when the test fails: what the program itself stumbled over.
    eprint!("{}", String::from_utf8_lossy(&output.stderr));
    let findings = text
        .lines()
        .filter(|line| line.ends_with(']'))
        .map(str::to_owned)
        .collect();
    (findings, output.status.success())
}
