use std::sync::Arc;

use sagsbord_scan::{CasePeople, Finding, Person, Role, Scanner, Severity, TitleKind};
use sagsbord_store::Reader;

use super::content::{OwnCase, OwnDocument};
use crate::AppError;
use crate::app::App;
use crate::quality_check::{ListInForce, RulesInForce};

/// No title goes out before it has been checked: the index is read in every municipality's systems, and by the
/// citizen. Nobody can ease this gate; only the rules of the check itself can be.
pub(super) struct Gate {
    scanner: Scanner,
}

/// Why something is held back: the kinds of what was found, never the words themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeldBack {
    pub(super) kinds: Vec<&'static str>,
    /// A title that says as much without saying who.
    pub(super) proposed: Option<String>,
}

impl Gate {
    pub(super) async fn open(app: &App, reader: &mut Reader) -> Result<Self, AppError> {
        let (_, words) = ListInForce::read(app, reader).await?;
        let rules = RulesInForce::read(reader).await?;
        let options = rules.options(sagsbord_contract::CheckPurpose::Title, None);
        Ok(Self {
            scanner: Scanner::new(Arc::unwrap_or_clone(words), options),
        })
    }

    pub(super) fn case(&self, case: &OwnCase) -> Option<HeldBack> {
        let people = CasePeople {
            own_case_numbers: vec![case.number.clone()],
            people: case
                .party
                .iter()
                .map(|party| Person {
                    name: party.name.clone(),
                    cpr: Some(party.cpr.clone()),
                    protected_address: party.protected,
                    role: Role::Requester,
                    ..Person::default()
                })
                .collect(),
            ..CasePeople::default()
        };
        let of_case = self.scanner.for_case(people);
        let titles = case.documents.iter().map(|filed| {
            // A document's title stands in the case's journal too.
            (filed.title.as_str(), TitleKind::Document)
        });
        let mut held: Option<HeldBack> = None;
        for (title, kind) in std::iter::once((case.title.as_str(), TitleKind::Case)).chain(titles) {
            let findings = of_case.scan_title(title, kind);
            let is_own = kind == TitleKind::Case;
            merge(
                &mut held,
                title,
                &findings,
                is_own,
                case.kle_title.as_deref(),
            );
        }
        held
    }

    pub(super) fn document(&self, document: &OwnDocument) -> Option<HeldBack> {
        let findings = self
            .scanner
            .for_case(CasePeople::default())
            .scan_title(&document.title, TitleKind::Document);
        let mut held = None;
        let subject = document.kle_title.as_deref();
        merge(&mut held, &document.title, &findings, true, subject);
        held
    }
}

fn merge(
    held: &mut Option<HeldBack>,
    title: &str,
    findings: &[Finding],
    is_own: bool,
    subject: Option<&str>,
) {
    let stopping: Vec<&Finding> = findings
        .iter()
        .filter(|finding| finding.flag || finding.severity == Severity::Stop)
        .collect();
    if stopping.is_empty() {
        return;
    }
    let held = held.get_or_insert_with(|| HeldBack {
        kinds: Vec::new(),
        proposed: None,
    });
    for finding in &stopping {
        let kind = finding.category.code();
        if !held.kinds.contains(&kind) {
            held.kinds.push(kind);
        }
    }
    if is_own {
        held.proposed = proposed(title, &stopping, subject);
    }
}

/// What is left without what gives somebody away; where nothing is left, the subject of the case.
fn proposed(title: &str, findings: &[&Finding], subject: Option<&str>) -> Option<String> {
    let mut left = String::with_capacity(title.len());
    let mut spans: Vec<_> = findings
        .iter()
        .map(|finding| finding.span.bytes.clone())
        .collect();
    spans.sort_by_key(|span| span.start);
    let mut from = 0;
    for span in spans {
        left.push_str(title.get(from..span.start.max(from)).unwrap_or_default());
        left.push(' ');
        from = from.max(span.end);
    }
    left.push_str(title.get(from..).unwrap_or_default());
    let mut words: Vec<&str> = left.split_whitespace().collect();
    // A word that only led up to what was taken away stands alone now.
    const LEADING: [&str; 12] = [
        "om",
        "for",
        "fra",
        "til",
        "af",
        "vedr.",
        "vedrørende",
        "på",
        "cpr",
        "cpr:",
        "-",
        "og",
    ];
    while let Some(last) = words.last() {
        let bare = last.trim_matches(|sign: char| sign.is_ascii_punctuation());
        if bare.is_empty() || LEADING.contains(&last.to_lowercase().as_str()) {
            words.pop();
        } else {
            break;
        }
    }
    let text = words.join(" ");
    let text = text
        .trim_matches(|sign: char| matches!(sign, ',' | ';' | ':' | '-' | '–' | '(' | ')' | ' '))
        .to_owned();
    if text.chars().filter(|sign| sign.is_alphabetic()).count() >= 4 {
        return Some(text);
    }
    subject.map(str::to_owned)
}
