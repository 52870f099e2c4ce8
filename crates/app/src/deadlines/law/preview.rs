use sagsbord_contract::{DeadlineLawPreview, PreviewDeadlineLaw};
use sagsbord_domain::access::{Right, Session};

use super::super::law_in_force::LawKept;
use super::effect::of_change;
use super::moved_rows::moved_deadlines;
use super::proposed::{Proposed, rules_missed};
use super::show::in_force;
use crate::{AppError, Desk};

/// What a law would move, before anybody makes it one; or every fault in it.
pub(crate) async fn preview_deadline_law(
    desk: &Desk,
    session: &Session,
    request: PreviewDeadlineLaw,
) -> Result<DeadlineLawPreview, AppError> {
    session.require(Right::ChangeDeadlineLaw)?;
    let filter = session.filter(Right::ReadCases)?;
    let now = desk.app().clock.now();
    let mut reader = desk.app().store().await?.read().await?;
    let proposed = Proposed::of(&mut reader, request.law).await?;
    let (_, kept) = in_force(&mut reader).await?;
    let is_the_same = proposed.is_the_same_as(&kept);
    let after = proposed.read().await?;
    let faults = match &after {
        Err(faults) => faults.clone(),
        Ok(after) => rules_missed(&mut reader, after).await?,
    };
    let moved = match after {
        Ok(after) if faults.is_empty() => {
            let before = LawKept::read(desk.app(), &mut reader).await?;
            let running = reader.running_deadlines_seen_by(&filter).await?;
            let effect =
                tokio::task::spawn_blocking(move || of_change(running, &before, &after, now))
                    .await?;
            Some(moved_deadlines(&mut reader, session, &filter, &effect, true, now).await?)
        }
        _ => None,
    };
    Ok(DeadlineLawPreview {
        own: proposed.own,
        faults,
        moved,
        is_the_same,
    })
}
