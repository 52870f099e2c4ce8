use sagsbord_contract::{Bases, BasisRow, ListBases};
use sagsbord_domain::access::{Right, Session};
use sagsbord_domain::aktindsigt::{Basis, Regime};

use super::fields;
use super::law::aktindsigt_law;
use crate::{AppError, Desk};

/// What can be chosen under a set of rules on a day: what those rules do not know is not there to be chosen.
pub(crate) async fn list_bases(
    _desk: &Desk,
    session: &Session,
    request: ListBases,
) -> Result<Bases, AppError> {
    session.require(Right::ReadCases)?;
    let on = fields::optional_day(request.on.as_deref(), "on")?;
    let regime: Regime = request.regime.into();
    let law = aktindsigt_law()?;
    let mut rows: Vec<BasisRow> = law
        .bases
        .under(regime, on.unwrap_or(session.today()))
        .map(|basis| basis_row(basis, regime))
        .collect();
    rows.sort_by_key(|row| !row.is_usual);
    Ok(Bases { rows })
}

fn basis_row(basis: &Basis, regime: Regime) -> BasisRow {
    let part = basis.asks(regime, false);
    let whole = basis.asks(regime, true);
    let in_words = whole.iter().filter(|asked| asked.asks_for_words());
    BasisRow {
        id: basis.id.clone(),
        paragraph: basis.paragraph.clone(),
        label: basis.label.clone(),
        name: (&basis.name).into(),
        level: basis.level.into(),
        force: basis.force.into(),
        asks_for_words: in_words.map(|asked| (*asked).into()).collect(),
        asks_of_a_part: part.into_iter().map(Into::into).collect(),
        asks_of_the_whole: whole.into_iter().map(Into::into).collect(),
        test: basis.test.as_ref().map(Into::into),
        standard_reason: basis.standard_reason.clone(),
        is_usual: basis.is_usual,
        source: basis.source.clone(),
        is_verified: basis.confidence.is_verified(),
        verified_on: basis.verified.on.to_string(),
    }
}
