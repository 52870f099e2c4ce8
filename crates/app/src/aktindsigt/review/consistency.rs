//! What somebody should look at before the letter is written: what is covered here and shown there, what nobody has
//! answered, pages that nobody has seen.

mod doubts;
mod texts;

use std::collections::{HashMap, HashSet};

use sagsbord_contract::{
    AcceptDoubt, AcceptedDoubtRow, CaseNewsWhat, CheckConsistency, ConsistencyReport, DoubtRow,
    ErrorCode,
};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::aktindsigt::DoubtKind;
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::{AcceptedDoubt, AktindsigtEntry, KeptAktindsigt, Reader};

use super::counted::Done;
use super::open::may_work;
use super::{derive, standing};
use crate::aktindsigt::detail::Names;
use crate::aktindsigt::fields;
use crate::aktindsigt::find::{find, find_open, still_open};
use crate::{AppError, Desk};
use doubts::{Doubt, Looked, doubts_of};

/// As many places of one doubt as anybody goes through from a list.
const SHOWN_PLACES: usize = 50;

/// Derived each time: a mark, a new document or another party makes it another answer.
pub(crate) async fn check_consistency(
    desk: &Desk,
    session: &Session,
    request: CheckConsistency,
) -> Result<ConsistencyReport, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let looked = look(desk, &mut reader, &filter, &kept).await?;
    let may_accept = kept.state.is_open() && may_work(session, &mut reader, kept.id).await?;
    let report = report(&mut reader, &kept, looked, may_accept).await?;
    drop(reader);
    let record = AuditRecord::new(session.employee(), AuditAct::AktindsigtChecked)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()))
        .with("doubts", AuditDetail::Count(report.doubts.len() as u64))
        .with("open", AuditDetail::Count(report.open.into()));
    let writer = store.write().await?;
    writer.commit_with(&record, app.clock.now()).await?;
    Ok(report)
}

/// Somebody has looked and answers for them, all or none. Each is bound to its places: with another place it is asked
/// again.
pub(crate) async fn accept_doubt(
    desk: &Desk,
    session: &Session,
    request: AcceptDoubt,
) -> Result<ConsistencyReport, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let reason = fields::why(&request.reason, "reason")?;
    let app = desk.app();
    let store = app.store().await?;
    let mut reader = store.read().await?;
    let kept = find_open(&mut reader, &filter, &request.id).await?;
    let looked = look(desk, &mut reader, &filter, &kept).await?;
    let asked: HashSet<&str> = request.keys.iter().map(String::as_str).collect();
    let doubts = looked.doubts.iter();
    let doubts: Vec<&Doubt> = doubts
        .filter(|one| asked.contains(one.key.as_str()))
        .collect();
    if doubts.len() < asked.len() || doubts.is_empty() {
        // Some are about other places now.
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if doubts.iter().any(|doubt| !doubt.kind.may_be_accepted()) {
        return Err(AppError::problem("keys", "not_acceptable"));
    }
    let (now, by) = (app.clock.now(), session.employee());
    drop(reader);
    let mut writer = store.write().await?;
    still_open(&mut writer, &kept).await?;
    let mut taken: HashMap<DoubtKind, u64> = HashMap::new();
    for doubt in doubts {
        let accepted = AcceptedDoubt {
            key: doubt.key.clone(),
            kind: doubt.kind,
            reason: reason.clone(),
            at: now,
            by,
        };
        if writer.accept_doubt(kept.id, &accepted).await? {
            *taken.entry(doubt.kind).or_default() += 1;
        }
    }
    let mut record = AuditRecord::new(by, AuditAct::AktindsigtDoubtAccepted)
        .about("aktindsigt", kept.id.uuid())
        .with("case", AuditDetail::Id(kept.case.uuid()));
    // A line for each kind, in their order: a hundred documents are answered for in one go.
    for kind in DoubtKind::ALL {
        let Some(count) = taken.get(kind) else {
            continue;
        };
        let entry = AktindsigtEntry {
            number: 0,
            at: now,
            by,
            kind: "doubt_accepted".to_owned(),
            detail: Some(match count {
                1 => kind.code().to_owned(),
                _ => format!("{} {count}", kind.code()),
            }),
            text: Some(reason.clone()),
        };
        writer.note_aktindsigt(kept.id, &entry).await?;
        record = record.with(kind.code(), AuditDetail::Count(*count));
    }
    if !taken.is_empty() {
        writer.commit_with(&record, now).await?;
        app.case_changed(kept.case, CaseNewsWhat::Aktindsigt, by);
    }
    let mut reader = store.read().await?;
    report(&mut reader, &kept, looked, true).await
}

/// How many that nobody has answered for are about one of those documents, or about the request as a whole.
pub(in crate::aktindsigt) async fn count_open_doubts(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
    about: &HashSet<String>,
    is_whole: bool,
) -> Result<usize, AppError> {
    let looked = look(desk, reader, filter, kept).await?;
    let accepted = reader.accepted_doubts(kept.id).await?;
    let accepted: HashSet<&str> = accepted.iter().map(|one| one.key.as_str()).collect();
    let open = looked.doubts.iter().filter(|doubt| {
        let mut places = doubt.places.iter();
        let is_about = match doubt.places.is_empty() {
            true => is_whole,
            false => places.any(|place| about.contains(&place.item_id)),
        };
        is_about && !accepted.contains(doubt.key.as_str())
    });
    Ok(open.count())
}

async fn look(
    desk: &Desk,
    reader: &mut Reader,
    filter: &AccessFilter,
    kept: &KeptAktindsigt,
) -> Result<Looked, AppError> {
    let app = desk.app();
    let standing = standing::whole(app, reader, filter, kept).await?;
    let done = Done::of(reader, kept.id, &standing.items).await?;
    // What nobody has read yet is read from now on: until then it is a doubt.
    derive::begin(app, kept.id, filter, &standing);
    doubts_of(app, reader, filter, kept, &standing, &done).await
}

async fn report(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    looked: Looked,
    may_accept: bool,
) -> Result<ConsistencyReport, AppError> {
    let accepted = reader.accepted_doubts(kept.id).await?;
    let names = Names::of(reader).await?;
    let accepted: HashMap<String, AcceptedDoubtRow> = accepted
        .into_iter()
        .map(|one| {
            let row = AcceptedDoubtRow {
                by: names.of_id(one.by),
                at: one.at.to_rfc3339(),
                reason: one.reason,
            };
            (one.key, row)
        })
        .collect();
    let doubts: Vec<DoubtRow> = looked
        .doubts
        .into_iter()
        .map(|doubt| row(doubt, &accepted))
        .collect();
    let open = doubts.iter().filter(|row| row.accepted.is_none()).count();
    Ok(ConsistencyReport {
        documents: looked.documents,
        pages: looked.pages,
        findings: looked.findings,
        open: u32::try_from(open).unwrap_or(u32::MAX),
        doubts,
        may_accept,
    })
}

fn row(doubt: Doubt, accepted: &HashMap<String, AcceptedDoubtRow>) -> DoubtRow {
    let mut places = doubt.places;
    places.truncate(SHOWN_PLACES);
    DoubtRow {
        kind: doubt.kind.into(),
        text: doubt.text,
        covered_at: doubt.covered_at,
        places,
        count: doubt.count,
        accepted: accepted.get(&doubt.key).cloned(),
        may_be_accepted: doubt.kind.may_be_accepted(),
        key: doubt.key,
    }
}
