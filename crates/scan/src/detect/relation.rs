//! `hans mor`, `borgerens ekskone`: a person of the case, named by what they are to somebody. Found, so that
//! one answer can serve all that is said of them; no warning, because the words alone give no name away.

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction};
use crate::lexicon::Class;
use crate::text::{Gap, Window};

const RULE: RuleId = RuleId {
    id: "name.relation",
    version: 1,
};

fn owners(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"hans"
            | b"hendes"
            | b"min"
            | b"mine"
            | b"din"
            | b"dine"
            | b"sin"
            | b"sine"
            | b"deres"
            | b"vores"
            | b"borgerens"
            | b"barnets"
            | b"ansoegers"
            | b"ansoegerens"
            | b"klagers"
            | b"klagerens"
            | b"patientens"
            | b"elevens"
            | b"boernenes"
            | b"partens"
            | b"kvindens"
            | b"mandens"
            | b"drengens"
            | b"pigens"
    )
}

pub(super) struct Relation;

impl Detector for Relation {
    fn calls(&self) -> Calls {
        Calls::RELATION
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        _memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let token = window.at(0);
        if !token.class.has(Class::RELATION) || token.gap > Gap::Line {
            return;
        }
        // `hans tidligere samlever`
        let back = if owners(window.folded(-1)) {
            -1
        } else if owners(window.folded(-2)) && window.at(-1).gap <= Gap::Line {
            -2
        } else {
            return;
        };
        let mut whole = Vec::new();
        if back == -2 {
            whole.extend_from_slice(window.folded(-1));
        }
        whole.extend_from_slice(window.folded(0));
        let owner = stems(&whole)
            .chain(stems(window.folded(0)))
            .find_map(|stem| knowledge.register.by_relation(stem));
        let Some(owner) = owner else { return };
        let name = owner.evidence.values.clone();
        let mut candidate = Candidate::new(RULE, Category::Name, window.span(back, 0)).sure(60);
        candidate.whose = owner.whose;
        candidate.person = Some(owner.person);
        candidate.flag = Some(false);
        candidate.severity = Severity::Inform;
        candidate.action = SuggestedAction::ReadYourself;
        candidate.evidence = vec![Evidence {
            message: "register.relation",
            values: name,
        }];
        found.push(candidate);
    }
}

/// The word, and without the endings it may have: `moderens`, `naboen`, `kærestes`.
fn stems(folded: &[u8]) -> impl Iterator<Item = &[u8]> {
    [
        b"".as_slice(),
        b"s",
        b"n",
        b"en",
        b"ns",
        b"ens",
        b"t",
        b"et",
    ]
    .into_iter()
    .filter_map(|end| folded.strip_suffix(end))
    .filter(|stem| stem.len() > 2)
}
