//! `cargo xtask …`: everything one does with the repository. Each command is one file.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command-line tool speaks on its terminal"
)]

mod arguments;
mod bench;
mod bindings;
mod demo_data;
mod dist;
mod process;
mod run;
mod screens;
mod setup;
mod test;
mod tidy;
mod virtual_display;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::arguments::Arguments;

const HELP: &str = "\
cargo xtask <command>

  run        set up, build and open the window on the demo municipality
               --headless         without a display (Xvfb)
               --release          the optimised program
               --seconds N        end after N seconds (for scripts)
               --screenshot FILE  save a picture of the whole screen (with --headless)
  test       set up and run every check; `test --list` names the steps, `test <step>…` runs some
               --keep-going       run the later steps although one failed
  tidy       the rules no compiler knows; `tidy --list` names them
               --rule NAME        only this rule
               --bless            enter new migrations in migrations/CHECKSUMS
  bindings   write ui/src/backend/contract.ts from crates/contract
               --check            only compare
  bench      measure: `bench store`, `bench start`, `bench scan [FILE…]`,
             `bench pdf [FOLDER | --long | --corpus FOLDER [--keep FOLDER]]`, `bench intake`,
             `bench indeks`, `bench overview [CASES]`, `bench aktindsigt [DOCUMENTS]`, `bench frister`
  demo-data  make the demo municipality's store
               --folder F         where (.sagsbord/demo)
               --scale N|1m       how many cases
  dist       build the .deb
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let mut arguments = Arguments::of_this_process();
    let Some(command) = arguments.next_word() else {
        print!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "run" => run::run(arguments),
        "test" => test::test(arguments),
        "tidy" => tidy::tidy(arguments),
        "bindings" => bindings::bindings(arguments),
        "bench" => bench::bench(arguments),
        "demo-data" => demo_data::demo_data(arguments),
        "dist" => dist::dist(arguments),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`\n\n{HELP}"),
    }
}
