use sagsbord_contract::{CheckPurpose, CheckText, CheckedText};
use sagsbord_domain::access::Session;
use sagsbord_scan::TitleKind;

use super::findings::rows;
use super::made_ready::make_ready;
use crate::{AppError, Desk};

/// The text is read and forgotten.
pub(crate) async fn check_text(
    desk: &Desk,
    session: &Session,
    request: CheckText,
) -> Result<CheckedText, AppError> {
    let ready = make_ready(desk, session, &request).await?;
    let people = ready.people;
    let findings = tokio::task::spawn_blocking(move || {
        let findings = if request.purpose == CheckPurpose::Title {
            ready.scanner.scan_title(&request.text, TitleKind::Document)
        } else {
            ready.scanner.scan(&request.text)
        };
        rows(&request.text, &findings, request.regime)
    })
    .await?;
    Ok(CheckedText { findings, people })
}
