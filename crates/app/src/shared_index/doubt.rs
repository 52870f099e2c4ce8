use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sagsbord_platform::PlatformError;
use sagsbord_platform::index::{Attempt, Search, StatusCode};
use sagsbord_store::{IndexKind, IndexOperation, OutboxRow, OutboxState, Returned, Store};
use uuid::Uuid;

use super::place::Connected;
use super::push::{EXISTS, NOT_SEEN, Pushed, SOMEBODY_ELSE, again};
use crate::AppError;

/// As many as one question asks for.
const AT_ONCE: u32 = 100;
/// After so many tries a document is no longer waiting for its case to go: hours have passed.
const LONG_GONE: u32 = 12;

/// Of what was sent and not answered, asks the index what it has: sending again without looking could undo what
/// others did meanwhile, and not sending could lose it.
pub(super) async fn settle(
    store: &Store,
    connected: &Connected,
    now: DateTime<Utc>,
    pushed: &mut Pushed,
) -> Result<Result<(), PlatformError>, AppError> {
    loop {
        let rows = store.read().await?.index_steps_in_doubt(AT_ONCE).await?;
        if rows.is_empty() {
            return Ok(Ok(()));
        }
        let known = match known(connected, &rows, now).await {
            Ok(known) => known,
            Err(error) => return Ok(Err(error)),
        };
        let mut writer = store.write().await?;
        for row in &rows {
            let said = known.get(&row.object.uuid()).copied();
            match (row.operation, said) {
                // Ours is the newest it has.
                (IndexOperation::Put, Some(Some(at))) if at == row.at => {
                    writer.confirm_index_step(row, now).await?;
                    pushed.confirmed += 1;
                }
                (IndexOperation::Put, Some(Some(at))) if at > row.at => {
                    // Whoever says it all anew must say it later than this.
                    let mut back = parked(SOMEBODY_ELSE, now);
                    back.detail = Some(at.to_rfc3339());
                    if !row.in_index {
                        writer.set_in_index(row.object, true).await?;
                    }
                    writer.return_index_step(row, &back).await?;
                    pushed.parked += 1;
                }
                (IndexOperation::Put, Some(_)) => {
                    if !row.in_index {
                        writer.set_in_index(row.object, true).await?;
                    }
                    writer.return_index_step(row, &again(row, now)).await?;
                }
                // It says that it has it, and does not show it.
                (IndexOperation::Put, None) if row.reason.as_deref() == Some(EXISTS) => {
                    let back = parked(NOT_SEEN, now);
                    writer.return_index_step(row, &back).await?;
                    pushed.parked += 1;
                }
                (IndexOperation::Put, None) => {
                    if row.in_index {
                        writer.set_in_index(row.object, false).await?;
                    }
                    writer.return_index_step(row, &again(row, now)).await?;
                }
                (IndexOperation::Remove, None) => {
                    writer.confirm_index_step(row, now).await?;
                    pushed.confirmed += 1;
                }
                // Its case is gone for long: another case of somebody else's has it.
                (IndexOperation::Remove, Some(_))
                    if row.kind == IndexKind::Document && row.tries > LONG_GONE =>
                {
                    let back = parked(SOMEBODY_ELSE, now);
                    writer.return_index_step(row, &back).await?;
                    pushed.parked += 1;
                }
                (IndexOperation::Remove, Some(_)) => {
                    writer.return_index_step(row, &again(row, now)).await?;
                }
            }
        }
        writer.commit().await?;
    }
}

fn parked(reason: &str, now: DateTime<Utc>) -> Returned {
    Returned {
        state: OutboxState::Parked,
        reason: Some(reason.to_owned()),
        detail: None,
        next_try: now,
    }
}

/// Of each object that the index shows, the sender's moment of the newest it has.
async fn known(
    connected: &Connected,
    rows: &[OutboxRow],
    now: DateTime<Utc>,
) -> Result<HashMap<Uuid, Option<DateTime<Utc>>>, PlatformError> {
    let of = |kind: IndexKind| {
        rows.iter()
            .filter(|row| row.kind == kind)
            .map(|row| row.object.uuid())
            .collect()
    };
    let search = Search::by_ids(of(IndexKind::Case), of(IndexKind::Document));
    let attempt = Attempt {
        transaction: Uuid::new_v4(),
        now,
    };
    let reply = connected.index.search(&search, attempt).await?;
    if !matches!(reply.answer.code, StatusCode::Done | StatusCode::NotFound) {
        return Err(PlatformError::NotAllowed);
    }
    let cases = reply
        .cases
        .iter()
        .map(|entry| (entry.id, entry.newest().and_then(|newest| newest.head.at)));
    let documents = reply
        .documents
        .iter()
        .map(|entry| (entry.id, entry.newest().and_then(|newest| newest.head.at)));
    Ok(cases.chain(documents).collect())
}
