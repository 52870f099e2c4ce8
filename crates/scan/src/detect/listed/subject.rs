//! Of whom something is said: the nearest person before it in the sentence, else after it, else before it in
//! the paragraph. A pronoun points further back.

use super::super::Knowledge;
use super::place;
use crate::finding::{Evidence, Whose};
use crate::lexicon::{Class, points_at_somebody};
use crate::people::{Owner, Written};
use crate::text::{Flags, Gap, Kind, Token, Window};
use crate::words::Context;

#[derive(Debug, Clone)]
pub(super) struct About {
    pub whose: Whose,
    pub person: Option<usize>,
    pub evidence: Option<Evidence>,
    pub standing: Standing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Somebody stands in the same sentence.
    Sentence,
    Paragraph,
    /// Nobody near: the case's own citizen, if it has one.
    Case,
    /// Said of people in general.
    General,
}

pub(super) fn of(window: &Window, knowledge: &Knowledge, from: isize, to: isize) -> About {
    let (begin, end) = place::sentence(window);
    if let Some(about) = right_after(window, knowledge, to, end) {
        return about;
    }
    let before = nearest_before(window, knowledge, from - 1, begin);
    if let Some(about) = before.about {
        return about;
    }
    let general = is_general(window, from, begin);
    if !general && let Some(about) = first_after(window, knowledge, to + 1, end) {
        return about;
    }
    if general && !before.pronoun {
        return About {
            whose: Whose::Nobody,
            person: None,
            evidence: None,
            standing: Standing::General,
        };
    }
    // `Sagen vedrører …`, `Lægen noterer …`: they speak of the case's own.
    if !before.pronoun && is_about_the_case(window, begin, from) {
        return of_the_case(knowledge, Standing::Case);
    }
    let standing = if before.pronoun {
        Standing::Sentence
    } else {
        Standing::Paragraph
    };
    let earlier = nearest_before(window, knowledge, begin - 1, paragraph_start(window, begin));
    if let Some(mut about) = earlier.about {
        about.standing = standing;
        return about;
    }
    of_the_case(
        knowledge,
        if before.pronoun {
            standing
        } else {
            Standing::Case
        },
    )
}

/// Nobody is named: in a case with a citizen it is that citizen.
fn of_the_case(knowledge: &Knowledge, standing: Standing) -> About {
    match knowledge.register.requester() {
        Some(person) => About {
            whose: Whose::Requester,
            person: Some(person),
            evidence: Some(Evidence::new("subject.case")),
            standing,
        },
        None => About {
            whose: Whose::Unknown,
            person: None,
            evidence: Some(Evidence::new("subject.nobody")),
            standing,
        },
    }
}

fn is_about_the_case(window: &Window, begin: isize, from: isize) -> bool {
    (begin..from).any(|at| {
        Context::CASE.has(window.folded(at)) || window.at(at).class.has(Class::PROFESSION)
    })
}

fn paragraph_start(window: &Window, from: isize) -> isize {
    let mut at = from;
    while window.at(at - 1).kind != Kind::Nothing && window.at(at).gap < Gap::Paragraph {
        at -= 1;
    }
    at
}

/// `depression hos moderen`, `vold mod Anna`: the word for it stands straight after.
fn right_after(window: &Window, knowledge: &Knowledge, to: isize, end: isize) -> Option<About> {
    if !matches!(window.folded(to + 1), b"hos" | b"mod") {
        return None;
    }
    (to + 2..=end.min(to + 4)).find_map(|at| person(window, knowledge, at))
}

#[derive(Default)]
struct Before {
    about: Option<About>,
    /// `han`, `hendes`: somebody further back.
    pronoun: bool,
}

fn nearest_before(window: &Window, knowledge: &Knowledge, from: isize, to: isize) -> Before {
    let mut seen = Before::default();
    let mut at = from;
    while at >= to {
        if may_be_somebody(window.at(at)) {
            if Context::PRONOUN.has(window.folded(at)) {
                seen.pronoun = true;
            } else if let Some(about) = person(window, knowledge, at) {
                // `Anna oplyser, at moderen …`: who only tells is not who it is about, but
                // staff never are where anybody else is named.
                seen.about = Some(about);
                return seen;
            }
        }
        at -= 1;
    }
    seen
}

fn first_after(window: &Window, knowledge: &Knowledge, from: isize, to: isize) -> Option<About> {
    (from..=to).find_map(|at| person(window, knowledge, at))
}

/// Most words are nobody; this says so without reading them.
#[inline]
fn may_be_somebody(token: &Token) -> bool {
    token.kind == Kind::Word
        && (token.party != 0
            || token.class.has(Class::RELATION)
            || (token.class.has(Class::NAME) && token.flags.has(Flags::CAPITAL))
            || points_at_somebody(token.hash))
}

