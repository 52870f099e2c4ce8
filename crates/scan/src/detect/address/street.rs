//! Reads a street's name backwards from its last word.

use crate::detect::endings::ends;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// By its ending, or of the register of streets.
    Street,
    /// Ends as streets, but other things too, end.
    Likely,
    /// Any word with a capital.
    AnyName,
}

#[derive(Debug)]
pub(super) struct Street {
    pub(super) from: isize,
    pub(super) to: isize,
    pub(super) trust: Trust,
}

/// Words that are a street's last on their own.
fn last_words(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"vej"
            | b"vejen"
            | b"gade"
            | b"gaden"
            | b"alle"
            | b"allee"
            | b"alleen"
            | b"straede"
            | b"straedet"
            | b"plads"
            | b"pladsen"
            | b"boulevard"
            | b"torv"
            | b"torvet"
            | b"brygge"
            | b"vaenge"
            | b"vaenget"
            | b"sti"
            | b"stien"
            | b"kaj"
            | b"parkvej"
            | b"ringvej"
            | b"passage"
            | b"kvarter"
            | b"gyde"
            | b"bakke"
            | b"have"
            | b"park"
            | b"toft"
            | b"terrasse"
            | b"gang"
            | b"smoege"
            | b"landevej"
            | b"strandvej"
            | b"voldgade"
            | b"ringgade"
    )
}
fn is_end(tail: &[u8]) -> bool {
    matches!(
        tail,
        b"vej"
            | b"vejen"
            | b"gade"
            | b"gaden"
            | b"alle"
            | b"allee"
            | b"alleen"
            | b"straede"
            | b"straedet"
            | b"plads"
            | b"pladsen"
            | b"boulevard"
            | b"boulevarden"
            | b"torv"
            | b"torvet"
            | b"vaenge"
            | b"vaenget"
            | b"toften"
            | b"toft"
            | b"parken"
            | b"bakken"
            | b"stien"
            | b"svinget"
            | b"draget"
            | b"skraenten"
            | b"skraaningen"
            | b"bredden"
            | b"kanten"
            | b"hjoernet"
            | b"brinken"
            | b"lunden"
            | b"vangen"
            | b"haven"
            | b"krogen"
            | b"gyden"
            | b"brygge"
            | b"bryggen"
            | b"kajen"
            | b"passagen"
            | b"kvarteret"
            | b"terrassen"
            | b"terrasserne"
            | b"knolden"
            | b"hegnet"
            | b"diget"
            | b"loekken"
            | b"folden"
            | b"brynet"
            | b"stykket"
            | b"engen"
            | b"marken"
            | b"ringen"
            | b"buen"
            | b"leddet"
            | b"spaenget"
            | b"spangen"
            | b"husene"
            | b"raekken"
            | b"holmen"
            | b"broen"
            | b"dalen"
            | b"hoejen"
            | b"aasen"
            | b"baenken"
            | b"kloeften"
            | b"fortet"
            | b"volden"
            | b"gangen"
    )
}
fn is_likely_end(tail: &[u8]) -> bool {
    matches!(
        tail,
        b"park"
            | b"bakke"
            | b"have"
            | b"vang"
            | b"lund"
            | b"mark"
            | b"ager"
            | b"hoej"
            | b"dal"
            | b"bo"
            | b"holm"
            | b"krog"
            | b"sti"
            | b"eng"
            | b"brink"
            | b"skov"
            | b"bjerg"
            | b"kaer"
            | b"mose"
            | b"haverne"
            | b"husene"
            | b"huse"
            | b"haver"
            | b"drevet"
            | b"klint"
            | b"bro"
            | b"vig"
            | b"bugten"
            | b"stranden"
            | b"strand"
            | b"gaard"
            | b"gaarden"
            | b"hus"
            | b"minde"
            | b"hede"
            | b"heden"
            | b"skel"
            | b"skellet"
            | b"led"
            | b"hjoernet"
            | b"center"
            | b"centret"
            | b"kildevang"
            | b"hvile"
            | b"ro"
            | b"bjerget"
            | b"taarnet"
            | b"porten"
            | b"pladserne"
            | b"oen"
    )
}
/// Words that may stand before a street's last: not capitalised nouns of the sentence.
fn is_qualifier(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"gl"
            | b"gammel"
            | b"gamle"
            | b"ny"
            | b"nye"
            | b"sdr"
            | b"soender"
            | b"soendre"
            | b"ndr"
            | b"nordre"
            | b"nr"
            | b"noerre"
            | b"oestre"
            | b"oester"
            | b"vestre"
            | b"vester"
            | b"store"
            | b"lille"
            | b"st"
            | b"ll"
            | b"sankt"
            | b"skt"
            | b"sct"
            | b"chr"
            | b"dr"
            | b"prins"
            | b"prinsesse"
            | b"kong"
            | b"dronning"
            | b"ved"
            | b"bag"
            | b"under"
            | b"over"
            | b"mellem"
            | b"langs"
            | b"indre"
            | b"ydre"
            | b"midtre"
            | b"kongens"
            | b"dronningens"
            | b"h"
            | b"hf"
            | b"nedre"
            | b"oevre"
            | b"hellig"
            | b"sankte"
            | b"vor"
            | b"frue"
    )
}
fn never(folded: &[u8]) -> bool {
    matches!(
        folded,
        b"paa"
            | b"i"
            | b"hos"
            | b"til"
            | b"fra"
            | b"adresse"
            | b"adressen"
            | b"bopael"
            | b"bor"
            | b"han"
            | b"hun"
            | b"de"
            | b"den"
            | b"det"
            | b"af"
            | b"om"
            | b"og"
            | b"samt"
            | b"hjemadresse"
            | b"adr"
            | b"nabo"
            | b"afsender"
            | b"modtager"
            | b"ejendommen"
            | b"ejendom"
            | b"lejemaalet"
            | b"udlejer"
    )
}

