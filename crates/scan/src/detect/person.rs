//! Names of people: those of the case's register in every form, and those in no register, which are an alarm
//! of their own, because the most frequent breach is a document filed in somebody else's case.

mod beside;
mod chain;
mod context;
mod elsewhere;
mod grammar;
mod judge;
mod known;
mod learned;
mod looks;
mod sentence;
mod small;
mod unit;

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::text::{Flags, Gap, Kind, Window};

pub(super) use elsewhere::ends_in_institution;
pub(super) use learned::LearnedNames;
pub(crate) use learned::{About, Lesson};

use chain::Chain;

const REGISTERED: RuleId = RuleId {
    id: "name.registered",
    version: 1,
};
const UNREGISTERED: RuleId = RuleId {
    id: "name.unregistered",
    version: 1,
};
const INITIALS: RuleId = RuleId {
    id: "name.initials",
    version: 1,
};

pub(super) struct PersonName;

impl Detector for PersonName {
    fn calls(&self) -> Calls {
        Calls::CAPITAL
            .or(Calls::PARTY)
            .or(Calls::SMALL_NAME)
            .or(Calls::UNKNOWN)
            .or(Calls::MIXED)
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let token = window.at(0);
        // `Ju1ie`, `Dr. Hø1ledig`: a digit for a letter.
        let misread = token.kind == Kind::Mixed
            && token.flags.has(Flags::CAPITAL)
            && unit::at(window, 0).is_some_and(|unit| {
                unit.sort == unit::Sort::Given || context::introduced(window, -1, token.gap)
            });
        if !(token.kind == Kind::Word || misread)
            || token.start < memory.names.looked_at
            || token.start < memory.addresses_until
        {
            return;
        }
        // `Gate-Trainer`: the second half of a word.
        let half = token.gap == Gap::None
            && window.at(-1).is_sign(b'-')
            && window.at(-1).gap == Gap::None
            && window.at(-2).kind == Kind::Word;
        if half && token.party == 0 {
            return;
        }
        let chain = if token.flags.has(Flags::CAPITAL) {
            if let Some(candidate) = learned::initials(window, knowledge, memory) {
                memory.names.looked_at = candidate.bytes.end;
                found.push(candidate);
                return;
            }
            chain::capitals(window, memory, knowledge)
        } else {
            small::chain(window, knowledge, memory)
        };
        let Some(chain) = chain else { return };
        let mut context = context::around(window, &chain);
        context.after_found = matches!(window.folded(chain.from() - 1), b"og" | b"eller" | b"samt")
            && memory.names.found_until == window.at(chain.from() - 2).end();
        if context.is_no_person(window, &chain) {
            memory.names.looked_at = window.at(chain.to()).end();
            return;
        }
        let Some(candidate) = decide(window, knowledge, memory, &chain, &context) else {
            memory.names.looked_at = window.at(chain.first_end()).end();
            return;
        };
        memory.names.looked_at = candidate.bytes.end;
        memory.names.found_until = candidate.bytes.end;
        match candidate.whose {
            Whose::Employee | Whose::Public => {}
            // The doctor, the interpreter: what follows is of the one they came for.
            Whose::Unknown if context.titled => {}
            whose => memory.names.last_was_another = whose != Whose::Requester,
        }
        memory.names.learn(window, &chain, &candidate);
        found.push(candidate);
    }
}

fn decide(
    window: &Window,
    knowledge: &Knowledge,
    memory: &Memory,
    chain: &Chain,
    context: &context::Context,
) -> Option<Candidate> {
    let span = window.span(chain.from(), chain.to());
    if let Some(fit) = known::fit(window, knowledge, memory, chain, context) {
        let mut candidate = Candidate::new(REGISTERED, Category::Name, span)
            .sure(if fit.exact { 95 } else { 88 })
            .of_party(Some(fit.owner));
        if candidate.whose == Whose::Requester || candidate.whose == Whose::Employee {
            candidate.severity = Severity::Inform;
            candidate.action = SuggestedAction::Leave;
        }
        return Some(candidate);
    }
    let judgement = judge::judge(window, memory, chain, context)?;
    let mut candidate = Candidate::new(UNREGISTERED, Category::Name, span)
        .sure(judgement.percent)
        .because(Evidence::new(judgement.reason));
    if context.public_office {
        candidate.whose = Whose::Public;
        candidate.severity = Severity::Inform;
        candidate.action = SuggestedAction::Leave;
        return Some(candidate.because(Evidence::new("name.public_office")));
    }
    candidate = candidate.because(Evidence::new("name.in_no_register"));
    let written = known::written(window, chain);
    if let Some(evidence) = knowledge.register.same_surname(&written) {
        candidate = candidate.because(evidence);
    }
    candidate.action = SuggestedAction::CheckWhose;
    Some(candidate)
}
