//! What stands around a possible name, and what it says.

use super::beside::{belonging_after, birth_after, joined_to_name};
use super::chain::Chain;
use super::elsewhere::ends_in_person;
use super::grammar::{
    abbreviations, articles, introductions, places, public, things, weak_verbs, with_somebody,
};
use super::unit::class_with_genitive;
use crate::detect::endings::ends;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Token, Window};

#[derive(Debug)]
pub(super) struct Context {
    pub(super) starts_sentence: bool,
    /// `naboen`, `lægen`, `hr.`, `hedder`, `Kære`
    pub(super) introduced: bool,
    /// `hun hedder … til efternavn`
    pub(super) called: bool,
    /// `team`, `stue`: what it is called follows.
    pub(super) group: bool,
    /// `en`, `det`, `min`, `ny`: a common noun follows.
    pub(super) article: bool,
    /// `i`, `ved`, `omkring`: a place follows.
    pub(super) place: bool,
    /// `hos`, `med`, `af`
    pub(super) with_somebody: bool,
    /// `tager`, `mg`, `systemet`: a thing follows.
    pub(super) thing: bool,
    /// A capitalised word that is no name stands right before: one more word of a title.
    pub(super) in_title: bool,
    pub(super) verb_after: bool,
    /// `siger`, `oplyste` right before it: the subject follows.
    pub(super) said_before: bool,
    /// `i Atlanta`
    pub(super) inside: bool,
    /// `er`, `har`: things do that as well.
    pub(super) weak_verb_after: bool,
    /// An age, a birth date, a bracket with a number.
    pub(super) birth_after: bool,
    /// A relation, a trade or a thing of theirs after a genitive.
    pub(super) belonging_after: bool,
    /// `og` and a name.
    pub(super) joined_to_name: bool,
    /// `, der` or `, som` behind it.
    pub(super) relative_after: bool,
    /// It stands alone between commas, brackets or line ends.
    pub(super) apart: bool,
    pub(super) public_office: bool,
    /// `og`, and before it a name that was found.
    pub(super) after_found: bool,
    /// `dommer`, `lægen`: a trade that is not the citizen's part in the case.
    pub(super) titled: bool,
    /// `fru`, `hr.`, and no letter's greeting.
    pub(super) as_citizen: bool,
}

pub(super) fn around(window: &Window, chain: &Chain) -> Context {
    let first = window.at(chain.from());
    let mut before = chain.from() - 1;
    let mut opened = false;
    while is_opening(window.at(before)) && before > chain.from() - 3 {
        opened = true;
        before -= 1;
    }
    let previous = window.at(before);
    let gap = if opened {
        window.at(before + 1).gap
    } else {
        first.gap
    };
    let starts_sentence = starts_sentence(window, before, gap);
    let near = matches!(gap, Gap::None | Gap::Space | Gap::Line);
    let word_before = if near && previous.kind == Kind::Word {
        window.folded(before)
    } else {
        b""
    };
    let capital_before = previous.flags.has(Flags::CAPITAL);
    let after = chain.to() + 1;
    let next = window.at(after);
    let next_word = if next.kind == Kind::Word && matches!(next.gap, Gap::Space | Gap::Line) {
        window.folded(after)
    } else {
        b""
    };
    let next_small = !next_word.is_empty() && !next.flags.has(Flags::CAPITAL);
    let verb = next_small && next.class.has(Class::PERSON_VERB);
    let weak = next_small && weak_verbs(next_word);
    Context {
        starts_sentence,
        introduced: introduced(window, before, gap),
        called: matches!(word_before, b"hedder" | b"hed" | b"kaldes")
            && (matches!(
                window.folded(before - 1),
                b"han" | b"hun" | b"jeg" | b"der" | b"som"
            ) || window
                .at(before - 1)
                .class
                .has(Class::RELATION | Class::PROFESSION))
            || next_word == b"til"
                && matches!(
                    window.folded(after + 1),
                    b"efternavn" | b"fornavn" | b"mellemnavn"
                ),
        group: matches!(
            word_before,
            b"team"
                | b"teamet"
                | b"afdeling"
                | b"afsnit"
                | b"stue"
                | b"distrikt"
                | b"gruppe"
                | b"enhed"
        ),
        article: !capital_before && articles(word_before)
            || is_adjective(word_before, previous) && !starts_sentence,
        place: places(word_before),
        with_somebody: with_somebody(word_before),
        thing: things(word_before),
        in_title: near
            && gap == Gap::Space
            && capital_before
            && previous.kind == Kind::Word
            && !starts_sentence_at(window, before)
            && (previous.class.has(Class::ORDINARY) && previous.party == 0
                || !previous.class.has(Class::NAME)
                // `Korsør Stål`
                || previous.class.has(Class::TOWN)
                    && previous.class.0 & (Class::GIVEN_COMMON | Class::RELATION).0 == 0
                    && previous.party == 0)
            && !previous
                .class
                .has(Class::RELATION | Class::PROFESSION | Class::LABEL)
            && !introductions(word_before),
        verb_after: verb && !weak || relative_acts(window, after),
        said_before: gap <= Gap::Line
            && previous.kind == Kind::Word
            && previous.class.has(Class::PERSON_VERB)
            && !weak_verbs(word_before)
            && !places(word_before)
            && !capital_before,
        inside: word_before == b"i",
        weak_verb_after: weak,
        birth_after: birth_after(window, after),
        belonging_after: belonging_after(window, chain, after),
        joined_to_name: joined_to_name(window, before, gap, after),
        relative_after: window.at(after).is_sign(b',')
            && matches!(window.folded(after + 1), b"der" | b"som"),
        apart: (starts_sentence || previous.is_sign(b','))
            && (next.kind == Kind::Nothing
                || next.gap >= Gap::Wide
                || next.is_sign(b',')
                || next.is_sign(b')')
                || next.is_sign(b';')),
        public_office: public(word_before),
        after_found: false,
        titled: titled(window, before),
        as_citizen: as_citizen(window, before),
    }
}

