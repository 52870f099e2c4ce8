mod documents;
mod earlier;
mod files;

use std::collections::HashMap;

use sagsbord_contract::{CaseNewsWhat, CollectFrom, CollectItems, CollectedItems};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{ActKind, Direction, Matter, after};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId, Sensitivity};
use sagsbord_store::{
    AktindsigtEntry, AktindsigtItem, ItemFacts, ItemProposal, ItemRuling, ItemSource,
    KeptAktindsigt,
};
use uuid::Uuid;

use super::fields;
use super::find::{find_open, still_open};
use super::items::row::counts;
use crate::{AppError, Desk};

/// Something that may come to the list.
struct Found {
    source: ItemSource,
    dated: chrono::NaiveDate,
    direction: Direction,
    sender: String,
    recipient: String,
    pages: Option<u32>,
    sha256: Option<String>,
    bytes: Option<u64>,
    file_name: Option<String>,
    media_type: Option<String>,
    sensitivity: Sensitivity,
    /// As an earlier request had it.
    title: Option<String>,
    matter: Option<Matter>,
    dispatched: Option<chrono::NaiveDate>,
    proposal: Option<ItemProposal>,
}

/// Documents come to the list of a request: those that are there stay as they are, and what is the same bytes as
/// another is folded onto it. What is out of reach is not there, and is counted to nobody.
pub(crate) async fn collect_items(
    desk: &Desk,
    session: &Session,
    request: CollectItems,
) -> Result<CollectedItems, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let reading = session.filter(Right::ReadCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    after(kept.state, ActKind::Collect).map_err(|fault| AppError::problem("id", fault.code()))?;
    let from = word_of(&request.from);
    let (found, not_taken) = match request.from {
        CollectFrom::Cases { case_ids } => (
            documents::of_cases(&mut reader, &reading, &kept, &case_ids).await?,
            Vec::new(),
        ),
        CollectFrom::Search {
            text,
            cpr,
            kle,
            from,
            to,
        } => {
            let asked = documents::Asked {
                text,
                cpr,
                kle,
                from,
                to,
            };
            (
                documents::found(&mut reader, &reading, &kept, asked).await?,
                Vec::new(),
            )
        }
        CollectFrom::Intake { intake_id } => {
            drop(reader);
            let files = files::of_intake(desk, session, &intake_id).await?;
            reader = store.read().await?;
            files
        }
        CollectFrom::Earlier { aktindsigt_id } => (
            earlier::items(&mut reader, &reading, &kept, &aktindsigt_id).await?,
            Vec::new(),
        ),
    };
    drop(reader);
    let asked = found.len();
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    // What stands on the list already, by its bytes: two who collect the same at once get it once.
    let standing: HashMap<String, ItemId> = {
        let mut standing = HashMap::new();
        for (sha256, item) in writer.item_prints(&reading, kept.id).await? {
            standing.entry(sha256).or_insert(item);
        }
        standing
    };
    let there = writer.known_item_sources(kept.id).await?;
    let last = writer.last_item_number(kept.id).await?;
    let fresh: Vec<Found> = found
        .into_iter()
        .filter(|one| !there.contains(&source_key(&one.source)))
        .collect();
    let total = there.len().saturating_add(fresh.len());
    if total > fields::MOST_ITEMS {
        return Err(AppError::problem("from", "too_many"));
    }
    let items = numbered(&kept, session, fresh, standing, last, now);
    let folded = items
        .iter()
        .filter(|item| item.folded_onto.is_some())
        .count();
    let proposed = items.iter().filter(|item| item.proposal.is_some()).count();
    let added = writer.add_items(&items).await?;
    if added != items.len() as u64 {
        // Nobody writes beside this transaction: a row that was refused would be lost unsaid.
        return Err(AppError::new(sagsbord_contract::ErrorCode::Conflict));
    }
    if added > 0 {
        writer.begin_collecting(kept.id).await?;
    }
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "collected".to_owned(),
        detail: Some(format!("{from} {added}")),
        text: None,
    };
    writer.note_aktindsigt(kept.id, &entry).await?;
    let record = AuditRecord::new(by, AuditAct::AktindsigtCollected)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("from", AuditDetail::Code(from))
        .with("documents", AuditDetail::Count(added));
    writer.commit_with(&record, now).await?;
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let counted = store.read().await?.count_items(&reading, kept.id).await?;
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(CollectedItems {
        added: number(items.len()),
        already: number(asked - items.len()),
        folded: number(folded),
        proposed: number(proposed),
        not_taken,
        counts: counts(counted),
    })
}

/// What tells a row from another: where it was collected.
fn source_key(source: &ItemSource) -> String {
    match (&source.document, &source.intake) {
        (Some(document), _) => document.to_string(),
        (None, Some((intake, place))) => format!("{intake} {place}"),
        (None, None) => String::new(),
    }
}

/// In the order they were found in, after what is there.
fn numbered(
    kept: &KeptAktindsigt,
    session: &Session,
    found: Vec<Found>,
    mut standing: HashMap<String, ItemId>,
    last: u32,
    now: chrono::DateTime<chrono::Utc>,
) -> Vec<AktindsigtItem> {
    let mut next = last;
    let mut items = Vec::with_capacity(found.len());
    for one in found {
        let id = ItemId::new(Uuid::now_v7());
        let folded_onto = one
            .sha256
            .as_ref()
            .and_then(|sha256| match standing.get(sha256) {
                Some(other) => Some(*other),
                None => {
                    standing.insert(sha256.clone(), id);
                    None
                }
            });
        let number = match folded_onto {
            Some(_) => 0,
            None => {
                next += 1;
                next
            }
        };
        // What was sent was sent on its day, until somebody knows better.
        let sent = (one.direction == Direction::Outgoing).then_some(one.dated);
        items.push(AktindsigtItem {
            id,
            aktindsigt: kept.id,
            number,
            facts: ItemFacts {
                title: one.title.unwrap_or_else(|| one.source.title.clone()),
                dated: one.dated,
                dispatched: one.dispatched.or(sent),
                direction: one.direction,
                matter: one.matter.unwrap_or(Matter::Other),
                sender: one.sender,
                recipient: one.recipient,
                pages: one.pages,
                regime: None,
            },
            source: one.source,
            collected_at: now,
            collected_by: session.employee(),
            sha256: one.sha256,
            bytes: one.bytes,
            file_name: one.file_name,
            media_type: one.media_type,
            sensitivity: one.sensitivity,
            folded_onto,
            out_reason: None,
            ruling: ItemRuling::none(),
            proposal: one.proposal,
            version: 1,
        });
    }
    items
}

const fn word_of(from: &CollectFrom) -> &'static str {
    match from {
        CollectFrom::Cases { .. } => "cases",
        CollectFrom::Search { .. } => "search",
        CollectFrom::Intake { .. } => "intake",
        CollectFrom::Earlier { .. } => "earlier",
    }
}
