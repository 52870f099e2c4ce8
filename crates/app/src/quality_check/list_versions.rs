use sagsbord_contract::{CheckVersionKind, CheckVersionRow, CheckVersions, Nothing};
use sagsbord_domain::EmployeeId;
use sagsbord_domain::access::{Right, Session};

use crate::{AppError, Desk};

/// Who changed word list and rules, when and why.
pub(crate) async fn check_versions(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<CheckVersions, AppError> {
    session.require(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let words = reader.word_list_versions().await?;
    let rules = reader.check_rule_versions().await?;
    let employees = reader.list_employees().await?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    let name = |id: EmployeeId| {
        let employee = employees.iter().find(|employee| employee.id == id);
        employee.map(|employee| employee.name.clone())
    };
    let newest_list = words.first().map(|version| version.number);
    let newest_rules = rules.first().map(|version| version.number);
    let words = words.into_iter().map(|version| CheckVersionRow {
        kind: CheckVersionKind::WordList,
        number: number(version.number),
        in_force: Some(version.number) == newest_list,
        at: version.at.to_rfc3339(),
        employee: name(version.employee),
        why: version.why,
        added: version.added,
        changed: version.changed,
        removed: version.removed,
        restored: version.restored.map(number),
    });
    let rules = rules.into_iter().map(|version| CheckVersionRow {
        kind: CheckVersionKind::Rules,
        number: number(version.number),
        in_force: Some(version.number) == newest_rules,
        at: version.at.to_rfc3339(),
        employee: name(version.employee),
        why: version.why,
        added: version.added,
        changed: 0,
        removed: version.removed,
        restored: version.restored.map(number),
    });
    let mut rows: Vec<_> = words.chain(rules).collect();
    rows.sort_by(|one, other| other.at.cmp(&one.at).then(other.number.cmp(&one.number)));
    Ok(CheckVersions { rows })
}
