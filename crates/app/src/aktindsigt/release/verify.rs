//! The finished file, read again by everybody who can be asked.

use std::path::Path;

use sagsbord_contract::{BundleDoubt, BundleVerification};
use sagsbord_pdf::{CoveredText, Limits, verify_beside};

use crate::other_readers::{self, OtherReadings};

#[derive(Clone, Copy)]
pub(super) struct Finished<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) covered: &'a [CoveredText],
    /// The act that each text is covered in.
    pub(super) numbers: &'a [u32],
    pub(super) pictures: &'a [u32],
    pub(super) folder: &'a Path,
    /// The rules of its standards that it breaks, where it was too large to be checked whole.
    pub(super) broken_in_parts: Option<&'a [String]>,
}

/// Whether nothing was found that must not be there. What was found is told: numbers, never texts.
pub(super) fn verified(finished: Finished<'_>, told: &mut BundleVerification) -> bool {
    let mut missing = Vec::new();
    let others = || {
        let read = match finished.covered.is_empty() {
            true => OtherReadings::default(),
            false => others(&finished),
        };
        missing = read.missing;
        read.readings
    };
    let bytes = finished.bytes.to_vec();
    let parts = finished.broken_in_parts;
    let verified = match verify_beside(bytes, finished.covered, others, parts, Limits::default()) {
        Ok(verified) => verified,
        // What cannot be read to its end was not checked.
        Err(error) => {
            told.doubts.push(BundleDoubt {
                why: error.code().to_owned(),
                number: None,
                page: error.page(),
                reader: None,
                count: 1,
            });
            return false;
        }
    };
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    told.texts += number(finished.covered.len());
    for reader in &verified.readers {
        if !told.readers.contains(reader) {
            told.readers.push(reader.clone());
        }
    }
    for program in missing {
        if !told.not_asked.contains(&program) {
            told.not_asked.push(program);
        }
    }
    for (secret, act) in verified.secrets.iter().zip(finished.numbers) {
        for (reader, hits) in &secret.hits {
            told.doubts.push(BundleDoubt {
                why: "still_read".to_owned(),
                number: Some(*act),
                page: None,
                reader: Some(reader.clone()),
                count: number(*hits),
            });
        }
    }
    told.streams_not_unpacked += number(verified.streams_not_unpacked);
    for rule in &verified.broken_rules {
        if !told.broken_rules.contains(rule) {
            told.broken_rules.push(rule.clone());
        }
    }
    if parts.is_some() {
        told.pages_checked_in_parts += number(verified.pages);
    }
    let is_clean = verified.holds_no_secret();
    told.forbidden.extend(verified.forbidden);
    is_clean
}

/// They read a file, so one is there for as long as they do.
fn others(finished: &Finished<'_>) -> OtherReadings {
    let file = finished.folder.join("udkast.pdf");
    if std::fs::write(&file, finished.bytes).is_err() {
        return OtherReadings {
            missing: vec!["disk".to_owned()],
            ..OtherReadings::default()
        };
    }
    let readings = other_readers::read(&file, finished.bytes, finished.pictures);
    // What cannot be removed now goes with the folder.
    let _ = std::fs::remove_file(&file);
    readings
}
