//! Whole intakes of made folders, and Tesseract run by hand beside the one of scans.

use anyhow::Result;

use crate::arguments::Arguments;
use crate::process::{cargo, root, run};

const FOLDERS: [&str; 5] = ["mails", "pdf", "long-folder", "long-file", "scans"];

pub(super) fn intake(mut arguments: Arguments) -> Result<()> {
    let taking = || cargo(["bench", "-p", "sagsbord-intake", "--bench", "taking", "--"]);
    if let Some(folder) = arguments.next_word() {
        arguments.end()?;
        return run(taking().arg(std::path::absolute(folder)?));
    }
    let home = root().join(".sagsbord/bench-intake");
    if !home.exists() {
        run(taking().arg("--make").arg(&home))?;
    }
    for folder in FOLDERS {
        run(taking().arg(home.join(folder)))?;
    }
    run(taking().arg("--recognised").arg(home.join("long-scan.pdf")))?;
    run(taking()
        .arg("--beside-tesseract")
        .arg(home.join("pictures")))
}
