//! `sagsbord frist`: which day the law gives and why, without case, store or sign-in.
//!
//! Exit code 0: done. 1: a file of rules has faults. 2: it could not be done.

mod forklar;
mod regler;
mod tjek;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use clap::{Args, Subcommand};
use sagsbord_app::law::{FaultInFile, Language, Law, LocalFiles};

use crate::say;
use crate::text::{language, of};

#[derive(Args)]
pub(crate) struct FristArguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    #[command(about = of("frist.forklar.about"))]
    Forklar(forklar::Arguments),
    #[command(about = of("frist.regler.about"))]
    Regler(regler::Arguments),
    #[command(about = of("frist.tjek.about"))]
    Tjek(tjek::Arguments),
}

/// What a municipality has written itself.
#[derive(Args)]
struct OwnFiles {
    #[arg(long, value_name = "FIL", help = of("frist.arg.regler"))]
    regler: Option<PathBuf>,
    #[arg(long, value_name = "FIL", help = of("frist.arg.lukkedage"))]
    lukkedage: Option<PathBuf>,
    #[arg(long, value_name = "FIL", help = of("frist.arg.kalender"))]
    kalender: Option<PathBuf>,
}

pub(crate) fn frist(arguments: &FristArguments) -> Result<ExitCode> {
    match &arguments.command {
        Command::Forklar(arguments) => forklar::forklar(arguments),
        Command::Regler(arguments) => regler::regler(arguments),
        Command::Tjek(arguments) => tjek::tjek(arguments),
    }
}

impl OwnFiles {
    /// The law with these files over it, or what is wrong with them.
    fn law(&self) -> Result<Result<Law, Vec<FaultInFile>>> {
        let read = |file: &Option<PathBuf>| file.as_deref().map_or(Ok(String::new()), read);
        let (rules, closing_days, calendar) = (
            read(&self.regler)?,
            read(&self.lukkedage)?,
            read(&self.kalender)?,
        );
        Ok(Law::with(LocalFiles {
            rules: &rules,
            calendar: &calendar,
            closing_days: &closing_days,
        }))
    }

    /// Where there are faults, they are told, and nothing is counted by half a law.
    fn law_or_faults(&self) -> Result<Option<Law>> {
        match self.law()? {
            Ok(law) => Ok(Some(law)),
            Err(faults) => {
                self.tell(&faults);
                Ok(None)
            }
        }
    }

    fn tell(&self, faults: &[FaultInFile]) {
        for (file, fault) in faults {
            let name = match *file {
                "rules" => &self.regler,
                "closing_days" => &self.lukkedage,
                "calendar" => &self.kalender,
                _ => &None,
            };
            let name = name
                .as_deref()
                .map_or_else(|| (*file).to_owned(), |file| file.display().to_string());
            say(&format!("{name}: {}", fault.sentence(words())));
        }
    }
}

fn read(file: &Path) -> Result<String> {
    std::fs::read_to_string(file)
        .with_context(|| of("pdf.unreadable").replace("{file}", &file.display().to_string()))
}

fn words() -> Language {
    match language() {
        sagsbord_contract::Language::Da => Language::Da,
        sagsbord_contract::Language::En => Language::En,
    }
}
