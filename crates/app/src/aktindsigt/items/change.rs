use sagsbord_contract::{CaseNewsWhat, ChangeItem, ErrorCode, ItemChange, ItemRow};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId};
use sagsbord_store::{
    AktindsigtEntry, AktindsigtItem, ItemFacts, ItemRuling, KeptAktindsigt, ListedItem, Reader,
};

use super::list::rows;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{chosen, find_open, still_open};
use crate::people::fields::id;
use crate::{AppError, Desk};

/// What the list says of one document, and whether it stands on it.
pub(crate) async fn change_item(
    desk: &Desk,
    session: &Session,
    request: ChangeItem,
) -> Result<ItemRow, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let (now, by) = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.aktindsigt_id).await?;
    let item: ItemId = id(&request.id, "id")?;
    let listed = found(&mut reader, &filter, &kept, item).await?;
    if listed.item.version != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let what = word_of(&request.change);
    let changed = Changed::of(&mut reader, &filter, &kept, listed, request.change).await?;
    drop(reader);
    let mut item = changed.item;
    item.version += 1;
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    if changed.takes_a_number {
        item.number = writer.last_item_number(kept.id).await? + 1;
    }
    writer.change_item(&item).await?;
    let entry = AktindsigtEntry {
        number: 0,
        at: now,
        by,
        kind: "item_changed".to_owned(),
        detail: Some(format!("{what} {}", changed.number_before)),
        text: item.out_reason.clone(),
    };
    writer.note_aktindsigt(kept.id, &entry).await?;
    let record = AuditRecord::new(by, AuditAct::AktindsigtItemChanged)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("item", AuditDetail::Id(item.id.uuid()))
        .with("change", AuditDetail::Code(what));
    writer.commit_with(&record, now).await?;
    app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    let mut reader = store.read().await?;
    let listed = found(&mut reader, &filter, &kept, item.id).await?;
    let told = rows(desk, session, &mut reader, &filter, &kept, vec![listed]).await?;
    let told = told.into_iter().next();
    told.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

async fn found(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    item: ItemId,
) -> Result<ListedItem, AppError> {
    let found = reader.find_items(filter, kept.id, &[item]).await?;
    let found = found.into_iter().next();
    found.ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

struct Changed {
    item: AktindsigtItem,
    number_before: u32,
    /// It comes to stand at the end of the list.
    takes_a_number: bool,
}

impl Changed {
    async fn of(
        reader: &mut Reader,
        filter: &AccessFilter,
        kept: &KeptAktindsigt,
        listed: ListedItem,
        change: ItemChange,
    ) -> Result<Self, AppError> {
        let is_changed = listed.is_changed;
        let mut item = listed.item;
        let number_before = item.number;
        let mut takes_a_number = false;
        match change {
            ItemChange::Facts {
                title,
                dated,
                dispatched,
                direction,
                matter,
                sender,
                recipient,
                regime,
            } => {
                let facts = ItemFacts {
                    title: fields::filled_line(&title, "title")?,
                    dated: fields::day(&dated, "dated")?,
                    dispatched: fields::optional_day(dispatched.as_deref(), "dispatched")?,
                    direction: direction.into(),
                    matter: matter.into(),
                    sender: fields::line(&sender, "sender")?,
                    recipient: fields::line(&recipient, "recipient")?,
                    pages: item.facts.pages,
                    regime: regime.map(Into::into),
                };
                if let Some(regime) = facts.regime
                    && !chosen(reader, kept.id).await?.contains(&regime)
                {
                    return Err(AppError::problem("regime", "not_chosen"));
                }
                // Judged by other rules, it is decided about anew; so is what may not be given yet.
                let is_judged_otherwise = facts.regime != item.facts.regime
                    || facts.matter != item.facts.matter
                    || facts.dispatched != item.facts.dispatched
                    || facts.direction != item.facts.direction;
                if is_judged_otherwise {
                    item.ruling = ItemRuling::none();
                }
                item.facts = facts;
            }
            ItemChange::Fold { onto } => {
                let onto: ItemId = id(&onto, "onto")?;
                let other = found(reader, filter, kept, onto).await?.item;
                if other.id == item.id || other.folded_onto.is_some() || other.out_reason.is_some()
                {
                    return Err(AppError::problem("onto", "stands_for_nothing"));
                }
                if item.folded_onto.is_some() || item.out_reason.is_some() {
                    return Err(AppError::problem("change", "not_listed"));
                }
                if stands_for_others(reader, filter, kept, item.id).await? {
                    return Err(AppError::problem("change", "stands_for_others"));
                }
                item.folded_onto = Some(other.id);
                item.number = 0;
                item.ruling = ItemRuling::none();
            }
            ItemChange::Unfold => {
                if item.folded_onto.take().is_none() {
                    return Err(AppError::problem("change", "not_folded"));
                }
                takes_a_number = true;
            }
            ItemChange::TakeOut { why } => {
                if item.folded_onto.is_some() || item.out_reason.is_some() {
                    return Err(AppError::problem("change", "not_listed"));
                }
                // Its copies would stand for nothing.
                if stands_for_others(reader, filter, kept, item.id).await? {
                    return Err(AppError::problem("change", "stands_for_others"));
                }
                item.out_reason = Some(fields::why(&why, "why")?);
                item.number = 0;
                item.ruling = ItemRuling::none();
            }
            ItemChange::PutBack => {
                if item.out_reason.take().is_none() {
                    return Err(AppError::problem("change", "not_out"));
                }
                takes_a_number = true;
            }
            ItemChange::AcceptChange => {
                let document = item.source.document.filter(|_| is_changed);
                let document =
                    document.ok_or_else(|| AppError::problem("change", "not_changed"))?;
                let now = reader.find_document(filter, document).await?;
                let file = now.and_then(|document| document.file);
                item.sha256 = file.as_ref().map(|file| file.blob.sha256_hex().to_owned());
                item.bytes = file.as_ref().map(|file| file.blob.size());
                // Pages are counted anew when it is read.
                item.facts.pages = None;
                item.ruling = ItemRuling::none();
            }
        }
        Ok(Self {
            item,
            number_before,
            takes_a_number,
        })
    }
}

async fn stands_for_others(
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    item: ItemId,
) -> Result<bool, AppError> {
    Ok(reader.copies_of(filter, kept.id, item).await? > 0)
}

const fn word_of(change: &ItemChange) -> &'static str {
    match change {
        ItemChange::Facts { .. } => "facts",
        ItemChange::Fold { .. } => "fold",
        ItemChange::Unfold => "unfold",
        ItemChange::TakeOut { .. } => "take_out",
        ItemChange::PutBack => "put_back",
        ItemChange::AcceptChange => "accept_change",
    }
}
