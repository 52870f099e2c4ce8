//! Of whom something is said: the nearest person before it in the sentence, else after it, else before it in
//! the paragraph. A pronoun points further back.

use super::super::owner;
use super::{Ground, place};
use crate::finding::{Category, Evidence, Whose};
use crate::lexicon::{Class, Sex, points_at_somebody, sex_of_given};
use crate::people::Owner;
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

pub(super) fn of(
    window: &Window,
    knowledge: &Ground,
    from: isize,
    to: isize,
    category: Category,
) -> About {
    let (begin, end) = place::sentence(window);
    let right_after = right_after(window, knowledge, to, end);
    // `sigtet for vold mod Anna` is of whoever did it, where that is told.
    let of_victim = category == Category::Crime;
    if !of_victim && let Some(about) = right_after {
        return about;
    }
    if of_victim && let Some(about) = doer(window, knowledge, to, end) {
        return about;
    }
    let before = nearest_before(window, knowledge, from - 1, begin, None, false);
    if let Some(about) = before.about.or(right_after) {
        return about;
    }
    let general = is_general(window, from, begin);
    let pronoun = before.pronoun.is_some();
    // What stands behind is somebody else than `han` in front.
    if !general
        && !pronoun
        && let Some(about) = first_after(window, knowledge, to + 1, end)
    {
        return about;
    }
    if general && !pronoun {
        return About {
            whose: Whose::Nobody,
            person: None,
            evidence: None,
            standing: Standing::General,
        };
    }
    // `Sagen vedrører …`, `Lægen noterer …`: they speak of the case's own.
    if !pronoun
        && (is_about_the_case(window, begin, from) || is_in_own_field(window, knowledge, begin))
    {
        return of_the_case(knowledge, Standing::Case);
    }
    let standing = if pronoun {
        Standing::Sentence
    } else {
        Standing::Paragraph
    };
    let start = paragraph_start(window, begin);
    let earlier = nearest_before(window, knowledge, begin - 1, start, before.pronoun, true);
    if let Some(mut about) = earlier.about {
        about.standing = standing;
        return about;
    }
    if pronoun
        && !general
        && let Some(about) = first_after(window, knowledge, to + 1, end)
    {
        return about;
    }
    // `han` in a woman's case is somebody else, whoever it is.
    let of_another = before.pronoun.is_some_and(|pronoun| {
        knowledge
            .register
            .requester()
            .is_some_and(|requester| pronoun.differs_from(knowledge.register.sex(requester)))
    });
    if of_another {
        return About {
            whose: Whose::ThirdParty,
            person: None,
            evidence: Some(Evidence::new("subject.pronoun_of_another")),
            standing,
        };
    }
    // Nobody near, but somebody else was named last: it may be of them. A deed that nobody is named for may be anybody's.
    if !pronoun && (knowledge.memory.names.last_was_another || category == Category::Crime) {
        return About {
            whose: Whose::Unknown,
            person: None,
            evidence: Some(Evidence::new("subject.nobody")),
            standing: Standing::Case,
        };
    }
    of_the_case(knowledge, if pronoun { standing } else { Standing::Case })
}

