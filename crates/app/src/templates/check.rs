use sagsbord_contract::{
    CheckPurpose, CheckTemplate, CheckText, CheckedTemplate, FindingRow, FindingSeverity,
    TemplateFaultKind,
};
use sagsbord_domain::access::{Right, Session};

use super::{markup, merge};
use crate::quality_check::check_text::check_text;
use crate::{AppError, Desk};

const LONGEST: usize = 50_000;
const MOST_LINES: usize = 2_000;
const MOST_QUESTIONS: usize = 30;

/// What is wrong with a template, and what the quality check says of it. The text is read and forgotten.
pub(crate) async fn check_template(
    desk: &Desk,
    session: &Session,
    request: CheckTemplate,
) -> Result<CheckedTemplate, AppError> {
    session.require(Right::ReadCases)?;
    checked(desk, session, &request.text).await
}

pub(super) async fn checked(
    desk: &Desk,
    session: &Session,
    text: &str,
) -> Result<CheckedTemplate, AppError> {
    in_bounds(text)?;
    let merged = merge::merge(text, None);
    if merged.questions.len() > MOST_QUESTIONS {
        return Err(AppError::problem("text", "too_many_questions"));
    }
    let mut faults = merged.faults;
    // What is to be filled in or written for each case is no fault of the template.
    let of_letter = markup::set(&merged.text)
        .faults
        .into_iter()
        .filter(|fault| {
            !matches!(
                fault.kind,
                TemplateFaultKind::EmptyField | TemplateFaultKind::Unfinished
            )
        });
    faults.extend(of_letter);
    Ok(CheckedTemplate {
        faults,
        questions: merged.questions,
        findings: findings(desk, session, text, None).await?,
    })
}

pub(crate) fn in_bounds(text: &str) -> Result<(), AppError> {
    if text
        .chars()
        .any(|c| c.is_control() && !"\n\r\t".contains(c))
    {
        return Err(AppError::invalid("text"));
    }
    if text.chars().count() > LONGEST || text.lines().count() > MOST_LINES {
        return Err(AppError::problem("text", "too_long"));
    }
    Ok(())
}

pub(super) async fn findings(
    desk: &Desk,
    session: &Session,
    text: &str,
    case_id: Option<&str>,
) -> Result<Vec<FindingRow>, AppError> {
    let request = CheckText {
        text: text.to_owned(),
        purpose: CheckPurpose::Writing,
        regime: None,
        case_id: case_id.map(str::to_owned),
    };
    Ok(check_text(desk, session, request).await?.findings)
}

/// Somebody must have seen these before the text is kept.
pub(super) fn stops(findings: &[FindingRow]) -> bool {
    findings
        .iter()
        .any(|finding| finding.severity == FindingSeverity::Stop)
}
