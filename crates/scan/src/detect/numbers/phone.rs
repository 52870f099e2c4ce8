//! Telephone numbers, Danish and foreign.

use super::{Candidate, Sight, date};
use crate::detect::authority;
use crate::finding::{Category, Evidence, RuleId, Whose};
use crate::lexicon::{Class, Label, class_of};
use crate::text::{Flags, Gap, Kind, Window, hash_folded};
use crate::words::Context;

const DANISH: RuleId = RuleId {
    id: "phone.danish",
    version: 1,
};
const FOREIGN: RuleId = RuleId {
    id: "phone.foreign",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    if sight.follows_on() && !after_other_phone(sight) {
        return;
    }
    let country = country(sight);
    if let Some(from) = country.danish {
        danish(sight, from, true, found);
    } else if country.foreign {
        foreign(sight, found);
    } else {
        danish(sight, 0, false, found);
    }
}

#[derive(Default)]
struct Country {
    /// The Danish number begins with this group, after 45 and a plus or two zeros.
    danish: Option<usize>,
    foreign: bool,
}

fn country(sight: &Sight) -> Country {
    let window = sight.window;
    let groups = sight.figures.groups();
    let plus = window.at(-1).is_sign(b'+') && window.at(0).gap <= Gap::Space;
    let first = window.folded(0);
    if plus && first == b"45" || first == b"0045" {
        return Country {
            danish: Some(1),
            foreign: false,
        };
    }
    let whole = groups.len() == 1 || groups.get(1).is_some_and(|next| next.gap > Some(Gap::None));
    if whole
        && (plus && first.len() == 10 && first.starts_with(b"45")
            || first.len() == 12 && first.starts_with(b"0045"))
    {
        return Country {
            danish: Some(0),
            foreign: false,
        };
    }
    Country {
        danish: None,
        foreign: plus
            || (first.starts_with(b"00") && first.len() >= 4 && sight.cue.says(Label::Phone)),
    }
}

fn danish(sight: &Sight, from: usize, prefixed: bool, found: &mut Vec<Candidate>) {
    let figures = sight.figures;
    let groups = figures.groups().get(from..).unwrap_or_default();
    let mut sum = 0;
    let mut count = 0;
    let wanted = match groups.first() {
        Some(first) if prefixed && from == 0 => first.count,
        _ => 8,
    };
    for group in groups {
        sum += group.count;
        count += 1;
        if sum >= wanted {
            break;
        }
    }
    if sum != wanted || count == 0 {
        return;
    }
    let digits = figures.digits(from..from + count);
    let subscriber = digits
        .get(digits.len().saturating_sub(8)..)
        .unwrap_or_default();
    if !subscriber
        .first()
        .is_some_and(|digit| (2..=9).contains(digit))
    {
        return;
    }
    let chosen = groups.get(..count).unwrap_or_default();
    if chosen
        .iter()
        .any(|group| group.letters_after || (group.letters_before && !prefixed))
        || chosen
            .iter()
            .skip(1)
            .any(|group| group.gap >= Some(Gap::Paragraph))
    {
        return;
    }
    let called = sight.cue.says(Label::Phone)
        || sight.cue.tight == Some(Label::Public)
        || is_somebodys_number(sight);
    let shape = chosen
        .iter()
        .fold(0, |shape, group| shape * 10 + group.count);
    let uniform = chosen.iter().skip(1).all(|group| {
        group.signs <= 1
            && matches!(group.sign, b' ' | b'-' | b'.')
            && Some(group.sign) == chosen.get(1).map(|second| second.sign)
    });
    let on_one_line = chosen.iter().skip(1).all(|group| {
        group.signs <= 1
            && group.gap <= Some(Gap::Space)
            && matches!(group.sign, b' ' | b'-' | b'.')
    });
    let mended = chosen.iter().any(|group| group.mended > 0);
    let written: u8 = match shape {
        8 => 70,
        2222 if uniform => 85,
        44 if uniform => 75,
        332 if uniform && chosen.iter().all(|group| group.sign != b'.') => 75,
        11_111_111 if on_one_line && stands_apart(sight, from, count) => 72,
        233 | 26 | 224 | 422 | 242 | 53 | 35 if !called => 40,
        _ if prefixed && from == 0 => 90,
        // A hasty hand: `42 13 0 6 77`, where a word says what it is.
        _ if called && on_one_line && count <= 6 && stands_apart(sight, from, count) => 50,
        _ => 35,
    };
    let sure = if prefixed {
        98
    } else if called {
        (written + 25).min(97)
    } else {
        written
    };
    // `54 78 OO 12`: where the groups are a telephone number's, a scanner's letters are no others'.
    let mended_as_scanned =
        shape == 2222 && uniform && on_one_line && is_as_scanned(sight, from, count);
    if sure < 70 || (mended && !called && !mended_as_scanned) {
        return;
    }
    let end = from + count;
    if !prefixed
        && !called
        && (is_numbered(sight) || speaks_against(sight, from, count, shape, subscriber))
    {
        return;
    }
    if figures.goes_on_after(end) && !called {
        return;
    }
    let start = if prefixed {
        prefix_start(sight)
    } else {
        figures.span(from..end).start
    };
    let end = figures.span(from..end).end;
    let number = subscriber
        .iter()
        .fold(0u64, |number, digit| number * 10 + u64::from(*digit));
    let owner = sight.knowledge.register.by_phone(number);
    let known = owner.is_some();
    let mut candidate = Candidate::new(DANISH, Category::Phone, start..end)
        .sure(sure)
        .because(Evidence::new(if called {
            "phone.called"
        } else {
            "phone.form"
        }))
        .of_party(owner);
    if !known {
        let last = chosen.last().map_or(0, |group| group.token);
        let whose = if sight.cue.mentions(Label::Public) {
            Some(Whose::Public)
        } else {
            authority::of_phone(sight.window, sight.knowledge, 0, last)
        };
        if let Some(whose) = whose {
            candidate.whose = whose;
            candidate
                .evidence
                .push(Evidence::new(if whose == Whose::Employee {
                    "phone.staff"
                } else {
                    "phone.public"
                }));
        }
    }
    found.push(candidate);
}