/// Nobody is named: in a case with a citizen it is that citizen.
fn of_the_case(knowledge: &Ground, standing: Standing) -> About {
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

/// `Medicin: …` on a line of its own in a paragraph about the citizen, unless it is the form of somebody else.
fn is_in_own_field(window: &Window, knowledge: &Ground, begin: isize) -> bool {
    let field = Context::FIELD.has(window.folded(begin))
        && (1..=2).any(|ahead| window.at(begin + ahead).is_sign(b':'));
    if !field {
        return false;
    }
    let mut own = false;
    for at in paragraph_start(window, begin)..begin {
        let labels_another = window.at(at + 1).is_sign(b':')
            && (window.at(at).class.has(Class::RELATION) || window.folded(at) == b"navn");
        if labels_another {
            return false;
        }
        own |= person(window, knowledge, at).is_some_and(|about| about.whose == Whose::Requester);
    }
    own
}

fn paragraph_start(window: &Window, from: isize) -> isize {
    let mut at = from;
    while window.at(at - 1).kind != Kind::Nothing && window.at(at).gap < Gap::Paragraph {
        at -= 1;
    }
    at
}

/// `depression hos moderen`, `vold mod Anna`: the word for it stands straight after.
fn right_after(window: &Window, knowledge: &Ground, to: isize, end: isize) -> Option<About> {
    if !matches!(window.folded(to + 1), b"hos" | b"mod") {
        return None;
    }
    (to + 2..=end.min(to + 4)).find_map(|at| person(window, knowledge, at))
}

/// `vold af Torben`, `overfald på naboen begået af Torben`
fn doer(window: &Window, knowledge: &Ground, to: isize, end: isize) -> Option<About> {
    /// `mod en nabo begået af`
    const MOST_BETWEEN: isize = 6;
    let done = |at: isize| {
        matches!(
            window.folded(at),
            b"begaaet" | b"udoevet" | b"foretaget" | b"udfoert" | b"fremsat"
        )
    };
    let by = (to + 1..=end.min(to + MOST_BETWEEN))
        .find(|at| window.folded(*at) == b"af" && (*at == to + 1 || done(at - 1)))?;
    (by + 1..=end.min(by + 3)).find_map(|at| person(window, knowledge, at))
}

#[derive(Default)]
struct Before {
    about: Option<About>,
    /// `han`, `hendes`, `sin`: somebody further back.
    pronoun: Option<Pronoun>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Pronoun(Option<Sex>);

impl Pronoun {
    fn differs_from(self, sex: Option<Sex>) -> bool {
        self.0.is_some() && sex.is_some() && self.0 != sex
    }
}

/// A pronoun leads past those it cannot stand for: `Else siger, at han er dement` is not of Else.
fn nearest_before(
    window: &Window,
    knowledge: &Ground,
    from: isize,
    to: isize,
    pronoun: Option<Pronoun>,
    from_earlier: bool,
) -> Before {
    let mut seen = Before {
        about: None,
        pronoun,
    };
    let mut source = None;
    let mut at = from;
    while at >= to {
        if may_be_somebody(window.at(at), knowledge) {
            let folded = window.folded(at);
            // Whoever writes or is written to is never `han` or `hun`.
            let speaker = seen.pronoun.is_some_and(|pronoun| pronoun.0.is_some())
                && Context::SPEAKER.has(folded);
            if speaker {
                // Further back.
            } else if Context::PRONOUN.has(folded) {
                if seen.pronoun.is_none_or(|pronoun| pronoun.0.is_none()) {
                    seen.pronoun = Some(Pronoun(sex_of_word(folded)));
                }
            } else if let Some(about) = person(window, knowledge, at) {
                let sex = about
                    .person
                    .and_then(|person| knowledge.register.sex(person))
                    .or_else(|| sex_of_word(folded))
                    .or_else(|| sex_of_name(window, at));
                if seen.pronoun.is_none() && from_earlier && is_at_work(window, at) {
                    // The interpreter, the doctor: named for what they did.
                } else if seen
                    .pronoun
                    .is_some_and(|pronoun| pronoun.differs_from(sex))
                {
                    // Somebody else.
                } else if is_source(window, at) || is_met_at_work(window, at) {
                    source = source.or(Some(about));
                } else {
                    seen.about = Some(about);
                    return seen;
                }
            }
        }
        at -= 1;
    }
    seen.about = source;
    seen
}

/// `Anna har ifølge mor demens`: who told it is not who it is about, while somebody else is named.
fn is_source(window: &Window, at: isize) -> bool {
    matches!(window.folded(at - 1), b"ifoelge" | b"iflg") && window.at(at).gap <= Gap::Line
        || window.at(at - 1).is_sign(b'.') && window.folded(at - 2) == b"iflg"
}

fn sex_of_word(folded: &[u8]) -> Option<Sex> {
    if Context::WOMAN.has(folded) {
        Some(Sex::Woman)
    } else if Context::MAN.has(folded) {
        Some(Sex::Man)
    } else {
        None
    }
}

/// By the first word of a name around `at`, or by `fru`, `hr.` before it.
fn sex_of_name(window: &Window, at: isize) -> Option<Sex> {
    let first = first_of_name(window, at);
    let mut before = first - 1;
    if window.at(before).is_sign(b'.') {
        before -= 1;
    }
    sex_of_word(window.folded(before))
        .filter(|_| !Context::PRONOUN.has(window.folded(before)))
        .or_else(|| sex_of_given(window.at(first).hash))
}

fn first_of_name(window: &Window, at: isize) -> isize {
    let mut first = at;
    while first > at - 4
        && window.at(first).gap <= Gap::Space
        && window.at(first - 1).kind == Kind::Word
        && window.at(first - 1).flags.has(Flags::CAPITAL)
        && window.at(first - 1).class.has(Class::NAME)
    {
        first -= 1;
    }
    first
}

/// `tolk Omar`, `dr. Holm`: a trade stands before the name.
fn is_at_work(window: &Window, at: isize) -> bool {
    trade_of(window, at).is_some()
}

/// `i behandling hos psykolog Ane Juhl`, but not `hos psykolog Ane Juhl, som`.
fn is_met_at_work(window: &Window, at: isize) -> bool {
    let met = |trade: isize| {
        matches!(
            window.folded(trade - 1),
            b"hos" | b"fra" | b"af" | b"ved" | b"via" | b"jf"
        )
    };
    trade_of(window, at).is_some_and(met)
        && !(window.at(at + 1).is_sign(b',') && matches!(window.folded(at + 2), b"der" | b"som"))
}

/// Where the trade of somebody stands before the name.
fn trade_of(window: &Window, at: isize) -> Option<isize> {
    let first = first_of_name(window, at);
    let mut before = first - 1;
    while before > first - 3 && (window.at(before).is_sign(b'.') || window.at(before).is_sign(b':'))
    {
        before -= 1;
    }
    (window.at(before + 1).gap <= Gap::Space
        && window.at(before).class.has(Class::PROFESSION)
        && sex_of_word(window.folded(before)).is_none()
        && !Context::CITIZEN.has(window.folded(before)))
    .then_some(before)
}

fn first_after(window: &Window, knowledge: &Ground, from: isize, to: isize) -> Option<About> {
    // `fagforeningen v. Holm`: who speaks for somebody, or wrote of them, is not who it is about.
    let speaks_for = |at: isize| {
        (1..=4).any(|back| {
            let word = window.folded(at - back);
            let between = || (1..back).map(|between| at - between);
            matches!(word, b"v" | b"ved")
                && between().all(|between| window.at(between).gap <= Gap::Space)
                || matches!(word, b"fra" | b"via" | b"af" | b"jf" | b"hos")
                    && between().any(|between| {
                        window.at(between).class.has(Class::PROFESSION)
                            && !Context::CITIZEN.has(window.folded(between))
                    })
        })
    };
    (from..=to)
        .filter(|at| may_be_somebody(window.at(*at), knowledge) && !speaks_for(*at))
        .find_map(|at| person(window, knowledge, at))
}

/// Most words are nobody; this says so without reading them.
#[inline]
fn may_be_somebody(token: &Token, ground: &Ground) -> bool {
    token.kind == Kind::Word
        && (token.party != 0
            || token.class.has(Class::RELATION)
            || (token.class.has(Class::NAME)
                && (token.flags.has(Flags::CAPITAL) || is_only_a_name(token)))
            || points_at_somebody(token.hash)
            || ground.memory.names.taught_in_small(token)
            || is_taught(token, ground))
}

/// This text has shown that it is somebody's.
#[inline]
fn is_taught(token: &Token, ground: &Ground) -> bool {
    token.flags.has(Flags::CAPITAL)
        && (ground.memory.names.is_a_strangers(token.hash)
            || token.class.0 & !(Class::STREET | Class::PROPER_NOUN).0 == 0
                && ground.memory.names.knows(token.hash))
}

/// In small letters a name is one only where the word is nothing else.
fn is_only_a_name(token: &Token) -> bool {
    let else_where = Class(!(Class::NAME.0 | Class::STREET.0 | Class::PROPER_NOUN.0));
    token.class.has(Class::GIVEN_COMMON) && !token.class.has(else_where) && token.folded_length > 3
}

/// The person a token stands for, unless it is somebody who speaks by profession.
fn person(window: &Window, knowledge: &Ground, at: isize) -> Option<About> {
    let token = window.at(at);
    if !may_be_somebody(token, knowledge) {
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
        // A congregation.
        && window.folded(at - 1) != b"jehovas"
    {
        if is_the_requester(window, knowledge, at) {
            return own("subject.parent");
        }
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

/// `mor` in the case of a woman with a child, where no other mother stands in the register: unless she is
/// somebody's (`min mor`, `Noahs mor`).
fn is_the_requester(window: &Window, knowledge: &Ground, at: isize) -> bool {
    let folded = window.folded(at);
    let parent = match folded {
        b"mor" | b"moderen" | b"moren" => Sex::Woman,
        b"far" | b"faderen" | b"faren" => Sex::Man,
        _ => return false,
    };
    let before = window.at(at - 1);
    let owned = before.kind == Kind::Word
        && window.at(at).gap <= Gap::Line
        && (Context::OWNER.has(window.folded(at - 1))
            || before.flags.has(Flags::CAPITAL) && window.folded(at - 1).ends_with(b"s")
            || (before.party != 0 || before.class.has(Class::NAME))
                && window.folded(at - 1).ends_with(b"s"));
    !owned && knowledge.register.requester_is_parent(parent == Sex::Woman)
}

enum Named {
    Known(Owner),
    Stranger,
}

/// A name: of the register, or a name the lexicon knows with a capital inside the sentence.
fn named(window: &Window, knowledge: &Ground, at: isize) -> Option<Named> {
    let token = window.at(at);
    let capital = token.flags.has(Flags::CAPITAL);
    let only_a_name = !token.class.has(Class(
        !(Class::NAME.0 | Class::STREET.0 | Class::PROPER_NOUN.0),
    ));
    if token.party != 0
        && (capital || only_a_name || does_something(window, at))
        && let Some(owner) = owner::named_at(window, knowledge, at)
    {
        return Some(Named::Known(owner));
    }
    if !capital {
        return (is_only_a_name(token) || knowledge.memory.names.taught_in_small(token))
            .then_some(Named::Stranger);
    }
    if is_taught(token, knowledge) {
        return Some(Named::Stranger);
    }
    let given = token.class.has(Class::NAME)
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

/// `jasmin lige har fortalt`: in small letters a verb makes a person of a word that is also another.
fn does_something(window: &Window, at: isize) -> bool {
    (1..=2).any(|ahead| {
        let word = window.at(at + ahead);
        word.kind == Kind::Word
            && (1..=ahead).all(|near| window.at(at + near).gap <= Gap::Line)
            && (word.class.has(Class::PERSON_VERB) || Context::IS.has(window.folded(at + ahead)))
    })
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
