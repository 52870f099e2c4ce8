//! One link of a name: a word, words joined by a hyphen, an initial, or a particle.

use crate::detect::endings::ends;
use crate::lexicon::{Class, class_of};
use crate::text::{Flags, Gap, Kind, Window, hash_folded};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Given,
    /// A given name that is also a word, a month or a town.
    GivenOrWord,
    Surname,
    SurnameOrWord,
    /// In no list.
    Unknown,
    /// In no list, and put together of words.
    Compound,
    Initial,
    /// `van`, `al`: only inside a name.
    Particle,
    Word,
    /// The name of something else, or a word that says what somebody or something is.
    Other,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Unit {
    pub(super) from: isize,
    pub(super) to: isize,
    pub(super) sort: Sort,
    pub(super) class: Class,
    pub(super) rare: bool,
    pub(super) genitive: bool,
    pub(super) all_capitals: bool,
    pub(super) party: bool,
}

/// The unit that begins at `offset`, if the word there is one of a name's by its looks.
pub(super) fn at(window: &Window, offset: isize) -> Option<Unit> {
    let token = window.at(offset);
    if token.kind == Kind::Mixed {
        return misread(window, offset);
    }
    if token.kind != Kind::Word {
        return None;
    }
    let capital = token.flags.has(Flags::CAPITAL);
    let (class, genitive) = class_with_genitive(window, offset);
    let mut unit = Unit {
        from: offset,
        to: offset,
        sort: Sort::Other,
        class,
        rare: false,
        genitive,
        all_capitals: token.flags.has(Flags::ALL_CAPITALS),
        party: token.party != 0,
    };
    if !capital {
        if class.has(Class::PARTICLE) {
            unit.sort = Sort::Particle;
            // `al-Masri` is one.
            if let Some(joined) = joined(window, offset, false) {
                unit.to = joined.to;
                unit.sort = Sort::Unknown;
                unit.party |= joined.party;
            }
            return Some(unit);
        }
        return None;
    }
    if is_single_letter(window, offset) {
        return initial(window, unit);
    }
    if class.has(Class::PARTICLE) && !class.has(Class::NAME) && !unit.party {
        unit.sort = Sort::Particle;
        if let Some(joined) = joined(window, offset, false) {
            unit.to = joined.to;
            unit.sort = Sort::Unknown;
            unit.party |= joined.party;
        }
        return Some(unit);
    }
    // `PH`, `SFO`
    let short = unit.all_capitals
        && token.folded_length <= 3
        && !unit.party
        && !class.has(Class::GIVEN_COMMON | Class::SURNAME);
    if short {
        return Some(unit);
    }
    unit.sort = sort(window.folded(offset), class, unit.party);
    let folded = window.folded(offset);
    // `Det Danske Madhus`: a name that only its -s makes, of a word that ends as institutions do.
    let whole_word = unit.sort == Sort::Given && genitive && !class.has(Class::GIVEN_COMMON);
    if (matches!(unit.sort, Sort::Unknown | Sort::Compound) || whole_word)
        && (super::elsewhere::ends_in_institution(folded) || names_a_land(folded))
    {
        unit.sort = Sort::Other;
    }
    unit.rare = !class.has(Class::GIVEN_COMMON) && !class.has(Class::SURNAME);
    if let Some(joined) = joined(window, offset, true) {
        unit.to = joined.to;
        unit.party |= joined.party;
        unit.genitive = joined.genitive;
        if joined.small {
            // `PPR-rapport`, `Rorschach-test`
            unit.sort = Sort::Other;
        } else if joined.names > 0 || matches!(unit.sort, Sort::Given | Sort::Surname) {
            if !matches!(unit.sort, Sort::Given | Sort::GivenOrWord) {
                unit.sort = if joined.given {
                    Sort::Given
                } else {
                    Sort::Surname
                };
            } else {
                unit.sort = Sort::Given;
            }
            unit.rare = false;
        } else if unit.sort != Sort::GivenOrWord && unit.sort != Sort::Other {
            unit.sort = Sort::Unknown;
        }
    }
    Some(unit)
}

