//! Measurements of the release build. They are read by people; no test depends on a time.

mod intake;
mod overview;
mod pdf;
mod processes;
mod scan;
mod start;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::process::{cargo, run};

const NAMES: &str = "`bench store`, `bench start`, `bench scan`, `bench pdf`, `bench intake`, `bench indeks`, `bench overview`, `bench aktindsigt` or `bench frister`";

pub(crate) fn bench(mut arguments: Arguments) -> Result<()> {
    let Some(name) = arguments.next_word() else {
        bail!("which one? {NAMES}");
    };
    match name.as_str() {
        "store" => run(
            cargo(["bench", "-p", "sagsbord-store", "--bench", "store", "--"])
                .args(arguments.words()?),
        ),
        "frister" => {
            let words = arguments.words()?;
            for package in ["sagsbord-law", "sagsbord-store"] {
                run(cargo(["bench", "-p", package, "--bench", "deadlines", "--"]).args(&words))?;
            }
            Ok(())
        }
        "indeks" => run(cargo([
            "bench",
            "-p",
            "sagsbord-app",
            "--bench",
            "shared_index",
            "--",
        ])
        .args(arguments.words()?)),
        "aktindsigt" => run(
            cargo(["bench", "-p", "sagsbord-app", "--bench", "aktindsigt", "--"])
                .args(arguments.words()?),
        ),
        "intake" => intake::intake(arguments),
        "overview" => overview::overview(arguments),
        "pdf" => pdf::pdf(arguments),
        "scan" => scan::scan(arguments),
        "start" => start::start(arguments),
        other => bail!("there is no bench `{other}`: {NAMES}"),
    }
}