impl Context {
    /// Something beside it says: here is a person.
    pub(super) fn person_beside(&self) -> bool {
        self.introduced
            || self.verb_after
            || self.birth_after
            || self.belonging_after
            || self.joined_to_name
    }
}

pub(super) fn is_opening(token: &Token) -> bool {
    token.kind == Kind::Punctuation
        && matches!(token.sign, b'"' | b'(' | b'[' | b'\'' | b'<' | b'*' | b'_')
}

pub(super) fn starts_sentence_at(window: &Window, offset: isize) -> bool {
    starts_sentence(window, offset - 1, window.at(offset).gap)
}

pub(super) fn starts_sentence(window: &Window, before: isize, gap: Gap) -> bool {
    let previous = window.at(before);
    match previous.kind {
        Kind::Nothing => true,
        _ if gap >= Gap::Wide && gap != Gap::Line => true,
        Kind::Punctuation => match previous.sign {
            b'.' => {
                // `hr. Holm`, `bl.a. Holm`
                let word = window.at(before - 1);
                let abbreviation = word.kind == Kind::Word
                    && previous.gap == Gap::None
                    && (word.class.has(Class::PROFESSION) && word.folded_length < 6
                        || abbreviations(window.folded(before - 1))
                            && !window.at(before - 1).flags.has(Flags::CAPITAL));
                gap == Gap::Line || !abbreviation
            }
            b',' => false,
            b'&' | b'/' | b'+' | b'@' => false,
            b'-' | b'*' => {
                gap == Gap::Line
                    || window.at(before).gap >= Gap::Line
                    || window.at(before).kind == Kind::Nothing
                    || window.at(before - 1).kind == Kind::Nothing
            }
            b')' | b'"' | b'\'' => gap == Gap::Line,
            _ => true,
        },
        // A line's end in the middle of a sentence: the sentence goes on when its last word was small.
        _ if gap == Gap::Line => {
            !(previous.kind == Kind::Word
                && !previous.flags.has(Flags::CAPITAL)
                && previous.class == Class::ORDINARY)
        }
        Kind::Number => gap == Gap::Line,
        _ => false,
    }
}

