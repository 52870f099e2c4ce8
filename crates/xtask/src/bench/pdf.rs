//! Pages a second, and beside them those of other programs on the same files in the same run.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::arguments::Arguments;
use crate::process::{cargo, program, root, run};

/// From the Python package index, fetched once into a folder of their own.
const PEERS: [&str; 3] = ["pymupdf", "pypdfium2", "pikepdf"];

pub(super) fn pdf(mut arguments: Arguments) -> Result<()> {
    if let Some(corpus) = arguments.path("--corpus")? {
        let mut bench = bench();
        bench.arg("--corpus").arg(corpus);
        if let Some(keep) = arguments.path("--keep")? {
            std::fs::create_dir_all(&keep)?;
            bench.arg("--keep").arg(keep);
        }
        arguments.end()?;
        return run(&mut bench);
    }
    if arguments.switch("--long") {
        arguments.end()?;
        let folder = municipal(&peers_home()?)?;
        return run(bench().arg("--long").arg(folder));
    }
    let words = arguments.words()?;
    let home = peers_home()?;
    let folder = match words.first() {
        Some(folder) => std::path::absolute(folder)?,
        None => municipal(&home)?,
    };
    run(bench().arg(&folder))?;
    if let Err(error) = measure(&home, &folder) {
        println!("others cannot be measured here ({error:#})");
    }
    Ok(())
}

fn peers_home() -> Result<PathBuf> {
    let home = root().join(".sagsbord/bench-peers");
    std::fs::create_dir_all(&home)?;
    Ok(home)
}

/// Made files of the kinds that a municipality has.
fn municipal(home: &Path) -> Result<PathBuf> {
    let folder = home.join("municipal");
    run(bench().arg("--make").arg(&folder))?;
    Ok(folder)
}

fn bench() -> std::process::Command {
    cargo(["bench", "-p", "sagsbord-pdf", "--bench", "pages", "--"])
}

/// What is not installed is said by the script itself.
fn measure(home: &Path, folder: &Path) -> Result<()> {
    let home = home.join("pdf");
    let python = home.join("bin/python");
    if !python.exists() {
        run(program("python3").args(["-m", "venv"]).arg(&home))?;
    }
    run(program(&python)
        .args(["-m", "pip", "install", "--quiet"])
        .args(PEERS))?;
    run(program(&python)
        .arg("crates/pdf/benches/pages/peers.py")
        .arg(folder))
}
