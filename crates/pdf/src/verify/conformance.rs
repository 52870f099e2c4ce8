use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::Limits;
use crate::limits::STACK_BYTES;

const PROMISED: [(&str, ValidationProfile); 2] = [
    ("PDF/UA-1", ValidationProfile::PdfUa1),
    ("PDF/A-2a", ValidationProfile::PdfA2a),
];

/// What a file of any size may take, and what it may take more for its size: a file of ten thousand pages takes a
/// tenth of it.
const LONGEST: Duration = Duration::from_secs(60);
const LONGER_BY_MEGABYTE: Duration = Duration::from_secs(10);

/// The rules of the two standards that the file breaks, by a validator that did not write it. One that cannot
/// say, or not in time, is taken as a no.
pub(crate) fn broken_rules(bytes: &Arc<Vec<u8>>, limits: Limits) -> Vec<String> {
    let megabytes = u32::try_from(bytes.len() >> 20).unwrap_or(u32::MAX);
    let longest = LONGEST.saturating_add(LONGER_BY_MEGABYTE.saturating_mul(megabytes));
    let own = Arc::clone(bytes);
    in_time(longest, move || rules(&own, limits)).unwrap_or_else(|| {
        let names = PROMISED.iter().map(|(name, _)| name);
        names.map(|name| format!("{name}: {NO_ANSWER}")).collect()
    })
}

const NO_ANSWER: &str = "no answer from the validator in time";

/// It has no way to be stopped. Nobody waits for it any longer; what it still does ends with the program.
fn in_time<T: Send + 'static>(
    longest: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (done, wait) = mpsc::sync_channel(1);
    std::thread::Builder::new()
        .stack_size(STACK_BYTES)
        .spawn(move || {
            // Nobody may be there to hear it.
            let _ = done.send(work());
        })
        .ok()?;
    wait.recv_timeout(longest).ok()
}

fn rules(bytes: &[u8], limits: Limits) -> Vec<String> {
    let stream = usize::try_from(limits.stream_bytes).unwrap_or(usize::MAX);
    let objects = usize::try_from(limits.objects).unwrap_or(usize::MAX);
    // Its own bounds are those of a letter; a bundle has more of everything.
    let bounds = SafetyLimits::default()
        .with_max_input_size(limits.file_bytes)
        .with_max_decoded_stream_size(stream)
        .with_max_total_decoded_content_size(stream.saturating_mul(16))
        .with_max_form_invocations(10_000_000)
        .with_max_object_count(objects)
        // It counts a bookmark as one deeper than the one before it.
        .with_max_reference_depth(2_000)
        .with_max_table_grid_rows(1_000_000)
        .with_max_table_grid_cells(10_000_000)
        .with_max_unicode_cmap_mappings(10_000_000);
    let mut broken = Vec::new();
    for (name, profile) in PROMISED {
        let options = ValidationOptions::default()
            .profile(profile)
            .limits(bounds.clone());
        match catch_unwind(AssertUnwindSafe(|| validate_pdf_bytes(bytes, &options))) {
            Ok(Ok(report)) => {
                broken.extend(
                    report
                        .failures
                        .iter()
                        .map(|failure| format!("{name}: {}", failure.rule_id)),
                );
            }
            Ok(Err(_)) | Err(_) => broken.push(format!("{name}: not readable by the validator")),
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_no_answer_is_not_waited_for() {
        let (_keep, never) = mpsc::channel::<()>();
        let answer = in_time(Duration::from_millis(20), move || never.recv().is_ok());
        assert_eq!(answer, None, "it waits for ever");
        assert_eq!(in_time(LONGEST, || 7), Some(7));
        let ended = in_time(LONGEST, || std::panic::resume_unwind(Box::new(())));
        assert_eq!(ended, None::<()>, "it ended without one");
    }

    #[test]
    fn what_is_no_file_breaks_both_standards() {
        let bytes = Arc::new(b"%PDF-1.7\nnothing".to_vec());
        assert_eq!(broken_rules(&bytes, Limits::default()).len(), 2);
    }
}
