use sagsbord_contract::{ErrorCode, MoveDeadlines, MovedDeadlines, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};

use super::super::law_in_force::LawKept;
use super::change::reason;
use super::effect::of_law;
use super::move_them::{keep, moves};
use super::moved_rows::moved_deadlines as told_of;
use crate::{AppError, Desk};

/// What runs under a day that the law in force would make another: what was told to a citizen before a change, and
/// all that a new version of the program, or a law that came into force by itself, made another.
pub(crate) async fn moved_deadlines(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<MovedDeadlines, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let now = desk.app().clock.now();
    let mut reader = desk.app().store().await?.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let running = reader.running_deadlines_seen_by(&filter).await?;
    let effect = tokio::task::spawn_blocking(move || of_law(running, &law, now)).await?;
    told_of(&mut reader, session, &filter, &effect, false, now).await
}

/// Moves all of them that were not told to the citizen, on one ground.
pub(crate) async fn move_deadlines(
    desk: &Desk,
    session: &Session,
    request: MoveDeadlines,
) -> Result<MovedDeadlines, AppError> {
    session.require(Right::ChangeDeadlineLaw)?;
    let filter = session.filter(Right::ReadCases)?;
    let why = reason(&request.why)?.to_owned();
    let (store, now) = (desk.app().store().await?, desk.app().clock.now());
    let mut reader = store.read().await?;
    let law = LawKept::read(desk.app(), &mut reader).await?;
    let running = reader.running_deadlines_seen_by(&filter).await?;
    drop(reader);
    let by = session.employee();
    let moves = tokio::task::spawn_blocking(move || {
        let effect = of_law(running, &law, now);
        moves(&effect, &law, &why, by, now)
    })
    .await??;
    let moved = u32::try_from(moves.len()).unwrap_or(u32::MAX);
    if moved != request.moves || moved == 0 {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let mut writer = store.write().await?;
    keep(&mut writer, &moves).await?;
    let record = AuditRecord::new(by, AuditAct::DeadlinesMoved)
        .with("moved", AuditDetail::Count(moved.into()));
    writer.commit_with(&record, now).await?;
    desk.look_again_at_deadlines();
    moved_deadlines(desk, session, Nothing {}).await
}
