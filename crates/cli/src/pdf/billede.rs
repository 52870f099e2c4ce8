use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use sagsbord_app::pdf::{Limits, render_png};

use super::Source;
use crate::text::of;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    source: Source,
    #[arg(long, default_value_t = 1, hide_default_value = true, value_name = "SIDE", help = of("pdf.arg.page"))]
    side: u32,
    #[arg(long, default_value_t = 100, hide_default_value = true, value_name = "DPI", value_parser = clap::value_parser!(u16).range(1..=600), help = of("pdf.arg.dpi"))]
    dpi: u16,
    #[arg(short, long, value_name = "PNG", help = of("pdf.arg.image"))]
    output: PathBuf,
}

pub(super) fn billede(arguments: &Arguments) -> Result<ExitCode> {
    let untrusted = super::read(&arguments.source.file)?;
    let password = arguments.source.adgangskode.as_deref();
    let image = render_png(
        untrusted,
        password,
        arguments.side,
        f32::from(arguments.dpi),
        Limits::default(),
    )
    .map_err(super::refused)?;
    std::fs::write(&arguments.output, image).with_context(|| {
        of("pdf.unwritable").replace("{file}", &arguments.output.display().to_string())
    })?;
    Ok(ExitCode::SUCCESS)
}