/// Letters that look like 0 and 1 alone, and most of it digits.
fn is_as_scanned(sight: &Sight, from: usize, count: usize) -> bool {
    let text = sight.window.text(&sight.figures.span(from..from + count));
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() <= 3
        && letters
            .into_iter()
            .all(|c| matches!(c, 'O' | 'o' | 'l' | 'I'))
}

/// `nr 90114476`: numbered, unless somebody can be reached on it.
fn is_numbered(sight: &Sight) -> bool {
    let window = sight.window;
    let at = if window.at(-1).is_sign(b'.') { -2 } else { -1 };
    let near = window.at(0).gap <= Gap::Space;
    near && matches!(window.folded(at), b"nr" | b"nummer" | b"no")
        && !matches!(
            window.folded(at - 1),
            b"paa" | b"til" | b"privat" | b"direkte" | b"hemmeligt" | b"nyt" | b"nye"
        )
}

/// No digits beside it, which would make it a part of a longer row.
fn stands_apart(sight: &Sight, from: usize, count: usize) -> bool {
    let before = sight.window.at(-1);
    let row =
        matches!(before.kind, Kind::Number | Kind::Mixed) && sight.window.at(0).gap <= Gap::Space;
    let goes_on = sight
        .figures
        .groups()
        .get(from + count)
        .is_some_and(|next| next.gap <= Some(Gap::Space) && next.signs == 0);
    !row && !goes_on
}

/// `ringet til Preben på 42…`, `kan træffes på 42…`, `Gurlis nr. 42…`, `hendes nummer er 42…`
fn is_somebodys_number(sight: &Sight) -> bool {
    let window = sight.window;
    let mut at = -1;
    if matches!(window.at(at).sign, b'+' | b'(') && window.at(at).kind == Kind::Punctuation {
        at -= 1;
    }
    let near = |at: isize| window.at(at + 1).gap <= Gap::Line;
    if matches!(window.folded(at), b"paa" | b"til") && near(at) {
        return is_somebody(window, at - 1) && near(at - 1)
            || (1..=3).any(|back| reaches(window.folded(at - back)));
    }
    // `ringer til Ruth, 75…`, `spurgt naboen (75…`
    if (window.at(at).is_sign(b',') || window.at(-1).is_sign(b'(')) && near(at) {
        let who = if window.at(at).is_sign(b',') {
            at - 1
        } else {
            at
        };
        return is_somebody(window, who) && (1..=4).any(|back| reaches(window.folded(who - back)));
    }
    // `nr. er:`
    while at > -5
        && (window.at(at).kind == Kind::Punctuation && matches!(window.at(at).sign, b'.' | b':')
            || matches!(window.folded(at), b"er" | b"var" | b"altid"))
    {
        at -= 1;
    }
    if !matches!(
        window.folded(at),
        b"nr" | b"nummer" | b"nummeret" | b"telefonnr"
    ) || !near(at)
    {
        return false;
    }
    let owner = window.folded(at - 1);
    Context::OWNER.has(owner) && !matches!(owner, b"en" | b"anden")
        || owner.ends_with(b"s") && is_somebody(window, at - 1)
}