/// A word that says who follows, with nothing but a comma, colon, bracket or abbreviation's stop between.
pub(super) fn introduced(window: &Window, before: isize, gap: Gap) -> bool {
    let mut at = before;
    let mut gap = gap;
    let mut colon = false;
    let token = window.at(at);
    if token.kind == Kind::Punctuation
        && matches!(token.sign, b'.' | b',' | b':' | b'(' | b'/')
        && gap != Gap::Paragraph
    {
        if token.sign == b'.' && gap == Gap::Line {
            return false;
        }
        colon = token.sign == b':';
        gap = token.gap;
        at -= 1;
    } else if gap > Gap::Line {
        return false;
    }
    let word = window.at(at);
    if word.kind != Kind::Word
        || gap > Gap::Line
        || gap == Gap::Line
            && !colon
            && window.at(at + 1).kind == Kind::Word
            && word.flags.has(Flags::CAPITAL)
    {
        return false;
    }
    let folded = window.folded(at);
    let class = class_with_genitive(window, at).0;
    if window.at(before).is_sign(b'.') {
        return word.class.has(Class::PROFESSION) && word.folded_length <= 5 || folded == b"att";
    }
    if window.at(before).is_sign(b'/') {
        return folded == b"v" || folded == b"o";
    }
    if colon {
        return class.has(Class::RELATION | Class::PROFESSION)
            || introductions(folded)
            || class.has(Class::LABEL) && folded != b"cpr";
    }
    let ordinary_preposition = matches!(
        folded,
        b"fra" | b"til" | b"ved" | b"unge" | b"sammen" | b"navnlig"
    );
    if window.at(before).is_sign(b',') {
        return class.has(Class::RELATION | Class::PROFESSION);
    }
    class.has(Class::RELATION | Class::PROFESSION) && !class.has(Class::GIVEN_COMMON)
        || ends_in_person(folded)
        || introductions(folded) && !ordinary_preposition
}

pub(super) fn is_adjective(folded: &[u8], token: &Token) -> bool {
    token.kind == Kind::Word
        && !token.flags.has(Flags::CAPITAL)
        && token.class.has(Class::ORDINARY)
        && !token
            .class
            .has(Class::PERSON_VERB | Class::RELATION | Class::PROFESSION)
        && ends(folded, 0, |tail| {
            matches!(tail, b"ige" | b"iske" | b"lige" | b"ende" | b"ede")
        })
        && folded.len() > 5
}

/// `Det var Skadborg, der lovede os hjælp`
fn relative_acts(window: &Window, comma: isize) -> bool {
    let verb = window.at(comma + 2);
    window.at(comma).is_sign(b',')
        && matches!(window.folded(comma + 1), b"der" | b"som")
        && verb.kind == Kind::Word
        && verb.gap <= Gap::Line
        && verb.class.has(Class::PERSON_VERB)
        && !weak_verbs(window.folded(comma + 2))
}

fn as_citizen(window: &Window, mut before: isize) -> bool {
    if window.at(before).is_sign(b'.') && window.at(before).gap == Gap::None {
        before -= 1;
    }
    matches!(
        window.folded(before),
        b"hr" | b"herr" | b"fru" | b"fr" | b"frk" | b"froeken"
    ) && !matches!(
        window.folded(before - 1),
        b"kaere" | b"hej" | b"til" | b"att" | b"goddag"
    )
}

fn titled(window: &Window, mut before: isize) -> bool {
    let sign = window.at(before);
    // `tolk, Omar`, `Tolk: Omar`, `dr. Holm`
    if sign.is_sign(b',') || sign.is_sign(b':') || sign.is_sign(b'.') && sign.gap == Gap::None {
        before -= 1;
    }
    window.at(before).class.has(Class::PROFESSION)
        && !matches!(
            window.folded(before),
            b"hr"
                | b"herr"
                | b"fru"
                | b"fr"
                | b"frk"
                | b"frue"
                | b"froeken"
                | b"borger"
                | b"borgeren"
                | b"patient"
                | b"patienten"
                | b"klient"
                | b"klienten"
                | b"elev"
                | b"eleven"
                | b"ansoeger"
                | b"ansoegeren"
                | b"klager"
                | b"klageren"
                | b"part"
                | b"parten"
                | b"kunde"
                | b"kunden"
                | b"bruger"
                | b"brugeren"
                | b"deltager"
                | b"modtager"
                | b"afsender"
                | b"debitor"
                | b"kontohaver"
                | b"indehaver"
                | b"undertegnede"
        )
}
