use chrono::{DateTime, Utc};
use sagsbord_domain::{CaseId, IndexObjectId};
use sagsbord_platform::events::{Arrived, Content, EventHead, Kept, Taken, Unreadable};
use sagsbord_platform::index::{CaseEntry, Reference};
use sagsbord_platform::post::PostStatus;
use sagsbord_store::{EventKind, KeptEvent, Listed, NewsWants, Writer};

use super::fetch::is_deleted;
use crate::AppError;
use crate::app::App;
use crate::letters::status;

/// The longest id that is kept as it stands.
const LONGEST_ID: usize = 255;

/// Keeps them, each with its effect, in one transaction. Gives whether there is something to fetch. What came before
/// has no effect a second time.
pub(super) async fn keep(app: &App, arrived: &[Arrived]) -> Result<bool, AppError> {
    let store = app.store().await?;
    let now = app.clock.now();
    let mut writer = store.write().await?;
    let mut is_news = false;
    for one in arrived {
        is_news |= keep_one(&mut writer, &one.taken, now).await?;
    }
    writer.commit().await?;
    Ok(is_news)
}

async fn keep_one(
    writer: &mut Writer,
    taken: &Taken,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    match taken {
        Taken::Event(event) => match &event.content {
            Content::Case(entry) => {
                let event = KeptEvent {
                    object: Some(entry.id),
                    ..of_head(&event.head, EventKind::Case, now)
                };
                if writer.keep_event(&event).await? {
                    return note_case(writer, entry, now).await;
                }
                Ok(false)
            }
            Content::PostStatus(status) => {
                let not_taken = status::look(writer, &event.head, status).await?;
                let kept = KeptEvent {
                    object: status.message,
                    listed: not_taken.map(|why| Listed {
                        reason: why.word().to_owned(),
                        content: in_words(status).into_bytes(),
                        is_whole: true,
                    }),
                    ..of_head(&event.head, EventKind::PostStatus, now)
                };
                if writer.keep_event(&kept).await? {
                    status::take(writer, &event.head, status, now).await?;
                }
                Ok(false)
            }
        },
        Taken::Unknown(head, kept) => {
            let event = KeptEvent {
                told_kind: Some(bounded(&head.kind)),
                object: first_object(head),
                listed: Some(listed("unknown_kind", kept)),
                ..of_head(head, EventKind::Unknown, now)
            };
            writer.keep_event(&event).await?;
            Ok(false)
        }
        Taken::Unreadable(why, kept) => {
            let reason = match why {
                Unreadable::TooLarge => "too_large",
                Unreadable::NotText => "not_text",
                Unreadable::Malformed(_) => "malformed",
            };
            let event = KeptEvent {
                id: KeptEvent::fingerprint(&kept.bytes),
                kind: EventKind::Unreadable,
                told_kind: None,
                object: None,
                arrived_at: now,
                listed: Some(listed(reason, kept)),
            };
            writer.keep_event(&event).await?;
            Ok(false)
        }
    }
}

/// What is older than what is kept changes nothing: events come in any order.
async fn note_case(
    writer: &mut Writer,
    entry: &CaseEntry,
    now: DateTime<Utc>,
) -> Result<bool, AppError> {
    let head = entry.newest().map(|newest| &newest.head);
    if let Some(last) = writer.last_own_moment(IndexObjectId::new(entry.id)).await? {
        // Nobody but us writes of it at a moment that we have passed.
        let is_ours = head
            .and_then(|head| head.at)
            .is_some_and(|at| at <= last && !is_deleted(entry));
        if !is_ours {
            writer
                .note_index_news(entry.id, NewsWants::Compare, now)
                .await?;
        }
        return Ok(false);
    }
    let kept = writer.index_copy_received(CaseId::new(entry.id)).await?;
    let told = head.and_then(|head| head.received);
    if let (Some(kept), Some(told)) = (kept, told)
        && told <= kept
    {
        return Ok(false);
    }
    writer
        .note_index_news(entry.id, NewsWants::Fetch, now)
        .await?;
    Ok(true)
}

fn of_head(head: &EventHead, kind: EventKind, now: DateTime<Utc>) -> KeptEvent {
    KeptEvent {
        id: bounded(&head.id),
        kind,
        told_kind: None,
        object: None,
        arrived_at: now,
        listed: None,
    }
}

/// An id from outside may be of any length.
fn bounded(reference: &Reference) -> String {
    match reference {
        Reference::Id(id) => id.to_string(),
        Reference::Urn(urn) if urn.len() <= LONGEST_ID => urn.clone(),
        Reference::Urn(urn) => KeptEvent::fingerprint(urn.as_bytes()),
    }
}

fn first_object(head: &EventHead) -> Option<uuid::Uuid> {
    head.objects.iter().find_map(|told| match told.object {
        Some(Reference::Id(id)) => Some(id),
        Some(Reference::Urn(_)) | None => None,
    })
}

/// What a person needs to find the letter where it was sent from.
fn in_words(status: &PostStatus) -> String {
    let message = status.message.map(|id| id.to_string());
    let parts = [
        ("message", message.as_deref()),
        ("transmission", status.transmission.as_deref()),
        ("channel", status.channel.as_deref()),
        ("status", status.status.as_deref()),
    ];
    parts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}: {}\n", value?)))
        .collect()
}

fn listed(reason: &str, kept: &Kept) -> Listed {
    Listed {
        reason: reason.to_owned(),
        content: kept.bytes.clone(),
        is_whole: kept.is_whole,
    }
}
