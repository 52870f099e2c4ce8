use sagsbord_contract::{CheckPurpose, CheckText, OpenedText};
use sagsbord_domain::access::Session;

use super::findings::rows;
use super::made_ready::make_ready;
use super::open_texts::OpenText;
use crate::{AppError, Desk};

/// The text stays open in memory, so that each change is checked at once.
pub(crate) async fn open_text(
    desk: &Desk,
    session: &Session,
    request: CheckText,
) -> Result<OpenedText, AppError> {
    // A title is judged as a whole, at each change anew.
    if request.purpose == CheckPurpose::Title {
        return Err(AppError::invalid("purpose"));
    }
    let ready = make_ready(desk, session, &request).await?;
    let employee = session.employee();
    let people = ready.people;
    let (text, findings) = tokio::task::spawn_blocking(move || {
        let live = ready.scanner.live_on(request.text);
        let findings = rows(live.text(), live.findings(), request.regime);
        let text = OpenText {
            live,
            step: 0,
            employee,
            case: ready.case,
            regime: request.regime,
            version: ready.version,
        };
        (text, findings)
    })
    .await?;
    Ok(OpenedText {
        id: desk.open_texts.open(text),
        findings,
        people,
    })
}
