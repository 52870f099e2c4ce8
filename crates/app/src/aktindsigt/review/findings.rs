use std::collections::HashSet;

use sagsbord_contract::{
    ErrorCode, FindingAnswer, ListReviewFindings, ReviewFinding, ReviewFindings, ReviewMark,
    ReviewPageSize,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord, ItemId};
use sagsbord_store::Mark;

use super::counted::{Answers, Done, is_stale};
use super::notes::note_rows;
use super::open::stack;
use super::{derive, standing};
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::find::find;
use crate::aktindsigt::law::aktindsigt_law;
use crate::desk::Reviewed;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// A document as it is reviewed: what was found in it, what was marked, and its pages. Looking at it is logged here; its
/// single pages are not logged one by one.
pub(crate) async fn list_review_findings(
    desk: &Desk,
    session: &Session,
    request: ListReviewFindings,
) -> Result<ReviewFindings, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let item: ItemId = id(&request.item_id, "itemId")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let standing = standing::some(app, &mut reader, &filter, &kept, &[item]).await?;
    let done = Done::on(&mut reader, kept.id, &[item]).await?;
    let names = Names::of(&mut reader).await?;
    let stack = stack(&mut reader, kept.id, session.employee()).await?;
    let mut sizes = Vec::new();
    if let Some(one) = standing.items.first() {
        sizes = reader.reviewed_page_sizes(item, one.sha256()).await?;
    }
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtPagesOpened)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("item", AuditDetail::Id(item.uuid()));
    if desk.is_first_look_at(Reviewed::Item, session.employee(), item.uuid()) {
        let writer = store.write().await?;
        writer.commit_with(&record, app.clock.now()).await?;
    }
    derive::begin(app, kept.id, &filter, &standing);
    let Some(one) = standing.items.first() else {
        return Err(AppError::new(ErrorCode::NotFound));
    };
    let marks = done.marks(item);
    let answers = Answers::of(one, marks);
    let findings = one
        .found
        .as_deref()
        .map_or(&[][..], |found| &found.findings);
    let seen: HashSet<u32> = done.reads(one).map(|read| read.page).collect();
    let by_me: HashSet<u32> = done
        .reads(one)
        .filter(|read| read.employee == session.employee())
        .map(|read| read.page)
        .collect();
    let law = aktindsigt_law()?;
    let label = |mark: &Mark| {
        let basis = law.bases.find(mark.basis.as_deref()?, session.today())?;
        Some(basis.label.clone())
    };
    Ok(ReviewFindings {
        findings: (0..)
            .zip(findings)
            .map(|(number, found)| ReviewFinding {
                number,
                page: found.page,
                areas: found.areas.clone(),
                text: found.text.clone(),
                person: found.person.as_ref().map(|person| person.name.clone()),
                found: found.row.clone(),
                answer: answers.answering(found).map(|mark| FindingAnswer {
                    mark_id: mark.id.to_string(),
                    decision: mark.decision.into(),
                    basis: mark.basis.clone(),
                    reason: mark.reason.clone(),
                    by: names.of_id(mark.made_by),
                    at: mark.made_at.to_rfc3339(),
                }),
            })
            .collect(),
        marks: marks
            .iter()
            .map(|mark| ReviewMark {
                id: mark.id.to_string(),
                page: mark.page,
                kind: mark.kind.into(),
                areas: mark.areas.clone(),
                text: mark.text.clone(),
                decision: mark.decision.into(),
                basis: mark.basis.clone(),
                basis_label: label(mark),
                reason: mark.reason.clone(),
                by: names.of_id(mark.made_by),
                at: mark.made_at.to_rfc3339(),
                is_stale: is_stale(one, mark),
            })
            .collect(),
        notes: note_rows(done.notes(item), &names),
        pages: (1..)
            .zip(sizes)
            .map(|(page, (width, height))| ReviewPageSize {
                width,
                height,
                is_read_by_me: by_me.contains(&page),
                is_unread: !seen.contains(&page),
            })
            .collect(),
        stack,
    })
}
