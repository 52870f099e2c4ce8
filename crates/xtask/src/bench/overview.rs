//! The entrance over a large town: what the desk answers, what the window paints, what it weighs and how soon it is
//! there. `bench overview [--cases 1000000] [--folder F] [--only desk,window,start] [--app A --empty E]`; the town is made
//! once and kept, and the programs are built unless they are named.

use std::path::Path;

use anyhow::{Result, bail};

use super::start::{self, Budget};
use crate::arguments::Arguments;
use crate::process::{cargo, program, root, run};
use crate::setup::{self, Purpose};
use crate::virtual_display::VirtualDisplay;

const PARTS: [&str; 3] = ["desk", "window", "start"];

const OF_A_LARGE_TOWN: Budget = Budget {
    times_the_empty_window: 1.4,
    megabytes_more: 150.0,
};

pub(super) fn overview(mut arguments: Arguments) -> Result<()> {
    let cases = arguments.number("--cases")?.unwrap_or(1_000_000);
    let folder = arguments.path("--folder")?;
    let runs = arguments.number("--runs")?.unwrap_or(5);
    let only = arguments
        .value("--only")?
        .unwrap_or_else(|| PARTS.join(","));
    let (app, empty) = (arguments.path("--app")?, arguments.path("--empty")?);
    arguments.end()?;
    if let Some(unknown) = only.split(',').find(|part| !PARTS.contains(part)) {
        bail!("there is no part `{unknown}`: {}", PARTS.join(", "));
    }
    let wants = |part: &str| only.split(',').any(|one| one == part);

    setup::set_up(Purpose::RunHeadless)?;
    // A million cases take their time, so the town is kept for the next run.
    let folder = folder.unwrap_or_else(|| root().join(format!(".sagsbord/town-{cases}")));
    if wants("desk") || !folder.is_dir() {
        let cases = cases.to_string();
        run(
            cargo(["bench", "-p", "sagsbord-app", "--bench", "overview", "--"])
                .arg(&folder)
                .arg(cases),
        )?;
    }
    if !(wants("window") || wants("start")) {
        return Ok(());
    }
    let app = app.map_or_else(start::build_app, Ok)?;
    if wants("window") {
        window(&app, &folder)?;
    }
    if wants("start") {
        let empty = empty.map_or_else(start::build_empty_window, Ok)?;
        start::beside_the_empty_window(&app, &empty, &folder, runs, &OF_A_LARGE_TOWN)?;
    }
    Ok(())
}

/// In the real window: from the key to the painted hits, and a long list that is scrolled.
fn window(app: &Path, folder: &Path) -> Result<()> {
    let display = VirtualDisplay::open()?;
    run(display
        .lend(&mut program("node"))
        .arg(root().join("benches/overview/window.mjs"))
        .env("SAGSBORD_APP", app)
        .env("SAGSBORD_FOLDER", folder))
}