/// `M0ller`: a digit that a scanner took for a letter.
fn misread(window: &Window, offset: isize) -> Option<Unit> {
    let token = window.at(offset);
    let mut folded = window.folded(offset).to_vec();
    if !token.flags.has(Flags::CAPITAL) || folded.len() < 4 {
        return None;
    }
    let mut digits = 0;
    for byte in &mut folded {
        if byte.is_ascii_digit() {
            digits += 1;
            *byte = match *byte {
                b'0' => b'o',
                b'1' => b'l',
                b'3' => b'e',
                b'5' => b's',
                _ => return None,
            };
        }
    }
    let class = class_of(hash_folded(&folded));
    (digits <= 2).then_some(Unit {
        from: offset,
        to: offset,
        sort: if class.has(Class::GIVEN_COMMON) && !class.has(Class::ORDINARY) {
            Sort::Given
        } else {
            Sort::Unknown
        },
        class,
        rare: true,
        genitive: false,
        all_capitals: false,
        party: false,
    })
}

fn sort(folded: &[u8], class: Class, party: bool) -> Sort {
    let stops = Class::RELATION | Class::LABEL | Class::INSTITUTION;
    let elsewhere = Class::ORDINARY
        | Class::TOWN
        | Class::COUNTRY_OR_PART
        | Class::MONTH
        | Class::PROFESSION
        | Class::PERSON_VERB
        | Class::EPONYM
        | Class::PROPER
        | Class::PARTICLE;
    if class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE) {
        return if class.has(stops) && !party {
            Sort::Other
        } else if class.has(elsewhere) {
            Sort::GivenOrWord
        } else {
            Sort::Given
        };
    }
    if class.has(Class::SURNAME) {
        return if class.has(stops | Class::RELATION) && !party {
            Sort::Other
        } else if class.has(elsewhere) {
            Sort::SurnameOrWord
        } else {
            Sort::Surname
        };
    }
    if party {
        return if class.has(Class::ORDINARY | Class::TOWN | Class::PROPER) {
            Sort::SurnameOrWord
        } else {
            Sort::Surname
        };
    }
    if class == Class::ORDINARY {
        return Sort::Word;
    }
    if class.has(Class(
        !(Class::STREET.0 | Class::PROPER_NOUN.0 | Class::SELDOM_WORD.0),
    )) {
        return Sort::Other;
    }
    if ends_as_surname(folded) && !is_compound_ending_in(folded, 4) {
        return Sort::Surname;
    }
    if class.has(Class::PROPER_NOUN) || is_compound(folded) {
        Sort::Compound
    } else {
        Sort::Unknown
    }
}

/// `Tolkdanmark`
fn names_a_land(folded: &[u8]) -> bool {
    folded.len() > 7 && (folded.ends_with(b"danmark") || folded.ends_with(b"denmark"))
}

/// Endings that make a surname of any word.
fn ends_as_surname(folded: &[u8]) -> bool {
    fn is_end(tail: &[u8]) -> bool {
        matches!(
            tail,
            b"sen"
                | b"sens"
                | b"sson"
                | b"gaard"
                | b"gaards"
                | b"enko"
                | b"ski"
                | b"ska"
                | b"wicz"
                | b"vic"
                | b"oglu"
                | b"dottir"
                | b"quist"
                | b"kvist"
                | b"oulos"
                | b"shvili"
                | b"nathan"
                | b"lingam"
        )
    }
    folded.len() > 6 && ends(folded, 0, is_end)
}

/// The class of a word, or of what stands before its genitive -s.
pub(super) fn class_with_genitive(window: &Window, offset: isize) -> (Class, bool) {
    let token = window.at(offset);
    // Streets are named after people in the genitive: `Kirstens Vej`.
    let weak = Class::STREET | Class::PROPER_NOUN;
    if token.class.0 & !weak.0 != 0 {
        return (token.class, false);
    }
    let folded = window.folded(offset);
    if folded.len() > 2
        && let Some(stem) = folded.strip_suffix(b"s")
    {
        let class = class_of(hash_folded(stem));
        if class.has(Class::NAME) || token.class == Class::NONE && class != Class::NONE {
            return (class, true);
        }
    }
    (token.class, false)
}

pub(super) fn is_single_letter(window: &Window, offset: isize) -> bool {
    let token = window.at(offset);
    token.kind == Kind::Word && token.length <= 2 && token.folded_length <= 2 && {
        let original = window.original(offset);
        original.chars().count() == 1
    }
}

