//! The quality check's speed, and beside it that of others on the same text in the same run.

use std::path::Path;

use anyhow::Result;

use crate::arguments::Arguments;
use crate::process::{cargo, program, root, run};

/// From the Python package index; each is fetched once into a folder of its own.
const PEERS: [&str; 2] = ["presidio-analyzer", "datafog"];

pub(super) fn scan(arguments: Arguments) -> Result<()> {
    let folder = root().join(".sagsbord/bench-peers");
    std::fs::create_dir_all(&folder)?;
    let text = folder.join("text.txt");
    run(
        cargo(["bench", "-p", "sagsbord-scan", "--bench", "scan", "--"])
            .arg(format!("--write={}", text.display()))
            .args(arguments.words()?),
    )?;
    for peer in PEERS {
        if let Err(error) = measure(peer, &folder, &text) {
            println!("{peer}: cannot be measured here ({error:#})");
        }
    }
    Ok(())
}

fn measure(peer: &str, folder: &Path, text: &Path) -> Result<()> {
    let home = folder.join(peer);
    let python = home.join("bin/python");
    if !python.exists() {
        run(program("python3").args(["-m", "venv"]).arg(&home))?;
    }
    run(program(&python).args(["-m", "pip", "install", "--quiet", peer]))?;
    run(program(&python)
        .arg("crates/scan/benches/peers.py")
        .arg(peer)
        .arg(text))
}
