//! Reads a street's name backwards from its last word.

use super::names::{is_end, is_likely_end, is_qualifier, last_words, never};
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
    /// A word in small letters that ends as streets do.
    Word,
}

#[derive(Debug)]
pub(super) struct Street {
    pub(super) from: isize,
    pub(super) to: isize,
    pub(super) trust: Trust,
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
            Trust::Likely | Trust::AnyName | Trust::Word => "address.name_and_number",
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
            // `mølleparken 17 1tv`: a word as well as a street, which the floor or `bor` must tell.
            return (folded.len() > 7 && !token.class.has(Class::LABEL | Class::MONTH)).then_some(
                Street {
                    from: last,
                    to: last,
                    trust: Trust::Word,
                },
            );
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
        // `på hørgård 3 1tv`: the floor and side behind it must tell.
        let led = matches!(
            window.folded(last - 1),
            b"paa" | b"bor" | b"boede" | b"i" | b"adr" | b"adresse"
        ) && window.at(last).gap == Gap::Space;
        return (led && !ordinary && !person && folded.len() > 4).then_some(Street {
            from: last,
            to: last,
            trust: Trust::Word,
        });
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
    // Lower case: `karen blixens vej`, `gl. landevej`, not `en lang vej`.
    let shortened = window.at(last - 1).is_sign(b'.') && is_qualifier(window.folded(last - 2));
    if !capital
        && !shortened
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
