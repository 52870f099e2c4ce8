use sagsbord_contract::NotTaken;
use sagsbord_domain::access::Session;
use sagsbord_domain::aktindsigt::{Direction, ItemOrigin};
use sagsbord_store::ItemSource;

use super::Found;
use crate::aktindsigt::fields;
use crate::intake::handed_in::{HandedIn, handed_in};
use crate::{AppError, Desk};

/// Every file of an intake: those that became pages for the list, and of each other one why not.
pub(super) async fn of_intake(
    desk: &Desk,
    session: &Session,
    intake: &str,
) -> Result<(Vec<Found>, Vec<NotTaken>), AppError> {
    let HandedIn {
        intake,
        sensitivity,
        taken,
        not_taken,
    } = handed_in(desk, session, intake, fields::MOST_AT_ONCE).await?;
    let found = taken
        .into_iter()
        .map(|file| Found {
            source: ItemSource {
                origin: ItemOrigin::IntakeFile,
                case: intake.case,
                document: None,
                intake: Some((intake.id, file.place)),
                earlier: None,
                title: file.title,
            },
            dated: file.dated,
            direction: Direction::Incoming,
            sender: file.sender,
            recipient: file.recipient,
            pages: file.pages,
            sha256: Some(file.sha256),
            bytes: Some(file.bytes),
            file_name: Some(file.name),
            media_type: Some(file.media_type.to_owned()),
            sensitivity,
            title: None,
            matter: None,
            dispatched: None,
            proposal: None,
        })
        .collect();
    Ok((found, not_taken))
}
