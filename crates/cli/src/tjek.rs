//! `sagsbord tjek`: the quality check of files, or of lines of JSON, without case, store or sign-in.
//!
//! Of files, what is flagged decides the exit code: 0 nothing, 1 something to look at; 2 always means that the
//! check itself failed.

mod json;
mod lines;
mod parties;
mod place;
mod sarif;
mod text;

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use sagsbord_app::scan::{
    CasePeople, CaseScanner, Finding, Options, Regime, Scanner, WordList, decode,
};

use crate::text::{of, of_findings, with};

#[derive(Args)]
pub(crate) struct TjekArguments {
    #[arg(value_name = "FIL", help = of("arg.files"))]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FIL", help = of("arg.parter"))]
    parter: Option<PathBuf>,
    #[arg(long, value_enum, value_name = "REGLER", help = of("arg.regime"))]
    regime: Option<Rules>,
    #[arg(long, value_name = "FIL", help = of("arg.ordliste"))]
    ordliste: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "tekst", hide_default_value = true, value_name = "FORMAT", help = of("arg.format"))]
    format: Format,
    #[arg(long, conflicts_with_all = ["files", "format", "parter"], help = of("arg.jsonl"))]
    jsonl: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Tekst,
    Json,
    Sarif,
}

#[derive(Clone, Copy, ValueEnum)]
enum Rules {
    Ofl,
    Egenacces,
    Fvl,
    Gdpr,
    Miljoe,
    Sundhed,
}

impl From<Rules> for Regime {
    fn from(rules: Rules) -> Regime {
        match rules {
            Rules::Ofl => Regime::PublicAccess,
            Rules::Egenacces => Regime::OwnAccess,
            Rules::Fvl => Regime::PartyAccess,
            Rules::Gdpr => Regime::DataProtection,
            Rules::Miljoe => Regime::Environment,
            Rules::Sundhed => Regime::HealthRecord,
        }
    }
}

/// One file after the check.
struct Checked {
    name: String,
    text: String,
    findings: Vec<Finding>,
}

pub(crate) fn tjek(arguments: &TjekArguments) -> Result<ExitCode> {
    let scanner = Scanner::new(
        word_list(arguments.ordliste.as_deref())?,
        Options::default(),
    );
    if arguments.jsonl {
        let input = std::io::stdin().lock();
        let output = std::io::stdout().lock();
        return lines::check(&scanner, input, output);
    }
    if arguments.files.is_empty() {
        bail!(of("tjek.no_files"));
    }
    let people = match &arguments.parter {
        Some(file) => parties::read(file)?,
        None => CasePeople::default(),
    };
    let case = scanner.for_case(people);
    let mut checked = Vec::new();
    for file in &arguments.files {
        checked.push(check_file(&case, file)?);
    }
    let regime = arguments.regime.map(Regime::from);
    let report = match arguments.format {
        Format::Tekst => text::report(&checked, regime),
        Format::Json => json::report(&checked, regime)?,
        Format::Sarif => sarif::report(&checked, regime)?,
    };
    std::io::stdout().lock().write_all(report.as_bytes())?;
    let flagged = checked
        .iter()
        .flat_map(|file| &file.findings)
        .any(|finding| finding.flag);
    Ok(ExitCode::from(u8::from(flagged)))
}

fn check_file(case: &CaseScanner, file: &Path) -> Result<Checked> {
    let name = file.display().to_string();
    let mut bytes = Vec::new();
    if name == "-" {
        if std::io::stdin().is_terminal() {
            super::say(of("tjek.type_then_end"));
        }
        std::io::stdin().lock().read_to_end(&mut bytes)?;
    } else {
        bytes = std::fs::read(file).with_context(|| with("tjek.unreadable", "{file}", &name))?;
    }
    Ok(match decode(&bytes) {
        Ok(decoded) => Checked {
            name,
            findings: case.scan(&decoded.text),
            text: decoded.text.into_owned(),
        },
        Err(reason) => Checked {
            name,
            findings: vec![Finding::unchecked(&reason)],
            text: String::new(),
        },
    })
}

fn word_list(file: Option<&Path>) -> Result<WordList> {
    let Some(file) = file else {
        return Ok(WordList::built_in());
    };
    let name = file.display();
    let bytes =
        std::fs::read(file).with_context(|| with("tjek.list_unreadable", "{file}", &name))?;
    let decoded = decode(&bytes).with_context(|| with("tjek.list_not_text", "{file}", &name))?;
    WordList::from_file_text(&decoded.text).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| problem.in_words(of_findings()))
            .collect();
        let said = with("tjek.list_unusable", "{file}", &name);
        anyhow::anyhow!("{said}\n{}", lines.join("\n"))
    })
}
