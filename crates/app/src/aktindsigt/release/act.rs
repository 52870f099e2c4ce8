//! What the steps of a release have in common.

use chrono::{DateTime, Utc};
use sagsbord_contract::{CaseNewsWhat, ErrorCode, NewReleaseComment, ReleaseStanding};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AktindsigtId, AuditAct, AuditDetail, AuditRecord, EmployeeId, ItemId};
use sagsbord_store::{AktindsigtEntry, KeptAktindsigt, Reader, ReleaseComment, Writer};

use super::row::standing;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(super) fn record(session: &Session, act: AuditAct, kept: &KeptAktindsigt) -> AuditRecord {
    AuditRecord::new(session.employee(), act)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
}

/// A line in the request's own log.
pub(super) async fn note(
    writer: &mut Writer,
    aktindsigt: AktindsigtId,
    by: (DateTime<Utc>, EmployeeId),
    kind: &str,
    detail: Option<String>,
    text: &str,
) -> Result<(), AppError> {
    let entry = AktindsigtEntry {
        number: 0,
        at: by.0,
        by: by.1,
        kind: kind.to_owned(),
        detail,
        text: (!text.is_empty()).then(|| text.to_owned()),
    };
    Ok(writer.note_aktindsigt(aktindsigt, &entry).await?)
}

/// How it stands after something was done.
pub(super) async fn done(
    desk: &Desk,
    session: &Session,
    kept: &KeptAktindsigt,
    is_part: bool,
) -> Result<ReleaseStanding, AppError> {
    let app = desk.app();
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, session.employee());
    let filter = session.filter(Right::ReadCases)?;
    let mut reader = app.store().await?.read().await?;
    let kept = find(&mut reader, &filter, &kept.id.to_string()).await?;
    let standing = standing(desk, session, &mut reader, kept, is_part).await?;
    Ok(ReleaseStanding {
        was_done: true,
        ..standing
    })
}

const MOST_COMMENTS: usize = 200;

/// Remarks as they are kept: each on a row of the list that its writer sees, on a mark of it, or on the whole.
pub(super) async fn comments(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    written: Vec<NewReleaseComment>,
    (at, by): (DateTime<Utc>, EmployeeId),
) -> Result<Vec<ReleaseComment>, AppError> {
    if written.len() > MOST_COMMENTS {
        return Err(AppError::problem("comments", "too_many"));
    }
    let mut comments = Vec::with_capacity(written.len());
    for one in written {
        let item = match &one.item_id {
            Some(text) => {
                let item: ItemId = id(text, "itemId")?;
                let found = reader.find_items(filter, kept.id, &[item]).await?;
                if found.is_empty() {
                    return Err(AppError::field(ErrorCode::NotFound, "itemId"));
                }
                Some(item)
            }
            None => None,
        };
        let mark = match (&one.mark_id, item) {
            (Some(text), Some(item)) => {
                let marks = reader.marks_of_item(item).await?;
                if !marks.iter().any(|mark| mark.id.to_string() == *text) {
                    return Err(AppError::field(ErrorCode::NotFound, "markId"));
                }
                Some(text.clone())
            }
            (Some(_), None) => return Err(AppError::problem("itemId", "empty")),
            (None, _) => None,
        };
        comments.push(ReleaseComment {
            at,
            by,
            item,
            mark,
            text: fields::why(&one.text, "text")?,
        });
    }
    Ok(comments)
}
