use sagsbord_contract::{ShowTemplate, TemplateDetail};
use sagsbord_domain::access::{Right, Session};

use super::kept::find;
use super::markup::questions;
use crate::{AppError, Desk};

pub(crate) async fn show_template(
    desk: &Desk,
    session: &Session,
    request: ShowTemplate,
) -> Result<TemplateDetail, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let template = find(&mut reader, &request.id).await?;
    Ok(TemplateDetail {
        questions: questions(&template.text).0,
        row: template.row,
        text: template.text,
    })
}
