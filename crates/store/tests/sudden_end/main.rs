//! Ends a program in the middle of its work and looks whether everything it had been told was kept
//! is there: by SIGKILL, and by cutting the power, which also takes what the disk had not been told
//! to keep. And lets one end in the ordinary way while its connections are being closed, which must be an end without a crash.
//!
//! `cargo test -p sagsbord-store --test sudden_end -- --kills 300 --cuts 300 --seed 7`

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program of its own, without the test harness"
)]

mod chance;
mod disk;
mod key_file;
mod kill;
mod leaver;
mod losses;
mod power_cut;
mod told;
mod trace;
mod victim;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use kill::KILLS;
use leaver::LEAVES;
use power_cut::CUTS;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error),
    };
    let outcome = match arguments.first().map(String::as_str) {
        Some("victim") => {
            let for_long = number(&arguments, "--milliseconds").map(Duration::from_millis);
            let seed = number(&arguments, "--seed").unwrap_or_default();
            runtime.block_on(victim::live(Path::new(&arguments[1]), seed, for_long))
        }
        Some("leaver") => runtime.block_on(leaver::leave(Path::new(&arguments[1]))),
        Some(filter) if !filter.starts_with('-') && !"sudden_end".contains(filter) => Ok(()),
        _ if arguments.iter().any(|argument| argument == "--list") => Ok(()),
        _ => runtime.block_on(end_suddenly(&arguments)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&*error),
    }
}

async fn end_suddenly(arguments: &[String]) -> Outcome<()> {
    let count = |name, otherwise| {
        number(arguments, name).map_or(otherwise, |asked| u32::try_from(asked).unwrap_or(otherwise))
    };
    let seed = number(arguments, "--seed").unwrap_or(1);
    kill::kill_again_and_again(count("--kills", KILLS), seed).await?;
    power_cut::cut_again_and_again(count("--cuts", CUTS), seed).await?;
    leaver::leave_again_and_again(count("--leaves", LEAVES)).await
}

fn failed(error: &dyn Error) -> ExitCode {
    eprintln!("sudden end: {error}");
    ExitCode::FAILURE
}

fn number(arguments: &[String], name: &str) -> Option<u64> {
    let at = arguments.iter().position(|argument| argument == name)?;
    arguments.get(at + 1)?.parse().ok()
}
