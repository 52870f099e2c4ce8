//! Mail addresses: `navn@domæne.dk`.

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId};
use crate::text::{Gap, Kind, Window};

const RULE: RuleId = RuleId {
    id: "email.address",
    version: 1,
};

/// Parts of an address on either side, signs included.
const MOST_PARTS: isize = 24;

pub(super) struct Email;

impl Detector for Email {
    fn calls(&self) -> Calls {
        Calls::AT_SIGN
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        _memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let Some(first) = name_before(window) else {
            return;
        };
        let Some(last) = domain_after(window) else {
            return;
        };
        let span = window.span(first, last);
        let owner = knowledge.register.by_email(window.text(&span));
        found.push(
            Candidate::new(RULE, Category::Email, span)
                .sure(98)
                .because(Evidence::new("email.form"))
                .of_party(owner),
        );
    }
}

fn name_before(window: &Window) -> Option<isize> {
    let mut first = None;
    let mut at = 0;
    while window.at(at).gap == Gap::None && at > -MOST_PARTS {
        at -= 1;
        let token = window.at(at);
        match token.kind {
            Kind::Word | Kind::Number | Kind::Mixed => first = Some(at),
            Kind::Punctuation if matches!(token.sign, b'.' | b'_' | b'-' | b'+') => {}
            _ => break,
        }
    }
    first
}

/// At least two labels with a dot between.
fn domain_after(window: &Window) -> Option<isize> {
    let mut last = None;
    let mut at = 1;
    let mut dots = 0;
    while at < MOST_PARTS && window.at(at).gap == Gap::None {
        let token = window.at(at);
        match token.kind {
            Kind::Word | Kind::Number | Kind::Mixed => {
                if dots > 0 {
                    last = Some(at);
                }
            }
            Kind::Punctuation if token.sign == b'.' => dots += 1,
            Kind::Punctuation if token.sign == b'-' => {}
            _ => break,
        }
        at += 1;
    }
    last
}
