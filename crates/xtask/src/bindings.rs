//! The TypeScript side of the contract is checked in, so that the UI builds without Rust.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::arguments::Arguments;
use crate::process::{cargo, output, root};

const CONTRACT_TS: &str = "ui/src/backend/contract.ts";

pub(crate) fn bindings(mut arguments: Arguments) -> Result<()> {
    let only_check = arguments.switch("--check");
    arguments.end()?;
    let mut export = cargo([
        "run",
        "--quiet",
        "-p",
        "sagsbord-contract",
        "--bin",
        "export-bindings",
    ]);
    if only_check {
        check(&mut export)
    } else {
        write(&mut export)
    }
}

/// Fails when the checked-in file is not the one that the export prints.
pub(crate) fn check(export: &mut Command) -> Result<()> {
    let expected = output(export)?;
    let found = std::fs::read_to_string(root().join(CONTRACT_TS))
        .with_context(|| CONTRACT_TS.to_owned())?;
    if found == expected {
        println!("{CONTRACT_TS}: up to date");
        return Ok(());
    }
    let same = found
        .lines()
        .zip(expected.lines())
        .take_while(|(found, expected)| found == expected)
        .count();
    bail!(
        "{CONTRACT_TS}:{}: differs from crates/contract. Run `cargo xtask bindings` and commit the file",
        same + 1
    );
}

fn write(export: &mut Command) -> Result<()> {
    let path = root().join(CONTRACT_TS);
    let text = output(export)?;
    if std::fs::read_to_string(&path).is_ok_and(|old| old == text) {
        println!("{CONTRACT_TS}: up to date");
        return Ok(());
    }
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    std::fs::write(&path, text).with_context(|| path.display().to_string())?;
    println!("{CONTRACT_TS}: written");
    Ok(())
}
