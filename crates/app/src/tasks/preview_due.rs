use sagsbord_contract::{PreviewTaskDue, PreviewedTaskDue};
use sagsbord_domain::access::{Right, Session};

use super::create::about;
use super::due::{DueFor, read_due, told};
use crate::deadlines::LawKept;
use crate::{AppError, Desk};

/// What day it would be, so that a dialog shows what comes. Nothing is written.
pub(crate) async fn preview_task_due(
    desk: &Desk,
    session: &Session,
    request: PreviewTaskDue,
) -> Result<PreviewedTaskDue, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let (case, document) = about(
        &mut reader,
        &filter,
        request.case_id.as_deref(),
        request.document_id.as_deref(),
    )
    .await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let due_for = DueFor {
        filter: &filter,
        case,
        document,
        today: session.today(),
    };
    let (day, how) = read_due(&mut reader, &law, &due_for, &request.due).await?;
    Ok(PreviewedTaskDue {
        day: day.map(|day| day.to_string()),
        how: how.zip(day).map(|(how, day)| told(&how, day, &law)),
    })
}
