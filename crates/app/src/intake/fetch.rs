//! The files that were handed in come into the store: their bytes as they are, sealed.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use sagsbord_intake::{Given, Limits, WhyUnreadable, fingerprint};
use sagsbord_store::{IntakeContent, IntakeFile, Store};

use super::running::Intakes;
use super::wire;
use crate::AppError;

/// Each by itself: a stop in between fetches the rest next time.
pub(super) async fn fetch(
    store: &Store,
    intake: sagsbord_domain::IntakeId,
    intakes: &Intakes,
    is_stopped: impl Fn() -> bool,
) -> Result<bool, AppError> {
    let files = store.read().await?.intake_files(intake).await?;
    for mut file in files {
        let Some(path) = file.path.take() else {
            continue;
        };
        if is_stopped() {
            return Ok(false);
        }
        let limits = Intakes::limits();
        let read =
            tokio::task::spawn_blocking(move || read_whole(Path::new(&path), &limits)).await?;
        let content: Option<IntakeContent> = match read {
            Ok(bytes) => {
                file.bytes = bytes.len() as u64;
                file.sha256 = Some(fingerprint(&bytes));
                Some(store.prepare_intake_content(bytes).await?)
            }
            Err(why) => {
                file.refused = Some(wire::word(why));
                None
            }
        };
        let mut writer = store.write().await?;
        if let Some(content) = content {
            writer.keep_intake_content(content).await?;
        }
        writer.settle_intake_file(intake, &file).await?;
        writer.commit().await?;
        intakes.changed();
    }
    Ok(true)
}

fn read_whole(path: &Path, limits: &Limits) -> Result<Vec<u8>, WhyUnreadable> {
    let file = File::open(path).map_err(|_| WhyUnreadable::Missing)?;
    let about = file.metadata().map_err(|_| WhyUnreadable::Missing)?;
    if !about.is_file() {
        return Err(WhyUnreadable::UnknownKind);
    }
    let mut bytes = Vec::new();
    file.take(limits.file_bytes + 1)
        .read_to_end(&mut bytes)
        .map_err(|_| WhyUnreadable::Missing)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(WhyUnreadable::TooLarge);
    }
    Ok(bytes)
}

pub(super) fn given(file: IntakeFile) -> Given {
    let content = match (file.sha256, file.refused) {
        (Some(sha256), _) => Some(Ok(sagsbord_intake::ChildContent {
            sha256,
            bytes: file.bytes,
        })),
        (None, Some(word)) => Some(Err(serde_json::from_value(serde_json::Value::String(word))
            .unwrap_or(WhyUnreadable::Missing))),
        (None, None) => None,
    };
    Given {
        name: file.name,
        folder: file.folder,
        content,
    }
}
