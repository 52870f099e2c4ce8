use sagsbord_contract::{LetterChoice, LetterFileRow, LetterRow, LetterState as Shown};
use sagsbord_store::{KeptLetter, KeptLetterFile, LetterState};

pub(super) fn letter_row(
    letter: KeptLetter,
    files: Vec<KeptLetterFile>,
    receiver: String,
    written_by: String,
    may_decide: bool,
) -> LetterRow {
    let choices = if may_decide {
        choices(letter.state).to_vec()
    } else {
        Vec::new()
    };
    LetterRow {
        id: letter.id.to_string(),
        title: letter.title,
        receiver,
        state: shown(letter.state),
        state_at: letter.state_at.to_rfc3339(),
        written_at: letter.written_at.to_rfc3339(),
        written_by,
        files: files.into_iter().map(file_row).collect(),
        fault: letter.fault.and_then(|fault| fault.text.or(fault.code)),
        instead_of: letter.instead_of.map(|id| id.to_string()),
        choices,
    }
}

/// What a person may decide of a letter that stands so. One that may still be on its way leaves nothing to decide.
pub(super) const fn choices(state: LetterState) -> &'static [LetterChoice] {
    use LetterChoice::{ItCame, OnPaper, SendAnew};
    match state {
        LetterState::Unknown => &[ItCame, SendAnew, OnPaper],
        LetterState::Failed | LetterState::Refused => &[SendAnew, OnPaper],
        LetterState::Drafted | LetterState::Exempt => &[OnPaper],
        LetterState::Sending
        | LetterState::HandedIn
        | LetterState::Received
        | LetterState::Delivered
        | LetterState::OnPaper
        | LetterState::GivenUp => &[],
    }
}

fn file_row(file: KeptLetterFile) -> LetterFileRow {
    LetterFileRow {
        name: file.name,
        media_type: file.media_type,
        bytes: u32::try_from(file.blob.size()).unwrap_or(u32::MAX),
    }
}

const fn shown(state: LetterState) -> Shown {
    match state {
        LetterState::Drafted => Shown::Drafted,
        LetterState::Sending => Shown::Sending,
        LetterState::Unknown => Shown::Unknown,
        LetterState::HandedIn => Shown::HandedIn,
        LetterState::Received => Shown::Received,
        LetterState::Delivered => Shown::Delivered,
        LetterState::Failed => Shown::Failed,
        LetterState::Refused => Shown::Refused,
        LetterState::Exempt => Shown::Exempt,
        LetterState::OnPaper => Shown::OnPaper,
        LetterState::GivenUp => Shown::GivenUp,
    }
}
