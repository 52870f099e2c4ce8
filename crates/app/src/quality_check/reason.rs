use crate::AppError;

const LONGEST: usize = 500;

/// Why something was changed: one line that a colleague can read later.
pub(super) fn reason(why: &str) -> Result<&str, AppError> {
    let why = why.trim();
    if why.chars().count() > LONGEST || why.chars().any(char::is_control) {
        return Err(AppError::invalid("why"));
    }
    Ok(why)
}
