use sagsbord_contract::{ErrorCode, Letters, ShowCase};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{CaseId, EmployeeId};
use sagsbord_store::{KeptLetter, Party, Reader, ReceiverKind};

use super::row::letter_row;
use crate::people::fields::id;
use crate::{AppError, Desk};

pub(crate) async fn list_letters(
    desk: &Desk,
    session: &Session,
    request: ShowCase,
) -> Result<Letters, AppError> {
    let case: CaseId = id(&request.id, "id")?;
    letters_of(desk, session, case).await
}

/// A letter is shown to whoever may read its case.
pub(super) async fn letters_of(
    desk: &Desk,
    session: &Session,
    case: CaseId,
) -> Result<Letters, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    reader
        .find_case(&filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let may_decide = match session.filter(Right::WorkOnCases) {
        Ok(filter) => reader.find_case(&filter, case).await?.is_some(),
        Err(_) => false,
    };
    let parties = reader.parties_of(&filter, case).await?;
    let mut rows = Vec::new();
    for letter in reader.letters_of(&filter, case).await? {
        let files = reader.letter_files(letter.id).await?;
        let receiver = receiver(&letter, &parties);
        let written_by = name_of(&mut reader, letter.written_by).await?;
        rows.push(letter_row(letter, files, receiver, written_by, may_decide));
    }
    Ok(Letters { rows, may_decide })
}

/// A number is shown to nobody who does not need it: a citizen who is no party of the case is shown by the day of birth.
fn receiver(letter: &KeptLetter, parties: &[Party]) -> String {
    let number = &letter.receiver.number;
    if letter.receiver.kind == ReceiverKind::Company {
        return number.clone();
    }
    let cpr = sagsbord_domain::Cpr::parse(number).ok();
    let party = parties
        .iter()
        .find(|party| cpr.is_some() && party.citizen.cpr == cpr);
    match party {
        Some(party) => party.citizen.name.clone(),
        None => cpr.map(|cpr| cpr.masked()).unwrap_or_default(),
    }
}

async fn name_of(reader: &mut Reader, employee: EmployeeId) -> Result<String, AppError> {
    let found = reader.find_employee(employee).await?;
    Ok(found.map(|found| found.name).unwrap_or_default())
}
