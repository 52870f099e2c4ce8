use sagsbord_contract::ErrorCode;
use sagsbord_domain::access::AccessFilter;
use sagsbord_domain::aktindsigt::Regime;
use sagsbord_domain::{AktindsigtId, CaseId};
use sagsbord_store::{CaseLine, KeptAktindsigt, Reader, Writer};

use super::fields;
use crate::AppError;
use crate::people::fields::id;

/// Not found, both when it is not there and when its own case is out of reach.
pub(super) async fn find(
    reader: &mut Reader,
    filter: &AccessFilter,
    aktindsigt: &str,
) -> Result<KeptAktindsigt, AppError> {
    let aktindsigt: AktindsigtId = id(aktindsigt, "id")?;
    reader
        .find_aktindsigt(filter, aktindsigt)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// The same, for somebody who is to change it as she saw it.
pub(super) async fn find_as_seen(
    reader: &mut Reader,
    filter: &AccessFilter,
    aktindsigt: &str,
    version: u32,
) -> Result<KeptAktindsigt, AppError> {
    let kept = find(reader, filter, aktindsigt).await?;
    match kept.version == version {
        true => Ok(kept),
        false => Err(AppError::new(ErrorCode::Conflict)),
    }
}

/// The same, where its list is to be changed: what is closed stays as it is.
pub(super) async fn find_open(
    reader: &mut Reader,
    filter: &AccessFilter,
    aktindsigt: &str,
) -> Result<KeptAktindsigt, AppError> {
    let kept = find(reader, filter, aktindsigt).await?;
    match kept.state.is_open() {
        true => Ok(kept),
        false => Err(AppError::problem("id", "closed")),
    }
}

/// It is open still: said by the one transaction that is to write to its list.
pub(super) async fn still_open(writer: &mut Writer, kept: &KeptAktindsigt) -> Result<(), AppError> {
    match writer.aktindsigt_is_open(kept.id).await? {
        true => Ok(()),
        false => Err(AppError::problem("id", "closed")),
    }
}

/// Cases that somebody names: each within her reach, or none.
pub(super) async fn cases(
    reader: &mut Reader,
    filter: &AccessFilter,
    named: &[String],
) -> Result<Vec<CaseLine>, AppError> {
    if named.len() > fields::MOST_CASES {
        return Err(AppError::problem("caseIds", "too_many"));
    }
    let mut cases: Vec<CaseLine> = Vec::with_capacity(named.len());
    for named in named {
        let case: CaseId = id(named, "caseIds")?;
        if cases.iter().any(|known| known.id == case) {
            continue;
        }
        let line = reader.find_case(filter, case).await?;
        cases.push(line.ok_or_else(|| AppError::field(ErrorCode::NotFound, "caseIds"))?);
    }
    Ok(cases)
}

/// The rules that were chosen for a request.
pub(super) async fn chosen(
    reader: &mut Reader,
    aktindsigt: AktindsigtId,
) -> Result<Vec<Regime>, AppError> {
    let chosen = reader.aktindsigt_regimes(aktindsigt).await?;
    Ok(chosen.into_iter().map(|chosen| chosen.regime).collect())
}
