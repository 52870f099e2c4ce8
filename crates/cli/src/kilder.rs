//! `sagsbord kilder`: the systems that cases come from, a mapping held against its rules, a connection tried.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Subcommand;
use sagsbord_contract::*;

use crate::door::{Door, refused, tell};
use crate::text::{of, with};
use crate::{say, show_json};

/// Far above any mapping.
const MOST_BYTES: u64 = 1 << 20;

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("kilder.liste.about"))]
    Liste,
    #[command(about = of("kilder.tjek.about"))]
    Tjek {
        #[arg(value_name = "FIL.toml", help = of("kilder.arg.fil"))]
        fil: PathBuf,
    },
    #[command(about = of("kilder.proev.about"))]
    Proev {
        #[arg(value_name = "NAVN", help = of("kilder.arg.navn"))]
        navn: String,
    },
}

pub(crate) async fn kilder(door: &Door, command: Command) -> anyhow::Result<bool> {
    // Whoever mistypes a file's name is told before a password is asked for.
    let text = match &command {
        Command::Tjek { fil } => Some(read(fil)?),
        _ => None,
    };
    door.sign_in().await?;
    match (command, text) {
        (Command::Tjek { fil }, Some(text)) => check(door, &fil, text).await,
        (Command::Proev { navn }, _) => try_it(door, &navn).await,
        _ => {
            show_json(
                &door
                    .desk
                    .list_sources(Nothing {})
                    .await
                    .map_err(refused)?
                    .rows,
            )?;
            Ok(true)
        }
    }
}

fn read(file: &Path) -> anyhow::Result<String> {
    let named = || file.display().to_string();
    let size = std::fs::metadata(file).with_context(named)?.len();
    anyhow::ensure!(
        size <= MOST_BYTES,
        "{}: {}",
        named(),
        of("kilder.too_large")
    );
    std::fs::read_to_string(file).with_context(named)
}

/// A fault a line, as compilers tell them.
async fn check(door: &Door, file: &Path, text: String) -> anyhow::Result<bool> {
    let request = CheckSourceMapping { text };
    let checked = door.desk.check_source_mapping(request).await;
    let checked = checked.map_err(refused)?;
    for fault in &checked.faults {
        let problem = serde_json::to_value(fault.problem)?;
        let problem = problem.as_str().unwrap_or_default();
        let told = of(&format!("kilder.problem.{problem}"));
        let told = told.replace("{detail}", fault.detail.as_deref().unwrap_or_default());
        let place = format!("{}:{}", file.display(), fault.line);
        match fault.field.as_str() {
            "" => say(&format!("{place}: {told}")),
            field => say(&format!("{place}: {field}: {told}")),
        }
    }
    if !checked.faults.is_empty() {
        say(&with(
            "kilder.tjek.faults",
            "{count}",
            &checked.faults.len(),
        ));
        return Ok(false);
    }
    let host = checked.host.unwrap_or_default();
    say(&with("kilder.tjek.whole", "{host}", &host));
    Ok(true)
}

/// With the mapping and the secret that are kept.
async fn try_it(door: &Door, name: &str) -> anyhow::Result<bool> {
    let sources = door.desk.list_sources(Nothing {}).await.map_err(refused)?;
    let is_it = |row: &&SourceRow| row.kind == SourceKind::Mapped && row.name == name;
    let found = sources.rows.iter().find(is_it);
    let found = found.with_context(|| with("kilder.no_such", "{name}", &name))?;
    let request = TrySource {
        id: Some(found.id.clone()),
        ..TrySource::default()
    };
    let tried = door.desk.try_source(request).await.map_err(refused)?;
    show_json(&tried)?;
    let is_well = tried.steps.iter().all(|step| step.trouble.is_none());
    tell(if is_well {
        "kilder.proev.well"
    } else {
        "kilder.proev.trouble"
    });
    Ok(is_well)
}
