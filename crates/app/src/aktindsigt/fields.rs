//! The bounds of what people write of a request.

use chrono::NaiveDate;
use sagsbord_domain::deadline::parse_day;

use crate::AppError;

pub(super) const LONGEST_LINE: usize = 300;
pub(super) const LONGEST_TEXT: usize = 20_000;
pub(super) const LONGEST_REASON: usize = 2_000;
pub(super) const MOST_CASES: usize = 100;
/// A request that asks for more is narrowed first.
pub(super) const MOST_ITEMS: usize = 10_000;
pub(super) const MOST_AT_ONCE: usize = 5_000;
pub(super) const MOST_BASES: usize = 10;

/// One line, which may be empty.
pub(super) fn line(text: &str, field: &'static str) -> Result<String, AppError> {
    let text = text.trim();
    if text.chars().any(char::is_control) {
        return Err(AppError::invalid(field));
    }
    if text.chars().count() > LONGEST_LINE {
        return Err(AppError::problem(field, "too_long"));
    }
    Ok(text.to_owned())
}

/// One line, and something in it.
pub(super) fn filled_line(text: &str, field: &'static str) -> Result<String, AppError> {
    let text = line(text, field)?;
    match text.is_empty() {
        true => Err(AppError::problem(field, "empty")),
        false => Ok(text),
    }
}

/// Lines, which may be none.
pub(super) fn lines(text: &str, longest: usize, field: &'static str) -> Result<String, AppError> {
    let text = text.trim().replace("\r\n", "\n");
    if text
        .chars()
        .any(|sign| sign.is_control() && sign != '\n' && sign != '\t')
    {
        return Err(AppError::invalid(field));
    }
    if text.chars().count() > longest {
        return Err(AppError::problem(field, "too_long"));
    }
    Ok(text)
}

/// Somebody's own words for why.
pub(super) fn why(text: &str, field: &'static str) -> Result<String, AppError> {
    let text = lines(text, LONGEST_REASON, field)?;
    match text.is_empty() {
        true => Err(AppError::problem(field, "empty")),
        false => Ok(text),
    }
}

pub(super) fn day(text: &str, field: &'static str) -> Result<NaiveDate, AppError> {
    parse_day(text).ok_or_else(|| AppError::problem(field, "no_such_day"))
}

pub(super) fn optional_day(
    text: Option<&str>,
    field: &'static str,
) -> Result<Option<NaiveDate>, AppError> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| day(text, field)).transpose()
}
