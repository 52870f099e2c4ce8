//! What stands right behind a possible name, and beside it.

use super::chain::Chain;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

/// `på 8 år`, `(8 år)`, `, 8 år`, `(cpr. …`, `f. 12.3.2010`, `født`
pub(super) fn birth_after(window: &Window, after: isize) -> bool {
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

pub(super) fn belonging_after(window: &Window, chain: &Chain, mut after: isize) -> bool {
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

pub(super) fn joined_to_name(window: &Window, before: isize, gap: Gap, after: isize) -> bool {
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
            || token.is_sign(b'&') && token.gap <= Gap::Space
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
