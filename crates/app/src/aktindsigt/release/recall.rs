use sagsbord_contract::{ErrorCode, RecallRelease, ReleaseStanding};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::LetterKind;
use sagsbord_domain::{AktindsigtLetterId, AuditAct, AuditDetail, ReleaseId};
use sagsbord_store::RequestLetter;
use uuid::Uuid;

use super::act::{done, note, record};
use crate::aktindsigt::fields;
use crate::aktindsigt::find::find;
use crate::aktindsigt::letter::drafted;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Something was given that should not have been: that is noted, and the report of it is drafted in the same act, because
/// the clock runs from when it was found.
pub(crate) async fn recall_release(
    desk: &Desk,
    session: &Session,
    request: RecallRelease,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let why = fields::why(&request.why, "why")?;
    let release: ReleaseId = id(&request.release_id, "releaseId")?;
    let store = desk.app().store().await?;
    let by = (desk.app().clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let releases = reader.releases(kept.id).await?;
    let found = releases.iter().find(|one| one.id == release);
    let found = found.ok_or_else(|| AppError::field(ErrorCode::NotFound, "releaseId"))?;
    let is_part = found.is_part;
    let kind = LetterKind::Breach;
    let before = reader.request_letter(kept.id, kind).await?;
    let writer_of_it = (session.employee(), session.today());
    let text = drafted(&mut reader, &filter, &kept, kind, writer_of_it).await?;
    drop(reader);
    let mut writer = store.write().await?;
    writer.recall_release(release, by, &why).await?;
    // One that is being written already is of the same breach or is gone on with: nothing typed is lost.
    if before.is_none() {
        let letter = RequestLetter {
            id: AktindsigtLetterId::new(Uuid::now_v7()),
            aktindsigt: kept.id,
            kind,
            dated: session.today(),
            drafted: text.clone(),
            text,
            written_at: by.0,
            written_by: by.1,
            version: 1,
        };
        writer.add_request_letter(&letter).await?;
    }
    let detail = Some(found_number(&releases, release));
    note(&mut writer, kept.id, by, "recalled", detail, &why).await?;
    let record = record(session, AuditAct::AktindsigtRecalled, &kept)
        .with("release", AuditDetail::Id(release.uuid()));
    writer.commit_with(&record, by.0).await?;
    done(desk, session, &kept, is_part).await
}

fn found_number(releases: &[sagsbord_store::Release], id: ReleaseId) -> String {
    let found = releases.iter().find(|one| one.id == id);
    found.map_or_else(String::new, |one| one.number.to_string())
}
