use chrono::{DateTime, Utc};
use sagsbord_contract::{
    ErrorCode, HiddenRow, IntakeFileDetail, IntakeMail, IntakePageRow, ShowIntakeFile,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_intake::{MailHead, Outcome, Place, Reading, Row, TakenPage};

use super::manifest_of::{HiddenDecided, manifest_of, reading_of};
use super::{row, show, wire};
use crate::{AppError, Desk};

/// Pages told at once; a longer file's others are looked at as pictures.
const MOST_PAGES: usize = 2_000;

/// What was found hidden in a file is shown: that is reading it, and logged before it is handed out.
pub(crate) async fn show_intake_file(
    desk: &Desk,
    session: &Session,
    request: ShowIntakeFile,
) -> Result<IntakeFileDetail, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, &request.id).await?;
    let may_change = show::within_reach(desk, session, Right::WorkOnCases, &request.id)
        .await
        .is_ok();
    let manifest = manifest_of(desk.app(), &intake).await?;
    let found = find(&manifest.rows, &request.place)?;
    let store = desk.app().store().await?;
    let decided = HiddenDecided::of(&store, &intake).await?;
    let reading = match (&found.sha256, found.kind) {
        (Some(sha256), Some(_)) => Some(reading_of(&store, sha256, &found.name).await?),
        _ => None,
    };
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFileOpened)
        .about("intake", intake.id.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    let names = row::names(&manifest);
    let told = row::file_row(found, &names, &decided);
    let people = store.read().await?.list_employees().await?;
    let name_of = |id| {
        people
            .iter()
            .find(|person| person.id == id)
            .map(|person| person.name.clone())
            .unwrap_or_default()
    };
    let Some(reading) = reading else {
        return Ok(IntakeFileDetail {
            row: told,
            may_change,
            hidden: Vec::new(),
            hidden_beyond: 0,
            pages: Vec::new(),
            mail: None,
        });
    };
    let hidden = (0..)
        .zip(&reading.hidden)
        .map(|(finding, hidden)| {
            let decision = decided.about(found, finding);
            HiddenRow {
                finding,
                kind: wire::hidden_kind(hidden.kind),
                place: hidden.place.clone(),
                text: hidden.text.clone(),
                count: hidden.count,
                is_weighty: hidden.kind.is_weighty(),
                decision: decision.and_then(HiddenDecided::kind_of),
                reason: decision
                    .map(|decision| decision.reason.clone())
                    .unwrap_or_default(),
                decided_by: decision
                    .map(|decision| name_of(decision.employee))
                    .unwrap_or_default(),
            }
        })
        .collect();
    Ok(IntakeFileDetail {
        row: told,
        may_change,
        hidden,
        hidden_beyond: reading.hidden_beyond,
        mail: reading.mail.as_ref().map(mail),
        pages: pages(&reading),
    })
}

pub(super) fn find<'a>(rows: &'a [Row], place: &str) -> Result<&'a Row, AppError> {
    let place = Place::try_from(place.to_owned()).map_err(|_| AppError::invalid("place"))?;
    rows.iter()
        .find(|row| row.place == place)
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

fn pages(reading: &Reading) -> Vec<IntakePageRow> {
    let Outcome::Pages { pages, .. } = &reading.outcome else {
        return Vec::new();
    };
    (1..)
        .zip(pages.iter().take(MOST_PAGES))
        .map(page_row)
        .collect()
}

fn page_row((number, page): (u32, &TakenPage)) -> IntakePageRow {
    let letters = page
        .text
        .chars()
        .filter(|sign| sign.is_alphanumeric())
        .count();
    IntakePageRow {
        page: number,
        width: page.width,
        height: page.height,
        letters: u32::try_from(letters).unwrap_or(u32::MAX),
        was_read: page.read.is_some(),
        confidence: page
            .read
            .as_ref()
            .map(|read| read.confidence.clamp(0.0, 100.0).round() as u32),
        flags: page
            .flags
            .iter()
            .map(|flag| wire::page_flag(*flag))
            .collect(),
    }
}

fn mail(head: &MailHead) -> IntakeMail {
    IntakeMail {
        subject: head.subject.clone(),
        from: head.from.clone(),
        to: head.to.clone(),
        cc: head.cc.clone(),
        sent: sent(head),
    }
}

pub(super) fn sent(head: &MailHead) -> Option<String> {
    let at: DateTime<Utc> = DateTime::from_timestamp(head.sent?, 0)?;
    Some(at.to_rfc3339())
}
