//! What stands around a possible name, and what it says.

use super::chain::Chain;
use super::unit::{Sort, class_with_genitive, is_compound};
use crate::detect::endings::ends;
use crate::lexicon::{Class, class_of};
use crate::text::{Flags, Gap, Kind, Token, Window, hash_folded};

#[derive(Debug)]
pub(super) struct Context {
    pub(super) starts_sentence: bool,
    /// `naboen`, `lægen`, `hr.`, `hedder`, `Kære`
    pub(super) introduced: bool,
    /// `en`, `det`, `min`, `ny`: a common noun follows.
    article: bool,
    /// `i`, `ved`, `omkring`: a place follows.
    place: bool,
    /// `hos`, `med`, `af`
    with_somebody: bool,
    /// `tager`, `mg`, `systemet`: a thing follows.
    thing: bool,
    /// A capitalised word that is no name stands right before: one more word of a title.
    pub(super) in_title: bool,
    verb_after: bool,
    /// `siger`, `oplyste` right before it: the subject follows.
    said_before: bool,
    /// `i Atlanta`
    pub(super) inside: bool,
    /// `er`, `har`: things do that as well.
    weak_verb_after: bool,
    /// An age, a birth date, a bracket with a number.
    birth_after: bool,
    /// A relation, a trade or a thing of theirs after a genitive.
    belonging_after: bool,
    /// `og` and a name.
    joined_to_name: bool,
    /// `, der` or `, som` behind it.
    relative_after: bool,
    /// It stands alone between commas, brackets or line ends.
    apart: bool,
    pub(super) public_office: bool,
}

