use std::collections::HashMap;

use sagsbord_contract::{CaseNewsWhat, ErrorCode, ItemOrder, ItemPage, ListItems, RenumberItems};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::reordered;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId};
use sagsbord_store::AktindsigtEntry;

use super::list::page;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{find_open, still_open};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// New numbers, because somebody asks for them: nothing else moves a document on the list.
pub(crate) async fn renumber_items(
    desk: &Desk,
    session: &Session,
    request: RenumberItems,
) -> Result<ItemPage, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let (seen, is_whole) = reader.item_numbers(&filter, kept.id).await?;
    let wish = match request.order {
        ItemOrder::As { ids } => {
            if ids.len() > fields::MOST_ITEMS {
                return Err(AppError::problem("ids", "too_many"));
            }
            ids.iter()
                .map(|one| id(one, "ids"))
                .collect::<Result<Vec<ItemId>, _>>()?
        }
        ItemOrder::Move { id: moved, to } => {
            let moved: ItemId = id(&moved, "id")?;
            let mut order: Vec<ItemId> = seen.iter().map(|(item, _)| *item).collect();
            let was = order.iter().position(|item| *item == moved);
            let was = was.ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
            order.remove(was);
            // Before the first of those left that bears that number or a higher one, once it has left its place.
            let at = usize::try_from(to.saturating_sub(1)).unwrap_or(usize::MAX);
            order.insert(at.min(order.len()), moved);
            order
        }
        ItemOrder::OldestFirst => reader.items_by_day(&filter, kept.id, false).await?,
        ItemOrder::NewestFirst => reader.items_by_day(&filter, kept.id, true).await?,
    };
    let changed =
        reordered(&seen, is_whole, &wish).ok_or_else(|| AppError::new(ErrorCode::Conflict))?;
    drop(reader);
    if !changed.is_empty() {
        let before: HashMap<ItemId, u32> = seen.into_iter().collect();
        let numbers: Vec<(ItemId, u32, u32)> = changed
            .iter()
            .map(|(item, becomes)| {
                let was = before.get(item).copied().unwrap_or_default();
                (*item, was, *becomes)
            })
            .collect();
        let entry = AktindsigtEntry {
            number: 0,
            at: now,
            by,
            kind: "renumbered".to_owned(),
            detail: Some(numbers.len().to_string()),
            text: None,
        };
        let mut writer = store.write().await?;
        still_open(&mut writer, &kept).await?;
        writer.renumber_items(kept.id, &numbers).await?;
        writer.note_aktindsigt(kept.id, &entry).await?;
        let record = AuditRecord::new(by, AuditAct::AktindsigtItemsRenumbered)
            .about("aktindsigt", kept.id.uuid())
            .with("case", AuditDetail::Id(kept.case.uuid()))
            .with("documents", AuditDetail::Count(numbers.len() as u64));
        writer.commit_with(&record, now).await?;
        app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    }
    let mut reader = store.read().await?;
    let first = ListItems {
        id: request.id,
        limit: 500,
        ..ListItems::default()
    };
    page(desk, session, &mut reader, &kept, &first).await
}
