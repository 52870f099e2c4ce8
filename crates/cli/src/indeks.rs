//! `sagsbord indeks`: how the shared index is reached, what waits for it, and the work with it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use clap::Subcommand;
use sagsbord_app::Stopped;
use sagsbord_contract::*;
use serde_json::json;
use zeroize::Zeroizing;

use crate::door::{Door, refused, tell};
use crate::text::{of, with};
use crate::{say, secret, show_json};

/// Far above any settings or certificate.
const MOST_BYTES: u64 = 4 * 1024 * 1024;
const ROWS_AT_ONCE: u32 = 500;

#[derive(Subcommand)]
pub(crate) enum Command {
    #[command(about = of("indeks.tilslut.about"))]
    Tilslut(Connect),
    #[command(about = of("indeks.proev.about"))]
    Proev,
    #[command(about = of("indeks.status.about"))]
    Status,
    #[command(about = of("indeks.klargoer.about"))]
    Klargoer,
    #[command(about = of("indeks.send.about"))]
    Send,
    #[command(about = of("indeks.hent.about"))]
    Hent,
    #[command(about = of("indeks.sammenlign.about"))]
    Sammenlign,
    #[command(about = of("indeks.plan.about"))]
    Plan,
    #[command(about = of("indeks.enheder.about"))]
    Enheder,
    #[command(about = of("indeks.holdt.about"))]
    Holdt,
    #[command(about = of("indeks.proevekoersel.about"))]
    Proevekoersel {
        #[arg(long, value_name = "SAG", help = of("indeks.arg.sag"))]
        sag: Option<String>,
    },
}

#[derive(clap::Args)]
pub(crate) struct Connect {
    #[arg(value_name = "FIL.json", help = of("indeks.arg.settings"))]
    settings: PathBuf,
    #[arg(long, value_name = "FIL", help = of("indeks.arg.certifikat"))]
    certifikat: Option<PathBuf>,
    #[arg(long, requires = "certifikat", help = of("indeks.arg.kode"))]
    kode: bool,
    #[arg(long, value_name = "FIL", help = of("indeks.arg.udsteder"))]
    udsteder: Option<PathBuf>,
}

pub(crate) async fn indeks(door: &Door, command: Command) -> anyhow::Result<bool> {
    // Whoever mistypes a file's name is told before a password is asked for.
    let connect = match &command {
        Command::Tilslut(connect) => Some(connect.read()?),
        _ => None,
    };
    door.sign_in().await?;
    match command {
        Command::Tilslut(asked) => match connect {
            Some(request) => asked.run(door, request).await,
            None => Ok(false),
        },
        Command::Proev => try_it(door).await,
        Command::Status => {
            show_json(&door.desk.index_health(Nothing {}).await.map_err(refused)?)?;
            Ok(true)
        }
        Command::Klargoer => work(door, IndexWork::Prepare).await,
        Command::Send => work(door, IndexWork::Tell).await,
        Command::Hent => work(door, IndexWork::Ask).await,
        Command::Sammenlign => work(door, IndexWork::Compare).await,
        Command::Plan => plan(door).await,
        Command::Enheder => units(door).await,
        Command::Holdt => held(door).await,
        Command::Proevekoersel { sag } => dry_run(door, sag).await,
    }
}

impl Connect {
    fn read(&self) -> anyhow::Result<ConnectPlatform> {
        let text = read(&self.settings)?;
        let mut settings: PlatformSettings = serde_json::from_slice(&text).with_context(|| {
            with(
                "indeks.settings_unreadable",
                "{file}",
                &self.settings.display(),
            )
        })?;
        if let Some(file) = &self.udsteder {
            let text = String::from_utf8(read(file)?.to_vec());
            settings.trusts_only = Some(text.with_context(|| file.display().to_string())?);
        }
        let certificate = match &self.certifikat {
            Some(file) => Some(BASE64_STANDARD.encode(&*read(file)?)),
            None => None,
        };
        Ok(ConnectPlatform {
            settings,
            certificate,
            password: None,
        })
    }

    async fn run(&self, door: &Door, mut request: ConnectPlatform) -> anyhow::Result<bool> {
        if self.kode {
            request.password = Some(secret::ask("indeks.ask.kode")?.to_string());
        }
        let connected = door.desk.connect_platform(request).await;
        show_json(&connected.map_err(|error| at_its_field(&error))?)?;
        tell("indeks.connected");
        Ok(true)
    }
}

