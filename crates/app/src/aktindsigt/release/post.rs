//! What was released, as letters of Digital Post: as many as its size takes.

use chrono::{DateTime, Utc};
use sagsbord_domain::aktindsigt::LetterPart as Part;
use sagsbord_domain::{Cpr, LetterId};
use sagsbord_pdf::{LetterBlock, LetterOrder, set_letter};
use sagsbord_platform::post::{PostLimits, Receiver};
use sagsbord_store::{Bundle, BundleFile, KeptAktindsigt, MAX_BLOB_BYTES};

use super::order::Words;
use crate::aktindsigt::law::aktindsigt_law;
use crate::templates::release_date;
use crate::{AppError, Desk, LetterContent, LetterDraft, LetterSent};

/// Files travel as base64, four signs for three bytes, and the cover letter goes with them.
fn most_bytes() -> u64 {
    let whole = PostLimits::default().whole_bytes as u64;
    (whole / 4 * 3).saturating_sub(1_000_000)
}

/// No file can be cut: one that is too large by itself is given in another way, or as separate files.
pub(super) fn fits(bundle: &Bundle) -> Result<(), AppError> {
    let most = most_bytes();
    match bundle.files.iter().all(|file| file.blob.size() <= most) {
        true => Ok(()),
        false => Err(AppError::problem("way", "too_large")),
    }
}

/// The files in their order, as many to a letter as it takes.
fn letters(files: &[BundleFile], most: u64) -> Vec<&[BundleFile]> {
    let mut letters = Vec::new();
    let (mut first, mut size) = (0, 0);
    for (place, file) in files.iter().enumerate() {
        if place > first && size + file.blob.size() > most {
            letters.push(&files[first..place]);
            (first, size) = (place, 0);
        }
        size += file.blob.size();
    }
    if first < files.len() {
        letters.push(&files[first..]);
    }
    letters
}

/// Each letter is kept whole before it is handed in. One that is not taken now is tried again by itself.
pub(super) async fn send(
    desk: &Desk,
    kept: &KeptAktindsigt,
    bundle: &Bundle,
    receiver: &Cpr,
    at: DateTime<Utc>,
) -> Result<Vec<(Option<LetterId>, &'static str)>, AppError> {
    let store = desk.app().store().await?;
    let law = aktindsigt_law()?;
    let words = Words {
        texts: &law.letters,
        on: at.date_naive(),
    };
    let letters = letters(&bundle.files, most_bytes());
    let of = letters.len().to_string();
    let mut sent = Vec::new();
    for (number, files) in (1_usize..).zip(letters.iter()) {
        let (which, count) = (number.to_string(), files.len().to_string());
        let is_one = letters.len() == 1;
        let title = match is_one {
            true => words.of(Part::PostTitle, &[])?,
            false => words.of(Part::PostTitleOfMany, &[&which, &of])?,
        };
        let cover = match is_one {
            true => words.of(Part::PostCover, &[&count])?,
            false => words.of(Part::PostCoverOfMany, &[&which, &of])?,
        };
        let mut attachments = Vec::with_capacity(files.len());
        for file in *files {
            let bytes = store.read_blob(&file.blob, MAX_BLOB_BYTES).await?;
            attachments.push(content(&file.name, bytes.to_vec()));
        }
        let main = cover_letter(&title, cover, at).await?;
        let draft = LetterDraft {
            case: kept.case,
            receiver: Receiver::Person(receiver.clone()),
            title,
            main,
            attachments,
            notice: None,
            is_mandatory: false,
            is_legal_notification: false,
        };
        // What is told here has been told to the log already.
        let Ok(letter) = desk.draft_letter(draft).await else {
            sent.push((None, "failed"));
            continue;
        };
        let outcome = match desk.send_letter(letter).await {
            Ok(LetterSent::HandedIn) => "handed_in",
            Ok(LetterSent::Exempt) => "exempt",
            Ok(LetterSent::Refused) => "refused",
            Ok(LetterSent::Unknown | LetterSent::NotToBeSent) => "unknown",
            Ok(LetterSent::Later(_)) | Err(_) => "later",
        };
        sent.push((Some(letter), outcome));
        // Whoever gets no Digital Post gets none of it: it goes another way.
        if outcome == "exempt" {
            break;
        }
    }
    Ok(sent)
}

async fn cover_letter(
    title: &str,
    text: String,
    at: DateTime<Utc>,
) -> Result<LetterContent, AppError> {
    let order = LetterOrder {
        title: title.to_owned(),
        body: vec![LetterBlock::Paragraph(text.into())],
        ..LetterOrder::default()
    };
    let date = release_date(at.date_naive());
    let set = tokio::task::spawn_blocking(move || set_letter(&order, date))
        .await?
        .map_err(|error| AppError::caused(sagsbord_contract::ErrorCode::Internal, error))?;
    Ok(content("Følgebrev.pdf", set.bytes))
}

fn content(name: &str, bytes: Vec<u8>) -> LetterContent {
    LetterContent {
        name: name.to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sagsbord_store::BlobRef;

    #[test]
    fn files_go_in_as_few_letters_as_their_order_and_size_allow() {
        let check = |sizes: &[u64], expected: &[usize]| {
            let files: Vec<BundleFile> = sizes
                .iter()
                .map(|size| BundleFile {
                    name: "Akt.pdf".to_owned(),
                    pages: 1,
                    blob: BlobRef::from_parts(&"ab".repeat(32), *size).unwrap(),
                })
                .collect();
            let found: Vec<usize> = letters(&files, 100).iter().map(|some| some.len()).collect();
            assert_eq!(found, expected, "{sizes:?}");
        };
        check(&[], &[]);
        check(&[100], &[1]);
        check(&[40, 40, 40], &[2, 1]);
        check(&[40, 60, 1], &[2, 1]);
        check(&[90, 90, 5, 5], &[1, 3]);
        // One that is too large by itself has a letter of its own, and is refused before.
        check(&[5, 300, 5], &[1, 1, 1]);
    }
}
