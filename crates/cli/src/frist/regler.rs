use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use sagsbord_app::law::deadline::{Limit, Rule};
use sagsbord_app::law::{Language, length_in_words, word};

use super::{OwnFiles, words};
use crate::show;
use crate::text::of;

#[derive(Args)]
pub(super) struct Arguments {
    #[arg(value_name = "ORD", help = of("frist.arg.word"))]
    ord: Option<String>,
    #[command(flatten)]
    own: OwnFiles,
}

/// A line for each version of a rule, those below [C] marked.
pub(super) fn regler(arguments: &Arguments) -> Result<ExitCode> {
    let Some(law) = arguments.own.law_or_faults()? else {
        return Ok(ExitCode::FAILURE);
    };
    let wanted = arguments.ord.as_deref().unwrap_or_default().to_lowercase();
    let mut lines = String::new();
    for rule in law.rules.rules() {
        let line = line(rule, words());
        if line.to_lowercase().contains(&wanted) {
            // Writing to a string never fails.
            let _ = writeln!(lines, "{line}");
        }
    }
    show(lines.trim_end());
    Ok(ExitCode::SUCCESS)
}

fn line(rule: &Rule, language: Language) -> String {
    let length = match rule.limit {
        Limit::Fixed(length) => length_in_words(length, language),
        Limit::Chosen { .. } => of("frist.chosen").to_owned(),
        Limit::EndOfMonth => of("frist.end_of_month").to_owned(),
        Limit::Soon => word(language, "state", "no_day", &[]),
    };
    let name = match language {
        Language::Da => &rule.name.da,
        Language::En => &rule.name.en,
    };
    let until = rule
        .valid_to
        .map_or_else(String::new, |day| day.to_string());
    let mark = match rule.confidence.is_verified() {
        true => "",
        false => of("frist.unverified"),
    };
    format!(
        "{:<14} {:<16} {name}, {} ({}..{until}){mark}",
        rule.id, length, rule.paragraph, rule.valid_from
    )
}
