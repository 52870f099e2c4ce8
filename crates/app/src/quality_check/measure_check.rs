use sagsbord_contract::{CheckPurpose, MeasuredCheck, MeasuredRow, Nothing};
use sagsbord_domain::access::{Right, Session};
use sagsbord_scan::measure;

use super::list_in_force::ListInForce;
use super::rules_in_force::RulesInForce;
use crate::{AppError, Desk};

/// Measured when it is asked for: the figures are this version's, with this municipality's list and rules.
pub(crate) async fn measure_check(
    desk: &Desk,
    session: &Session,
    _: Nothing,
) -> Result<MeasuredCheck, AppError> {
    session.require(Right::ReadCases)?;
    let store = desk.app().store().await?;
    let mut reader = store.read().await?;
    let (_, words) = ListInForce::read(desk.app(), &mut reader).await?;
    let rules = RulesInForce::read(&mut reader).await?;
    drop(reader);
    let options = rules.options(CheckPurpose::Release, None);
    let measured = tokio::task::spawn_blocking(move || measure(&words, options)).await?;
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(MeasuredCheck {
        documents: count(measured.documents),
        pages: measured.pages,
        must_flag: count(measured.must_flag),
        leaks: count(measured.leaks),
        false_alarms: count(measured.false_alarms),
        over_flags: count(measured.over_flags),
        rows: measured
            .categories
            .iter()
            .map(|row| MeasuredRow {
                category: row.category.code().to_owned(),
                there: count(row.there),
                found: count(row.found),
                findings: count(row.findings),
                right: count(row.right),
            })
            .collect(),
    })
}
