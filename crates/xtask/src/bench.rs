//! Measurements of the release build. They are read by people; no test depends on a time.

use anyhow::{Result, bail};

use crate::arguments::Arguments;
use crate::process::{cargo, run};

const NAMES: [&str; 1] = ["store"];

pub(crate) fn bench(mut arguments: Arguments) -> Result<()> {
    let Some(name) = arguments.next_word() else {
        bail!("which one? {}", NAMES.join(", "));
    };
    match name.as_str() {
        "store" => {
            let rest = arguments.words()?;
            run(cargo([
                "run",
                "--release",
                "-p",
                "sagsbord-cli",
                "--",
                "bench",
                "store",
            ])
            .args(rest))
        }
        other => bail!("there is no bench `{other}`: {}", NAMES.join(", ")),
    }
}
