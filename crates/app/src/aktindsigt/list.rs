use sagsbord_contract::{AktindsigtPage, AktindsigtRow, AktindsigtShown, ListAktindsigter};
use sagsbord_domain::access::{Right, Session};
use sagsbord_store::{AktindsigtLine, AktindsigtQuery};

use super::fields;
use crate::people::fields::optional_id;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;
const LONGEST_LIST: u32 = 10_000;

pub(crate) async fn list_aktindsigter(
    desk: &Desk,
    session: &Session,
    request: ListAktindsigter,
) -> Result<AktindsigtPage, AppError> {
    use sagsbord_store::AktindsigtShown as Shown;
    let filter = session.filter(Right::ReadCases)?;
    let query = AktindsigtQuery {
        shown: match request.shown {
            AktindsigtShown::Open => Shown::Open,
            AktindsigtShown::Closed => Shown::Closed,
            AktindsigtShown::All => Shown::All,
        },
        responsible: request.only_mine.then(|| session.employee()),
        about: optional_id(request.case_id.as_deref(), "caseId")?,
        text: fields::line(&request.text, "text")?,
        offset: request.offset.min(LONGEST_LIST),
        limit: request.limit.min(LARGEST_PAGE),
    };
    let mut reader = desk.app().store().await?.read().await?;
    if let Some(case) = query.about
        && reader.find_case(&filter, case).await?.is_none()
    {
        return Err(AppError::new(sagsbord_contract::ErrorCode::NotFound));
    }
    let rows = reader.list_aktindsigter(&filter, &query).await?;
    let total = reader
        .count_aktindsigter(&filter, &query, LONGEST_LIST)
        .await?;
    Ok(AktindsigtPage {
        rows: rows
            .into_iter()
            .map(|line| aktindsigt_row(line, session))
            .collect(),
        total: total.min(LONGEST_LIST),
        total_is_at_least: total > LONGEST_LIST,
    })
}

fn aktindsigt_row(line: AktindsigtLine, session: &Session) -> AktindsigtRow {
    AktindsigtRow {
        id: line.id.to_string(),
        case_id: line.case.to_string(),
        case_number: line.case_number,
        case_title: line.case_title,
        sensitivity: line.sensitivity.into(),
        responsible: line.responsible,
        state: line.state.into(),
        role: line.role.into(),
        applicant: line.applicant,
        theme: line.theme,
        received_on: line.received_on.to_string(),
        is_late: line.due.is_some_and(|due| due < session.today()),
        due: line.due.map(|due| due.to_string()),
        is_due_unknown: line.is_due_unknown,
    }
}
