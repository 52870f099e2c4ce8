use sagsbord_contract::{ChangeDeadlineLaw, DeadlineLaw, ErrorCode, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::{AuditAct, AuditDetail, AuditRecord};
use sagsbord_store::DeadlineLawVersion;

use super::super::law_in_force::LawKept;
use super::effect::of_change;
use super::move_them::{keep, moves};
use super::proposed::{Proposed, rules_missed};
use super::show::{deadline_law, in_force, number_of};
use crate::{AppError, Desk};

/// The municipality's own rules and closing days become law, and every day that they move is moved with a line in
/// its deadline's log, all at once. What was told to a citizen stays.
pub(crate) async fn change_deadline_law(
    desk: &Desk,
    session: &Session,
    request: ChangeDeadlineLaw,
) -> Result<DeadlineLaw, AppError> {
    session.require(Right::ChangeDeadlineLaw)?;
    let filter = session.filter(Right::ReadCases)?;
    let why = reason(&request.why)?.to_owned();
    let (store, now) = (desk.app().store().await?, desk.app().clock.now());
    let mut reader = store.read().await?;
    let proposed = Proposed::of(&mut reader, request.law).await?;
    let (number, kept) = in_force(&mut reader).await?;
    if number_of(number) != request.version {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    if proposed.is_the_same_as(&kept) {
        return Err(AppError::invalid("law"));
    }
    let after = proposed.read().await?;
    let after = after.map_err(|_| AppError::invalid("law"))?;
    if !rules_missed(&mut reader, &after).await?.is_empty() {
        return Err(AppError::invalid("law"));
    }
    let before = LawKept::read(desk.app(), &mut reader).await?;
    let running = reader.running_deadlines_seen_by(&filter).await?;
    drop(reader);

    let (by, ground) = (session.employee(), why.clone());
    let (moved, told, moves) = tokio::task::spawn_blocking(move || {
        let effect = of_change(running, &before, &after, now);
        let moves = moves(&effect, &after, &ground, by, now)?;
        Ok::<_, AppError>((effect.moves(), effect.told(), moves))
    })
    .await??;
    if moved != request.moves {
        return Err(AppError::new(ErrorCode::Conflict));
    }

    let mut writer = store.write().await?;
    writer
        .add_deadline_law(&DeadlineLawVersion {
            number: number + 1,
            at: now,
            employee: session.employee(),
            rules: proposed.rules,
            closing_days: proposed.closing_days,
            why,
            moved,
            left_as_told: told,
        })
        .await?;
    keep(&mut writer, &moves).await?;
    let record = AuditRecord::new(session.employee(), AuditAct::DeadlineLawChanged)
        .with("version", AuditDetail::Count(number.unsigned_abs() + 1))
        .with("moved", AuditDetail::Count(moved.into()))
        .with("left_as_told", AuditDetail::Count(told.into()));
    writer.commit_with(&record, now).await?;
    desk.look_again_at_deadlines();
    deadline_law(desk, session, Nothing {}).await
}

const LONGEST_REASON: usize = 500;

/// One line that a colleague, and the citizen's file, can read later.
pub(super) fn reason(why: &str) -> Result<&str, AppError> {
    let why = why.trim();
    let too_long = why.chars().count() > LONGEST_REASON;
    if why.is_empty() || too_long || why.chars().any(char::is_control) {
        return Err(AppError::invalid("why"));
    }
    Ok(why)
}