fn articles(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"en"
            | b"et"
            | b"den"
            | b"det"
            | b"de"
            | b"denne"
            | b"dette"
            | b"disse"
            | b"min"
            | b"mit"
            | b"mine"
            | b"din"
            | b"dit"
            | b"dine"
            | b"sin"
            | b"sit"
            | b"sine"
            | b"vores"
            | b"jeres"
            | b"deres"
            | b"ingen"
            | b"intet"
            | b"nogen"
            | b"noget"
            | b"nogle"
            | b"hver"
            | b"hvert"
            | b"enhver"
            | b"al"
            | b"alt"
            | b"alle"
            | b"ny"
            | b"nyt"
            | b"nye"
            | b"god"
            | b"godt"
            | b"gode"
            | b"stor"
            | b"stort"
            | b"store"
            | b"lille"
            | b"smaa"
            | b"hele"
            | b"hel"
            | b"samme"
            | b"anden"
            | b"andet"
            | b"andre"
            | b"begge"
            | b"flere"
            | b"mange"
            | b"mere"
    )
}
fn places(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"i" | b"paa"
            | b"ved"
            | b"naer"
            | b"langs"
            | b"over"
            | b"under"
            | b"omkring"
            | b"mellem"
            | b"syd"
            | b"nord"
            | b"oest"
            | b"vest"
            | b"via"
            | b"indenfor"
            | b"ad"
    )
}
fn with_somebody(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"hos"
            | b"med"
            | b"af"
            | b"om"
            | b"mod"
            | b"for"
            | b"som"
            | b"at"
            | b"da"
            | b"hvor"
            | b"hvis"
            | b"mens"
            | b"fordi"
            | b"naar"
            | b"spurgte"
            | b"besoegte"
            | b"kontaktede"
            | b"og"
            | b"eller"
            | b"samt"
            | b"inkl"
            | b"uden"
    )
}
fn introductions(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"hedder"
            | b"hed"
            | b"kaldes"
            | b"kaldet"
            | b"navn"
            | b"navnet"
            | b"navne"
            | b"kaere"
            | b"hej"
            | b"mvh"
            | b"hilsen"
            | b"hilsner"
            | b"att"
            | b"cc"
            | b"fra"
            | b"til"
            | b"familien"
            | b"aegteparret"
            | b"parret"
            | b"soeskendeparret"
            | b"boernene"
            | b"drengen"
            | b"pigen"
            | b"drenge"
            | b"piger"
            | b"barnet"
            | b"babyen"
            | b"kvinden"
            | b"unge"
            | b"ved"
            | b"sammen"
            | b"foedte"
            | b"deltagere"
            | b"navnlig"
            | b"underskrift"
            | b"underskrevet"
    )
}
fn things(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"faar"
            | b"fik"
            | b"ordineret"
            | b"tager"
            | b"taget"
            | b"tage"
            | b"tog"
            | b"dosis"
            | b"medicin"
            | b"medicinen"
            | b"behandles"
            | b"behandlet"
            | b"behandling"
            | b"praeparatet"
            | b"tabletter"
            | b"tablet"
            | b"recept"
            | b"systemet"
            | b"programmet"
            | b"appen"
            | b"platformen"
            | b"portalen"
            | b"projektet"
            | b"projekt"
            | b"metoden"
            | b"metode"
            | b"modellen"
            | b"model"
            | b"maerket"
            | b"typen"
            | b"type"
            | b"bilen"
            | b"redskabet"
            | b"vaerktoejet"
            | b"firmaet"
            | b"selskabet"
            | b"virksomheden"
            | b"kaeden"
            | b"butikken"
            | b"foreningen"
            | b"organisationen"
            | b"avisen"
            | b"bladet"
            | b"bogen"
            | b"filmen"
            | b"serien"
            | b"spillet"
            | b"spiller"
            | b"spille"
            | b"bydelen"
            | b"omraadet"
            | b"landsbyen"
            | b"byen"
            | b"hotellet"
            | b"faergen"
            | b"skibet"
            | b"hunden"
            | b"katten"
            | b"hesten"
            | b"ordningen"
            | b"kampagnen"
            | b"indsatsen"
            | b"forloebet"
            | b"kurset"
            | b"holdet"
            | b"linjen"
            | b"leverandoeren"
            | b"produktet"
            | b"koerer"
            | b"bruger"
            | b"via"
            | b"artiklen"
            | b"sangen"
            | b"begrebet"
            | b"ordet"
            | b"lider"
    )
}
fn illness(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"sygdom"
            | b"syndrom"
            | b"demens"
            | b"test"
            | b"skala"
            | b"sygdommen"
            | b"syndromet"
            | b"metode"
            | b"metoden"
    )
}
fn streets(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"vej"
            | b"vejen"
            | b"gade"
            | b"gaden"
            | b"alle"
            | b"alleen"
            | b"straede"
            | b"straedet"
            | b"plads"
            | b"pladsen"
            | b"boulevard"
            | b"torv"
            | b"torvet"
            | b"park"
            | b"parken"
            | b"have"
            | b"haven"
            | b"vaenge"
            | b"vaenget"
            | b"sti"
            | b"stien"
            | b"kaj"
            | b"toft"
            | b"bakke"
            | b"kvarter"
            | b"bro"
            | b"gaard"
            | b"minde"
            | b"mindehoej"
            | b"passage"
            | b"hoej"
            | b"gang"
            | b"gyde"
            | b"hus"
            | b"huset"
            | b"kollegiet"
            | b"kollegium"
            | b"alles"
            | b"noerre"
            | b"centret"
            | b"centrum"
    )
}
fn offices(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"kong"
            | b"dronning"
            | b"prins"
            | b"prinsesse"
            | b"kronprins"
            | b"kronprinsesse"
            | b"pave"
            | b"kejser"
            | b"sankt"
            | b"skt"
            | b"sct"
            | b"sanct"
            | b"tsar"
            | b"frue"
    )
}
fn public(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"statsminister"
            | b"statsministeren"
            | b"minister"
            | b"ministeren"
            | b"socialminister"
            | b"justitsminister"
            | b"finansminister"
            | b"indenrigsminister"
            | b"sundhedsminister"
            | b"beskaeftigelsesminister"
            | b"praesident"
            | b"folketingsmedlem"
            | b"ombudsmand"
    )
}
fn weak_verbs(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"er"
            | b"var"
            | b"har"
            | b"havde"
            | b"bliver"
            | b"blev"
            | b"kan"
            | b"kunne"
            | b"vil"
            | b"ville"
            | b"skal"
            | b"skulle"
            | b"maa"
            | b"faar"
            | b"fik"
            | b"giver"
            | b"gav"
            | b"ligger"
            | b"laa"
            | b"staar"
            | b"stod"
            | b"kommer"
            | b"kom"
            | b"gaar"
            | b"gik"
            | b"virker"
            | b"virkede"
            | b"fremstaar"
            | b"bruger"
            | b"sendes"
            | b"modtager"
            | b"modtog"
            | b"betaler"
            | b"kraever"
            | b"kraevede"
            | b"koerer"
            | b"stopper"
            | b"starter"
            | b"lever"
            | b"bestaar"
            | b"slutter"
            | b"sluttede"
            | b"startede"
            | b"stoppede"
            | b"vender"
            | b"fylder"
            | b"viser"
            | b"ser"
            | b"saa"
            | b"hoerer"
            | b"tager"
            | b"tog"
            | b"siger"
            | b"ryger"
    )
}

