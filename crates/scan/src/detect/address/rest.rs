//! What follows a street: house number, letter, floor, door, postcode and town.

use super::place;
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};

#[derive(Debug)]
pub(super) struct House {
    /// Number and letter.
    pub(super) folded: Vec<u8>,
    pub(super) to: isize,
    pub(super) lettered: bool,
}

#[derive(Debug)]
pub(super) struct Rest {
    pub(super) to: isize,
    pub(super) floor: Option<Vec<u8>>,
    pub(super) door: bool,
    floor_with_side: bool,
    pub(super) postcode: bool,
    /// A town without its postcode.
    pub(super) town: bool,
    pub(super) lettered: bool,
    /// The line, sentence or clause ends behind it.
    pub(super) ends: bool,
    /// `3 børn`, `2. klasse`, `14. maj`, `4 kr.`
    pub(super) counts_something: bool,
}

impl Rest {
    /// `2. th`, `1tv`: the floor came with a side.
    pub(super) fn door_told(&self) -> bool {
        self.door || self.floor_with_side
    }
}

/// The house number at the call, with its letter: `14`, `14B`, `14 B`, `14-16`.
pub(super) fn house(window: &Window) -> Option<House> {
    let token = window.at(0);
    let mut folded = window.folded(0).to_vec();
    // A scanner's `l4` for 14.
    if token.kind == Kind::Mixed
        && let [b'l' | b'i', rest @ ..] = folded.as_slice()
        && (1..=2).contains(&rest.len())
        && rest.iter().all(u8::is_ascii_digit)
    {
        folded[0] = b'1';
    }
    let digits = folded
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits == 0 || digits > 3 || folded[0] == b'0' || folded.len() > digits + 1 {
        return None;
    }
    let mut house = House {
        to: 0,
        lettered: token.kind == Kind::Mixed,
        folded: Vec::new(),
    };
    let next = window.at(1);
    if !house.lettered && is_house_letter(window, 1) {
        folded.extend_from_slice(window.folded(1));
        house.to = 1;
        house.lettered = true;
    } else if next.is_sign(b'-') && next.length == 1 {
        let second = window.at(2);
        let digits = window.folded(2);
        if second.kind != Kind::Nothing
            && second.gap <= Gap::Space
            && (1..=3).contains(&digits.len())
            && digits[0].is_ascii_digit()
        {
            house.to = 2;
        }
    }
    house.folded = folded;
    Some(house)
}

fn is_house_letter(window: &Window, offset: isize) -> bool {
    let token = window.at(offset);
    if token.kind != Kind::Word || token.length != 1 || token.gap > Gap::Space {
        return false;
    }
    let after = window.at(offset + 1);
    let closed = after.kind != Kind::Word || after.gap >= Gap::Wide;
    let letter = window.folded(offset)[0];
    token.flags.has(Flags::CAPITAL) && letter != b'i'
        || closed && (b'a'..=b'h').contains(&letter)
        || token.flags.has(Flags::CAPITAL) && closed
}

pub(super) fn after_house(window: &Window, house: &House) -> Rest {
    let mut rest = Rest {
        to: house.to,
        floor: None,
        door: false,
        floor_with_side: false,
        postcode: false,
        town: false,
        lettered: house.lettered,
        ends: false,
        counts_something: counts_something(window, house.to + 1),
    };
    if rest.counts_something {
        return rest;
    }
    if let Some((to, floor)) = floor(window, rest.to + 1) {
        rest.floor_with_side = window.at(to).kind == Kind::Mixed;
        rest.to = to;
        rest.floor = Some(floor);
        if let Some(to) = door(window, rest.to + 1) {
            rest.to = to;
            rest.door = true;
        }
    } else if let Some(to) = door(window, rest.to + 1) {
        rest.to = to;
        rest.door = true;
    }
    if let Some(to) = postcode_and_town(window, rest.to + 1) {
        rest.to = to;
        rest.postcode = true;
    } else if let Some(to) = town(window, rest.to + 1) {
        rest.to = to;
        rest.town = true;
    }
    let next = window.at(rest.to + 1);
    rest.ends = next.kind == Kind::Nothing
        || next.gap >= Gap::Line
        || next.kind == Kind::Punctuation
            && matches!(
                next.sign,
                b',' | b'.' | b')' | b';' | b':' | b'"' | b'|' | b'/'
            )
        || next.kind == Kind::Word
            && matches!(
                window.folded(rest.to + 1),
                b"i" | b"og"
                    | b"med"
                    | b"uden"
                    | b"hos"
                    | b"fra"
                    | b"sammen"
                    | b"som"
                    | b"nu"
                    | b"for"
            );
    rest
}

