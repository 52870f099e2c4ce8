use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args;

use super::OwnFiles;
use crate::say;
use crate::text::of;

#[derive(Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    own: OwnFiles,
}

/// The municipality's files, read as the program reads them: every fault by line, field and reason.
pub(super) fn tjek(arguments: &Arguments) -> Result<ExitCode> {
    let own = &arguments.own;
    if own.regler.is_none() && own.lukkedage.is_none() && own.kalender.is_none() {
        bail!("{}", of("frist.no_file"));
    }
    if own.law_or_faults()?.is_none() {
        return Ok(ExitCode::FAILURE);
    }
    say(of("frist.good"));
    Ok(ExitCode::SUCCESS)
}