fn is_somebody(window: &Window, at: isize) -> bool {
    let token = window.at(at);
    let folded = window.folded(at);
    let names = |class: Class| class.has(Class::NAME | Class::RELATION);
    let stem = || {
        folded
            .strip_suffix(b"s")
            .is_some_and(|stem| names(class_of(hash_folded(stem))))
    };
    token.kind == Kind::Word
        && (token.party != 0
            || names(token.class)
                && (token.flags.has(Flags::CAPITAL) || !token.class.has(Class::ORDINARY))
            || token.class.has(Class::RELATION)
            || matches!(folded, b"ham" | b"hende" | b"mig" | b"dem")
            || stem())
}

#[rustfmt::skip]
fn reaches(folded: &[u8]) -> bool {
    matches!(folded,
        b"fanges" | b"traeffes" | b"naas" | b"kontaktes" | b"ringes" | b"ringe" | b"ringer" | b"ringet"
        | b"kontakt" | b"kontakter" | b"opkald" | b"ringede" | b"kontakte" | b"kontaktet" | b"kontaktede" | b"traeffe" | b"smses" | b"skrive"
    )
}

/// Without a word that calls it a phone number: is it rather an amount, a date, two years, something numbered?
fn speaks_against(sight: &Sight, from: usize, count: usize, shape: usize, digits: &[u8]) -> bool {
    let window = sight.window;
    if sight.cue.is_tight(&[
        Label::Cpr,
        Label::Birth,
        Label::Account,
        Label::Registration,
        Label::Iban,
        Label::Card,
        Label::Cvr,
        Label::ProductionUnit,
        Label::Cadastre,
        Label::Case,
        Label::Invoice,
        Label::Time,
        Label::Period,
        Label::Passport,
        Label::Licence,
        Label::Permit,
        Label::Vin,
        Label::Amount,
        Label::Secret,
    ]) {
        return true;
    }
    let Some(last) = sight.figures.groups().get(from + count - 1) else {
        return true;
    };
    let next = window.at(last.token + 1);
    let unit = matches!(
        window.folded(last.token + 1),
        b"kr"
            | b"kroner"
            | b"dkk"
            | b"euro"
            | b"eur"
            | b"stk"
            | b"m2"
            | b"kvm"
            | b"kg"
            | b"km"
            | b"mio"
            | b"timer"
    );
    let decimals = next.is_sign(b',')
        && next.gap == Gap::None
        && window.at(last.token + 2).kind == Kind::Number
        && window.at(last.token + 2).gap == Gap::None;
    let percent = next.is_sign(b'%');
    if unit || decimals || percent {
        return true;
    }
    let as_number = |range: std::ops::Range<usize>| {
        digits.get(range).map_or(0, |part| {
            part.iter()
                .fold(0u32, |sum, digit| sum * 10 + u32::from(*digit))
        })
    };
    let is_year = |year: u32| (1900..2100).contains(&year);
    match shape {
        8 => {
            date::Date::new(as_number(4..8), as_number(2..4), as_number(0..2))
                .is_some_and(|date| is_year(date.year))
                || date::Date::new(as_number(0..4), as_number(4..6), as_number(6..8))
                    .is_some_and(|date| is_year(date.year))
        }
        44 => is_year(as_number(0..4)) && is_year(as_number(4..8)),
        // More pairs before or after: a row of figures.
        2222 => {
            let more_after = sight
                .figures
                .groups()
                .get(from + count)
                .is_some_and(|group| {
                    group.count == 2 && group.gap <= Some(Gap::Space) && group.signs <= 1
                });
            let before = window.at(-1);
            let more_before = before.kind == Kind::Number
                && before.folded_length <= 2
                && window.at(0).gap <= Gap::Space;
            more_after || more_before
        }
        _ => false,
    }
}

fn foreign(sight: &Sight, found: &mut Vec<Candidate>) {
    let groups = sight.figures.groups();
    let mut sum = 0;
    let mut count = 0;
    for group in groups {
        if count > 0 && (group.gap > Some(Gap::Space) || group.signs > 2 || group.sign == b':')
            || sum + group.count > 15
        {
            break;
        }
        sum += group.count;
        count += 1;
        if group.letters_after {
            return;
        }
    }
    if (8..=15).contains(&sum) {
        let start = prefix_start(sight);
        found.push(
            Candidate::new(
                FOREIGN,
                Category::Phone,
                start..sight.figures.span(0..count).end,
            )
            .sure(85)
            .because(Evidence::new("phone.foreign")),
        );
    }
}

/// `67054497/46931796`: the second of two.
fn after_other_phone(sight: &Sight) -> bool {
    sight.window.at(-1).is_sign(b'/') && sight.window.at(-2).folded_length >= 2
}

/// A plus and an opening bracket belong to the number.
fn prefix_start(sight: &Sight) -> usize {
    let window = sight.window;
    let mut first = 0;
    while first > -2
        && (window.at(first - 1).is_sign(b'+') || window.at(first - 1).is_sign(b'('))
        && window.at(first).gap <= Gap::Space
    {
        first -= 1;
    }
    window.at(first).start
}
