use super::letter::{Letter, LetterFile};
use super::receivers::{Receiver, is_cvr};

/// What a letter may be, checked before it is sent: the platform's own refusal comes late, and in words that nobody
/// has published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostLimits {
    /// All files together, as they travel. The published contract has no such number; this is the one that senders of
    /// Digital Post are told, and a municipality may have agreed on another.
    pub whole_bytes: usize,
}

/// Why a letter cannot be sent as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LetterFault {
    #[error("the letter's id is of a kind that Digital Post does not take")]
    Id,
    #[error("the letter has no title")]
    NoTitle,
    #[error("the title is longer than {TEXT} signs")]
    LongTitle,
    #[error("the sender has no name, or one longer than {TEXT} signs")]
    SenderName,
    #[error("the sender is no organisation by its CVR number")]
    SenderNumber,
    #[error("the receiver is no company by its CVR number")]
    ReceiverNumber,
    #[error("the notice is longer than {NOTICE} signs")]
    LongNotice,
    #[error("file {0} has no name, or one longer than {TEXT} signs")]
    FileName(usize),
    #[error("file {0} does not say what it is")]
    FileKind(usize),
    #[error("file {0} is empty")]
    EmptyFile(usize),
    #[error("the letter is larger than {0} bytes")]
    TooLarge(usize),
}

/// `memoTextType` of the published data types.
const TEXT: usize = 256;
/// `memoNotificationType`.
const NOTICE: usize = 160;

impl Default for PostLimits {
    fn default() -> Self {
        Self {
            whole_bytes: 99_500_000,
        }
    }
}

impl PostLimits {
    pub fn check(&self, letter: &Letter) -> Result<(), LetterFault> {
        if letter.id.get_version_num() != 4 {
            return Err(LetterFault::Id);
        }
        if letter.title.trim().is_empty() {
            return Err(LetterFault::NoTitle);
        }
        if is_long(&letter.title, TEXT) {
            return Err(LetterFault::LongTitle);
        }
        if letter.sender.name.trim().is_empty() || is_long(&letter.sender.name, TEXT) {
            return Err(LetterFault::SenderName);
        }
        if !is_cvr(&letter.sender.cvr) {
            return Err(LetterFault::SenderNumber);
        }
        if let Receiver::Company(cvr) = &letter.receiver
            && !is_cvr(cvr)
        {
            return Err(LetterFault::ReceiverNumber);
        }
        if letter
            .notice
            .as_deref()
            .is_some_and(|notice| is_long(notice, NOTICE))
        {
            return Err(LetterFault::LongNotice);
        }
        let mut whole = 0_usize;
        for (number, file) in letter.files().enumerate() {
            check_file(number + 1, file)?;
            whole = whole.saturating_add(packed(file.bytes.len()));
        }
        if whole > self.whole_bytes {
            return Err(LetterFault::TooLarge(self.whole_bytes));
        }
        Ok(())
    }
}

fn check_file(number: usize, file: &LetterFile) -> Result<(), LetterFault> {
    if file.name.trim().is_empty() || is_long(&file.name, TEXT) {
        return Err(LetterFault::FileName(number));
    }
    let has_kind = file
        .media_type
        .split_once('/')
        .is_some_and(|(kind, of_it)| !kind.is_empty() && !of_it.is_empty());
    if !has_kind || is_long(&file.media_type, TEXT) {
        return Err(LetterFault::FileKind(number));
    }
    if file.bytes.is_empty() {
        return Err(LetterFault::EmptyFile(number));
    }
    Ok(())
}

fn is_long(text: &str, most: usize) -> bool {
    text.chars().count() > most
}

/// As base64.
fn packed(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}
