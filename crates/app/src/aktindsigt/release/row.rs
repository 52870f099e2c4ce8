use sagsbord_contract::{
    ApprovalRow, ApprovalState, BundleFileRow, BundleForm, BundleRow, DeliveryRow, ErrorCode,
    ReleaseCommentRow, ReleaseRow, ReleaseStanding, ReleaseStopRow, ReleaseWay,
};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::ReleaseWay as Way;
use sagsbord_store::{Approval, Bundle, KeptAktindsigt, Reader, Release};

use super::obstacles::obstacles;
use super::round::Round;
use crate::aktindsigt::detail::Names;
use crate::cases::within_reach::may_work_on;
use crate::{AppError, Desk};

/// Where a request that was found within the session's reach stands between its decisions and what is given.
pub(super) async fn standing(
    desk: &Desk,
    session: &Session,
    reader: &mut Reader,
    kept: KeptAktindsigt,
    is_part: bool,
) -> Result<ReleaseStanding, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let names = Names::of(reader).await?;
    let round = Round::read(reader, &filter, kept).await?;
    let kept = &round.kept;
    let obstacles = match kept.state.is_open() {
        true => obstacles(desk, session, reader, &filter, &round, is_part).await?,
        false => Vec::new(),
    };
    let approval = reader.newest_approval(kept.id).await?;
    let hands = reader.hands_of(kept.id).await?;
    let is_hand = hands.contains(&session.employee());
    let sent_by = approval.as_ref().map(|approval| approval.sent.1);
    let approves = match session.filter(Right::ApproveRelease) {
        Ok(filter) => reader.find_case(&filter, kept.case).await?.is_some(),
        Err(_) => false,
    };
    let stops = reader.release_stops(kept.id).await?.into_iter();
    let comments = reader.release_comments(kept.id).await?.into_iter();
    let bundles = reader.bundles(kept.id).await?.into_iter();
    let releases = reader.releases(kept.id).await?.into_iter();
    Ok(ReleaseStanding {
        state: kept.state.into(),
        obstacles,
        approval: approval.map(|approval| approval_row(approval, &round.print, &names)),
        stops: stops
            .map(|stop| ReleaseStopRow {
                number: stop.number,
                at: stop.stopped.0.to_rfc3339(),
                by: names.of_id(stop.stopped.1),
                why: stop.why,
                answered_at: stop.answered.map(|(at, _)| at.to_rfc3339()),
                answered_by: stop.answered.map(|(_, by)| names.of_id(by)),
                answer: stop.answer,
            })
            .collect(),
        comments: comments
            .map(|comment| ReleaseCommentRow {
                at: comment.at.to_rfc3339(),
                by: names.of_id(comment.by),
                item_id: comment.item.map(|item| item.to_string()),
                mark_id: comment.mark,
                text: comment.text,
            })
            .collect(),
        bundles: bundles
            .map(|bundle| bundle_row(bundle, &round.print, &names))
            .collect::<Result<_, _>>()?,
        releases: releases
            .map(|release| release_row(release, &names))
            .collect::<Result<_, _>>()?,
        may_send: may_work_on(reader, session, kept.case).await?,
        may_approve: approves && !is_hand && sent_by != Some(session.employee()),
        may_stop: session.filter(Right::StopRelease).is_ok(),
        was_done: false,
    })
}

fn approval_row(approval: Approval, print: &str, names: &Names) -> ApprovalRow {
    use sagsbord_store::ApprovalState as Kept;
    ApprovalRow {
        number: approval.number,
        state: match approval.state {
            Kept::Waiting => ApprovalState::Waiting,
            Kept::Approved => ApprovalState::Approved,
            Kept::Returned => ApprovalState::Returned,
            Kept::TakenBack => ApprovalState::TakenBack,
            Kept::Used => ApprovalState::Used,
        },
        is_part: approval.is_part,
        is_behind: matches!(approval.state, Kept::Waiting | Kept::Approved)
            && approval.print != print,
        sent_at: approval.sent.0.to_rfc3339(),
        sent_by: names.of_id(approval.sent.1),
        sent_text: approval.sent_text,
        settled_at: approval.settled.map(|(at, _)| at.to_rfc3339()),
        settled_by: approval.settled.map(|(_, by)| names.of_id(by)),
        settled_text: approval.settled_text,
    }
}

fn bundle_row(bundle: Bundle, print: &str, names: &Names) -> Result<BundleRow, AppError> {
    let verified = serde_json::from_str(&bundle.report)
        .map_err(|error| AppError::caused(ErrorCode::Internal, error))?;
    Ok(BundleRow {
        id: bundle.id.to_string(),
        form: match bundle.form.as_str() {
            "separate" => BundleForm::Separate,
            _ => BundleForm::Bundle,
        },
        is_behind: bundle.print != print,
        built_at: bundle.built.0.to_rfc3339(),
        built_by: names.of_id(bundle.built.1),
        acts: bundle.acts,
        pages: bundle.pages,
        marks: bundle.marks,
        is_clean: bundle.is_clean,
        verified,
        files: bundle
            .files
            .into_iter()
            .map(|file| BundleFileRow {
                name: file.name,
                pages: file.pages,
                size: u32::try_from(file.blob.size()).unwrap_or(u32::MAX),
                fingerprint: file.blob.sha256_hex().to_owned(),
            })
            .collect(),
    })
}

fn release_row(release: Release, names: &Names) -> Result<ReleaseRow, AppError> {
    let (recalled_at, recalled_by, recalled_why) = match release.recalled {
        Some((at, by, why)) => (Some(at.to_rfc3339()), Some(names.of_id(by)), Some(why)),
        None => (None, None, None),
    };
    Ok(ReleaseRow {
        id: release.id.to_string(),
        number: release.number,
        bundle_id: release.bundle.to_string(),
        is_part: release.is_part,
        way: way_of(&release.way)?,
        released_at: release.released.0.to_rfc3339(),
        released_by: names.of_id(release.released.1),
        approved_by: names.of_id(release.approved_by),
        law_day: release.law_day.to_string(),
        documents: release.items,
        deliveries: release
            .deliveries
            .into_iter()
            .map(|delivery| {
                Ok(DeliveryRow {
                    at: delivery.at.to_rfc3339(),
                    by: names.of_id(delivery.by),
                    way: way_of(&delivery.way)?,
                    outcome: delivery.outcome,
                    letter_id: delivery.letter.map(|letter| letter.to_string()),
                    text: delivery.text,
                })
            })
            .collect::<Result<_, AppError>>()?,
        recalled_at,
        recalled_by,
        recalled_why,
    })
}

fn way_of(code: &str) -> Result<ReleaseWay, AppError> {
    let way = Way::from_code(code).ok_or_else(|| AppError::new(ErrorCode::Internal))?;
    Ok(way.into())
}
