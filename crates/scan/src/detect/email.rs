//! Mail addresses: `navn@domæne.dk`, and `navn (at) domæne.dk` of those who hide it from machines.

mod public;

pub(super) use public::is_shared_box;

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Whose};
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
        Calls::AT_SIGN.or(Calls::BRACKET)
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        _memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let Some(at_ends) = at_sign(window) else {
            return;
        };
        let loose = at_ends > 0;
        let Some(first) = name_before(window, loose) else {
            return;
        };
        let Some(last) = domain_after(window, at_ends, loose) else {
            return;
        };
        let span = window.span(first, last);
        let written: String = window.text(&span).split_whitespace().collect();
        let mut candidate = Candidate::new(RULE, Category::Email, span)
            .sure(98)
            .because(Evidence::new("email.form"));
        match knowledge.register.by_email(&plain(&written)) {
            Some(owner) => candidate = candidate.of_party(Some(owner)),
            None => belongs_to_public(window, first, at_ends, last, knowledge, &mut candidate),
        }
        found.push(candidate);
    }
}

/// The offset of the last token of `@`, `(at)`, `[snabel-a]`; none where the bracket holds something else.
fn at_sign(window: &Window) -> Option<isize> {
    if window.at(0).is_sign(b'@') {
        return Some(0);
    }
    let closes = |at: isize| window.at(at).is_sign(b')') || window.at(at).is_sign(b']');
    match window.folded(1) {
        b"at" | b"aat" | b"snabela" if closes(2) => Some(2),
        b"snabel" if window.folded(3) == b"a" && closes(4) => Some(4),
        _ => None,
    }
}

fn plain(written: &str) -> String {
    match written.split_once(['(', '[']) {
        Some((name, rest)) => {
            let domain = rest.split_once([')', ']']).map_or("", |(_, domain)| domain);
            format!("{name}@{domain}")
        }
        None => written.to_owned(),
    }
}

fn name_before(window: &Window, loose: bool) -> Option<isize> {
    let mut first = None;
    let mut at = 0;
    while at > -MOST_PARTS {
        let gap = window.at(at).gap;
        if gap != Gap::None && !(loose && at == 0 && gap == Gap::Space) {
            break;
        }
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
fn domain_after(window: &Window, at_ends: isize, loose: bool) -> Option<isize> {
    let mut last = None;
    let mut at = at_ends + 1;
    let mut dots = 0;
    while at < at_ends + MOST_PARTS {
        let token = window.at(at);
        if token.gap != Gap::None && !(loose && at == at_ends + 1 && token.gap == Gap::Space) {
            break;
        }
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

/// Staff and mailboxes for everybody are known, but no warning.
fn belongs_to_public(
    window: &Window,
    first: isize,
    at_ends: isize,
    last: isize,
    knowledge: &Knowledge,
    candidate: &mut Candidate,
) {
    let words = |from: isize, to: isize| {
        (from..=to)
            .filter(|at| window.at(*at).kind != Kind::Punctuation)
            .map(|at| window.folded(at))
    };
    let domain = window.text(&window.span(at_ends + 1, last));
    let mut labels: Vec<&[u8]> = Vec::new();
    let mut joined: Vec<u8> = Vec::new();
    let mut starts = vec![0];
    for at in at_ends + 1..=last {
        if window.at(at).is_sign(b'.') {
            starts.push(joined.len());
        } else {
            joined.extend_from_slice(window.folded(at));
        }
    }
    for (place, start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(joined.len());
        labels.push(joined.get(*start..end).unwrap_or_default());
    }
    if public::is_shared_box(words(first, at_ends.min(0) - 1)) {
        candidate.whose = Whose::Public;
        candidate.evidence.push(Evidence::new("email.shared"));
    } else if knowledge.register.is_own_domain(domain) || public::is_public_sector(&labels) {
        candidate.whose = Whose::Employee;
        candidate.evidence.push(Evidence::new("email.staff"));
    }
}
