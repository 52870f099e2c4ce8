//! Each command asks for what it needs, makes one call of the desk, and prints the answer.

use std::path::{Path, PathBuf};

use sagsbord_contract::*;
use serde_json::json;

use crate::arguments::Filters;
use crate::door::{Door, refused, tell, tell_progress};
use crate::{secret, show, show_json};

pub(crate) async fn state(door: &Door) -> anyhow::Result<bool> {
    let state = door.state().await?;
    let is_well = state.phase != DeskPhase::Problem;
    show_json(&json!({
        "phase": state.phase,
        "problem": state.problem.map(|problem| problem.code),
        "municipality": state.municipality,
        "clockBehind": state.clock_behind,
        "version": state.version,
    }))?;
    Ok(is_well)
}

pub(crate) async fn sign_in(door: &Door) -> anyhow::Result<bool> {
    show_json(&door.sign_in().await?)?;
    Ok(true)
}

pub(crate) async fn backup(door: &Door, to: &Path) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let request = StartBackup {
        folder: absolute(to)?,
        passphrase: secret::ask_for_new("ask.backup_passphrase")?.to_string(),
    };
    let events = door.desk.events();
    let started = door.desk.start_backup(request).await.map_err(refused)?;
    door.until_ended(events, started).await?;
    tell("backup.done");
    Ok(true)
}

pub(crate) async fn restore(door: &Door, from: &Path) -> anyhow::Result<bool> {
    // Where people work in the store, one of them must ask for it.
    if door.state().await?.phase == DeskPhase::SignIn {
        door.sign_in().await?;
    }
    let request = RestoreBackup {
        backup: absolute(from)?,
        passphrase: secret::ask("ask.backup_passphrase")?.to_string(),
    };
    let mut events = door.desk.events();
    let telling = tokio::spawn(async move {
        while let Some(event) = events.next().await {
            if let DeskEvent::Restoring(progress) = event {
                tell_progress(progress.percent, 100);
            }
        }
    });
    let restored = door.desk.restore_backup(request).await;
    telling.abort();
    restored.map_err(refused)?;
    tell("restore.done");
    Ok(true)
}

pub(crate) async fn check(door: &Door) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let events = door.desk.events();
    let started = door.desk.start_store_check(Nothing {}).await;
    door.until_ended(events, started.map_err(refused)?).await?;
    tell("check.done");
    Ok(true)
}

pub(crate) async fn verify_audit(door: &Door, receipt: Option<String>) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let verdict = door.desk.verify_audit(VerifyAudit { receipt }).await;
    let verdict = verdict.map_err(refused)?;
    show_json(&verdict)?;
    tell(if verdict.intact {
        "audit_verify.intact"
    } else {
        "audit_verify.broken"
    });
    Ok(verdict.intact)
}

pub(crate) async fn rotate_key(door: &Door) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let state = door.desk.rotate_key(Nothing {}).await.map_err(refused)?;
    show_json(&state)?;
    tell("rotate_key.done");
    Ok(true)
}

/// Without signing in, because it is needed most when nobody can.
pub(crate) async fn support_report(door: &Door) -> anyhow::Result<bool> {
    door.state().await?;
    let report = door
        .desk
        .support_report(Nothing {})
        .await
        .map_err(refused)?;
    show(report.text.trim_end());
    Ok(true)
}

pub(crate) async fn cases(door: &Door, text: String, filters: Filters) -> anyhow::Result<bool> {
    door.sign_in().await?;
    let request = ListCases {
        text,
        only_mine: filters.mine,
        only_unassigned: filters.unassigned,
        only_open: filters.open,
        due: filters.due,
        offset: filters.offset,
        limit: filters.limit,
        ..ListCases::default()
    };
    show_json(&door.desk.list_cases(request).await.map_err(refused)?)?;
    Ok(true)
}

/// The use cases know no current folder: they may run elsewhere than whoever typed.
fn absolute(folder: &Path) -> anyhow::Result<String> {
    let folder: PathBuf = std::path::absolute(folder)?;
    Ok(folder.display().to_string())
}