/// What the number counts is no house.
fn counts_something(window: &Window, next: isize) -> bool {
    let token = window.at(next);
    if token.gap > Gap::Line {
        return false;
    }
    if token.kind == Kind::Punctuation && token.gap == Gap::None {
        let after = window.at(next + 1);
        return match token.sign {
            b'.' => {
                let word = window.folded(next + 1);
                // `14. maj`, `2. klasse`, `12.3.2024`
                after.class.has(Class::MONTH) && after.gap <= Gap::Space
                    || after.kind == Kind::Number && after.gap == Gap::None
                    || matches!(
                        word,
                        b"klasse" | b"kl" | b"del" | b"gang" | b"etape" | b"juni"
                    ) && after.gap <= Gap::Space
            }
            b':' | b'%' => {
                after.kind == Kind::Number && after.gap == Gap::None || token.sign == b'%'
            }
            b',' => {
                after.kind == Kind::Number
                    && after.gap == Gap::None
                    && !is_side(window, next + 2)
                    && !(window.at(next + 2).is_sign(b'.') && is_side(window, next + 3))
            }
            b'/' => after.kind == Kind::Number,
            _ => false,
        };
    }
    token.kind == Kind::Word
        && !token.flags.has(Flags::CAPITAL)
        && matches!(
            window.folded(next),
            b"kr"
                | b"kroner"
                | b"aar"
                | b"timer"
                | b"time"
                | b"minutter"
                | b"gange"
                | b"gang"
                | b"dage"
                | b"dag"
                | b"uger"
                | b"uge"
                | b"maaneder"
                | b"mdr"
                | b"meter"
                | b"m"
                | b"km"
                | b"kg"
                | b"mg"
                | b"ml"
                | b"g"
                | b"cm"
                | b"mm"
                | b"stk"
                | b"boern"
                | b"personer"
                | b"procent"
                | b"pct"
                | b"liter"
                | b"ha"
                | b"sider"
                | b"af"
                | b"ud"
                | b"pladser"
                | b"aars"
                | b"nye"
                | b"boliger"
                | b"medarbejdere"
        )
}

