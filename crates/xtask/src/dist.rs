//! The package that a municipality's IT installs.

use anyhow::{Context as _, Result, bail};

use crate::arguments::Arguments;
use crate::process::{built, program, root, run};
use crate::setup::{self, Purpose};

const LARGEST_DEB_BYTES: u64 = 15_000_000;

pub(crate) fn dist(arguments: Arguments) -> Result<()> {
    arguments.end()?;
    setup::set_up(Purpose::Run)?;
    let tauri =
        root()
            .join("ui/node_modules/.bin")
            .join(if cfg!(windows) { "tauri.cmd" } else { "tauri" });
    run(program(tauri).args(["build", "--bundles", "deb"]))?;

    let folder = built("release", "bundle")?
        .with_file_name("bundle")
        .join("deb");
    let newest = std::fs::read_dir(&folder)
        .with_context(|| folder.display().to_string())?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .max_by_key(|path| path.metadata().and_then(|facts| facts.modified()).ok())
        .with_context(|| format!("no .deb in {}", folder.display()))?;
    let bytes = newest.metadata()?.len();
    println!("{}: {:.2} MB", newest.display(), bytes as f64 / 1e6);
    if bytes > LARGEST_DEB_BYTES {
        bail!(
            "the package is larger than {} MB",
            LARGEST_DEB_BYTES / 1_000_000
        );
    }
    Ok(())
}
