use std::path::Path;

use anyhow::bail;
use chrono::Utc;
use sagsbord_testkit::demo_store::{demo_plan, make_demo_store};

use crate::say;

/// Refuses a folder with anything in it: nobody's data is overwritten by a demo.
pub(crate) async fn make(
    folder: &Path,
    scale: Option<u32>,
    cases_only: bool,
    clear_desks: bool,
) -> anyhow::Result<()> {
    if std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("the folder is not empty: {}", folder.display());
    }
    let now = Utc::now();
    let mut plan = demo_plan(now, scale.map(usize::try_from).transpose()?);
    if cases_only {
        plan = plan.without_documents();
    }
    if clear_desks {
        plan = plan.with_clear_desks();
    }
    let total = plan.cases;
    // Made beside its place and moved there whole: a stop leaves no half demo behind.
    let unfinished = folder.with_extension("unfinished");
    if unfinished.exists() {
        std::fs::remove_dir_all(&unfinished)?;
    }
    let store = make_demo_store(&unfinished, &plan, now, &|done| {
        // Every twentieth thousand is told: often enough to see that it moves.
        if done == total || done % 20_000 == 0 {
            say(&format!("{done} of {total} cases"));
        }
    })
    .await?;
    store.close().await;
    if folder.exists() {
        std::fs::remove_dir(folder)?;
    }
    std::fs::rename(&unfinished, folder)?;
    say(&format!(
        "the demo municipality lies in {}",
        folder.display()
    ));
    Ok(())
}

/// `500000` or `1m`.
pub(crate) fn scale(text: &str) -> Result<u32, String> {
    let (digits, factor) = match text.strip_suffix(['m', 'M']) {
        Some(digits) => (digits, 1_000_000),
        None => (text, 1),
    };
    digits
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_mul(factor))
        .filter(|cases| (1..=10_000_000).contains(cases))
        .ok_or_else(|| "from 1 to 10m cases".to_owned())
}
