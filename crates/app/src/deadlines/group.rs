use sagsbord_contract::{DeadlineGroup, DeadlineGrouping, DeadlineGroups, GroupDeadlines};
use sagsbord_domain::access::{Right, Session};

use super::list::query;
use super::row::counts;
use crate::{AppError, Desk};

pub(crate) async fn group_deadlines(
    desk: &Desk,
    session: &Session,
    request: GroupDeadlines,
) -> Result<DeadlineGroups, AppError> {
    let filter = session.filter(Right::ReadCases)?;
    let query = query(desk, session, &request.list)?;
    let by = match request.by {
        DeadlineGrouping::Rule => sagsbord_store::DeadlineGrouping::Rule,
        DeadlineGrouping::Source => sagsbord_store::DeadlineGrouping::Source,
        DeadlineGrouping::Responsible => sagsbord_store::DeadlineGrouping::Responsible,
    };
    let mut reader = desk.app().store().await?.read().await?;
    let groups = reader.group_deadlines(&filter, &query, by).await?;
    Ok(DeadlineGroups {
        rows: groups
            .into_iter()
            .map(|group| DeadlineGroup {
                key: group.key,
                name: group.name,
                counts: counts(group.counts),
            })
            .collect(),
    })
}
