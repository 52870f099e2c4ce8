use sagsbord_contract::{CheckRules, ErrorCode, Nothing, RestoreCheckRules};
use sagsbord_domain::access::{Right, Session};

use super::list_rules::check_rules;
use super::rules_in_force::{RulesInForce, keep_rules};
use crate::{AppError, Desk};

/// An earlier choice holds again, as a new version: nothing of what came between is lost.
pub(crate) async fn restore_check_rules(
    desk: &Desk,
    session: &Session,
    request: RestoreCheckRules,
) -> Result<CheckRules, AppError> {
    session.require(Right::ChangeWordList)?;
    let number = i64::from(request.number);
    let mut reader = desk.app().store().await?.read().await?;
    let before = RulesInForce::read(&mut reader).await?;
    let next = RulesInForce::of_version(&mut reader, number).await?;
    drop(reader);
    if before.number != i64::from(request.version) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    keep_rules(desk, session, &before, &next, "", Some(number)).await?;
    check_rules(desk, session, Nothing {}).await
}
