use sagsbord_contract::{ErrorCode, ReleaseBundle, ReleaseStanding};
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, BundleId, ReleaseId};
use sagsbord_store::{ApprovalState, Bundle, KeptAktindsigt, NewRelease, Reader, ReleasedItem};
use uuid::Uuid;

use super::act::{done, note, record};
use super::build::PROGRAM;
use super::deliver::{Delivering, deliver};
use super::obstacles::obstacles;
use super::round::Round;
use super::row::standing;
use crate::aktindsigt::find::find;
use crate::aktindsigt::running::DeadlineSteps;
use crate::deadlines::LawKept;
use crate::people::fields::id;
use crate::{AppError, Desk};

/// Gives what was approved. It is frozen first, in a transaction that looks once more at all that must hold; then it is
/// delivered. A delivery that does not succeed is tried again: nothing is given twice, and nothing half.
pub(crate) async fn release_bundle(
    desk: &Desk,
    session: &Session,
    request: ReleaseBundle,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::WorkOnCases)?;
    let app = desk.app();
    let store = app.store().await?;
    let by = (app.clock.now(), session.employee());
    let mut reader = store.read().await?;
    let kept = find(&mut reader, &filter, &request.id).await?;
    let bundle = bundle_of(&mut reader, &kept, &request.bundle_id).await?;
    if !bundle.is_clean || bundle.files.is_empty() {
        return Err(AppError::problem("bundleId", "in_doubt"));
    }
    let how = Delivering::read(&kept, &bundle, request.way, request.folder, &request.note)?;
    let round = Round::read(&mut reader, &filter, kept).await?;
    let approval = reader.newest_approval(round.kept.id).await?;
    let approval = approval.filter(|approval| approval.state == ApprovalState::Approved);
    let approval = approval.ok_or_else(|| AppError::problem("id", "not_approved"))?;
    let is_part = approval.is_part;
    let there = obstacles(desk, session, &mut reader, &filter, &round, is_part).await?;
    if there.iter().any(|one| !one.may_be_accepted) {
        return standing(desk, session, &mut reader, round.kept, is_part).await;
    }
    let kept = &round.kept;
    let law = LawKept::read(app, &mut reader).await?;
    let steps = match is_part {
        true => DeadlineSteps::default(),
        false => DeadlineSteps::ending(&mut reader, &filter, kept.id).await?,
    };
    drop(reader);
    let (Some(letter), Some((_, approved_by))) = (&round.letter, approval.settled) else {
        return Err(AppError::new(ErrorCode::Conflict));
    };
    let release = NewRelease {
        id: ReleaseId::new(Uuid::now_v7()),
        aktindsigt: kept.id,
        bundle: bundle.id,
        letter: letter.id,
        approval: approval.number,
        approved_by,
        print: round.print.clone(),
        is_part,
        way: how.way.code().to_owned(),
        at: by.0,
        by: by.1,
        law_day: letter.dated,
        program: PROGRAM.to_owned(),
        items: items(&round),
    };
    let mut writer = store.write().await?;
    let state = writer.aktindsigt_state(kept.id).await?.given(is_part);
    let state = state.map_err(|fault| AppError::problem("id", fault.code()))?;
    if writer.is_release_stopped(kept.id).await? {
        return Err(AppError::problem("id", "stopped"));
    }
    // One fingerprint for what was approved, what was built and what is there now.
    let print = writer.release_print(kept.id).await?;
    if print != approval.print || print != bundle.print {
        return Err(AppError::problem("bundleId", "changed_since"));
    }
    let number = writer.add_release(&release).await?;
    writer.use_approval(kept.id, approval.number).await?;
    writer.set_aktindsigt_state(kept.id, state).await?;
    let detail = Some(format!("{number} {}", how.way.code()));
    note(&mut writer, kept.id, by, "released", detail, "").await?;
    let moves_deadlines = !steps.is_none();
    steps.take(&mut writer, kept.id, &law, by.1, by.0).await?;
    let record = record(session, AuditAct::AktindsigtReleased, kept)
        .with("release", AuditDetail::Id(release.id.uuid()))
        .with("bundle", AuditDetail::Id(bundle.id.uuid()))
        .with("way", AuditDetail::Code(how.way.code()))
        .with("documents", AuditDetail::Count(release.items.len() as u64));
    writer.commit_with(&record, by.0).await?;
    if moves_deadlines {
        desk.look_again_at_deadlines();
        let news = sagsbord_contract::CaseNewsWhat::Deadlines;
        app.case_changed(kept.case, news, by.1);
    }
    deliver(desk, session, kept, release.id, &bundle, &how).await?;
    done(desk, session, kept, is_part).await
}

/// Of that request, or not there.
pub(super) async fn bundle_of(
    reader: &mut Reader,
    kept: &KeptAktindsigt,
    bundle: &str,
) -> Result<Bundle, AppError> {
    let bundle: BundleId = id(bundle, "bundleId")?;
    let found = reader.find_bundle(bundle).await?;
    let found = found.filter(|bundle| bundle.aktindsigt == kept.id);
    found.ok_or_else(|| AppError::field(ErrorCode::NotFound, "bundleId"))
}

fn items(round: &Round) -> Vec<ReleasedItem> {
    let deciding = round.split.deciding.iter();
    deciding
        .map(|listed| ReleasedItem {
            item: listed.item.id,
            version: listed.item.version,
            number: listed.item.number,
            decision: listed.item.ruling.decision,
            bases: listed.item.ruling.bases.clone(),
            sha256: listed.item.sha256.clone(),
        })
        .collect()
}

/// Whoever may see the request, for whoever only opens what was built.
pub(super) async fn readable(
    reader: &mut Reader,
    filter: &AccessFilter,
    bundle: BundleId,
) -> Result<(KeptAktindsigt, Bundle), AppError> {
    let not_found = || AppError::new(ErrorCode::NotFound);
    let bundle = reader.find_bundle(bundle).await?.ok_or_else(not_found)?;
    let kept = reader.find_aktindsigt(filter, bundle.aktindsigt).await?;
    Ok((kept.ok_or_else(not_found)?, bundle))
}
