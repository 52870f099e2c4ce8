//! Measurements of the release build. They are read by people; no test depends on a time.

mod processes;
mod scan;
mod start;

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::process::{cargo, run};

const NAMES: &str = "`bench store`, `bench deadlines`, `bench start` or `bench scan`";

pub(crate) fn bench(mut arguments: Arguments) -> Result<()> {
    let Some(name) = arguments.next_word() else {
        bail!("which one? {NAMES}");
    };
    match name.as_str() {
        "store" | "deadlines" => {
            run(
                cargo(["bench", "-p", "sagsbord-store", "--bench", &name, "--"])
                    .args(arguments.words()?),
            )
        }
        "scan" => scan::scan(arguments),
        "start" => start::start(arguments),
        other => bail!("there is no bench `{other}`: {NAMES}"),
    }
}