impl Street {
    /// The street's letters in one, as the register keeps them.
    pub(super) fn key(&self, window: &Window) -> Vec<u8> {
        let mut key = Vec::new();
        for offset in self.from..=self.to {
            key.extend_from_slice(window.folded(offset));
        }
        key
    }

    pub(super) fn evidence(&self) -> &'static str {
        match self.trust {
            Trust::Street => "address.street_and_number",
            Trust::Likely | Trust::AnyName => "address.name_and_number",
        }
    }
}

/// The street whose last word stands at `last`.
pub(super) fn before(window: &Window, last: isize) -> Option<Street> {
    let token = window.at(last);
    let folded = window.folded(last);
    let capital = token.flags.has(Flags::CAPITAL);
    let alone = last_words(folded);
    if alone {
        return of_several_words(window, last, capital);
    }
    let ordinary = token
        .class
        .has(Class::ORDINARY | Class::PERSON_VERB | Class::RELATION | Class::LABEL | Class::MONTH);
    let person = token.party != 0 && !token.class.has(Class::STREET);
    let trust = if ends(folded, 2, is_end) && !person {
        // `vejen`, `boligen`, `motorvejen` in a sentence are words; `Havnegade` is not.
        if ordinary && !capital {
            return None;
        }
        let word = ordinary && !token.class.has(Class::STREET);
        let plain_end = ends(folded, 0, |tail| {
            matches!(
                tail,
                b"vej" | b"gade" | b"alle" | b"straede" | b"boulevard" | b"torv"
            )
        });
        if capital && word && !plain_end {
            Trust::Likely
        } else {
            Trust::Street
        }
    } else if !capital {
        return None;
    } else if token.class.has(Class::STREET) {
        if ordinary {
            Trust::Likely
        } else {
            Trust::Street
        }
    } else if token.class.has(
        Class::INSTITUTION
            | Class::PROFESSION
            | Class::PROPER
            | Class::COUNTRY_OR_PART
            | Class::LABEL
            | Class::MONTH
            | Class::PERSON_VERB
            | Class::RELATION,
    ) {
        return None;
    } else if ends(folded, 2, is_likely_end) && !ordinary || is_end(folded) {
        Trust::Likely
    } else if ordinary
        && !preposed(window, last)
        && window.at(last - 1).flags.has(Flags::CAPITAL)
        && window.at(last).gap <= Gap::Space
    {
        return None;
    } else {
        Trust::AnyName
    };
    let mut from = last;
    // `Nordre Frihavnsgade`, `Ved Mølledammen`, `Gl. Kongevej`
    for _ in 0..3 {
        let dot = window.at(from - 1).is_sign(b'.') && window.at(from - 1).gap == Gap::None;
        let word = if dot { from - 2 } else { from - 1 };
        if window.at(from).gap > Gap::Space
            || window.at(word).kind != Kind::Word
            || !window.at(word).flags.has(Flags::CAPITAL)
        {
            break;
        }
        // `Ved Violvej 3 er der …` is at Violvej; only `Ved Dammen` is a name.
        let beside = matches!(
            window.folded(word),
            b"ved" | b"bag" | b"under" | b"over" | b"mellem" | b"langs"
        ) && ends(folded, 2, |tail| {
            matches!(
                tail,
                b"vej" | b"gade" | b"alle" | b"straede" | b"boulevard" | b"torv"
            )
        });
        let qualifier = is_qualifier(window.folded(word)) && !beside;
        // `Karen Blixensvej`
        let bearer = !dot
            && trust == Trust::Street
            && folded.ends_with(b"svej")
            && window.at(word).class.has(Class::GIVEN_COMMON);
        // `Kongens Nytorv`: any genitive before a square or street.
        let genitive = !dot
            && trust == Trust::Street
            && window.folded(word).ends_with(b"s")
            && !window.at(word).class.has(Class::NAME)
            && !never(window.folded(word));
        if !(qualifier || bearer || genitive) {
            break;
        }
        from = word;
    }
    if from == last && trust != Trust::Street && preposed(window, last) {
        from = last - 1;
    }
    let trust = if trust == Trust::AnyName && from < last && preposed(window, last) {
        Trust::Street
    } else {
        trust
    };
    Some(Street {
        from,
        to: last,
        trust,
    })
}

