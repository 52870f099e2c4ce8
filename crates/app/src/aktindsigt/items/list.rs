use std::collections::HashMap;

use sagsbord_contract::{ItemPage, ItemRow, ItemShown, ListItems};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::aktindsigt::{MarkDecision, MarkKind, title_without};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId};
use sagsbord_store::{ItemQuery, KeptAktindsigt, ListedItem, Reader};

use super::row::{Telling, counts, item_row};
use super::titles::{findings_of, title_scanner};
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::find::{chosen, find};
use crate::aktindsigt::law::aktindsigt_law;
use crate::{AppError, Desk};

const LARGEST_PAGE: u32 = 500;

/// The list as far as the one who asks sees the documents on it. Reading it is logged before it is handed out.
pub(crate) async fn list_items(
    desk: &Desk,
    session: &Session,
    request: ListItems,
) -> Result<ItemPage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    page(desk, session, &mut reader, &kept, &request).await
}

/// Of a request that was found within the session's reach.
pub(super) async fn page(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    request: &ListItems,
) -> Result<ItemPage, AppError> {
    use sagsbord_store::ItemShown as Shown;
    let filter = session.filter(Right::ReadCases)?;
    let query = ItemQuery {
        shown: match request.shown {
            ItemShown::Listed => Shown::Listed,
            ItemShown::Undecided => Shown::Undecided,
            ItemShown::Folded => Shown::Folded,
            ItemShown::Out => Shown::Out,
            ItemShown::Changed => Shown::Changed,
            ItemShown::All => Shown::All,
        },
        offset: request.offset,
        limit: request.limit.min(LARGEST_PAGE),
    };
    let listed = reader.list_items(&filter, kept.id, query).await?;
    let counted = reader.count_items(&filter, kept.id).await?;
    let total = match request.shown {
        ItemShown::Listed => counted.listed,
        ItemShown::Undecided => counted.undecided,
        ItemShown::Folded => counted.folded,
        ItemShown::Out => counted.out,
        ItemShown::Changed => counted.changed,
        ItemShown::All => counted.listed + counted.folded + counted.out,
    };
    let rows = rows(desk, session, reader, &filter, kept, listed).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtItemsRead)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("documents", AuditDetail::Count(rows.len() as u64));
    let writer = desk.app().store().await?.write().await?;
    writer.commit_with(&record, desk.app().clock.now()).await?;
    Ok(ItemPage {
        rows,
        total,
        counts: counts(counted),
    })
}

/// With what the quality check finds in their titles.
pub(super) async fn rows(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    listed: Vec<ListedItem>,
) -> Result<Vec<ItemRow>, AppError> {
    let chosen = chosen(reader, kept.id).await?;
    let names = Names::of(reader).await?;
    let mut covered: HashMap<ItemId, Vec<String>> = HashMap::new();
    for mark in reader.marks_of_request(kept.id).await? {
        if mark.kind == MarkKind::Title && mark.decision == MarkDecision::Cover {
            covered.entry(mark.item).or_default().push(mark.text);
        }
    }
    let scanner = title_scanner(desk.app(), reader, filter, kept).await?;
    let law = aktindsigt_law()?;
    let today = session.today();
    Ok(tokio::task::spawn_blocking(move || {
        let telling = Telling {
            chosen: &chosen,
            book: &law.bases,
            names: &names,
            today,
        };
        listed
            .into_iter()
            .map(|listed| {
                let covered = covered.get(&listed.item.id).into_iter().flatten();
                let covered = covered.map(String::as_str);
                let title = title_without(&listed.item.facts.title, covered, "");
                let title = findings_of(&scanner, &title);
                item_row(listed, &telling, title)
            })
            .collect()
    })
    .await?)
}
