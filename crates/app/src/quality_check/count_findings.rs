use sagsbord_contract::{CheckPurpose, CheckText};
use sagsbord_domain::CaseId;
use sagsbord_domain::access::Session;
use sagsbord_scan::Severity;

use super::made_ready::make_ready;
use crate::{AppError, Desk};

/// How many places were found, by how grave they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct FindingCounts {
    pub(crate) inform: u32,
    pub(crate) check: u32,
    pub(crate) stop: u32,
}

/// Of a text that is about to be kept for good in a case.
pub(crate) async fn count_findings(
    desk: &Desk,
    session: &Session,
    text: &str,
    case: CaseId,
) -> Result<FindingCounts, AppError> {
    let request = CheckText {
        text: text.to_owned(),
        purpose: CheckPurpose::Writing,
        regime: None,
        case_id: Some(case.to_string()),
    };
    let ready = make_ready(desk, session, &request).await?;
    let counts = tokio::task::spawn_blocking(move || {
        let mut counts = FindingCounts::default();
        for finding in ready.scanner.scan(&request.text) {
            match finding.severity {
                Severity::Inform => counts.inform += 1,
                Severity::Check => counts.check += 1,
                Severity::Stop => counts.stop += 1,
            }
        }
        counts
    });
    Ok(counts.await?)
}
