use sagsbord_contract::{CaseDeadline, CaseDeadlines, ErrorCode, ShowCase};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{Right, Session};

use super::law_in_force::LawKept;
use super::row::row_in_case;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn case_deadlines(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<CaseDeadlines, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let case: CaseId = id(&request.id, "id")?;
    let mut reader = desk.app().store().await?.read().await?;
    let line = reader
        .find_case(&filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let now = desk.app().clock.now();
    let kept = reader.deadlines_of_case(&filter, case).await?;
    let may_change = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, case).await?.is_some(),
        Err(_) => false,
    };
    Ok(CaseDeadlines {
        rows: kept
            .iter()
            .map(|kept| CaseDeadline {
                row: row_in_case(kept, &line, &law, now),
                part_of: kept.part_of.map(|whole| whole.to_string()),
            })
            .collect(),
        may_change,
    })
}
