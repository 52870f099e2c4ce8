use std::panic::{AssertUnwindSafe, catch_unwind};

use page_validation::{SafetyLimits, ValidationOptions, ValidationProfile, validate_pdf_bytes};

use crate::Limits;

const PROMISED: [(&str, ValidationProfile); 2] = [
    ("PDF/UA-1", ValidationProfile::PdfUa1),
    ("PDF/A-2a", ValidationProfile::PdfA2a),
];

/// The rules of the two standards that the file breaks, by a validator that did not write it. One that cannot
/// say is taken as a no.
pub(super) fn broken_rules(bytes: &[u8], limits: Limits) -> Vec<String> {
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
