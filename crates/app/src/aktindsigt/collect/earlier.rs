use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::{ItemDecision, ItemOrigin};
use sagsbord_store::{
    ItemProposal, ItemQuery, ItemShown, ItemSource, KeptAktindsigt, ListedItem, Reader,
};

use super::Found;
use crate::AppError;
use crate::aktindsigt::{fields, find};

/// Another request's list as far as it is within reach. What was decided there is a proposal here, and only where the
/// document is what it was then.
pub(super) async fn items(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    earlier: &str,
) -> Result<Vec<Found>, AppError> {
    let earlier = find::find(reader, filter, earlier).await?;
    if earlier.id == kept.id {
        return Err(AppError::problem("aktindsigtId", "itself"));
    }
    let query = ItemQuery {
        shown: ItemShown::Listed,
        offset: 0,
        limit: u32::try_from(fields::MOST_AT_ONCE + 1).unwrap_or(u32::MAX),
    };
    let listed = reader.list_items(filter, earlier.id, query).await?;
    if listed.len() > fields::MOST_AT_ONCE {
        return Err(AppError::problem("from", "too_many"));
    }
    Ok(listed.into_iter().map(found).collect())
}

fn found(listed: ListedItem) -> Found {
    let is_as_it_was = !listed.is_changed && !listed.is_gone;
    let item = listed.item;
    let is_decided = item.ruling.decision != ItemDecision::Undecided;
    let proposal = (is_decided && is_as_it_was).then_some(ItemProposal {
        decision: item.ruling.decision,
        bases: item.ruling.bases,
        text: item.ruling.text,
    });
    Found {
        source: ItemSource {
            origin: ItemOrigin::Earlier,
            earlier: Some(item.id),
            ..item.source
        },
        dated: item.facts.dated,
        direction: item.facts.direction,
        sender: item.facts.sender,
        recipient: item.facts.recipient,
        pages: item.facts.pages,
        sha256: item.sha256,
        bytes: item.bytes,
        file_name: item.file_name,
        media_type: item.media_type,
        sensitivity: item.sensitivity,
        title: Some(item.facts.title),
        matter: Some(item.facts.matter),
        dispatched: item.facts.dispatched,
        proposal,
    }
}
