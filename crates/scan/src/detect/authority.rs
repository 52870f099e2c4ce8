//! Whose a number or address is by the letterhead or signature it stands in: the authority's own, or that of
//! staff of the register. Read backwards; anybody else's name, or a word for a home, ends the search.

use super::email::is_shared_box;
use super::person::ends_in_institution;
use super::{Knowledge, owner};
use crate::finding::Whose;
use crate::lexicon::{Class, Label, label_of};
use crate::text::{Flags, Gap, Kind, Window};

/// A letterhead has no more between the authority's name and the last of its numbers.
const MOST_TOKENS: isize = 32;
const MOST_LINES: usize = 8;

pub(super) fn of_phone(
    window: &Window,
    knowledge: &Knowledge,
    from: isize,
    to: isize,
) -> Option<Whose> {
    find(window, knowledge, from, to, false)
}

pub(super) fn of_address(
    window: &Window,
    knowledge: &Knowledge,
    from: isize,
    to: isize,
) -> Option<Whose> {
    find(window, knowledge, from, to, true)
}

/// `from` is the first token of the number or address, `to` its last.
fn find(
    window: &Window,
    knowledge: &Knowledge,
    from: isize,
    to: isize,
    address: bool,
) -> Option<Whose> {
    if said_after(window, to) {
        return Some(Whose::Public);
    }
    let mut lines = 0;
    for back in 1..=MOST_TOKENS {
        let at = from - back;
        let token = window.at(at);
        match window.at(at + 1).gap {
            Gap::Line => lines += 1,
            Gap::Paragraph | Gap::Wall => return None,
            Gap::None | Gap::Space | Gap::Wide => {}
        }
        if token.kind == Kind::Nothing || lines > MOST_LINES || ends_sentence(window, at) {
            return None;
        }
        if token.is_sign(b'@') && is_shared_box(std::iter::once(window.folded(at - 1))) {
            return Some(Whose::Public);
        }
        if token.kind != Kind::Word || is_inside_address(window, at) {
            continue;
        }
        let folded = window.folded(at);
        if is_private(folded) {
            return None;
        }
        let capital = token.flags.has(Flags::CAPITAL);
        if token.party != 0 && capital {
            match owner::named_at(window, knowledge, at).map(|owner| owner.whose) {
                // A number beside the name, an address in the lines below it.
                Some(Whose::Employee) if !address || lines > 0 => return Some(Whose::Employee),
                Some(Whose::Public) => return Some(Whose::Public),
                Some(_) => return None,
                None => {}
            }
        }
        if capital && is_authority(token.class, folded) {
            return Some(Whose::Public);
        }
        // `Anna har oplyst til Aarhus Kommune, at hun kan træffes på …`: a sentence, no letterhead.
        if !capital && !links(folded) && label_of(token.hash).is_none() {
            return None;
        }
        let somebody = capital
            && token.class.has(Class::GIVEN_COMMON | Class::GIVEN_RARE)
            && !token.class.has(
                Class::ORDINARY | Class::TOWN | Class::STREET | Class::INSTITUTION | Class::MONTH,
            );
        if somebody {
            return None;
        }
    }
    None
}

/// `(omstillingen)`, `hverdage 9-12`, `. Åbningstid`
fn said_after(window: &Window, to: isize) -> bool {
    for ahead in 1..=3 {
        let token = window.at(to + ahead);
        if token.kind == Kind::Nothing || token.gap >= Gap::Line {
            return false;
        }
        if token.kind == Kind::Word {
            let folded = window.folded(to + ahead);
            return matches!(label_of(token.hash), Some((Label::Public, _)))
                && (folded.starts_with(b"omstilling")
                    || folded.starts_with(b"aabningstid")
                    || folded.starts_with(b"telefontid")
                    || folded.starts_with(b"kontortid")
                    || folded.starts_with(b"traeffetid")
                    || folded.starts_with(b"hoved")
                    || folded == b"hverdage"
                    || folded.starts_with(b"vagttelefon"));
        }
    }
    false
}

/// A full stop, not that of `tlf.`, `att.` or a house number's floor.
fn ends_sentence(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    if token.kind != Kind::Punctuation {
        return false;
    }
    let before = window.at(at - 1);
    match token.sign {
        b'!' | b'?' => true,
        b'.' => {
            window.at(at + 1).gap > Gap::None
                && before.kind == Kind::Word
                && before.length > 4
                && window.at(at + 1).flags.has(Flags::CAPITAL)
        }
        _ => false,
    }
}

#[rustfmt::skip]
fn is_private(folded: &[u8]) -> bool {
    matches!(folded,
        b"bor" | b"boede" | b"bo" | b"bopael" | b"bosat" | b"boende" | b"tilmeldt" | b"privat" | b"private"
        | b"hjemme" | b"hjem" | b"indlagt" | b"anbragt" | b"flyttet" | b"flytter" | b"opholder" | b"mit"
        | b"min" | b"hans" | b"hendes" | b"deres" | b"jeg" | b"borger" | b"borgeren" | b"ansoeger" | b"mor"
        | b"far" | b"nabo" | b"naboen" | b"anmelder" | b"vidnet" | b"privatadresse" | b"paaroerende"
        | b"hjaelper" | b"vedr" | b"vedroerende" | b"part" | b"udlejer" | b"lejer" | b"ejer"
    )
}

#[rustfmt::skip]
fn links(folded: &[u8]) -> bool {
    matches!(folded, b"og" | b"for" | b"i" | b"paa" | b"v" | b"ved" | b"til" | b"samt" | b"eller" | b"att"
        | b"afsnit" | b"afd" | b"kontor" | b"etage" | b"lokale" | b"sal" | b"indgang" | b"opgang")
}

/// Part of a mail or web address.
fn is_inside_address(window: &Window, at: isize) -> bool {
    let joins = |offset: isize| {
        matches!(window.at(offset).sign, b'@' | b'.') && window.at(offset).kind == Kind::Punctuation
    };
    window.at(at).gap == Gap::None && joins(at - 1)
        || joins(at + 1) && window.at(at + 1).gap == Gap::None && window.at(at + 2).gap == Gap::None
}

fn is_authority(class: Class, folded: &[u8]) -> bool {
    class.has(Class::INSTITUTION) && !class.has(Class::NAME)
        || ends_in_institution(folded)
        || matches!(
            folded,
            b"forvaltning"
                | b"forvaltningen"
                | b"borgerservice"
                | b"raadhus"
                | b"raadhuset"
                | b"naevnet"
                | b"styrelsen"
                | b"omstilling"
                | b"hovednummer"
        )
}
