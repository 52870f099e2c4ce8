use std::sync::Arc;

use sagsbord_scan::{CasePeople, CaseScanner, Finding, Person, Role, Scanner, Severity, TitleKind};
use sagsbord_store::{CaseAroundTitle, Reader};

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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HeldBack {
    pub(super) kinds: Vec<&'static str>,
    /// A title that says as much without saying who.
    pub(super) proposed: Option<String>,
    /// Its own title gives somebody away, and not only one of a document's that stands in its journal.
    pub(super) by_its_own: bool,
}

/// What the gate says of one title.
pub(super) struct Gated {
    /// Those that stop it, and no others.
    pub(super) findings: Vec<Finding>,
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

    pub(super) fn case(&self, case: &OwnCase, around: &CaseAroundTitle) -> Option<HeldBack> {
        // Whom the step is about may not be who the case is about now.
        let of_step = case.party.as_ref().map(|party| Person {
            name: party.name.clone(),
            cpr: Some(party.cpr.clone()),
            protected_address: party.protected,
            role: Role::Requester,
            ..Person::default()
        });
        let scanner = self.around(around, of_step);
        let subject = case.kle_title.as_deref();
        let own = gated(&scanner, &case.title, TitleKind::Case, subject);
        let mut held = HeldBack {
            by_its_own: !own.findings.is_empty(),
            ..HeldBack::default()
        };
        held.take(own);
        for filed in &case.documents {
            // A document's title stands in the case's journal too.
            let findings = stopping(&scanner, &filed.title, TitleKind::Document);
            held.take_kinds(&findings);
        }
        (!held.kinds.is_empty()).then_some(held)
    }

    pub(super) fn document(
        &self,
        document: &OwnDocument,
        around: &CaseAroundTitle,
    ) -> Option<HeldBack> {
        let scanner = self.around(around, None);
        let subject = document.kle_title.as_deref();
        let mut held = HeldBack {
            by_its_own: true,
            ..HeldBack::default()
        };
        held.take(gated(
            &scanner,
            &document.title,
            TitleKind::Document,
            subject,
        ));
        (!held.kinds.is_empty()).then_some(held)
    }

    pub(super) fn title(&self, title: &str, kind: TitleKind, around: &CaseAroundTitle) -> Gated {
        let scanner = self.around(around, None);
        gated(&scanner, title, kind, around.kle_title.as_deref())
    }

    fn around(&self, around: &CaseAroundTitle, of_step: Option<Person>) -> CaseScanner {
        let of_case = around.people.iter().map(|citizen| Person {
            name: citizen.name.clone(),
            cpr: citizen.cpr.as_ref().map(|cpr| cpr.digits().to_owned()),
            address: citizen.address.clone(),
            protected_address: citizen.protected,
            role: Role::Requester,
            ..Person::default()
        });
        self.scanner.for_case(CasePeople {
            own_case_numbers: around.number.iter().cloned().collect(),
            people: of_case.chain(of_step).collect(),
            ..CasePeople::default()
        })
    }
}

impl HeldBack {
    fn take(&mut self, gated: Gated) {
        self.take_kinds(&gated.findings);
        self.proposed = gated.proposed;
    }

    fn take_kinds(&mut self, findings: &[Finding]) {
        for finding in findings {
            let kind = finding.category.code();
            if !self.kinds.contains(&kind) {
                self.kinds.push(kind);
            }
        }
    }
}

fn gated(scanner: &CaseScanner, title: &str, kind: TitleKind, subject: Option<&str>) -> Gated {
    let findings = stopping(scanner, title, kind);
    let proposed = if findings.is_empty() {
        None
    } else {
        // What is proposed goes through the same gate: it would be held like the one it is to replace.
        [without(title, &findings), subject.map(str::to_owned)]
            .into_iter()
            .flatten()
            .find(|proposed| stopping(scanner, proposed, kind).is_empty())
    };
    Gated { findings, proposed }
}

fn stopping(scanner: &CaseScanner, title: &str, kind: TitleKind) -> Vec<Finding> {
    let mut findings = scanner.scan_title(title, kind);
    findings.retain(|finding| finding.flag || finding.severity == Severity::Stop);
    findings
}

/// What is left without what gives somebody away, where that says anything.
fn without(title: &str, findings: &[Finding]) -> Option<String> {
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
    let text = without_lead(&left);
    (text.chars().filter(|sign| sign.is_alphabetic()).count() >= 4).then_some(text)
}

/// Without the words at the end that only led up to what was taken away.
fn without_lead(left: &str) -> String {
    const LEADING: [&str; 10] = [
        "om",
        "for",
        "fra",
        "til",
        "af",
        "vedr",
        "vedrørende",
        "på",
        "cpr",
        "og",
    ];
    let mut words: Vec<&str> = left.split_whitespace().collect();
    while let Some(last) = words.last() {
        let bare = last.trim_matches(|sign: char| sign.is_ascii_punctuation());
        if bare.is_empty() || LEADING.contains(&bare.to_lowercase().as_str()) {
            words.pop();
        } else {
            break;
        }
    }
    words
        .join(" ")
        .trim_matches(|sign: char| matches!(sign, ',' | ';' | ':' | '-' | '–' | '(' | ')' | ' '))
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::without_lead;

    #[test]
    fn a_word_that_led_up_to_what_was_taken_away_does_not_stand_alone() {
        let check = |left: &str, expected: &str| assert_eq!(without_lead(left), expected, "{left}");
        check("Nødkald cpr. ", "Nødkald");
        check("Nødkald, CPR: ", "Nødkald");
        check("Sag vedr. ", "Sag");
        check("Hjælp til rengøring til og ", "Hjælp til rengøring");
        check("Klage over afgørelse ( ) ", "Klage over afgørelse");
        check("Om ", "");
    }
}
