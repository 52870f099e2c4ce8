use std::io::Cursor;

use sagsbord_contract::{CaseNewsWhat, ErrorCode, ErrorReply};
use sagsbord_domain::access::Right;
use sagsbord_domain::{AuditAct, AuditRecord, CaseId, LetterId};
use sagsbord_platform::post::{Letter, LetterFault, LetterFile, PostLimits, Receiver, Sender};
use sagsbord_store::{KeptLetterFile, LetterReceiver, NewLetter, ReceiverKind};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::{AppError, Desk};

/// A letter that is to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterDraft {
    pub case: CaseId,
    pub receiver: Receiver,
    pub title: String,
    pub main: LetterContent,
    pub attachments: Vec<LetterContent>,
    /// What the receiver is told by text message or mail. Nobody knows who reads that.
    pub notice: Option<String>,
    pub is_mandatory: bool,
    /// The law says what follows from having received it.
    pub is_legal_notification: bool,
}

#[derive(Clone, PartialEq, Eq)]
pub struct LetterContent {
    pub name: String,
    pub media_type: String,
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for LetterContent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LetterContent")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

impl Desk {
    /// Keeps a letter whole, under the id that the platform will know it by. Nothing is sent.
    pub async fn draft_letter(&self, draft: LetterDraft) -> Result<LetterId, ErrorReply> {
        keep(self, draft)
            .await
            .map_err(|error| error.into_reply("draft_letter"))
    }
}

async fn keep(desk: &Desk, draft: LetterDraft) -> Result<LetterId, AppError> {
    let session = desk.session().await?;
    let filter = session.filter(Right::WorkOnCases)?;
    let store = desk.app().store().await?;
    store
        .read()
        .await?
        .find_case(&filter, draft.case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let now = desk.app().clock.now();
    let id = LetterId::new(Uuid::new_v4());
    let (letter, files) = checked(id, draft.clone(), now)?;
    // Sealed before the writer is taken, so that a large letter keeps nobody waiting.
    let mut prepared = Vec::new();
    for file in files {
        let bytes = Cursor::new(Zeroizing::new(file.bytes));
        prepared.push((file.name, file.media_type, store.prepare_blob(bytes).await?));
    }
    let mut writer = store.write().await?;
    // Another system writes the letters of its own cases.
    if writer.is_copy(draft.case).await? {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let mut kept = Vec::new();
    for (name, media_type, blob) in prepared {
        kept.push(KeptLetterFile {
            name,
            media_type,
            blob: writer.keep_blob(blob).await?,
        });
    }
    let new = NewLetter {
        id,
        case: draft.case,
        receiver: match letter.receiver {
            Receiver::Person(cpr) => LetterReceiver {
                kind: ReceiverKind::Person,
                number: cpr.digits().to_owned(),
            },
            Receiver::Company(cvr) => LetterReceiver {
                kind: ReceiverKind::Company,
                number: cvr,
            },
        },
        title: letter.title,
        notice: letter.notice,
        is_mandatory: letter.is_mandatory,
        is_legal_notification: letter.is_legal_notification,
        written_by: session.employee(),
        written_at: now,
        files: kept,
        instead_of: None,
    };
    writer.add_letter(&new).await?;
    let record =
        AuditRecord::new(session.employee(), AuditAct::LetterWritten).about("letter", id.uuid());
    writer.commit_with(&record, now).await?;
    desk.app()
        .case_changed(draft.case, CaseNewsWhat::Letters, session.employee());
    Ok(id)
}

/// What Digital Post would not take is told while it can still be changed.
fn checked(
    id: LetterId,
    draft: LetterDraft,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(Letter, Vec<LetterContent>), AppError> {
    let file = |content: &LetterContent| LetterFile {
        name: content.name.clone(),
        media_type: content.media_type.clone(),
        bytes: content.bytes.clone(),
    };
    let letter = Letter {
        id: id.uuid(),
        title: draft.title.trim().to_owned(),
        // Who sends it stands in the connection, and is put in when it is sent.
        sender: Sender {
            cvr: "00000000".to_owned(),
            name: "-".to_owned(),
        },
        receiver: draft.receiver,
        created: now,
        main: file(&draft.main),
        attachments: draft.attachments.iter().map(file).collect(),
        notice: draft.notice,
        is_mandatory: draft.is_mandatory,
        is_legal_notification: draft.is_legal_notification,
    };
    PostLimits::default().check(&letter).map_err(|fault| {
        let (field, problem) = problem(fault);
        AppError::problem(field, problem)
    })?;
    let files = std::iter::once(draft.main)
        .chain(draft.attachments)
        .collect();
    Ok((letter, files))
}

/// The field that is wrong, and how.
pub(super) fn problem(fault: LetterFault) -> (&'static str, &'static str) {
    match fault {
        LetterFault::Id => ("id", "wrong"),
        LetterFault::NoTitle => ("title", "empty"),
        LetterFault::LongTitle => ("title", "too_long"),
        LetterFault::SenderName | LetterFault::SenderNumber => ("sender", "wrong"),
        LetterFault::ReceiverNumber => ("receiver", "wrong"),
        LetterFault::LongNotice => ("notice", "too_long"),
        LetterFault::FileName(_) => ("files", "name"),
        LetterFault::FileKind(_) => ("files", "kind"),
        LetterFault::EmptyFile(_) => ("files", "empty"),
        LetterFault::TooLarge(_) => ("files", "too_large"),
    }
}