fn abbreviations(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"a" | b"ca"
            | b"jf"
            | b"nr"
            | b"vs"
            | b"ift"
            | b"mht"
            | b"pga"
            | b"inkl"
            | b"evt"
            | b"tlf"
            | b"att"
            | b"cc"
            | b"eks"
            | b"vedr"
            | b"ang"
            | b"bl"
            | b"ref"
    )
}

/// Whether a capitalised word in no list is a name by default.
const OPEN: bool = true;

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
                || !previous.class.has(Class::NAME))
            && !previous
                .class
                .has(Class::RELATION | Class::PROFESSION | Class::LABEL)
            && !introductions(word_before),
        verb_after: verb && !weak,
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

    /// The name names something else: a street, an institution, a firm, an illness.
    pub(super) fn is_no_person(&self, window: &Window, chain: &Chain) -> bool {
        let Some(last) = chain.units.last() else {
            return true;
        };
        let after = chain.to() + 1;
        let next = window.at(after);
        let next_folded = window.folded(after);
        let close = matches!(next.gap, Gap::Space | Gap::Line) && next.kind == Kind::Word;
        let next_capital = next.flags.has(Flags::CAPITAL);
        let same_line = next.gap == Gap::Space;
        if close
            && (next_capital || chain.small)
            && streets(next_folded)
            && (same_line || ends_in_s(window, last.to))
            && !(next.class.has(Class::NAME) && !ends_in_s(window, last.to))
        {
            return true;
        }
        // `Niels` at a line's end, `Bohrs Vej` on the next.
        if next.gap == Gap::Line
            && next_capital
            && next_folded.ends_with(b"s")
            && window.at(after + 1).flags.has(Flags::CAPITAL)
            && streets(window.folded(after + 1))
        {
            return true;
        }
        if !self.introduced && is_street(window, chain, next) {
            return true;
        }
        // `Rudolf Steiner-skolen`
        let joined = window.at(after + 2);
        if close
            && next_capital
            && window.at(after + 1).is_sign(b'-')
            && joined.gap == Gap::None
            && !joined.flags.has(Flags::CAPITAL)
            && (joined.class.has(Class::INSTITUTION)
                || ends_in_institution(window.folded(after + 2)))
        {
            return true;
        }
        if close && illness(next_folded) {
            return true;
        }
        if close
            && next_capital
            && (next.class.has(Class::INSTITUTION)
                || ends_in_institution(next_folded) && !next.class.has(Class::PERSON_VERB))
            && !next.class.has(Class::NAME)
        {
            return true;
        }
        // `Hansens Tømrerforretning`: put together with an institution's word.
        if close
            && next_capital
            && (last.genitive || ends_in_s(window, last.to))
            && !next.class.has(Class::NAME | Class::RELATION)
            && ends_in_institution(next_folded)
        {
            return true;
        }
        // `Steiner-skolen` is one unit already; `Hansen & Larsen A/S`
        if is_firm(window, after) {
            return true;
        }
        let units = &chain.units;
        if units
            .iter()
            .all(|unit| unit.class.has(Class::EPONYM | Class::PROPER) && unit.sort != Sort::Given)
        {
            return true;
        }
        let mut before = chain.from() - 1;
        let mut gap = window.at(chain.from()).gap;
        if window.at(before).is_sign(b'.') && gap != Gap::Line && offices(window.folded(before - 1))
        {
            gap = window.at(before).gap.max(gap);
            before -= 1;
        }
        // `Børnehaven Frøken Jensen`
        if window.at(before).class.has(Class::PROFESSION)
            && window.at(before).flags.has(Flags::CAPITAL)
            && window.at(before).gap == Gap::Space
            && window.at(before - 1).flags.has(Flags::CAPITAL)
            && window.at(before - 1).class.has(Class::INSTITUTION)
        {
            return true;
        }
        let previous = window.at(before);
        let previous_folded = window.folded(before);
        if gap > Gap::Line || previous.kind != Kind::Word {
            return false;
        }
        if offices(previous_folded) && gap <= Gap::Space {
            return true;
        }
        let institution = previous.class.has(Class::INSTITUTION)
            || ends_in_institution(previous_folded) && !self.starts_sentence_with(window, before);
        gap <= Gap::Space
            && institution
            && !previous
                .class
                .has(Class::NAME | Class::RELATION | Class::PROFESSION)
            && (previous.flags.has(Flags::CAPITAL) || !next.class.has(Class::PERSON_VERB))
            && !next.class.has(Class::PERSON_VERB)
    }

    fn starts_sentence_with(&self, window: &Window, offset: isize) -> bool {
        starts_sentence_at(window, offset) && !window.at(offset).class.has(Class::INSTITUTION)
    }

    /// A name that is also a word: does the sentence make it a name?
    pub(super) fn lets_word_be_name(&self, window: &Window, chain: &Chain, of_party: bool) -> bool {
        let unit = &chain.units[0];
        let next = window.at(chain.to() + 1);
        let number_after = next.kind == Kind::Number && next.gap != Gap::Paragraph;
        if unit.class.has(Class::MONTH)
            && (number_after || is_month_place(window, chain.from() - 1))
        {
            return false;
        }
        if self.introduced || self.birth_after || self.joined_to_name {
            return true;
        }
        if self.article || self.in_title {
            return false;
        }
        if window.folded(unit.from) == b"hans" && unit.from == unit.to {
            return self.verb_after || self.weak_verb_after || !self.starts_sentence;
        }
        if number_after && self.starts_sentence {
            return false;
        }
        if unit.genitive {
            return self.belonging_after || !self.starts_sentence;
        }
        if self.verb_after {
            return true;
        }
        if self.weak_verb_after {
            return !says_of_thing(window, chain.to() + 1);
        }
        if self.starts_sentence {
            return self.apart
                && (of_party || unit.class.has(Class::GIVEN_COMMON))
                && self.stands_in_list(window, chain)
                && (of_party || !next.is_sign(b','));
        }
        if unit.class.has(Class::TOWN | Class::COUNTRY_OR_PART) && self.place {
            return false;
        }
        if unit
            .class
            .has(Class::TOWN | Class::COUNTRY_OR_PART | Class::PROPER)
            && !unit.class.has(Class::GIVEN_COMMON)
            && !of_party
        {
            return false;
        }
        // A capital inside a sentence is a name's, unless a title or a place goes on.
        !self.place || of_party
    }

    fn stands_in_list(&self, window: &Window, chain: &Chain) -> bool {
        let next = window.at(chain.to() + 1);
        next.is_sign(b',')
            || next.is_sign(b';')
            || next.is_sign(b')')
            || next.kind == Kind::Nothing
            || next.gap >= Gap::Wide
    }

    /// A single word in no list.
    pub(super) fn lets_unknown_be_name(&self, window: &Window, chain: &Chain) -> Option<u8> {
        let unit = &chain.units[0];
        let folded = window.folded(unit.to);
        let compound = unit.sort == Sort::Compound;
        let definite = folded.ends_with(b"en")
            || folded.ends_with(b"et")
            || folded.ends_with(b"ne")
            || folded.ends_with(b"er");
        let after = window.at(chain.to() + 1);
        let abbreviated = after.is_sign(b'.')
            && after.gap == Gap::None
            && window.at(chain.to() + 2).gap == Gap::None
            && window.at(chain.to() + 2).kind != Kind::Nothing;
        // `Orfiril og Frisium`: the first was no name, so this is none.
        let second = window.at(chain.from() - 2);
        let second_of_things = matches!(window.folded(chain.from() - 1), b"og" | b"eller")
            && second.kind == Kind::Word
            && second.flags.has(Flags::CAPITAL)
            && second.class == Class::NONE
            && second.party == 0;
        let english = matches!(
            window.folded(chain.from() - 1),
            b"of" | b"the" | b"and" | b"to"
        );
        if abbreviated
            || english
            || second_of_things
            || after.is_sign(b':') && !self.introduced
            || ends_in_institution(folded) && !self.introduced
        {
            return None;
        }
        if unit.all_capitals && (window.at(unit.from).folded_length < 6 || !self.introduced)
            || has_capital_inside(window, unit.from) && !unit.all_capitals
        {
            return None;
        }
        if self.starts_sentence && !self.introduced && is_misspelt_word(folded) {
            return None;
        }
        if self.introduced && !(compound && definite) {
            return Some(82);
        }
        if self.birth_after && !(compound && definite) {
            return Some(78);
        }
        if self.article || self.thing || self.in_title {
            return None;
        }
        if self.belonging_after && !compound {
            return Some(72);
        }
        if self.joined_to_name && !(compound && definite) {
            return Some(72);
        }
        if self.starts_sentence {
            let plain =
                !unit.all_capitals && folded.len() <= 10 && !definite && !ends_as_noun(folded);
            if compound && self.verb_after && ends_as_place(folded) && !has_digit(folded) {
                return Some(58);
            }
            return (!compound && (self.verb_after || self.weak_verb_after && plain))
                .then_some(if self.verb_after { 70 } else { 61 });
        }
        if compound && definite || self.inside && !unit.genitive {
            return None;
        }
        if self.verb_after || self.said_before {
            return Some(if compound { 60 } else { 72 });
        }
        if compound || self.place {
            return None;
        }
        if self.weak_verb_after || self.with_somebody || self.relative_after {
            return Some(62);
        }
        OPEN.then_some(60)
    }
}

