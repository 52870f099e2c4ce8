use chrono::{DateTime, Utc};
use sagsbord_contract::{LookAtPage, LookedAtPage, PageLook};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::shortest_look_ms;
use sagsbord_domain::{AktindsigtId, AuditAct, AuditDetail, AuditRecord, EmployeeId, ItemId};
use sagsbord_store::PageRead;

use super::page::letters;
use super::standing;
use crate::aktindsigt::find::find;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// A page that is shown at a desk, whole, since then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PageLooked {
    request: AktindsigtId,
    item: ItemId,
    page: u32,
    by: EmployeeId,
    since: DateTime<Utc>,
}

/// A page counts as read when it was shown whole for as long as its text takes. The program's own clock says how long:
/// not the screen.
pub(crate) async fn look_at_page(
    desk: &Desk,
    session: &Session,
    request: LookAtPage,
) -> Result<LookedAtPage, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let item: ItemId = id(&request.item_id, "itemId")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let listed = standing::listed(&mut reader, &filter, &kept, item).await?;
    let now = app.clock.now();
    let looked = PageLooked {
        request: kept.id,
        item,
        page: request.page,
        by: session.employee(),
        since: now,
    };
    let not_read = Ok(LookedAtPage { is_read: false });
    if request.what == PageLook::Begins {
        desk.turn_to_page(Some(looked));
        return not_read;
    }
    let Some(before) = desk.turn_to_page(None) else {
        return not_read;
    };
    let is_same = PageLooked {
        since: now,
        ..before.clone()
    } == looked;
    // What is shown of a source that has changed is not what was collected.
    if !is_same || listed.is_changed || listed.is_gone || !kept.state.is_open() {
        return not_read;
    }
    let sha256 = listed.item.sha256.unwrap_or_default();
    let page = reader.reviewed_page(item, &sha256, request.page).await?;
    drop(reader);
    let Some(page) = page else {
        return not_read;
    };
    let shortest = i64::from(shortest_look_ms(letters(&page)));
    if (now - before.since).num_milliseconds() < shortest {
        return not_read;
    }
    let read = PageRead {
        item,
        sha256,
        page: request.page,
        employee: session.employee(),
    };
    let mut writer = store.write().await?;
    if writer.note_page_read(kept.id, &read, now).await? {
        let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtPageRead)
            .about("aktindsigt", kept.id.uuid())
            .with("case", AuditDetail::Id(kept.case.uuid()))
            .with("item", AuditDetail::Id(item.uuid()))
            .with("page", AuditDetail::Count(request.page.into()));
        writer.commit_with(&record, now).await?;
    }
    Ok(LookedAtPage { is_read: true })
}
