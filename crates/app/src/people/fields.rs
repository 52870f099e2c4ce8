//! The bounds of what people type here.

use std::str::FromStr;

use sagsbord_contract::ErrorCode;
use sagsbord_domain::check_password;

use crate::AppError;

const LONGEST_NAME: usize = 120;

pub(crate) fn name(text: &str, field: &'static str) -> Result<String, AppError> {
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 || length > LONGEST_NAME || text.chars().any(char::is_control) {
        return Err(AppError::invalid(field));
    }
    Ok(text.to_owned())
}

/// Letters, digits and `.-_@`: what every municipality's directory allows.
pub(crate) fn username(text: &str) -> Result<String, AppError> {
    let text = text.trim();
    let allowed = |c: char| c.is_alphanumeric() || ".-_@".contains(c);
    if text.chars().count() < 2 || text.chars().count() > 60 || !text.chars().all(allowed) {
        return Err(AppError::invalid("username"));
    }
    Ok(text.to_owned())
}

pub(crate) fn first_password(password: &str, username: &str) -> Result<(), AppError> {
    check_password(password, username).map_err(|problem| AppError {
        field: Some("firstPassword"),
        ..AppError::caused(ErrorCode::PasswordWeak, problem)
    })
}

pub(crate) fn id<T: FromStr>(text: &str, field: &'static str) -> Result<T, AppError> {
    text.parse().map_err(|_| AppError::invalid(field))
}

pub(crate) fn optional_id<T: FromStr>(
    text: Option<&str>,
    field: &'static str,
) -> Result<Option<T>, AppError> {
    text.map(|text| id(text, field)).transpose()
}
