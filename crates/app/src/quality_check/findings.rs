use sagsbord_contract as wire;
use sagsbord_scan as scan;

use super::occasions;
use super::words::severity;

/// Findings with the window's own places: it counts in UTF-16.
pub(crate) fn rows(
    text: &str,
    findings: &[scan::Finding],
    regime: Option<wire::CheckRegime>,
) -> Vec<wire::FindingRow> {
    let mut place = Places::new(text);
    findings
        .iter()
        .map(|finding| {
            let start = place.of(finding.span.bytes.start);
            let end = place.of(finding.span.bytes.end);
            row(finding, start, end, regime)
        })
        .collect()
}

pub(super) fn row(
    finding: &scan::Finding,
    start: u32,
    end: u32,
    regime: Option<wire::CheckRegime>,
) -> wire::FindingRow {
    let reasons = finding.evidence.iter().map(|reason| wire::FindingReason {
        message: reason.message.to_owned(),
        values: reason.values.clone(),
    });
    let bases = regime.map(|regime| finding.bases(occasions::regime(regime)));
    wire::FindingRow {
        start,
        end,
        category: finding.category.code().to_owned(),
        whose: whose(finding.whose),
        flag: finding.flag,
        severity: severity(finding.severity),
        confidence: finding.confidence.0,
        rule: finding.rule.id.to_owned(),
        rule_version: finding.rule.version,
        evidence: reasons.collect(),
        action: action(finding.action),
        bases: bases
            .unwrap_or_default()
            .iter()
            .map(|basis| basis.provision.to_owned())
            .collect(),
    }
}

/// Byte places as UTF-16 places. Places that come in order are counted once.
pub(super) struct Places<'a> {
    text: &'a str,
    bytes: usize,
    units: u32,
}

impl<'a> Places<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Places {
            text,
            bytes: 0,
            units: 0,
        }
    }

    pub(super) fn of(&mut self, bytes: usize) -> u32 {
        if bytes < self.bytes {
            self.bytes = 0;
            self.units = 0;
        }
        let between = self.text.get(self.bytes..bytes).unwrap_or_default();
        let units: usize = between.chars().map(char::len_utf16).sum();
        self.units += u32::try_from(units).unwrap_or(u32::MAX);
        self.bytes = bytes;
        self.units
    }
}

fn whose(whose: scan::Whose) -> wire::FindingWhose {
    match whose {
        scan::Whose::Requester => wire::FindingWhose::Requester,
        scan::Whose::ThirdParty => wire::FindingWhose::ThirdParty,
        scan::Whose::Employee => wire::FindingWhose::Employee,
        scan::Whose::Public => wire::FindingWhose::Public,
        scan::Whose::Unknown => wire::FindingWhose::Unknown,
        scan::Whose::Nobody => wire::FindingWhose::Nobody,
    }
}

fn action(action: scan::SuggestedAction) -> wire::FindingAction {
    match action {
        scan::SuggestedAction::Cover => wire::FindingAction::Cover,
        scan::SuggestedAction::CheckWhose => wire::FindingAction::CheckWhose,
        scan::SuggestedAction::Leave => wire::FindingAction::Leave,
        scan::SuggestedAction::Rewrite => wire::FindingAction::Rewrite,
        scan::SuggestedAction::ReadYourself => wire::FindingAction::ReadYourself,
    }
}