/// `AppWriter`, `eBoks`: a product's name. `McDonald` is somebody's.
fn has_capital_inside(window: &Window, offset: isize) -> bool {
    let original = window.original(offset);
    let inside = original.trim_start_matches("Mc").trim_start_matches("Mac");
    inside.chars().skip(1).any(char::is_uppercase)
}

/// One letter off a word of the dictionary, as a scanner or a hasty hand makes it.
fn is_misspelt_word(folded: &[u8]) -> bool {
    const CONFUSED: &[(u8, u8)] = &[
        (b'c', b'e'),
        (b'f', b't'),
        (b'q', b'g'),
        (b'l', b'i'),
        (b'i', b'l'),
        (b'h', b'b'),
        (b'b', b'h'),
        (b't', b'f'),
        (b'o', b'e'),
        (b'e', b'c'),
        (b'a', b'e'),
        (b'u', b'n'),
        (b'n', b'u'),
        (b'v', b'y'),
    ];
    if folded.len() < 5 || folded.len() > 40 {
        return false;
    }
    let known = |word: &[u8]| {
        class_of(hash_folded(word)).has(Class::ORDINARY | Class::RELATION | Class::PROFESSION)
            || is_compound(word)
    };
    let mut word = folded.to_vec();
    for at in 0..word.len() {
        let kept = word[at];
        for (_, meant) in CONFUSED.iter().filter(|(seen, _)| *seen == kept) {
            word[at] = *meant;
            if known(&word) {
                return true;
            }
        }
        word[at] = kept;
        if at + 1 < word.len() && word[at] != word[at + 1] {
            word.swap(at, at + 1);
            let found = known(&word);
            word.swap(at, at + 1);
            if found {
                return true;
            }
        }
        if word[at] == b'm' || word[at..].starts_with(b"rn") {
            let mut other = word[..at].to_vec();
            if word[at] == b'm' {
                other.extend_from_slice(b"rn");
                other.extend_from_slice(&word[at + 1..]);
            } else {
                other.push(b'm');
                other.extend_from_slice(&word[at + 2..]);
            }
            if known(&other) {
                return true;
            }
        }
        // A letter too many.
        let mut less = word.clone();
        less.remove(at);
        if less.len() > 5 && known(&less) {
            return true;
        }
    }
    false
}

