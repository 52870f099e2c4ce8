use std::sync::{Mutex, PoisonError};

use sagsbord_contract::{EditText, EditedText, ErrorCode};
use sagsbord_domain::access::{Right, Session};

use super::findings::row;
use super::made_ready::{CheckVersion, MOST_BYTES};
use super::open_texts::OpenText;
use crate::{AppError, Desk};

/// One change of an open text. Whatever the window and the desk do not agree on, the word list in force
/// included, is answered so that the window opens the text anew.
pub(crate) async fn edit_text(
    desk: &Desk,
    session: &Session,
    request: EditText,
) -> Result<EditedText, AppError> {
    session.require(Right::ReadCases)?;
    let open = desk.open_texts.find(request.id);
    let open = open.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let (employee, case, version) = {
        let open = open.lock().unwrap_or_else(PoisonError::into_inner);
        (open.employee, open.case, open.version)
    };
    if employee != session.employee() {
        return Err(AppError::new(ErrorCode::NotFound));
    }
    let mut reader = desk.app().store().await?.read().await?;
    if CheckVersion::now(&mut reader).await? != version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    // What is found names the case's people: out of reach now, out of reach here.
    if let Some(case) = case {
        let filter = session.filter(Right::ReadCases)?;
        let found = reader.find_case(&filter, case).await?;
        found.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    }
    drop(reader);
    tokio::task::spawn_blocking(move || edit(&open, &request)).await?
}

fn edit(open: &Mutex<OpenText>, request: &EditText) -> Result<EditedText, AppError> {
    let mut open = open.lock().unwrap_or_else(PoisonError::into_inner);
    if open.step != request.step {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if open.live.text().len() + request.new.len() > MOST_BYTES {
        return Err(AppError::invalid("text"));
    }
    let units = usize_of(request.start)..usize_of(request.end);
    let changed = open.live.replace_utf16(units, &request.new);
    let change = changed.map_err(|error| AppError::caused(ErrorCode::Conflict, error))?;
    open.step += 1;
    let places = open.live.places_utf16(change.come.clone());
    let findings = open.live.findings().get(change.come.clone());
    let come = findings.unwrap_or_default().iter().zip(places);
    Ok(EditedText {
        gone_start: u32_of(change.gone.start),
        gone_end: u32_of(change.gone.end),
        come: come
            .map(|(finding, place)| {
                row(finding, u32_of(place.start), u32_of(place.end), open.regime)
            })
            .collect(),
        moved: i32::try_from(change.moved_utf16).unwrap_or_default(),
    })
}

fn u32_of(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn usize_of(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}
