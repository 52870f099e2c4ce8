//! `sagsbord pdf`: pages read, redrawn and verified, without case, store or sign-in.
//!
//! Exit code 0: done. 1: it was done, and something is wrong with what came out. 2: it could not be done, and nothing
//! was written.

mod billede;
mod saml;
mod tegn_om;
mod tekst;
mod unfinished;
mod verification;
mod verificer;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use sagsbord_app::pdf::{PdfError, Rect};

use crate::text::of;

#[derive(Args)]
pub(crate) struct PdfArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = of("pdf.tekst.about"))]
    Tekst(tekst::Arguments),
    #[command(about = of("pdf.tegn_om.about"))]
    TegnOm(tegn_om::Arguments),
    #[command(about = of("pdf.saml.about"))]
    Saml(saml::Arguments),
    #[command(about = of("pdf.billede.about"))]
    Billede(billede::Arguments),
    #[command(about = of("pdf.verificer.about"))]
    Verificer(verificer::Arguments),
}

/// The file to be read, and what opens it.
#[derive(Args)]
struct Source {
    #[arg(value_name = "FIL", help = of("pdf.arg.file"))]
    file: PathBuf,
    #[arg(long, env = "SAGSBORD_PDF_ADGANGSKODE", hide_env_values = true, value_name = "KODE", help = of("pdf.arg.password"))]
    adgangskode: Option<String>,
}

pub(crate) fn pdf(arguments: &PdfArguments) -> Result<ExitCode> {
    match &arguments.command {
        Command::Tekst(arguments) => tekst::tekst(arguments),
        Command::TegnOm(arguments) => tegn_om::tegn_om(arguments),
        Command::Saml(arguments) => saml::saml(arguments),
        Command::Billede(arguments) => billede::billede(arguments),
        Command::Verificer(arguments) => verificer::verificer(arguments),
    }
}

fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file)
        .with_context(|| of("pdf.unreadable").replace("{file}", &file.display().to_string()))
}

/// The sentence of a refusal, with the page it is about.
fn refused(error: PdfError) -> anyhow::Error {
    let sentence = of(&format!("pdf.error.{}", error.code()));
    match error.page() {
        Some(page) => anyhow::anyhow!(
            "{} ({})",
            sentence.replace("{page}", &page.to_string()),
            error.code()
        ),
        None => anyhow::anyhow!("{sentence} ({})", error.code()),
    }
}

/// Left, top, right, bottom, in points from the top left of the page as it is shown.
fn corners(area: Rect) -> [f64; 4] {
    [
        rounded(area.x0),
        rounded(area.y0),
        rounded(area.x1),
        rounded(area.y1),
    ]
}

/// A thousandth of a point is finer than any printer.
fn rounded(points: f64) -> f64 {
    (points * 1000.0).round() / 1000.0
}
