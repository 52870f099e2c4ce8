//! `sagsbord indlaes`: files and folders are read, and every one of them is accounted for.

mod case;
mod folder;
mod password;

use std::path::PathBuf;

pub(crate) use case::for_a_case;
pub(crate) use folder::into_folder;

use crate::text::of;

#[derive(clap::Args)]
pub(crate) struct IndlaesArguments {
    #[arg(value_name = "STI", required = true, help = of("indlaes.arg.paths"))]
    paths: Vec<PathBuf>,
    #[arg(long, value_name = "MAPPE", help = of("indlaes.arg.til"), conflicts_with = "sag",
        required_unless_present = "sag")]
    pub(crate) til: Option<PathBuf>,
    #[arg(long, value_name = "SAGSNUMMER", help = of("indlaes.arg.sag"))]
    sag: Option<String>,
    #[arg(long, value_name = "FIL=KODE", help = of("indlaes.arg.adgangskode"))]
    adgangskode: Vec<password::FilePassword>,
    #[arg(long, value_name = "NR=GRUND", help = of("indlaes.arg.udelad"))]
    udelad: Vec<password::LeftOut>,
    #[arg(long, help = of("indlaes.arg.json"))]
    json: bool,
}
