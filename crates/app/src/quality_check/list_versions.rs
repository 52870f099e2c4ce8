use sagsbord_contract::{Nothing, WordListVersionRow, WordListVersions};
use sagsbord_domain::access::{Right, Session};

use crate::{AppError, Desk};

/// Who changed the list, when and how much.
pub(crate) async fn word_list_versions(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<WordListVersions, AppError> {
    session.require(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let versions = reader.word_list_versions().await?;
    let employees = reader.list_employees().await?;
    let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(WordListVersions {
        rows: versions
            .into_iter()
            .map(|version| WordListVersionRow {
                number: number(version.number),
                at: version.at.to_rfc3339(),
                employee: employees
                    .iter()
                    .find(|employee| employee.id == version.employee)
                    .map(|employee| employee.name.clone()),
                added: version.added,
                changed: version.changed,
                removed: version.removed,
                restored: version.restored.map(number),
            })
            .collect(),
    })
}