/// Places that families are named after: `Kvistrupgaard mener`. A common noun could not stand there bare.
fn ends_as_place(folded: &[u8]) -> bool {
    ends(folded, 0, |tail| {
        matches!(
            tail,
            b"gaard"
                | b"lund"
                | b"bjerg"
                | b"holm"
                | b"skov"
                | b"kjaer"
                | b"kaer"
                | b"baek"
                | b"dal"
                | b"dahl"
                | b"toft"
                | b"strup"
                | b"rup"
                | b"borg"
                | b"berg"
                | b"vang"
                | b"kilde"
                | b"spang"
                | b"mose"
                | b"ager"
                | b"feldt"
                | b"felt"
                | b"soe"
                | b"vig"
                | b"sted"
                | b"krog"
        )
    })
}

fn has_digit(folded: &[u8]) -> bool {
    folded.iter().any(u8::is_ascii_digit)
}

fn ends_as_noun(folded: &[u8]) -> bool {
    ends(folded, 0, |tail| {
        matches!(
            tail,
            b"ing"
                | b"else"
                | b"hed"
                | b"tion"
                | b"ering"
                | b"skab"
                | b"tet"
                | b"ens"
                | b"ets"
                | b"ernes"
                | b"ik"
                | b"ment"
                | b"age"
                | b"itet"
        )
    })
}

