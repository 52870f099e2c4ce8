use std::sync::LazyLock;

use sagsbord_contract::ErrorCode;
use sagsbord_law::AktindsigtLaw;

use crate::AppError;

static SHIPPED: LazyLock<Option<AktindsigtLaw>> = LazyLock::new(|| AktindsigtLaw::shipped().ok());

/// Rules and bases as they ship; that they can be read is tested where they lie.
pub(super) fn aktindsigt_law() -> Result<&'static AktindsigtLaw, AppError> {
    SHIPPED
        .as_ref()
        .ok_or_else(|| AppError::new(ErrorCode::Internal))
}
