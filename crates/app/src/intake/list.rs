use sagsbord_contract::{ErrorCode, Intakes, RemovedIntake, ShowCase};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};

use super::manifest_of::{HiddenDecided, accounted};
use super::show::{intake_row, name_of};
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn list_intakes(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<Intakes, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let found = reader.find_case(&filter, case).await?;
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let intakes = reader.intakes_of(&filter, case).await?;
    let removals = reader.removed_intakes_of(&filter, case).await?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, case).await?.is_some(),
        Err(_) => false,
    };
    drop(reader);
    let mut rows = Vec::with_capacity(intakes.len());
    for intake in &intakes {
        let accounted = accounted(desk.app(), intake).await?;
        let decided = HiddenDecided::of(&store, intake).await?;
        rows.push(intake_row(desk, intake, &accounted, &decided).await?);
    }
    let mut removed = Vec::with_capacity(removals.len());
    for removal in removals {
        removed.push(RemovedIntake {
            id: removal.intake.to_string(),
            started_by: name_of(desk, removal.started_by).await?,
            started_at: removal.started_at.to_rfc3339(),
            files: removal.files,
            reason: removal.reason,
            removed_by: name_of(desk, removal.removed_by).await?,
            removed_at: removal.removed_at.to_rfc3339(),
        });
    }
    Ok(Intakes {
        rows,
        removed,
        may_change,
    })
}