/// `Ved`, `Bag`, `Under` and a word in the definite: a street's name.
fn preposed(window: &Window, last: isize) -> bool {
    let folded = window.folded(last);
    let definite = folded.ends_with(b"en") || folded.ends_with(b"et") || folded.ends_with(b"ne");
    let word = window.at(last - 1);
    definite
        && word.flags.has(Flags::CAPITAL)
        && window.at(last).gap == Gap::Space
        && matches!(
            window.folded(last - 1),
            b"ved"
                | b"bag"
                | b"under"
                | b"over"
                | b"mellem"
                | b"langs"
                | b"paa"
                | b"neden"
                | b"oven"
        )
}

/// `H.C. Ørsteds Vej`, `Chr. IV's Vej`, `10. Februar Vej`
fn of_several_words(window: &Window, last: isize, capital: bool) -> Option<Street> {
    if window.at(last).gap > Gap::Line {
        return None;
    }
    let mut from = last;
    let mut words = 0;
    while words < 5 {
        let mut at = from - 1;
        let mut gap = window.at(from).gap;
        // Initials' stops, hyphens and the genitive's mark.
        while matches!(window.at(at).sign, b'.' | b'-' | b'\'')
            && window.at(at).kind == Kind::Punctuation
            && window.at(at).gap == Gap::None
            && at > from - 4
        {
            gap = gap.max(window.at(at).gap);
            at -= 1;
        }
        // `IV's`
        if window.folded(at) == b"s"
            && window.at(at).gap == Gap::None
            && window.at(at - 1).is_sign(b'\'')
        {
            at -= 2;
        }
        let token = window.at(at);
        if gap > Gap::Line || gap == Gap::Line && words > 0 {
            break;
        }
        let folded = window.folded(at);
        let stop = window.at(from - 1).is_sign(b'.');
        let fits = match token.kind {
            Kind::Word => {
                (token.flags.has(Flags::CAPITAL) || !capital && (token.class.has(Class::NAME) || is_qualifier(folded)))
                    && !never(folded)
                    && !token.class.has(Class::LABEL)
                    // A sentence's end before: its last word is no part.
                    && !(stop && token.folded_length > 4)
            }
            Kind::Number => {
                stop && window.at(from).class.has(Class::MONTH)
                    || token.length <= 2 && stop && words == 1
            }
            _ => false,
        };
        if !fits {
            break;
        }
        from = at;
        words += 1;
    }
    if words == 0 {
        return None;
    }
    // Lower case: `karen blixens vej`, not `en lang vej`.
    if !capital
        && !window.at(last - 1).class.has(Class::NAME | Class::STREET)
        && !window.folded(last - 1).ends_with(b"s")
    {
        return None;
    }
    let only_word = words == 1
        && window.at(from).class == Class::ORDINARY
        && !window.folded(from).ends_with(b"s")
        && !is_qualifier(window.folded(from));
    Some(Street {
        from,
        to: last,
        trust: if only_word {
            Trust::Likely
        } else {
            Trust::Street
        },
    })
}