/// `, 3. sal`, `, st.`, ` 4 `(tv), `, kld.`
fn floor(window: &Window, mut at: isize) -> Option<(isize, Vec<u8>)> {
    let comma = window.at(at).is_sign(b',') && window.at(at).gap == Gap::None;
    if comma {
        at += 1;
    }
    let token = window.at(at);
    if token.gap > Gap::Line {
        return None;
    }
    let folded = window.folded(at);
    let dot = |offset: isize| {
        let sign = window.at(offset);
        sign.is_sign(b'.') && sign.gap == Gap::None
    };
    match token.kind {
        // `1tv`, `2th`, `3mf`: floor and door in one.
        Kind::Mixed if token.length <= 4 && joined_side(folded).is_some() => {
            let to = if dot(at + 1) { at + 1 } else { at };
            Some((to, joined_side(folded)?.to_vec()))
        }
        Kind::Word
            if matches!(
                folded,
                b"st"
                    | b"stuen"
                    | b"stue"
                    | b"kl"
                    | b"kld"
                    | b"kaelder"
                    | b"kaelderen"
                    | b"parterre"
            ) =>
        {
            let name = match folded {
                b"st" | b"stue" | b"stuen" => b"st".to_vec(),
                _ => b"kl".to_vec(),
            };
            // `12, kl. 14` is a time, `12, st` at a line's end a floor.
            let mut to = at;
            if dot(at + 1) {
                to = at + 1;
            }
            if folded == b"kl" && window.at(to + 1).kind == Kind::Number {
                return None;
            }
            if !comma && !dot(at + 1) && !is_side(window, at + 1) {
                return None;
            }
            Some((to, name))
        }
        Kind::Number if token.length <= 2 => {
            let mut to = at;
            let with_dot = dot(at + 1);
            if with_dot {
                to += 1;
            }
            let after = to + 1;
            let follow = window.folded(after);
            let near = window.at(after).gap <= Gap::Line && window.at(after).kind == Kind::Word;
            if near && window.at(after).class.has(Class::MONTH) {
                return None;
            }
            if near && matches!(follow, b"sal" | b"etage") {
                return Some((after, folded.to_vec()));
            }
            if is_side(window, after) {
                return Some((to, folded.to_vec()));
            }
            // `, 1.` and then the postcode, the line's end, or another comma or bracket
            let ends = window.at(after).kind == Kind::Nothing
                || window.at(after).gap >= Gap::Line
                || window.at(after).kind == Kind::Punctuation
                    && matches!(window.at(after).sign, b',' | b')' | b'.' | b';')
                || window.at(after).kind == Kind::Number
                    && window.at(after).length <= 4
                    && window.at(after).gap == Gap::Space
                || near && matches!(follow, b"doer" | b"lejl" | b"lejlighed" | b"vaer" | b"til");
            (comma && with_dot && ends).then(|| (to, folded.to_vec()))
        }
        _ => None,
    }
}

/// The floor of `1tv`.
fn joined_side(folded: &[u8]) -> Option<&[u8]> {
    let digits = folded.iter().take_while(|b| b.is_ascii_digit()).count();
    let (floor, side) = folded.split_at(digits);
    ((1..=2).contains(&digits) && matches!(side, b"tv" | b"th" | b"mf")).then_some(floor)
}

/// `Toften 8, Erslev`, `nørregade 14 2th ringsted`
fn town(window: &Window, mut at: isize) -> Option<isize> {
    let comma = window.at(at).is_sign(b',') && window.at(at).gap == Gap::None;
    if comma {
        at += 1;
    }
    let token = window.at(at);
    let next = window.at(at + 1);
    let capital = token.flags.has(Flags::CAPITAL);
    let goes_on =
        next.kind == Kind::Word && next.gap == Gap::Space && next.flags.has(Flags::CAPITAL);
    (token.kind == Kind::Word
        && token.gap == Gap::Space
        && token.class.has(Class::TOWN)
        && !token
            .class
            .has(Class::ORDINARY | Class::MONTH | Class::PERSON_VERB)
        && !(capital && token.class.has(Class::NAME))
        && token.party == 0
        && comma == capital
        && !goes_on)
        .then_some(at)
}

fn is_side(window: &Window, at: isize) -> bool {
    let at = if window.at(at).is_sign(b',') {
        at + 1
    } else {
        at
    };
    let token = window.at(at);
    token.kind == Kind::Word
        && token.gap <= Gap::Line
        && matches!(
            window.folded(at),
            b"tv" | b"th" | b"mf" | b"midt" | b"midtfor"
        )
}

