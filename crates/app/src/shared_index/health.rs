use chrono::{DateTime, Utc};
use sagsbord_contract::{
    CertificateFacts, IndexConnection, IndexCounts, IndexEvents, IndexHealth, IndexQueue, JobKind,
    Nothing,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_platform::FunctionCertificate;
use sagsbord_store::{Connection, EventCounts, OutboxCounts};

use super::at_hand::IndexAtHand;
use super::events::{EventListening, ListeningPhase, trouble_of_queue};
use super::place::read_place;
use super::trouble::from_kept;
use crate::{AppError, Desk};

/// It takes weeks to get a new certificate.
const ENDS_SOON: i64 = 60;

/// How it stands with the index. An administrator sees how much waits and no case of it; others see what waits of
/// the cases in their reach, and nothing of how the platform is reached.
pub(crate) async fn index_health(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<IndexHealth, AppError> {
    let is_administrator = session.require(Right::ChangeSettings).is_ok();
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let (counts, copies) = match session.require(Right::ChangeSettings) {
        Ok(()) => (
            reader.outbox_counts().await?,
            reader.count_index_copies().await?,
        ),
        Err(_) => {
            let filter = session.filter(Right::ReadCases)?;
            (
                reader.outbox_counts_within(&filter).await?,
                reader.count_index_copies_within(&filter).await?,
            )
        }
    };
    let state = reader.index_state().await?;
    let kept = reader.connection().await?;
    let events = match &kept {
        Some(kept) if read_place(kept)?.events.is_some() => {
            let counts = reader.event_counts().await?;
            let listening = app.event_listening();
            Some(events(&listening, is_administrator.then_some(counts)))
        }
        _ => None,
    };
    drop(reader);
    let now = app.clock.now();
    let is_connected = kept.is_some();
    let connection = match kept {
        Some(kept) if is_administrator => Some(connection(&app.index, &kept, now).await?),
        _ => None,
    };
    let rfc = |at: DateTime<Utc>| at.to_rfc3339();
    let (trouble, since) = state.trouble.unzip();
    Ok(IndexHealth {
        is_connected,
        is_begun: state.is_begun,
        connection,
        trouble: trouble.as_deref().map(from_kept),
        trouble_since: since.map(rfc),
        last_contact: state.last_contact.map(rfc),
        last_told: state.last_told.map(rfc),
        last_asked: state.last_asked.map(rfc),
        events,
        queue: queue(&counts),
        copies: u32::try_from(copies).unwrap_or(u32::MAX),
        job: app.jobs.running(JobKind::Index).map(|id| id.to_string()),
        may_run: is_administrator && is_connected,
        may_connect: is_administrator,
        may_mend: session.require(Right::WorkOnCases).is_ok(),
    })
}

fn events(listening: &EventListening, counts: Option<EventCounts>) -> IndexEvents {
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    IndexEvents {
        is_connected: listening.phase == ListeningPhase::Connected,
        since: listening.since.map(|at| at.to_rfc3339()),
        trouble: listening.trouble.as_ref().and_then(trouble_of_queue),
        last_message: listening.last_message.map(|at| at.to_rfc3339()),
        listed: counts.map(|counts| number(counts.listed)),
        to_compare: counts.map(|counts| number(counts.to_compare)),
    }
}

fn queue(counts: &OutboxCounts) -> IndexQueue {
    let number = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    IndexQueue {
        counts: IndexCounts {
            waiting: number(counts.waiting),
            unanswered: number(counts.sent),
            held: number(counts.held),
            parked: number(counts.parked),
        },
        oldest: counts.oldest.map(|at| at.to_rfc3339()),
    }
}

async fn connection(
    at_hand: &IndexAtHand,
    kept: &Connection,
    now: DateTime<Utc>,
) -> Result<IndexConnection, AppError> {
    let place = read_place(kept)?;
    let token_until = match at_hand.line() {
        Some(line) if line.connection == *kept => line.tokens.soonest_end().await,
        _ => None,
    };
    Ok(IndexConnection {
        municipality: place.municipality,
        cvr: place.cvr,
        system_name: place.system_name,
        index_address: place.index_address,
        changed_at: kept.changed_at.to_rfc3339(),
        certificate: certificate_facts(&read_certificate(kept)?, now),
        token_until: token_until.map(|at| at.to_rfc3339()),
    })
}

pub(super) fn read_certificate(kept: &Connection) -> Result<FunctionCertificate, AppError> {
    FunctionCertificate::from_pem(&kept.certificate)
        .map_err(|error| AppError::caused(sagsbord_contract::ErrorCode::Internal, error))
}

pub(super) fn certificate_facts(
    certificate: &FunctionCertificate,
    now: DateTime<Utc>,
) -> CertificateFacts {
    const DAY: i64 = 24 * 60 * 60;
    let seconds = (certificate.valid_to - now).num_seconds();
    let days = seconds.div_euclid(DAY);
    CertificateFacts {
        name: certificate.name.clone(),
        valid_from: certificate.valid_from.to_rfc3339(),
        valid_until: certificate.valid_to.to_rfc3339(),
        days_left: i32::try_from(days).unwrap_or(if days < 0 { i32::MIN } else { i32::MAX }),
        is_ending: days <= ENDS_SOON,
    }
}
