use sagsbord_contract::{ErrorCode, GatedTitle, MendIndexTitle};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, IndexObjectId};
use sagsbord_scan::TitleKind;
use sagsbord_store::IndexKind;

use super::gate::{Gate, Gated};
use super::mend::{kind_of, title_in_bounds};
use crate::people::fields::id;
use crate::quality_check::findings::rows;
use crate::{AppError, Desk};

/// What the gate would say of a title before anybody gives it. Nothing changes.
pub(crate) async fn gate_index_title(
    desk: &Desk,
    session: &Session,
    request: MendIndexTitle,
) -> Result<GatedTitle, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let object: IndexObjectId = id(&request.object_id, "objectId")?;
    let title = title_in_bounds(&request.title)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let known = reader
        .case_of_index_object(&filter, None, object)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let gate = Gate::open(desk.app(), &mut reader).await?;
    let kind = kind_of(known.case, object);
    let around = reader.around_title(kind, object).await?;
    drop(reader);
    // The answer tells who is in the case, as any check with a case does.
    if desk.is_first_check_of(session.employee(), known.case) {
        let record = AuditRecord::new(session.employee(), AuditAct::CaseRead)
            .about("case", known.case.uuid());
        let writer = store.write().await?;
        writer.commit_with(&record, desk.app().clock.now()).await?;
    }
    Ok(told(title, gate.title(title, title_kind(kind), &around)))
}

pub(super) fn title_kind(kind: IndexKind) -> TitleKind {
    match kind {
        IndexKind::Case => TitleKind::Case,
        IndexKind::Document => TitleKind::Document,
    }
}

pub(super) fn told(title: &str, gated: Gated) -> GatedTitle {
    GatedTitle {
        is_held: !gated.findings.is_empty(),
        findings: rows(title, &gated.findings, None),
        proposed_title: gated.proposed,
    }
}
