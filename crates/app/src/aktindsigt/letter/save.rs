use sagsbord_contract::{AktindsigtLetter, CaseNewsWhat, ErrorCode, SaveAktindsigtLetter};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_store::AktindsigtEntry;

use super::draft::{may_be_written, record};
use super::gather::drafted;
use super::row::told;
use crate::aktindsigt::find::find;
use crate::templates::check::in_bounds;
use crate::{AppError, Desk};

/// The letter as a person left it. What she saw must be what is kept: two people at one letter are told of each other.
pub(crate) async fn save_aktindsigt_letter(
    desk: &Desk,
    session: &Session,
    request: SaveAktindsigtLetter,
) -> Result<AktindsigtLetter, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let kind: LetterKind = request.kind.into();
    in_bounds(&request.text)?;
    let text = request.text.replace("\r\n", "\n").trim().to_owned();
    if text.is_empty() {
        return Err(AppError::problem("text", "empty"));
    }
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    may_be_written(&kept, kind)?;
    let letter = reader.request_letter(kept.id, kind).await?;
    let mut letter = letter.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    if letter.version != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    // What was decided since she last looked is not hers to have weighed: it is told until she says so.
    let writer = (by, letter.dated);
    let drafted = match request.keeps_as_written {
        true => drafted(&mut reader, &filter, &kept, kind, writer).await?,
        false => letter.drafted.clone(),
    };
    if letter.text != text || letter.drafted != drafted {
        drop(reader);
        letter.drafted = drafted;
        letter.text = text;
        letter.written_at = now;
        letter.written_by = by;
        letter.version += 1;
        let mut writer = store.write().await?;
        writer.change_request_letter(&letter).await?;
        let entry = AktindsigtEntry {
            number: 0,
            at: now,
            by,
            kind: "letter_saved".to_owned(),
            detail: Some(kind.code().to_owned()),
            text: None,
        };
        writer.note_aktindsigt(kept.id, &entry).await?;
        writer
            .commit_with(&record(session, &kept, kind), now)
            .await?;
        app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
        reader = store.read().await?;
    }
    told(desk, session, &mut reader, &kept, letter).await
}
