use std::collections::BTreeMap;
use std::path::PathBuf;

use sagsbord_domain::SourceId;
use zeroize::Zeroizing;

use crate::AppError;
use crate::app::App;
use crate::opening::kept_key::store_id;

/// The demo holds nobody's secrets, and keeps its own key in the same place: no key service is asked.
const DEMO_FILE: &str = "demo-secrets.json";

/// What lets us in at a source.
pub(super) async fn secret_of(
    app: &App,
    source: SourceId,
) -> Result<Option<Zeroizing<String>>, AppError> {
    if app.config.demo {
        let kept = demo_secrets(app).await?;
        return Ok(kept.get(&source.to_string()).cloned().map(Zeroizing::new));
    }
    let (ring, account) = (app.key_ring.clone(), account(app, source)?);
    // A person may have to unlock the service first.
    let kept = tokio::task::spawn_blocking(move || ring.get(&account)).await??;
    Ok(kept.filter(|secret| !secret.is_empty()))
}

/// An empty one is as good as none: a source that is removed leaves nothing behind.
pub(super) async fn keep_secret(
    app: &App,
    source: SourceId,
    secret: Zeroizing<String>,
) -> Result<(), AppError> {
    if app.config.demo {
        let mut kept = demo_secrets(app).await?;
        kept.insert(source.to_string(), secret.to_string());
        let text = serde_json::to_vec(&kept).unwrap_or_default();
        return Ok(tokio::fs::write(demo_file(app), text).await?);
    }
    let (ring, account) = (app.key_ring.clone(), account(app, source)?);
    Ok(tokio::task::spawn_blocking(move || ring.set(&account, &secret)).await??)
}

fn account(app: &App, source: SourceId) -> Result<String, AppError> {
    let store = store_id(&app.config.folder)?;
    Ok(format!("source-{store}-{source}"))
}

fn demo_file(app: &App) -> PathBuf {
    app.config.folder.join(DEMO_FILE)
}

async fn demo_secrets(app: &App) -> Result<BTreeMap<String, String>, AppError> {
    match tokio::fs::read(demo_file(app)).await {
        Ok(text) => Ok(serde_json::from_slice(&text).unwrap_or_default()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(BTreeMap::new()),
        Err(error) => Err(error.into()),
    }
}