/// `tv.`, `th`, `mf.`, `dør 14`, `14`, `lejl. 27`, `til venstre`
fn door(window: &Window, mut at: isize) -> Option<isize> {
    let floor_before = !window.at(at).is_sign(b',');
    if window.at(at).is_sign(b',') {
        at += 1;
    }
    let token = window.at(at);
    if token.gap > Gap::Line {
        return None;
    }
    let dot = |offset: isize| {
        let sign = window.at(offset);
        isize::from(sign.is_sign(b'.') && sign.gap == Gap::None)
    };
    let folded = window.folded(at);
    match token.kind {
        Kind::Word if matches!(folded, b"tv" | b"th" | b"mf" | b"midtfor") => {
            Some(at + dot(at + 1))
        }
        Kind::Word
            if matches!(
                folded,
                b"doer" | b"lejl" | b"lejlighed" | b"vaer" | b"vaerelse" | b"bolig"
            ) =>
        {
            let number = at + dot(at + 1) + 1;
            let next = window.at(number);
            (matches!(next.kind, Kind::Number | Kind::Mixed)
                && next.gap <= Gap::Space
                && next.length <= 5)
                .then_some(number)
        }
        Kind::Word
            if folded == b"til" && matches!(window.folded(at + 1), b"venstre" | b"hoejre") =>
        {
            Some(at + 1)
        }
        Kind::Number if token.length <= 3 && floor_before && token.gap == Gap::Space => {
            let after = window.at(at + 1);
            let ends = after.kind == Kind::Nothing
                || after.gap >= Gap::Line
                || after.is_sign(b',')
                || after.is_sign(b'.')
                || after.is_sign(b')');
            // `3, 2. 14`: only after a floor's stop.
            (ends && window.at(at - 1).is_sign(b'.')).then_some(at)
        }
        _ => None,
    }
}

/// `, 8600 Silkeborg`, ` DK-1620 København V`, `, Lind, 7400 Herning`. Returns the last token.
pub(super) fn postcode_and_town(window: &Window, at: isize) -> Option<isize> {
    if let Some(end) = directly(window, at) {
        return Some(end);
    }
    // A village between.
    if !window.at(at).is_sign(b',') {
        return None;
    }
    let mut village = at + 1;
    for _ in 0..2 {
        let token = window.at(village);
        if token.kind != Kind::Word || !token.flags.has(Flags::CAPITAL) || token.gap > Gap::Line {
            return None;
        }
        village += 1;
        if window.at(village).is_sign(b',') {
            return directly(window, village);
        }
    }
    None
}

fn directly(window: &Window, mut at: isize) -> Option<isize> {
    // A stop or comma too many: `1.., 8600`
    for _ in 0..2 {
        let sign = window.at(at);
        if sign.gap <= Gap::Line
            && (sign.is_sign(b',')
                || sign.is_sign(b'.')
                    && window.at(at + 1).kind == Kind::Number
                    && sign.gap == Gap::None
                    && window.at(at + 1).length == 4)
        {
            at += 1;
        }
    }
    if matches!(window.folded(at), b"dk" | b"d") && window.at(at + 1).is_sign(b'-') {
        at += 2;
    }
    let code = window.at(at);
    if code.gap > Gap::Line || code.length != 4 || !matches!(code.kind, Kind::Number | Kind::Mixed)
    {
        return None;
    }
    let town = window.at(at + 1);
    if town.kind != Kind::Word || town.gap > Gap::Line {
        return None;
    }
    let town_length = place::town_words(window, at);
    if town_length > 0 {
        return Some(at + town_length as isize);
    }
    let capital = town.flags.has(Flags::CAPITAL) && !town.class.has(Class::MONTH | Class::LABEL);
    if !capital || code.kind == Kind::Mixed {
        return None;
    }
    // A town misspelt or unknown, and the letter of its district.
    let letter = window.at(at + 2);
    let district = letter.kind == Kind::Word
        && letter.gap == Gap::Space
        && letter.folded_length <= 4
        && letter.length <= 4
        && matches!(
            window.folded(at + 2),
            b"c" | b"k"
                | b"v"
                | b"n"
                | b"s"
                | b"oe"
                | b"soe"
                | b"sv"
                | b"nv"
                | b"noe"
                | b"m"
                | b"f"
                | b"j"
                | b"l"
        );
    Some(if district { at + 2 } else { at + 1 })
}
