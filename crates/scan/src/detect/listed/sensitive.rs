//! Health, crime, belief, money: what is said, and of whom.

use super::super::Candidate;
use super::subject::{self, About, Standing};
use super::{Ground, Hit, HitKind, place};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::lexicon::Class;
use crate::scanner::Purpose;
use crate::text::{Flags, Gap, Kind, Window};
use crate::words::{Context, Term};

const HEALTH: RuleId = rule("said.health");
const CRIME: RuleId = rule("said.crime");
const SUBSTANCE: RuleId = rule("said.substance");
const ARTICLE_9: RuleId = rule("said.article9");
const ECONOMY: RuleId = rule("said.economy");

const fn rule(id: &'static str) -> RuleId {
    RuleId { id, version: 1 }
}

pub(super) fn propose(
    window: &Window,
    knowledge: &Ground,
    hit: &Hit,
    term: &Term,
    found: &mut Vec<Candidate>,
) {
    if is_part_of_a_name(window, hit) {
        return;
    }
    if term.tied && !is_tied(window, hit) {
        return;
    }
    let mut about = subject::of(window, knowledge, hit.from, hit.to, term.category);
    let accused = term.category == Category::Crime && is_accusation(window, hit);
    if about.standing == Standing::General {
        if !accused {
            return;
        }
        // `Den unge er mistænkt for …`: of somebody, whoever it is.
        about.whose = Whose::Unknown;
    }
    if is_completed(window, hit, term) {
        return;
    }
    // A title has no room for the name of whom it is about.
    let close = about.standing == Standing::Sentence
        || accused
        || knowledge.options.purpose == Purpose::Title;
    if term.weak && !close {
        return;
    }
    let (rule, message) = match term.category {
        Category::Crime => (CRIME, "said.crime"),
        Category::SubstanceUse => (SUBSTANCE, "said.substance"),
        Category::Article9 => (ARTICLE_9, "said.article9"),
        Category::Economy => (ECONOMY, "said.economy"),
        _ => (HEALTH, "said.health"),
    };
    let sure = match (hit.kind, term.weak) {
        (HitKind::Phrase, false) => 90,
        (HitKind::Phrase, true) => 76,
        (HitKind::Word, false) => 88,
        (HitKind::Part, false) => 82,
        (HitKind::Broken, _) => 70,
        (HitKind::Word | HitKind::Part, true) => 70,
    };
    let mut candidate = Candidate::new(rule, term.category, window.span(hit.from, hit.to))
        .sure(sure)
        .because(Evidence::with(message, term.word));
    if is_negated(window, hit) {
        candidate = candidate.because(Evidence::new("said.negated"));
        candidate.severity = Severity::Inform;
    }
    apply(&mut candidate, about, term.weak);
    found.push(candidate);
}

/// Whose it is, and whether it must be looked at.
pub(super) fn apply(candidate: &mut Candidate, about: About, weak: bool) {
    candidate.whose = about.whose;
    candidate.person = about.person;
    if let Some(evidence) = about.evidence {
        candidate.evidence.push(evidence);
    }
    candidate.action = match about.whose {
        Whose::Requester => SuggestedAction::Leave,
        Whose::Unknown => SuggestedAction::CheckWhose,
        _ => SuggestedAction::Cover,
    };
    let another = matches!(about.whose, Whose::ThirdParty | Whose::Employee);
    let close = about.standing == Standing::Sentence;
    candidate.flag = Some(match candidate.category {
        // A case about money speaks of money on every page: only what is said of another is a warning.
        Category::Economy => another && close && !weak,
        _ => another || about.whose == Whose::Unknown && (close || !weak),
    });
    if candidate.flag == Some(false) && candidate.whose == Whose::Requester {
        candidate.severity = Severity::Inform;
    }
}

/// `Center for Autisme`, `Kræftens Bekæmpelse`.
fn is_part_of_a_name(window: &Window, hit: &Hit) -> bool {
    let token = window.at(0);
    if !token.flags.has(Flags::CAPITAL) || token.flags.has(Flags::ALL_CAPITALS) {
        return false;
    }
    let named = |at: isize| {
        let token = window.at(at);
        token.kind == Kind::Word
            && token.flags.has(Flags::CAPITAL)
            && (token.class.has(Class::INSTITUTION) || !token.class.has(Class::NAME))
    };
    let after = window.at(hit.to + 1);
    if named(hit.to + 1) && after.gap == Gap::Space && window.folded(0).ends_with(b"s") {
        return true;
    }
    if place::begins_sentence(window, hit.from) {
        return false;
    }
    let link = matches!(
        window.folded(hit.from - 1),
        b"for" | b"mod" | b"og" | b"af" | b"til" | b"om"
    );
    link && named(hit.from - 2)
        && window
            .at(hit.from - 2)
            .class
            .has(Class::INSTITUTION | Class::ORDINARY)
        && window.at(hit.from - 2).length > 3
}

/// `medlem af 3F`, `meldt ud af HK`, `kandidat for Venstre`
fn is_tied(window: &Window, hit: &Hit) -> bool {
    (1..=4)
        .map(|back| hit.from - back)
        .take_while(|at| {
            window.at(*at).kind != Kind::Nothing && window.at(*at + 1).gap <= Gap::Line
        })
        .any(|at| Context::TIE.has(window.folded(at)))
}

/// `mistanke om`, `straffet for`: what follows is said of somebody, named or not.
fn is_accusation(window: &Window, hit: &Hit) -> bool {
    Context::ACCUSATION_LINK.has(window.folded(hit.from - 1))
        && (2..=3).any(|back| Context::ACCUSATION.has(window.folded(hit.from - back)))
}

/// `dømt for hæleri`: the deed itself is found, and says it all.
fn is_completed(window: &Window, hit: &Hit, term: &Term) -> bool {
    let open = term.word.ends_with(" for") || term.word.ends_with("straffet");
    open && (1..=3).any(|ahead| window.at(hit.to + ahead).listed != 0)
}

fn is_negated(window: &Window, hit: &Hit) -> bool {
    (1..=4)
        .map(|back| hit.from - back)
        .take_while(|at| window.at(*at).kind == Kind::Word && window.at(*at + 1).gap <= Gap::Line)
        .any(|at| Context::NEGATION.has(window.folded(at)))
}
