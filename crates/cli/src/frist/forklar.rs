use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::{Args, ValueEnum};
use sagsbord_app::law::deadline::{DeadlineError, Due};
use sagsbord_app::law::{Answer, Language, Question, answer, explain, sentence_of};
use sagsbord_app::ports::{Clock as _, SystemClock};
use serde_json::json;

use super::{OwnFiles, words};
use crate::text::of;
use crate::{show, show_json};

#[derive(Args)]
pub(super) struct Arguments {
    #[arg(value_name = "REGEL", help = of("frist.arg.rule"))]
    regel: String,
    #[arg(value_name = "DAG", help = of("frist.arg.start"))]
    fra: String,
    #[arg(long, value_name = "DAG", help = of("frist.arg.chosen"))]
    valgt: Option<String>,
    #[arg(long, value_name = "FRA..TIL", help = of("frist.arg.stop"))]
    standset: Vec<String>,
    #[arg(long, value_name = "DAG", help = of("frist.arg.extended"))]
    forlaenget: Option<String>,
    #[arg(long, value_enum, default_value = "tekst", hide_default_value = true, value_name = "FORMAT", help = of("frist.arg.format"))]
    format: Format,
    #[command(flatten)]
    own: OwnFiles,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Tekst,
    Json,
}

pub(super) fn forklar(arguments: &Arguments) -> Result<ExitCode> {
    let Some(law) = arguments.own.law_or_faults()? else {
        return Ok(ExitCode::FAILURE);
    };
    let question = Question {
        rule: &arguments.regel,
        start: &arguments.fra,
        chosen: arguments.valgt.as_deref(),
        stops: &arguments.standset,
        extended_to: arguments.forlaenget.as_deref(),
    };
    let answer = match answer(&law, question, SystemClock.now()) {
        Ok(answer) => answer,
        Err(error) => bail!("{}: {}", option_of(error), sentence_of(error, words())),
    };
    match arguments.format {
        Format::Tekst => show(&in_words(&answer, words())),
        Format::Json => show_json(&as_data(&answer))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What was typed that is to blame.
fn option_of(error: DeadlineError) -> &'static str {
    match error.field {
        "rule" => "REGEL",
        "start" => "DAG",
        "chosen" => "--valgt",
        "stops" => "--standset",
        "extended_to" => "--forlaenget",
        field => field,
    }
}

fn in_words(answer: &Answer, language: Language) -> String {
    explain(&answer.deadline, &answer.derivation, language, None)
}

fn as_data(answer: &Answer) -> serde_json::Value {
    let (rule, derivation) = (&answer.derivation.rule, &answer.derivation);
    let (state, due) = match derivation.due {
        Due::Day(day) => ("day", Some(day.to_string())),
        Due::At(instant) => ("instant", Some(instant.to_rfc3339())),
        Due::Stopped => ("stopped", None),
        Due::Soon => ("soon", None),
    };
    let skipped: Vec<_> = derivation
        .skipped
        .iter()
        .map(|closed| {
            let named = closed.named.as_ref();
            json!({
                "day": closed.day.to_string(),
                "because": named.map_or("weekend", |named| named.kind.code()),
                "name": named.map(|named| &named.name.da),
            })
        })
        .collect();
    json!({
        "rule": rule.id,
        "paragraph": rule.paragraph,
        "ruleFrom": rule.valid_from.to_string(),
        "ruleOf": rule.origin.code(),
        "confidence": rule.confidence.code(),
        "verified": rule.confidence.is_verified(),
        "calendar": &*derivation.calendar,
        "kind": state,
        "due": due,
        "lastOpenDay": derivation.target.map(|day| day.to_string()),
        "milestones": derivation.milestones.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "notCounted": skipped,
        "text": { "da": in_words(answer, Language::Da), "en": in_words(answer, Language::En) },
    })
}