fn read(file: &Path) -> anyhow::Result<Zeroizing<Vec<u8>>> {
    let named = || file.display().to_string();
    let size = std::fs::metadata(file).with_context(named)?.len();
    anyhow::ensure!(
        size <= MOST_BYTES,
        "{}: {}",
        named(),
        of("indeks.too_large")
    );
    Ok(Zeroizing::new(std::fs::read(file).with_context(named)?))
}

/// What is wrong, and with which of the settings.
fn at_its_field(error: &ErrorReply) -> anyhow::Error {
    let (Some(field), Some(problem)) = (&error.field, &error.problem) else {
        return refused(error.clone());
    };
    match of(&format!("indeks.problem.{problem}")) {
        "" => refused(error.clone()),
        told => anyhow::anyhow!("{field}: {told}"),
    }
}

async fn try_it(door: &Door) -> anyhow::Result<bool> {
    let tried = door.desk.try_platform(Nothing {}).await.map_err(refused)?;
    show_json(&tried)?;
    let is_well = tried.parts.iter().all(|row| row.trouble.is_none());
    tell(if is_well {
        "indeks.proev.well"
    } else {
        "indeks.proev.trouble"
    });
    Ok(is_well)
}

/// The job to its end, and how it stands then.
async fn work(door: &Door, work: IndexWork) -> anyhow::Result<bool> {
    let events = door.desk.events();
    let started = door.desk.start_index_work(StartIndexWork { work }).await;
    let started = started.map_err(|error| at_its_field(&error))?;
    let ended = door.until_ended(events, started).await;
    let health = door.desk.index_health(Nothing {}).await.map_err(refused)?;
    show_json(&json!({
        "trouble": health.trouble,
        "queue": health.queue,
        "copies": health.copies,
        "lastContact": health.last_contact,
    }))?;
    if let Err(error) = ended {
        say(&format!("sagsbord-cli: {error:#}"));
        return Ok(false);
    }
    if health.queue.counts.held > 0 {
        say(&with("indeks.held", "{count}", &health.queue.counts.held));
    }
    Ok(true)
}

async fn plan(door: &Door) -> anyhow::Result<bool> {
    let fetched = door.desk.fetch_classification().await.map_err(refused)?;
    show_json(&json!({
        "new": fetched.plan.new,
        "changed": fetched.plan.changed,
        "asBefore": fetched.plan.as_before,
        "roles": fetched.roles,
        "unknownPlans": fetched.unknown,
    }))?;
    Ok(all_read(fetched.stopped))
}

async fn units(door: &Door) -> anyhow::Result<bool> {
    let fetched = door.desk.fetch_units().await.map_err(refused)?;
    show_json(&json!({
        "new": fetched.units.new,
        "changed": fetched.units.changed,
        "moved": fetched.units.moved,
        "asBefore": fetched.units.as_before,
        "incomplete": fetched.incomplete,
    }))?;
    Ok(all_read(fetched.stopped))
}

fn all_read(stopped: Option<Stopped>) -> bool {
    match stopped {
        None => return true,
        Some(Stopped::NotConnected) => tell("indeks.not_set_up"),
        Some(Stopped::ByPerson | Stopped::Trouble { .. }) => tell("indeks.not_read"),
    }
    false
}

/// Those in one's own reach, with what is proposed instead.
async fn held(door: &Door) -> anyhow::Result<bool> {
    let mut rows = Vec::new();
    loop {
        let request = ListIndexSteps {
            state: Some(IndexStepState::Held),
            offset: u32::try_from(rows.len()).unwrap_or(u32::MAX),
            limit: ROWS_AT_ONCE,
        };
        let page = door.desk.list_index_steps(request).await.map_err(refused)?;
        let is_last = page.rows.is_empty();
        rows.extend(page.rows);
        if is_last || rows.len() >= page.total as usize {
            break;
        }
    }
    show_json(&rows)?;
    Ok(rows.is_empty())
}

async fn dry_run(door: &Door, case_id: Option<String>) -> anyhow::Result<bool> {
    let request = |offset| DryRunIndex {
        case_id: case_id.clone(),
        offset,
        limit: 200,
    };
    let mut rows = Vec::new();
    loop {
        let offset = u32::try_from(rows.len()).unwrap_or(u32::MAX);
        let page = door
            .desk
            .dry_run_index(request(offset))
            .await
            .map_err(refused)?;
        let is_last = page.rows.is_empty();
        rows.extend(page.rows);
        if is_last || rows.len() >= page.total as usize {
            break;
        }
    }
    let all_go_out = rows.iter().all(|row| row.held.is_none());
    show_json(&rows)?;
    Ok(all_go_out)
}