pub(super) fn is_street_word(folded: &[u8]) -> bool {
    streets(folded)
}

fn is_opening(token: &Token) -> bool {
    token.kind == Kind::Punctuation
        && matches!(token.sign, b'"' | b'(' | b'[' | b'\'' | b'<' | b'*' | b'_')
}

fn starts_sentence_at(window: &Window, offset: isize) -> bool {
    starts_sentence(window, offset - 1, window.at(offset).gap)
}

fn starts_sentence(window: &Window, before: isize, gap: Gap) -> bool {
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
fn introduced(window: &Window, before: isize, gap: Gap) -> bool {
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

/// `klasselæreren`, `familiekonsulent`, `barnefaren`: put together with a word for a person.
fn ends_in_person(folded: &[u8]) -> bool {
    fn is_end(tail: &[u8]) -> bool {
        matches!(
            tail,
            b"laege"
                | b"laegen"
                | b"laerer"
                | b"laereren"
                | b"konsulent"
                | b"konsulenten"
                | b"raadgiver"
                | b"raadgiveren"
                | b"behandler"
                | b"behandleren"
                | b"leder"
                | b"lederen"
                | b"paedagog"
                | b"paedagogen"
                | b"plejerske"
                | b"plejersken"
                | b"terapeut"
                | b"terapeuten"
                | b"psykolog"
                | b"psykologen"
                | b"assistent"
                | b"assistenten"
                | b"advokat"
                | b"advokaten"
                | b"kammerat"
                | b"kammeraten"
                | b"kammerater"
                | b"kammeraterne"
                | b"vejleder"
                | b"vejlederen"
                | b"person"
                | b"personen"
                | b"betjent"
                | b"betjenten"
                | b"mester"
                | b"mesteren"
                | b"formand"
                | b"formanden"
                | b"chef"
                | b"chefen"
                | b"soester"
                | b"soesteren"
                | b"bror"
                | b"broren"
                | b"datter"
                | b"datteren"
                | b"soen"
                | b"soennen"
                | b"veninde"
                | b"veninden"
                | b"hjaelper"
                | b"hjaelperen"
                | b"sekretaer"
                | b"medarbejder"
                | b"medarbejderen"
                | b"inspektoer"
                | b"direktoer"
                | b"barn"
                | b"barnet"
        )
    }
    folded.len() > 6 && ends(folded, 0, is_end)
}

pub(in crate::detect) fn ends_in_institution(folded: &[u8]) -> bool {
    fn is_end(tail: &[u8]) -> bool {
        matches!(
            tail,
            b"skole"
                | b"skolen"
                | b"skoler"
                | b"have"
                | b"haven"
                | b"hus"
                | b"huset"
                | b"center"
                | b"centret"
                | b"centeret"
                | b"hjem"
                | b"hjemmet"
                | b"hospital"
                | b"hospitalet"
                | b"klinik"
                | b"klinikken"
                | b"firma"
                | b"firmaet"
                | b"forretning"
                | b"forening"
                | b"foreningen"
                | b"fond"
                | b"fonden"
                | b"kommune"
                | b"kommunen"
                | b"styrelsen"
                | b"kirke"
                | b"kirken"
                | b"kollegiet"
                | b"gymnasium"
                | b"gymnasiet"
                | b"bageri"
                | b"service"
                | b"biler"
                | b"butik"
                | b"apotek"
                | b"apoteket"
                | b"tilbud"
                | b"tilbuddet"
                | b"selskab"
                | b"selskabet"
                | b"vaerksted"
                | b"museum"
                | b"museet"
                | b"legat"
                | b"legatet"
                | b"stiftelse"
                | b"stiftelsen"
                | b"plejecenter"
                | b"modellen"
                | b"model"
                | b"metoden"
                | b"mindet"
                | b"prisen"
                | b"pokalen"
                | b"taarnet"
                | b"broen"
                | b"banken"
                | b"kroen"
        )
    }
    folded.len() > 5 && ends(folded, 0, is_end)
}

fn ends_in_s(window: &Window, offset: isize) -> bool {
    window.folded(offset).ends_with(b"s") || window.at(offset + 1).is_sign(b'\'')
}

/// `Strandvejen`, or a street of the list with a number behind it.
fn is_street(window: &Window, chain: &Chain, next: &Token) -> bool {
    fn is_end(tail: &[u8]) -> bool {
        matches!(
            tail,
            b"vej"
                | b"vejen"
                | b"gade"
                | b"gaden"
                | b"alle"
                | b"alleen"
                | b"straede"
                | b"straedet"
                | b"boulevard"
                | b"boulevarden"
                | b"vaenget"
                | b"vaenge"
                | b"stien"
                | b"torvet"
                | b"pladsen"
                | b"parken"
                | b"bakken"
                | b"toften"
                | b"svinget"
                | b"skraenten"
        )
    }
    let Some(last) = chain.units.last() else {
        return false;
    };
    let folded = window.folded(last.to);
    let numbered =
        matches!(next.kind, Kind::Number | Kind::Mixed) && next.gap <= Gap::Line && next.length < 6;
    if folded.len() > 5 && ends(folded, 0, is_end) && !last.class.has(Class::NAME) && !last.party {
        return true;
    }
    numbered
        && !last.party
        && (last.class.has(Class::STREET) || folded.len() > 5 && ends(folded, 0, is_end))
}

/// `A/S`, `ApS`, `& Søn` behind it.
fn is_firm(window: &Window, mut after: isize) -> bool {
    for _ in 0..5 {
        let token = window.at(after);
        if token.gap > Gap::Space {
            return false;
        }
        match token.kind {
            Kind::Punctuation if token.sign == b'&' => after += 1,
            Kind::Word => {
                let folded = window.folded(after);
                let slash = window.at(after + 1);
                let form = window.folded(after + 2);
                if slash.is_sign(b'/')
                    && slash.gap == Gap::None
                    && form == b"s"
                    && matches!(folded, b"a" | b"i" | b"k" | b"p" | b"g")
                {
                    return true;
                }
                if matches!(
                    folded,
                    b"aps"
                        | b"ivs"
                        | b"amba"
                        | b"smba"
                        | b"fmba"
                        | b"inc"
                        | b"ltd"
                        | b"gmbh"
                        | b"llc"
                        | b"holding"
                        | b"co"
                        | b"partnere"
                        | b"partners"
                        | b"soenner"
                ) {
                    return true;
                }
                // `Hansen & Larsen A/S`, `Jensens Tømrerforretning ApS`
                if !token.flags.has(Flags::CAPITAL) {
                    return false;
                }
                after += 1;
            }
            _ => return false,
        }
    }
    false
}

fn is_adjective(folded: &[u8], token: &Token) -> bool {
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

fn is_month_place(window: &Window, before: isize) -> bool {
    let token = window.at(before);
    token.kind == Kind::Number
        || token.is_sign(b'.') && window.at(before - 1).kind == Kind::Number
        || matches!(
            window.folded(before),
            b"i" | b"fra"
                | b"til"
                | b"medio"
                | b"ultimo"
                | b"primo"
                | b"siden"
                | b"indtil"
                | b"per"
                | b"inden"
        )
}

/// `er svært`, `er et plus`: said of a thing. `er en glad dreng` is not.
fn says_of_thing(window: &Window, verb: isize) -> bool {
    if !matches!(
        window.folded(verb),
        b"er" | b"var" | b"bliver" | b"blev" | b"virker"
    ) {
        return false;
    }
    let next = window.at(verb + 1);
    if next.kind != Kind::Word {
        return false;
    }
    let folded = window.folded(verb + 1);
    if matches!(folded, b"et" | b"en" | b"den" | b"det") {
        return !(2..=4).any(|ahead| says_person(window, verb + ahead));
    }
    matches!(
        folded,
        b"noget" | b"vigtig" | b"varslet" | b"tema" | b"store" | b"skadelig" | b"spaerret"
    ) || ends(folded, 0, |tail| {
        matches!(
            tail,
            b"igt" | b"svaert" | b"godt" | b"rart" | b"sundt" | b"dyrt" | b"nemt" | b"noedvendigt"
        )
    })
}

fn says_person(window: &Window, offset: isize) -> bool {
    window
        .at(offset)
        .class
        .has(Class::RELATION | Class::PROFESSION)
        || matches!(
            window.folded(offset),
            b"dreng"
                | b"pige"
                | b"mand"
                | b"kvinde"
                | b"ung"
                | b"voksen"
                | b"person"
                | b"fyr"
                | b"elev"
                | b"baby"
        )
}

/// `på 8 år`, `(8 år)`, `, 8 år`, `(cpr. …`, `f. 12.3.2010`, `født`
fn birth_after(window: &Window, after: isize) -> bool {
    let mut at = after;
    for _ in 0..2 {
        let token = window.at(at);
        if token.gap > Gap::Line {
            return false;
        }
        if token.is_sign(b'(') || token.is_sign(b',') {
            at += 1;
        }
    }
    let folded = window.folded(at);
    let token = window.at(at);
    if matches!(folded, b"cpr" | b"cprnr" | b"foedt" | b"f") && token.gap <= Gap::Line {
        return true;
    }
    let number = if folded == b"paa" { at + 1 } else { at };
    let digits = window.at(number);
    if digits.kind != Kind::Number {
        return false;
    }
    if matches!(
        window.folded(number + 1),
        b"aar" | b"aarig" | b"mdr" | b"maaneder"
    ) {
        return true;
    }
    // A year, or the six digits of a birthday, in a bracket.
    window.at(after).is_sign(b'(')
        && (digits.length == 4 || digits.length == 6 || digits.length == 10)
        || digits.length == 6 && window.at(number + 1).is_sign(b'-')
}

fn belonging_after(window: &Window, chain: &Chain, mut after: isize) -> bool {
    let Some(last) = chain.units.last() else {
        return false;
    };
    if window.at(after).is_sign(b'\'') && window.at(after).gap == Gap::None {
        after += 1;
    } else if !last.genitive && !window.folded(last.to).ends_with(b"s") {
        return false;
    }
    let next = window.at(after);
    next.kind == Kind::Word
        && next.gap <= Gap::Line
        && (next.class.has(Class::RELATION | Class::PROFESSION)
            || matches!(
                window.folded(after),
                b"adresse"
                    | b"bopael"
                    | b"telefon"
                    | b"hjem"
                    | b"mobil"
                    | b"cpr"
                    | b"bil"
                    | b"foedselsdag"
                    | b"vaerelse"
                    | b"egen"
                    | b"nye"
                    | b"tidligere"
                    | b"adfaerd"
                    | b"trivsel"
                    | b"fravaer"
                    | b"sygdom"
                    | b"skolegang"
                    | b"konfirmation"
                    | b"navn"
                    | b"oplysninger"
                    | b"forhold"
                    | b"henvendelse"
                    | b"klage"
            ))
}

fn joined_to_name(window: &Window, before: isize, gap: Gap, after: isize) -> bool {
    let name = |offset: isize| {
        let token = window.at(offset);
        token.kind == Kind::Word
            && token.flags.has(Flags::CAPITAL)
            && (token.party != 0 || token.class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE))
            && !token
                .class
                .has(Class::TOWN | Class::COUNTRY_OR_PART | Class::PROPER | Class::INSTITUTION)
    };
    let and = |offset: isize| {
        let token = window.at(offset);
        matches!(window.folded(offset), b"og" | b"eller" | b"samt") && token.gap <= Gap::Line
            || token.is_sign(b',') && token.gap == Gap::None
    };
    // Both, of two words, must be names that are nothing else, or each would vouch for the other.
    let sure = |offset: isize| {
        name(offset) && !window.at(offset).class.has(Class::ORDINARY | Class::MONTH)
    };
    let both_capitals = |offset: isize| name(offset) && window.at(offset).gap <= Gap::Line;
    gap <= Gap::Line
        && and(before)
        && (sure(before - 1) || window.at(before).kind == Kind::Word && both_capitals(before - 1))
        || window.folded(after) == b"og"
            && matches!(
                window.folded(after + 1),
                b"jeg" | b"han" | b"hun" | b"hans" | b"hendes"
            )
        || and(after)
            && window.at(after + 1).gap <= Gap::Line
            && (sure(after + 1) || window.at(after).kind == Kind::Word && name(after + 1))
}
