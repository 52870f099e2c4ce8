use sagsbord_contract::{ChangeCheckRule, CheckRules, ErrorCode, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::Rule;

use super::list_rules::check_rules;
use super::reason::reason;
use super::rules_in_force::{RulesInForce, keep_rules};
use crate::{AppError, Desk};

/// Where one rule informs instead of warns. It takes a reason, because it lets something pass that was
/// stopped before.
pub(crate) async fn change_check_rule(
    desk: &Desk,
    session: &Session,
    request: ChangeCheckRule,
) -> Result<CheckRules, AppError> {
    session.require(Right::ChangeWordList)?;
    let rule = Rule::of(&request.id).ok_or_else(|| AppError::new(ErrorCode::NotFound))?;
    let why = reason(&request.why)?;
    if why.is_empty() {
        return Err(AppError::invalid("why"));
    }
    let mut reader = desk.app().store().await?.read().await?;
    let before = RulesInForce::read(&mut reader).await?;
    drop(reader);
    if before.number != i64::from(request.version) {
        return Err(AppError::new(ErrorCode::Conflict));
    }
    let next = before.with(rule, &request.informs)?;
    if next != before {
        keep_rules(desk, session, &before, &next, why, None).await?;
    }
    check_rules(desk, session, Nothing {}).await
}
