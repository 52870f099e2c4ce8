use sagsbord_contract::{AktindsigtDetail, CaseNewsWhat, ChangeAktindsigt};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, CaseId, CaseRelationKind};
use sagsbord_store::AktindsigtEntry;

use super::detail::detail;
use super::facts::ReadFacts;
use super::find::{self, find_as_seen};
use crate::{AppError, Desk};

/// What is told of a request is put right, and cases that are asked for too are added. The rules stay as they were
/// chosen: what the new facts point at is told as a proposal.
pub(crate) async fn change_aktindsigt(
    desk: &Desk,
    session: &Session,
    request: ChangeAktindsigt,
) -> Result<AktindsigtDetail, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let reading = session.filter(Right::ReadCases)?;
    let facts = ReadFacts::of(request.facts)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let mut kept = find_as_seen(&mut reader, &filter, &request.id, request.version).await?;
    facts
        .authority_within(&mut reader, &reading, Some(kept.case))
        .await?;
    let added = find::cases(&mut reader, &reading, &request.add_case_ids).await?;
    if added.iter().any(|case| case.id == kept.case) {
        return Err(AppError::problem("caseIds", "itself"));
    }
    drop(reader);
    facts.put(&mut kept, session, now);
    kept.version += 1;
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "changed".to_owned(),
        detail: (!added.is_empty()).then(|| added.len().to_string()),
        text: None,
    };
    let mut writer = store.write().await?;
    writer.change_aktindsigt(&kept, &entry).await?;
    let ids: Vec<CaseId> = added.iter().map(|case| case.id).collect();
    writer.add_aktindsigt_cases(kept.id, &ids, now).await?;
    for case in &ids {
        let pair = (kept.case, *case);
        writer
            .relate_cases(pair, CaseRelationKind::Follows, by, now)
            .await?;
    }
    let record = AuditRecord::new(by, AuditAct::AktindsigtChanged)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("cases", AuditDetail::Count(ids.len() as u64));
    writer.commit_with(&record, now).await?;
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    for case in ids {
        app.case_changed(case, CaseNewsWhat::Relations, by);
    }
    let mut reader = store.read().await?;
    detail(desk, session, &mut reader, kept).await
}
