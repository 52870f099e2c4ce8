use sagsbord_contract::{CheckRuleKind, CheckRuleRow, CheckRules, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::{Eased, Rule};

use super::occasions;
use super::rules_in_force::RulesInForce;
use crate::{AppError, Desk};

/// Every rule, and where the municipality lets it only inform.
pub(crate) async fn check_rules(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<CheckRules, AppError> {
    session.require(Right::ReadCases)?;
    let mut reader = desk.app().store().await?.read().await?;
    let in_force = RulesInForce::read(&mut reader).await?;
    let rows = Rule::all().iter().map(|rule| CheckRuleRow {
        id: rule.id.to_owned(),
        category: rule.category.code().to_owned(),
        kind: kind(rule.eased),
        law: rule.law.map(str::to_owned),
        may_inform: occasions::may_inform(rule),
        informs: in_force.informs(rule.id),
    });
    Ok(CheckRules {
        rows: rows.collect(),
        version: u32::try_from(in_force.number).unwrap_or(u32::MAX),
        may_change: session.require(Right::ChangeWordList).is_ok(),
    })
}

fn kind(eased: Eased) -> CheckRuleKind {
    match eased {
        Eased::Never => CheckRuleKind::Fixed,
        Eased::WhileWriting => CheckRuleKind::WhileWriting,
        Eased::Anywhere => CheckRuleKind::Anywhere,
        Eased::ByTheList => CheckRuleKind::ByTheList,
        Eased::NeverWarns => CheckRuleKind::NeverWarns,
    }
}