/// The person a token stands for, unless it is somebody who speaks by profession.
fn person(window: &Window, knowledge: &Knowledge, at: isize) -> Option<About> {
    let token = window.at(at);
    if !may_be_somebody(token) {
        return None;
    }
    let folded = window.folded(at);
    let about = |whose, person, message, value: &str| About {
        whose,
        person,
        evidence: Some(Evidence {
            message,
            values: if value.is_empty() {
                Vec::new()
            } else {
                vec![value.to_owned()]
            },
        }),
        standing: Standing::Sentence,
    };
    let own = |message| {
        let person = knowledge.register.requester();
        let whose = if person.is_some() {
            Whose::Requester
        } else {
            Whose::Unknown
        };
        Some(about(whose, person, message, ""))
    };
    if matches!(folded, b"jeg" | b"mig" | b"du" | b"dig" | b"de" | b"dem")
        && (folded.len() != 2 || folded == b"du" || is_polite(window, at))
        && folded != b"dem"
    {
        return own("subject.reader");
    }
    if Context::CITIZEN.has(folded) {
        return own("subject.citizen");
    }
    if Context::POINTED_AT.has(folded) {
        // In a child's case it is that child.
        return Some(match knowledge.register.by_relation(b"barn") {
            Some(owner) => About {
                whose: owner.whose,
                person: Some(owner.person),
                evidence: Some(owner.evidence),
                standing: Standing::Sentence,
            },
            None => about(
                Whose::Unknown,
                None,
                "subject.pointed_at",
                window.original(at),
            ),
        });
    }
    if let Some(owner) = named(window, knowledge, at) {
        return match owner {
            Named::Known(owner)
                if owner.whose == Whose::Employee || owner.whose == Whose::Public =>
            {
                None
            }
            Named::Known(owner) => Some(About {
                whose: owner.whose,
                person: Some(owner.person),
                evidence: Some(owner.evidence),
                standing: Standing::Sentence,
            }),
            Named::Stranger => Some(about(
                Whose::ThirdParty,
                None,
                "subject.name",
                window.original(at),
            )),
        };
    }
    if token.class.has(Class::RELATION)
        && !token.flags.has(Flags::ALL_CAPITALS)
        && !Context::ROLE.has(folded)
    {
        if let Some(owner) = knowledge.register.by_relation(folded) {
            return Some(About {
                whose: owner.whose,
                person: Some(owner.person),
                evidence: Some(owner.evidence),
                standing: Standing::Sentence,
            });
        }
        return Some(about(
            Whose::ThirdParty,
            None,
            "subject.relation",
            window.original(at),
        ));
    }
    None
}

enum Named {
    Known(Owner),
    Stranger,
}

/// A name: of the register, or a name the lexicon knows with a capital inside the sentence.
fn named(window: &Window, knowledge: &Knowledge, at: isize) -> Option<Named> {
    let token = window.at(at);
    if token.party != 0
        && token.flags.has(Flags::CAPITAL)
        && let Some(owner) = owner_at(window, knowledge, at)
    {
        return Some(Named::Known(owner));
    }
    let given = token.flags.has(Flags::CAPITAL)
        && token.class.has(Class::NAME)
        && !token.class.has(
            Class::TOWN
                | Class::STREET
                | Class::INSTITUTION
                | Class::PROPER
                | Class::EPONYM
                | Class::MONTH,
        );
    if !given {
        return None;
    }
    let beside = |at: isize| {
        let token = window.at(at);
        token.kind == Kind::Word && token.flags.has(Flags::CAPITAL) && token.class.has(Class::NAME)
    };
    // A word that is also an ordinary one, or a rare name, needs another name beside it.
    let plain = token.class.has(Class::GIVEN_COMMON) && !token.class.has(Class::ORDINARY);
    let acts = || {
        let next = window.at(at + 1);
        next.gap <= Gap::Line
            && (next.class.has(Class::PERSON_VERB) || Context::IS.has(window.folded(at + 1)))
    };
    (plain
        || acts()
        || beside(at + 1) && window.at(at + 1).gap <= Gap::Space
        || beside(at - 1) && token.gap <= Gap::Space)
        .then_some(Named::Stranger)
}

/// The words of the name around `at`, and whom of the case's people they fit.
fn owner_at(window: &Window, knowledge: &Knowledge, at: isize) -> Option<Owner> {
    /// A name has no more words on either side.
    const MOST: isize = 4;
    let of_name = |at: isize| {
        let token = window.at(at);
        token.kind == Kind::Word
            && token.flags.has(Flags::CAPITAL)
            && (token.party != 0 || token.class.has(Class::NAME))
    };
    let near = |at: isize| window.at(at).gap <= Gap::Space;
    let (mut from, mut to) = (at, at);
    while at - from < MOST && of_name(from - 1) && near(from) {
        from -= 1;
    }
    while to - at < MOST && of_name(to + 1) && near(to + 1) {
        to += 1;
    }
    let words: Vec<Written> = (from..=to)
        .map(|at| Written {
            hash: window.at(at).hash,
            folded: window.folded(at),
            initial: false,
            surname: false,
            known: window.at(at).class.has(Class::NAME),
        })
        .collect();
    knowledge.register.fit(&words).map(|fit| fit.owner)
}

fn is_polite(window: &Window, at: isize) -> bool {
    window.at(at).flags.has(Flags::CAPITAL) && !place::begins_sentence(window, at)
}

/// `mennesker med depression`, `behandling af kræft`, `§ 119 om vold`: nobody in particular.
fn is_general(window: &Window, from: isize, begin: isize) -> bool {
    let link = (1..=2).find(|back| Context::GROUP_LINK.has(window.folded(from - back)));
    let Some(link) = link else { return false };
    (from - link - 4..from - link)
        .filter(|at| *at >= begin)
        .any(|at| Context::GROUP.has(window.folded(at)) || window.original(at) == "§")
}
