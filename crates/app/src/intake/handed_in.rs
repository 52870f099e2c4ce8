//! What an intake holds, for whoever takes all of it on: each file once, with what it became.

use chrono::{DateTime, NaiveDate};
use sagsbord_contract::{ErrorCode, NotTaken, NotTakenWhy};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord, Sensitivity, danish_day};
use sagsbord_intake::{Row, State};
use sagsbord_store::{Intake, Store};

use super::filing::{in_bounds, media_type, without_ending};
use super::manifest_of::{manifest_of, reading_of};
use super::{show, wire};
use crate::{AppError, Desk};

pub(crate) struct HandedIn {
    pub(crate) intake: Intake,
    /// Of the case it was handed in for.
    pub(crate) sensitivity: Sensitivity,
    pub(crate) taken: Vec<TakenFile>,
    pub(crate) not_taken: Vec<NotTaken>,
}

/// A file that became pages.
pub(crate) struct TakenFile {
    pub(crate) place: String,
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) dated: NaiveDate,
    pub(crate) sender: String,
    pub(crate) recipient: String,
    pub(crate) pages: Option<u32>,
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
    pub(crate) media_type: &'static str,
}

/// Every row of the manifest is in one of the two lists.
pub(crate) async fn handed_in(
    desk: &Desk,
    session: &Session,
    intake: &str,
    most: usize,
) -> Result<HandedIn, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, intake).await?;
    let store = desk.app().store().await?;
    let filter = session.filter(Right::ReadCases)?;
    let case = store.read().await?.find_case(&filter, intake.case).await?;
    let case = case.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    if manifest.rows.len() > most {
        return Err(AppError::problem("from", "too_many"));
    }
    let (mut taken, mut not_taken) = (Vec::new(), Vec::new());
    for row in &manifest.rows {
        match why_not(row) {
            Some(why) => not_taken.push(NotTaken {
                place: String::from(row.place.clone()),
                name: row.name.clone(),
                why,
            }),
            None => taken.push(file(&store, row, &intake).await?),
        }
    }
    // Titles of mails are handed on: that is reading what was handed in.
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFileOpened)
        .about("intake", intake.id.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(HandedIn {
        intake,
        sensitivity: case.sensitivity,
        taken,
        not_taken,
    })
}

fn why_not(row: &Row) -> Option<NotTakenWhy> {
    let is_mail = row.kind.is_some_and(sagsbord_intake::Kind::is_mail);
    match &row.state {
        State::Taken { .. } if row.sha256.is_some() => None,
        // A mail is a document beside what hangs on it.
        State::Container if is_mail && row.sha256.is_some() => None,
        State::Waiting | State::Taken { .. } => Some(NotTakenWhy::Waiting),
        State::Container => Some(NotTakenWhy::Container),
        State::Duplicate { .. } => Some(NotTakenWhy::Duplicate),
        State::LeftOut { reason, .. } => Some(NotTakenWhy::LeftOut(reason.clone())),
        State::Unreadable { why, .. } => Some(NotTakenWhy::Unreadable(wire::why(*why))),
    }
}

/// A mail is called after its subject and has its own day; another file after its name, and the day it was handed in.
async fn file(store: &Store, row: &Row, intake: &Intake) -> Result<TakenFile, AppError> {
    let sha256 = row.sha256.clone().unwrap_or_default();
    let mail = match row.kind {
        Some(kind) if kind.is_mail() => reading_of(store, &sha256, &row.name).await?.mail,
        _ => None,
    };
    let sent = mail.as_ref().and_then(|mail| mail.sent);
    let sent = sent.and_then(|sent| DateTime::from_timestamp(sent, 0));
    let subject = mail.as_ref().map(|mail| in_bounds(&mail.subject));
    let subject = subject.filter(|subject| !subject.is_empty());
    Ok(TakenFile {
        place: String::from(row.place.clone()),
        title: subject.unwrap_or_else(|| in_bounds(without_ending(&row.name))),
        name: row.name.clone(),
        dated: danish_day(sent.unwrap_or(intake.started_at)),
        sender: mail
            .as_ref()
            .map(|mail| in_bounds(&mail.from))
            .unwrap_or_default(),
        recipient: mail
            .as_ref()
            .map(|mail| in_bounds(&mail.to.join(", ")))
            .unwrap_or_default(),
        pages: match row.state {
            State::Taken { pages } => Some(pages),
            _ => None,
        },
        sha256,
        bytes: row.bytes,
        media_type: media_type(row.kind),
    })
}
