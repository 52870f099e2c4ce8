//! Words of the word list.

use super::super::Candidate;
use super::{Ground, Hit, HitKind, place, sensitive};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::scanner::Purpose;
use crate::text::{Gap, Kind, Window};
use crate::words::{Context, Entry, ListCategory, WordClass};

const RULE: RuleId = RuleId {
    id: "word.listed",
    version: 1,
};

pub(super) fn propose(
    window: &Window,
    knowledge: &Ground,
    hit: &Hit,
    entry: &Entry,
    found: &mut Vec<Candidate>,
) {
    if hit.kind != HitKind::Phrase && place::is_name(window, 0) {
        return;
    }
    let category = entry.reported_as();
    let span = window.span(hit.from, hit.to);
    let mut candidate = Candidate::new(RULE, category, span)
        .sure(confidence(hit, entry))
        .because(Evidence::with("word.listed", entry.word.clone()))
        .because(Evidence::new(of_category(entry)));
    if hit.kind == HitKind::Part {
        candidate = candidate.because(Evidence::new("word.part"));
    }
    if category != Category::Forbidden {
        let about = super::subject::of(window, knowledge, hit.from, hit.to, category);
        sensitive::apply(&mut candidate, about, false);
        found.push(candidate);
        return;
    }
    candidate.whose = Whose::Nobody;
    let mut severity = entry.severity;
    if is_quoted(window, hit) {
        candidate = candidate.because(Evidence::new("word.quoted"));
        severity = severity.min(Severity::Check);
    }
    if is_attributed(window) {
        candidate = candidate.because(Evidence::new("word.attributed"));
        severity = severity.min(Severity::Check);
    }
    if !entry.instead.is_empty() {
        candidate = candidate.because(Evidence::with("word.instead", entry.instead.clone()));
    }
    candidate.flag = Some(entry.severity > Severity::Inform);
    match knowledge.options.purpose {
        Purpose::Writing | Purpose::Title => {
            candidate.severity = severity;
            candidate.action = SuggestedAction::Rewrite;
        }
        // What is in the case must be given as it is: a bad word is no ground for covering it.
        Purpose::Release => {
            candidate.severity = Severity::Inform;
            candidate.action = SuggestedAction::Leave;
            // `Underretter` a dozen times over is no news; that somebody wishes to be unknown is.
            let only_a_role = entry.category == ListCategory::ThirdParty
                && entry.class != WordClass::Phrase
                && entry.severity < Severity::Stop;
            if only_a_role {
                candidate.flag = Some(false);
            }
            candidate = candidate.because(Evidence::new("word.no_ground"));
        }
    }
    found.push(candidate);
}

fn confidence(hit: &Hit, entry: &Entry) -> u8 {
    match hit.kind {
        HitKind::Phrase => 94,
        HitKind::Word if entry.class == WordClass::Uninflected => 92,
        HitKind::Word => 90,
        HitKind::Part => 80,
        HitKind::Broken => 72,
    }
}

fn of_category(entry: &Entry) -> &'static str {
    use crate::words::ListCategory as List;
    match entry.category {
        List::Derogatory => "word.category.derogatory",
        List::Health => "word.category.health",
        List::Substance => "word.category.substance",
        List::Crime => "word.category.crime",
        List::Origin => "word.category.origin",
        List::Sexuality => "word.category.sexuality",
        List::Internal => "word.category.internal",
        List::ThirdParty => "word.category.third_party",
        List::Economy => "word.category.economy",
        List::Safety => "word.category.safety",
        List::Own => "word.category.own",
    }
}

/// Within quotation marks on the same line.
fn is_quoted(window: &Window, hit: &Hit) -> bool {
    let opened = (1..=12)
        .map(|back| hit.from - back)
        .find(|at| window.at(*at).is_sign(b'"') || window.at(*at + 1).gap >= Gap::Paragraph);
    let closed = (1..=12)
        .map(|ahead| hit.to + ahead)
        .find(|at| window.at(*at).is_sign(b'"') || window.at(*at).gap >= Gap::Paragraph);
    let quote = |at: Option<isize>| at.is_some_and(|at| window.at(at).is_sign(b'"'));
    quote(opened) && quote(closed)
}

/// Somebody is said to have said it.
fn is_attributed(window: &Window) -> bool {
    let (from, _) = place::sentence(window);
    (from..0).any(|at| window.at(at).kind == Kind::Word && Context::SAID.has(window.folded(at)))
}
