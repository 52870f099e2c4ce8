//! `sagsbord-cli`: the same use cases without a window, and the tools of development.

mod demo_data;
mod serve_dev;
mod tjek;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check texts for what must not slip out.
    Tjek(tjek::TjekArguments),
    /// Make the demo municipality: synthetic people, cases and documents.
    DemoData {
        #[arg(long)]
        folder: PathBuf,
        /// How many cases instead of the demo's 12,000, for benchmarks: `500000` or `1m`.
        #[arg(long, value_parser = demo_data::scale)]
        scale: Option<u32>,
    },
    /// Serve the use cases to a browser on this machine. For developing and testing the screens.
    ServeDev {
        /// 0 takes a free one; the first line printed says which.
        #[arg(long, default_value_t = 5174)]
        port: u16,
        #[arg(long)]
        folder: PathBuf,
        /// Open it as the demo municipality.
        #[arg(long)]
        demo: bool,
        /// Also serve the built screens from this folder.
        #[arg(long)]
        ui: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Tjek(arguments) => {
            return tjek::tjek(&arguments).unwrap_or_else(|error| {
                say(&format!("sagsbord: {error:#}"));
                ExitCode::from(2)
            });
        }
        Command::DemoData { folder, scale } => demo_data::make(&folder, scale).await,
        Command::ServeDev {
            port,
            folder,
            demo,
            ui,
        } => serve_dev::serve(port, folder, demo, ui).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

/// A command line talks to whoever typed it.
#[expect(clippy::print_stderr, reason = "the one place that prints")]
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}
