use super::{Found, Rule};

/// A text that must be there, of one line.
pub(super) fn needed(found: &mut Found, part: &'static str, text: Option<&str>, longest: usize) {
    match text {
        Some(text) if !text.trim().is_empty() => line(found, part, Some(text), longest),
        _ => found.breach(Rule::Missing, part),
    }
}

/// A text of one line, if it is there.
pub(super) fn line(found: &mut Found, part: &'static str, text: Option<&str>, longest: usize) {
    let Some(text) = text else { return };
    found.unless(text.chars().count() <= longest, Rule::TooLong, part);
    found.unless(!text.chars().any(char::is_control), Rule::BadSign, part);
}

/// A text that may have several lines.
pub(super) fn lines(found: &mut Found, part: &'static str, text: Option<&str>, longest: usize) {
    let Some(text) = text else { return };
    found.unless(text.chars().count() <= longest, Rule::TooLong, part);
    let is_bad = |sign: char| sign.is_control() && !matches!(sign, '\r' | '\n');
    found.unless(!text.chars().any(is_bad), Rule::BadSign, part);
}
