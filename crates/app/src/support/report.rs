use std::fmt::Write as _;

use sagsbord_contract::{Nothing, SupportReport};

use crate::app::Slot;
use crate::log::newest_lines;
use crate::{AppError, Desk};

const LOG_LINES: usize = 60;

/// What IT needs to help, and nothing about anybody: versions, sizes, states, codes, the log's end.
///
/// It works in every phase, also when the store does not open, because that is when it is needed.
pub(crate) async fn support_report(desk: &Desk, _: Nothing) -> Result<SupportReport, AppError> {
    let app = desk.app();
    let mut text = String::new();
    let mut line = |key: &str, value: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{key}: {value}");
    };
    line("sagsbord", env!("CARGO_PKG_VERSION"));
    line(
        "system",
        &format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
    );
    line("time", &app.clock.now().to_rfc3339());
    let (state, store) = match &*app.slot().read().await {
        Slot::Opening => ("opening".to_owned(), None),
        Slot::Problem(code) => (format!("problem {}", code.key()), None),
        Slot::ChoosePassphrase => ("choose_passphrase".to_owned(), None),
        Slot::AskPassphrase => ("ask_passphrase".to_owned(), None),
        Slot::Open { store, .. } => ("open".to_owned(), Some(store.clone())),
    };
    line("store", &state);
    if let Some(store) = store {
        line(
            "clock behind",
            if store.clock_behind() { "yes" } else { "no" },
        );
        let sizes = store.sizes().await?;
        line("schema", &sizes.schema_version.to_string());
        line("database bytes", &sizes.database_bytes.to_string());
        line(
            "blobs",
            &format!("{} ({} bytes)", sizes.blobs, sizes.blob_bytes),
        );
        let mut reader = store.read().await?;
        line("cases", &reader.count_all_cases().await?.to_string());
        for job in reader.list_jobs(10).await? {
            let error = job.error.unwrap_or_default();
            line(
                "job",
                &format!(
                    "{} {} {}/{} {error}",
                    job.kind, job.state, job.done, job.total
                ),
            );
        }
        for (key, value) in reader.settings(None).await? {
            line("setting", &format!("{key} = {value}"));
        }
    }
    text.push_str("\nlog:\n");
    for entry in newest_lines(&app.config.folder, LOG_LINES) {
        text.push_str(&entry);
        text.push('\n');
    }
    Ok(SupportReport { text })
}
