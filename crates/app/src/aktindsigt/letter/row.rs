use sagsbord_contract::{AktindsigtLetter, CheckPurpose, TextPart, TextPartKind};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{ComparedKind, compared};
use sagsbord_store::{KeptAktindsigt, Reader, RequestLetter};

use super::gather::drafted;
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::items::titles::release_scanner;
use crate::cases::within_reach::may_work_on;
use crate::quality_check::findings::rows;
use crate::templates::markup;
use crate::{AppError, Desk};

/// The letter with what is wrong in it, and what would be different now.
pub(super) async fn told(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    letter: RequestLetter,
) -> Result<AktindsigtLetter, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let names = Names::of(reader).await?;
    // What can be drafted no more (it was opened again) differs from nothing.
    let (by, on) = (letter.written_by, letter.dated);
    let now = match drafted(reader, &filter, kept, letter.kind, (by, on)).await {
        Ok(now) => Some(now),
        Err(error) if error.problem == Some("not_done") => None,
        Err(error) => return Err(error),
    };
    let scanner = release_scanner(desk.app(), reader, &filter, kept, CheckPurpose::Release).await?;
    let may_change = may_work_on(reader, session, kept.case).await?;
    let (text, before) = (letter.text.clone(), letter.drafted.clone());
    let (findings, would_be) = tokio::task::spawn_blocking(move || {
        let findings = rows(&text, &scanner.scan(&text), None);
        let would_be = match now {
            Some(now) if now != before => parts(&text, &now),
            _ => Vec::new(),
        };
        (findings, would_be)
    })
    .await?;
    Ok(AktindsigtLetter {
        kind: letter.kind.into(),
        dated: letter.dated.to_string(),
        written_at: letter.written_at.to_rfc3339(),
        written_by: names.of_id(letter.written_by),
        is_edited: letter.is_edited(),
        would_be,
        faults: markup::set(&letter.text).faults,
        findings,
        version: letter.version,
        may_change,
        text: letter.text,
    })
}

fn parts(before: &str, after: &str) -> Vec<TextPart> {
    let parts = compared(before, after).into_iter();
    parts
        .map(|part| TextPart {
            kind: match part.kind {
                ComparedKind::Kept => TextPartKind::Kept,
                ComparedKind::Gone => TextPartKind::Gone,
                ComparedKind::New => TextPartKind::New,
            },
            text: part.text,
        })
        .collect()
}
