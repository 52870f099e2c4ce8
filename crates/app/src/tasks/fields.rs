//! The bounds of what people write in a task.

use crate::AppError;

const LONGEST_TITLE: usize = 200;
const LONGEST_TEXT: usize = 10_000;
const LONGEST_CHECK: usize = 200;
pub(super) const MOST_CHECKS: usize = 50;
const LONGEST_COMMENT: usize = 5_000;
const LONGEST_WAITING_FOR: usize = 200;

/// One line, and something in it.
fn line(text: &str, longest: usize, field: &'static str) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() || text.chars().any(char::is_control) {
        return Err(AppError::invalid(field));
    }
    if text.chars().count() > longest {
        return Err(AppError::problem(field, "too_long"));
    }
    Ok(text.to_owned())
}

fn lines(text: &str, longest: usize, field: &'static str) -> Result<String, AppError> {
    let text = text.trim().replace("\r\n", "\n");
    if text
        .chars()
        .any(|c| c.is_control() && c != '\n' && c != '\t')
    {
        return Err(AppError::invalid(field));
    }
    if text.chars().count() > longest {
        return Err(AppError::problem(field, "too_long"));
    }
    Ok(text)
}

pub(super) fn title(text: &str) -> Result<String, AppError> {
    line(text, LONGEST_TITLE, "title")
}

pub(super) fn text(text: &str) -> Result<String, AppError> {
    lines(text, LONGEST_TEXT, "text")
}

pub(super) fn check(text: &str) -> Result<String, AppError> {
    line(text, LONGEST_CHECK, "checklist")
}

/// Empty lines are no rows.
pub(super) fn checklist(rows: &[String]) -> Result<Vec<String>, AppError> {
    let rows: Vec<&String> = rows.iter().filter(|row| !row.trim().is_empty()).collect();
    if rows.len() > MOST_CHECKS {
        return Err(AppError::problem("checklist", "too_many"));
    }
    rows.into_iter().map(|row| check(row)).collect()
}

pub(super) fn comment(text: &str) -> Result<String, AppError> {
    let text = lines(text, LONGEST_COMMENT, "text")?;
    if text.is_empty() {
        return Err(AppError::invalid("text"));
    }
    Ok(text)
}

pub(super) fn waiting_for(text: &str) -> Result<String, AppError> {
    line(text, LONGEST_WAITING_FOR, "waitingFor")
}
