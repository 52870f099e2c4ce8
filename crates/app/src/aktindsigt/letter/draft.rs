use sagsbord_contract::{AktindsigtLetter, CaseNewsWhat, DraftAktindsigtLetter, ErrorCode};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_domain::{AktindsigtLetterId, AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{AktindsigtEntry, KeptAktindsigt, RequestLetter};
use uuid::Uuid;

use super::gather::drafted;
use super::row::told;
use crate::aktindsigt::find::find;
use crate::aktindsigt::release::round::Split;
use crate::{AppError, Desk};

/// A letter drafted from what is decided now. One that nobody has written in follows; one that somebody has stays as it
/// is, and the answer says what would be different, until it is asked for in its place.
pub(crate) async fn draft_aktindsigt_letter(
    desk: &Desk,
    session: &Session,
    request: DraftAktindsigtLetter,
) -> Result<AktindsigtLetter, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let kind: LetterKind = request.kind.into();
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    may_be_written(&kept, kind)?;
    if kind == LetterKind::Decision {
        let split = Split::read(&mut reader, &filter, &kept).await?;
        // It would say that nothing was found.
        if split.deciding.is_empty() && !split.undecided.is_empty() {
            return Err(AppError::problem("id", "undecided"));
        }
    }
    let writer = (session.employee(), session.today());
    let text = drafted(&mut reader, &filter, &kept, kind, writer).await?;
    let before = reader.request_letter(kept.id, kind).await?;
    if let (Some(version), before) = (request.instead_of, &before)
        && before.as_ref().is_none_or(|one| one.version != version)
    {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let stays = |letter: &RequestLetter| {
        // It bears the day it was drafted on: the same words today are another letter than yesterday's.
        let is_as_drafted = letter.drafted == text && letter.dated == session.today();
        match request.instead_of {
            None => letter.is_edited() || is_as_drafted,
            // What somebody wrote goes although nothing was decided since.
            Some(_) => is_as_drafted && !letter.is_edited(),
        }
    };
    let letter = match before {
        Some(letter) if stays(&letter) => letter,
        before => {
            drop(reader);
            let letter = written(desk, session, &kept, kind, before, text).await?;
            reader = store.read().await?;
            letter
        }
    };
    told(desk, session, &mut reader, &kept, letter).await
}

/// A letter that decides is for a request that somebody works on.
pub(super) fn may_be_written(kept: &KeptAktindsigt, kind: LetterKind) -> Result<(), AppError> {
    let needs_open = matches!(kind, LetterKind::Decision | LetterKind::Receipt);
    match needs_open && !kept.state.is_open() {
        true => Err(AppError::problem("id", "closed")),
        false => Ok(()),
    }
}

async fn written(
    desk: &Desk,
    session: &Session,
    kept: &KeptAktindsigt,
    kind: LetterKind,
    before: Option<RequestLetter>,
    text: String,
) -> Result<RequestLetter, AppError> {
    let (now, by) = (desk.app().clock.now(), session.employee());
    let is_first = before.is_none();
    let id = before.as_ref().map(|letter| letter.id);
    let letter = RequestLetter {
        id: id.unwrap_or_else(|| AktindsigtLetterId::new(Uuid::now_v7())),
        aktindsigt: kept.id,
        kind,
        dated: session.today(),
        drafted: text.clone(),
        text,
        written_at: now,
        written_by: by,
        version: before.map_or(1, |letter| letter.version + 1),
    };
    let mut writer = desk.app().store().await?.write().await?;
    match is_first {
        true => writer.add_request_letter(&letter).await?,
        false => writer.change_request_letter(&letter).await?,
    }
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "letter_drafted".to_owned(),
        detail: Some(kind.code().to_owned()),
        text: None,
    };
    writer.note_aktindsigt(kept.id, &entry).await?;
    writer
        .commit_with(&record(session, kept, kind), now)
        .await?;
    desk.app()
        .case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    Ok(letter)
}

pub(super) fn record(session: &Session, kept: &KeptAktindsigt, kind: LetterKind) -> AuditRecord {
    AuditRecord::new(session.employee(), AuditAct::AktindsigtLetterWritten)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("letter", AuditDetail::Code(kind.code()))
}
