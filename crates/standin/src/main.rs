//! The stand-in by itself: for development and the demo municipality.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use sagsbord_standin::{Options, StandIn};

#[derive(Parser)]
#[command(
    name = "sagsbord-standin",
    about = "A stand-in for the service platform"
)]
struct Arguments {
    /// The port that it listens at; 0 takes a free one.
    #[arg(long, default_value_t = 8443)]
    port: u16,
    /// The municipality's CVR number.
    #[arg(long, default_value = "11111111")]
    cvr: String,
    /// Refuses what breaks the platform's guidance.
    #[arg(long)]
    strict: bool,
    /// Where the published schemas lie; every request is held against them.
    #[arg(long)]
    schemas: Option<PathBuf>,
    /// Where its authority's certificate, and a system's certificate with its key, are written.
    #[arg(long)]
    folder: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut options = Options::of(&arguments.cvr);
    options.port = arguments.port;
    options.is_strict = arguments.strict;
    options.schemas = arguments.schemas;
    let standin = StandIn::start(options).await?;
    std::fs::create_dir_all(&arguments.folder)?;
    let write = |name: &str, text: &str| std::fs::write(arguments.folder.join(name), text);
    write("udsteder.pem", standin.authority().pem())?;
    let system = standin.system_certificate(&arguments.cvr)?;
    write("system.pem", &system.both())?;
    write("adresse.txt", standin.base())?;
    tracing::info!(address = standin.base(), "ready");
    tokio::signal::ctrl_c().await?;
    Ok(())
}
