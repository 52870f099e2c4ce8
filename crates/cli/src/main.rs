//! `sagsbord-cli`: the same use cases without a window, and the tools of development.

mod aktindsigt;
mod arguments;
mod commands;
mod demo_data;
mod door;
mod frist;
mod frister;
mod indeks;
mod indlaes;
mod kilder;
mod named_case;
mod opgaver;
mod pdf;
mod secret;
mod serve_dev;
mod text;
mod tjek;

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Context as _;
use sagsbord_app::outside_files::become_helper;
use serde::Serialize;

use arguments::{Arguments, Audit, Command, Told};
use door::Door;
use text::of;

/// The command line could not be read, as in other programs.
const MISTAKE: u8 = 2;

fn main() -> ExitCode {
    sagsbord_app::keep_one_heap();
    // Before any thread is there: what a helper gives up, it gives up for all of itself.
    match become_helper() {
        Some(code) => code,
        None => command_line(),
    }
}

#[tokio::main]
async fn command_line() -> ExitCode {
    let arguments = match arguments::read() {
        Ok(arguments) => arguments,
        Err(Told::Asked(help)) => {
            show(help.trim_end());
            return ExitCode::SUCCESS;
        }
        Err(Told::Mistake(mistake)) => {
            say(&format!("sagsbord-cli: {mistake}"));
            return ExitCode::from(MISTAKE);
        }
    };
    if let Command::Tjek(tjek) = &arguments.command {
        return tjek::tjek(tjek).unwrap_or_else(|error| {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::from(MISTAKE)
        });
    }
    if let Command::Pdf(pdf) = &arguments.command {
        return pdf::pdf(pdf).unwrap_or_else(|error| {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::from(MISTAKE)
        });
    }
    if let Command::Indlaes(indlaes) = &arguments.command
        && let Some(folder) = &indlaes.til
    {
        return indlaes::into_folder(indlaes, folder).unwrap_or_else(|error| {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::from(MISTAKE)
        });
    }
    if let Command::Frist(frist) = &arguments.command {
        return frist::frist(frist).unwrap_or_else(|error| {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::from(MISTAKE)
        });
    }
    match run(arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            say(&format!("sagsbord-cli: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> anyhow::Result<bool> {
    let Arguments { place, command } = arguments;
    match command {
        Command::DemoData {
            scale,
            cases_only,
            clear_desks,
        } => {
            let folder = place.folder.context("--folder is missing")?;
            demo_data::make(&folder, scale, cases_only, clear_desks)
                .await
                .map(|()| true)
        }
        Command::ServeDev { port, ui } => {
            let folder = place.folder.context("--folder is missing")?;
            let served = serve_dev::serve(port, folder, place.demo, ui);
            served.await.map(|()| true)
        }
        command => {
            let door = Door::at(place)?;
            let _log = sagsbord_app::log::start_log(door.folder());
            let done = at_the_door(&door, command).await;
            door.desk.app().close().await;
            done
        }
    }
}

/// Whether it is as it should be: a script asks for nothing else.
async fn at_the_door(door: &Door, command: Command) -> anyhow::Result<bool> {
    match command {
        Command::State => commands::state(door).await,
        Command::SignIn => commands::sign_in(door).await,
        Command::Backup { to } => commands::backup(door, &to).await,
        Command::Restore { from } => commands::restore(door, &from).await,
        Command::Check => commands::check(door).await,
        Command::Audit {
            command: Audit::Verify { receipt },
        } => commands::verify_audit(door, receipt).await,
        Command::RotateKey => commands::rotate_key(door).await,
        Command::SupportReport => commands::support_report(door).await,
        Command::Cases(filters) => commands::cases(door, String::new(), filters).await,
        Command::Search { words, filters } => commands::cases(door, words.join(" "), filters).await,
        Command::Indlaes(indlaes) => indlaes::for_a_case(door, &indlaes).await,
        Command::Opgaver { command } => opgaver::opgaver(door, command).await,
        Command::Aktindsigt { command } => aktindsigt::aktindsigt(door, command).await,
        Command::Frister { command } => frister::frister(door, command).await,
        Command::Indeks { command } => indeks::indeks(door, command).await,
        Command::Kilder { command } => kilder::kilder(door, command).await,
        Command::Tjek(_)
        | Command::Pdf(_)
        | Command::Frist(_)
        | Command::DemoData { .. }
        | Command::ServeDev { .. } => Ok(false),
    }
}

/// To whoever typed it; the answer itself goes elsewhere, so that it can be read by a program.
#[expect(clippy::print_stderr, reason = "a command line speaks on its terminal")]
pub(crate) fn say(text: &str) {
    eprintln!("{text}");
}

#[expect(clippy::print_stderr, reason = "a command line speaks on its terminal")]
pub(crate) fn say_in_place(text: &str) {
    eprint!("\r{text}\r");
}

pub(crate) fn show(text: &str) {
    // Whoever reads may have seen enough, as `head` has.
    if let Err(error) = writeln!(std::io::stdout(), "{text}")
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        say(&format!("sagsbord-cli: {error}"));
    }
}

pub(crate) fn show_json(answer: &impl Serialize) -> anyhow::Result<()> {
    show(&serde_json::to_string_pretty(answer).with_context(|| of("json.failed"))?);
    Ok(())
}