/// `K.`, or a bare `K` before another name.
fn initial(window: &Window, mut unit: Unit) -> Option<Unit> {
    let next = window.at(unit.to + 1);
    unit.sort = Sort::Initial;
    if next.is_sign(b'.') && next.gap == Gap::None && next.length == 1 {
        unit.to += 1;
        return Some(unit);
    }
    // O'Connor, D'Angelo
    if next.is_sign(b'\'') && next.gap == Gap::None {
        let name = window.at(unit.to + 2);
        if name.kind == Kind::Word && name.gap == Gap::None && name.flags.has(Flags::CAPITAL) {
            unit.to += 2;
            unit.sort = Sort::Surname;
            return Some(unit);
        }
    }
    Some(unit)
}

struct Joined {
    to: isize,
    names: usize,
    given: bool,
    party: bool,
    small: bool,
    genitive: bool,
}

/// What hangs on by a hyphen.
fn joined(window: &Window, offset: isize, capital_first: bool) -> Option<Joined> {
    let mut joined = Joined {
        to: offset,
        names: 0,
        given: false,
        party: false,
        small: false,
        genitive: false,
    };
    for _ in 0..3 {
        let hyphen = window.at(joined.to + 1);
        let word = window.at(joined.to + 2);
        if !hyphen.is_sign(b'-') || hyphen.gap != Gap::None || hyphen.length != 1 {
            break;
        }
        // `Krogh-Mei1holm`, not `Covid-19`
        let misread = word.kind == Kind::Mixed && word.flags.has(Flags::CAPITAL);
        if !(word.kind == Kind::Word || misread) || word.gap != Gap::None {
            // `Covid-19`
            joined.small |=
                matches!(word.kind, Kind::Number | Kind::Mixed) && word.gap == Gap::None;
            if joined.small {
                joined.to += 2;
            }
            break;
        }
        joined.to += 2;
        let (class, genitive) = class_with_genitive(window, joined.to);
        if class.has(Class::NAME) {
            joined.names += 1;
            joined.given |=
                class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE) && !class.has(Class::SURNAME);
        }
        joined.party |= word.party != 0;
        joined.small |= capital_first && !word.flags.has(Flags::CAPITAL);
        joined.genitive = genitive;
    }
    (joined.to > offset).then_some(joined)
}

/// Two words of the dictionary in one, with or without -s- or -e- between them.
pub(super) fn is_compound(folded: &[u8]) -> bool {
    is_compound_ending_in(folded, LEAST)
}

const LEAST: usize = 3;

/// A compound whose last element has at least so many letters.
fn is_compound_ending_in(folded: &[u8], least_last: usize) -> bool {
    const MOST: usize = 40;
    if folded.len() < 2 * LEAST || folded.len() > MOST {
        return false;
    }
    let known = |word: &[u8]| {
        class_of(hash_folded(word))
            .has(Class::ORDINARY | Class::INSTITUTION | Class::RELATION | Class::PROFESSION)
    };
    let ends_in_word = |word: &[u8]| {
        known(word)
            || word
                .strip_suffix(b"s")
                .is_some_and(|stem| stem.len() >= LEAST && known(stem))
    };
    (LEAST..=folded.len().saturating_sub(least_last)).any(|cut| {
        let (first, last) = folded.split_at(cut);
        // Two short halves meet by chance.
        if first.len() + last.len() < 8 && first.len().min(last.len()) < 4 || !ends_in_word(last) {
            return false;
        }
        known(first)
            || [b"s".as_slice(), b"e"].iter().any(|link| {
                first
                    .strip_suffix(*link)
                    .is_some_and(|stem| stem.len() >= LEAST && known(stem))
            })
            || first.strip_suffix(b"s").is_some_and(is_short_compound)
            || is_short_compound(first)
    })
}

/// The first element of a compound may be a compound itself; deeper is not looked.
fn is_short_compound(folded: &[u8]) -> bool {
    let known = |word: &[u8]| class_of(hash_folded(word)).has(Class::ORDINARY);
    (3..folded.len().saturating_sub(2)).any(|cut| {
        let (first, last) = folded.split_at(cut);
        known(last) && (known(first) || first.strip_suffix(b"s").is_some_and(known))
    })
}
