use std::collections::BTreeSet;

use sagsbord_contract::{IntakeThread, IntakeThreadMail, IntakeThreads, ShowIntake};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditRecord};
use sagsbord_intake::{Place, Reading, State, Thread, threads};

use super::file::sent;
use super::manifest_of::{manifest_of, reading_of};
use super::show;
use crate::{AppError, Desk};

/// More mails are not put together at once: their readings lie in memory meanwhile.
const MOST_MAILS: usize = 20_000;

struct Mail {
    place: Place,
    name: String,
    reading: Reading,
}

/// The mails of an intake, put together. Copies of one file stand once.
pub(crate) async fn intake_threads(
    desk: &Desk,
    session: &Session,
    request: ShowIntake,
) -> Result<IntakeThreads, AppError> {
    let intake = show::within_reach(desk, session, Right::ReadCases, &request.id).await?;
    let manifest = manifest_of(desk.app(), &intake).await?;
    let store = desk.app().store().await?;
    let mut mails = Vec::new();
    for row in manifest
        .rows
        .iter()
        .filter(|row| matches!(row.state, State::Taken { .. }))
    {
        let Some(sha256) = row.sha256.as_deref().filter(|_| mails.len() < MOST_MAILS) else {
            continue;
        };
        if !row.kind.is_some_and(sagsbord_intake::Kind::is_mail) {
            continue;
        }
        let mut reading = reading_of(&store, sha256, &row.name).await?;
        // Heads and quotations are what threads are made of.
        reading.outcome = sagsbord_intake::Outcome::Container;
        mails.push(Mail {
            place: row.place.clone(),
            name: row.name.clone(),
            reading,
        });
    }
    let record = AuditRecord::new(session.employee(), AuditAct::IntakeFileOpened)
        .about("intake", intake.id.uuid());
    let writer = store.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(tokio::task::spawn_blocking(move || together(&mails)).await?)
}

fn together(mails: &[Mail]) -> IntakeThreads {
    let heads: Vec<_> = (0..)
        .zip(mails)
        .filter_map(|(at, mail): (usize, &Mail)| {
            let head = mail.reading.mail.as_ref()?;
            Some((at, head, mail.reading.quoted.as_slice()))
        })
        .collect();
    let threads = threads(&heads);
    IntakeThreads {
        threads: threads.iter().map(|thread| told(thread, mails)).collect(),
    }
}

fn told(thread: &Thread<usize>, mails: &[Mail]) -> IntakeThread {
    let place = |at: usize| String::from(mails[at].place.clone());
    let rows = thread
        .mails
        .iter()
        .map(|at| {
            let quoted_in: BTreeSet<usize> = thread
                .copies
                .iter()
                // Its own text is a mail's first part.
                .filter(|copies| copies.places.contains(&(*at, 0)))
                .flat_map(|copies| copies.places.iter())
                .filter(|(other, _)| other != at)
                .map(|(other, _)| *other)
                .collect();
            let head = mails[*at].reading.mail.clone().unwrap_or_default();
            IntakeThreadMail {
                place: place(*at),
                name: mails[*at].name.clone(),
                sent: sent(&head),
                from: head.from,
                quoted_in: quoted_in.into_iter().map(place).collect(),
            }
        })
        .collect();
    IntakeThread {
        subject: thread.subject.clone(),
        mails: rows,
        copies: u32::try_from(thread.copies.len()).unwrap_or(u32::MAX),
    }
}
