use sagsbord_contract::{ErrorCode, Intakes, ShowCase};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};

use super::manifest_of::{HiddenDecided, manifest_of};
use super::show::intake_row;
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
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, case).await?.is_some(),
        Err(_) => false,
    };
    drop(reader);
    let mut rows = Vec::with_capacity(intakes.len());
    for intake in &intakes {
        let manifest = manifest_of(desk.app(), intake).await?;
        let decided = HiddenDecided::of(&store, intake).await?;
        rows.push(intake_row(desk, intake, &manifest, &decided).await?);
    }
    Ok(Intakes { rows, may_change })
}
