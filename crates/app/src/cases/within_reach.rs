use sagsbord_contract::ErrorCode;
use sagsbord_domain::CaseId;
use sagsbord_domain::access::{AccessFilter, Right, Session};
use sagsbord_store::{CaseLine, Reader};

use crate::AppError;

/// Out of reach is as what does not exist.
pub(crate) async fn case_within(
    reader: &mut Reader,
    filter: &AccessFilter,
    case: CaseId,
) -> Result<CaseLine, AppError> {
    reader
        .find_case(filter, case)
        .await?
        .ok_or_else(|| AppError::new(ErrorCode::NotFound))
}

/// Whether the one who reads it may work on it too.
pub(crate) async fn may_work_on(
    reader: &mut Reader,
    session: &Session,
    case: CaseId,
) -> Result<bool, AppError> {
    match session.filter(Right::WorkOnCases) {
        Ok(filter) => Ok(reader.find_case(&filter, case).await?.is_some()),
        Err(_) => Ok(false),
    }
}
