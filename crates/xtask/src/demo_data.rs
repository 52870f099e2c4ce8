//! The demo municipality's store: made once, kept in .sagsbord/demo until deleted.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::arguments::Arguments;
use crate::process::{cargo, root, run};

pub(crate) fn demo_data(mut arguments: Arguments) -> Result<()> {
    let folder = arguments.path("--folder")?.unwrap_or_else(default_folder);
    let scale = arguments.value("--scale")?;
    arguments.end()?;
    let mut command = cargo(["run"]);
    if scale.is_some() {
        // A million cases through unoptimised code is an afternoon.
        command.arg("--release");
    }
    command
        .args(["-p", "sagsbord-cli", "--", "demo-data", "--folder"])
        .arg(folder);
    if let Some(scale) = scale {
        command.args(["--scale", &scale]);
    }
    run(&mut command)
}

pub(crate) fn default_folder() -> PathBuf {
    root().join(".sagsbord").join("demo")
}

/// Makes the demo store with the command-line program given, unless one is there that opens.
pub(crate) fn make_if_missing(cli: &Path, folder: &Path) -> Result<()> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        if !is_of_another_time(cli, folder)? {
            return Ok(());
        }
        println!("The demo municipality there was made by another version; it is made anew");
        std::fs::remove_dir_all(folder)?;
    }
    println!("Making the demo municipality in {}", folder.display());
    run(crate::process::program(cli)
        .arg("demo-data")
        .arg("--folder")
        .arg(folder))
}

/// Only for a folder that holds a demo: nothing else is ever removed.
fn is_of_another_time(cli: &Path, folder: &Path) -> Result<bool> {
    if !folder.join("demo-key.hex").is_file() {
        return Ok(false);
    }
    let mut state = crate::process::program(cli);
    state.args(["state", "--demo", "--folder"]).arg(folder);
    let answer = state.stderr(std::process::Stdio::null()).output()?;
    let answer = String::from_utf8_lossy(&answer.stdout);
    Ok(["\"store_damaged\"", "\"store_newer\""]
        .iter()
        .any(|problem| answer.contains(problem)))
}
