use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use sagsbord_app::pdf::{Limits, read_text};

use super::verification;
use crate::text::of;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[arg(value_name = "FIL", help = of("pdf.arg.file"))]
    file: PathBuf,
    #[arg(long, value_name = "TEKST", help = of("pdf.arg.secret"))]
    hemmelig: Vec<String>,
}

pub(super) fn verificer(arguments: &Arguments) -> Result<ExitCode> {
    let bytes = super::read(&arguments.file)?;
    let pages = read_text(bytes.clone(), None, Limits::default()).map_err(super::refused)?;
    let pictures: Vec<u32> = (1..)
        .zip(&pages)
        .filter(|(_, page)| !page.pictures.is_empty())
        .map(|(number, _)| number)
        .collect();
    let verification =
        verification::of_file(&arguments.file, bytes, &arguments.hemmelig, &pictures)
            .map_err(super::refused)?;
    crate::show(&serde_json::to_string_pretty(&verification.told())?);
    Ok(ExitCode::from(u8::from(!verification.is_clean())))
}
