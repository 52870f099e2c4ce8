use std::path::Path;

use sagsbord_app::pdf::{CoveredText, Limits, PdfError, Verified, verify_covered};
use serde_json::{Value, json};

use sagsbord_app::other_readers::{self, OtherReadings};

/// What was found in a finished file by all who could be asked.
pub(super) struct Verification {
    verified: Verified,
    missing: Vec<String>,
}

/// Reads a finished file with all readers there are. `file` holds `bytes`; `pictures` are the pages whose pixels may
/// show letters.
pub(super) fn of_file(
    file: &Path,
    bytes: Vec<u8>,
    secrets: &[String],
    pictures: &[u32],
) -> Result<Verification, PdfError> {
    let covered = secrets.iter().map(|secret| CoveredText {
        text: secret.clone(),
        pages: Vec::new(),
    });
    of_pages(file, bytes, &covered.collect::<Vec<_>>(), pictures)
}

/// The same for texts that are covered on some pages only.
pub(super) fn of_pages(
    file: &Path,
    bytes: Vec<u8>,
    secrets: &[CoveredText],
    pictures: &[u32],
) -> Result<Verification, PdfError> {
    let OtherReadings { readings, missing } = if secrets.is_empty() {
        OtherReadings::default()
    } else {
        other_readers::read(file, &bytes, pictures)
    };
    let verified = verify_covered(bytes, secrets, &readings, Limits::default())?;
    Ok(Verification { verified, missing })
}

impl Verification {
    /// Nothing that must not be there was found. The file may still break a rule of its standards.
    pub(super) fn holds_no_secret(&self) -> bool {
        self.verified.holds_no_secret()
    }

    pub(super) fn is_clean(&self) -> bool {
        self.verified.is_clean()
    }

    /// Counts only. A secret is known by its number in the order, never by a hash: who knows that it is a CPR number
    /// would have it from the hash in a second.
    pub(super) fn told(&self) -> Value {
        let verified = &self.verified;
        let secrets: Vec<_> = verified
            .secrets
            .iter()
            .enumerate()
            .map(|(index, secret)| {
                let hits: serde_json::Map<_, _> = secret
                    .hits
                    .iter()
                    .map(|(reader, count)| (reader.clone(), json!(count)))
                    .collect();
                json!({
                    "number": index + 1,
                    "hits": hits,
                    "words_of_it_in_the_text": secret.parts,
                    "where_it_is_not_covered": secret.elsewhere,
                })
            })
            .collect();
        json!({
            "clean": verified.is_clean(),
            "sha256": verified.fingerprint,
            "pages": verified.pages,
            "readers": verified.readers,
            "not_asked": self.missing,
            "secrets": secrets,
            "forbidden": verified.forbidden,
            "streams_not_unpacked": verified.streams_not_unpacked,
            "broken_rules": verified.broken_rules,
        })
    }
}
