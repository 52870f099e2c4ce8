//! CPR numbers in every written form.
//!
//! What makes one is ten digits that begin with a date, alone or in the groups people write. Modulus 11 makes
//! it surer and its absence never rejects: numbers given since 2007 need not satisfy it. What speaks against
//! it is a word right before it that says what it is instead (an invoice, an order, a meter), or the time of
//! day after a date in the line of a log.

use super::date::{Date, year_of_cpr};
use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId, Severity};
use crate::lexicon::Label;
use crate::text::{Flags, Gap, Kind};

const RULE: RuleId = RuleId {
    id: "cpr.number",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let figures = sight.figures;
    let Some(first) = figures.groups().first() else {
        return;
    };
    if sight.follows_on() {
        return;
    }
    let (count, century_given) = match (figures.groups_with(10), figures.groups_with(12)) {
        (Some(count), _) => (count, false),
        (None, Some(count)) => (count, true),
        (None, None) => return,
    };
    if figures.goes_on_after(count)
        || figures.groups()[..count - 1]
            .iter()
            .any(|group| group.letters_after)
    {
        return;
    }
    let digits = figures.digits(0..count);
    let Some(reading) = Reading::of(digits, century_given) else {
        return;
    };
    let number = reading
        .ten
        .iter()
        .fold(0u64, |number, digit| number * 10 + u64::from(*digit));
    let owner = sight.knowledge.register.by_cpr(number);
    let called = sight.cue.says(Label::Cpr);
    let modulus = modulus_11(&reading.ten);
    let look = Look {
        shape: figures.shape(count),
        mended: figures.groups()[..count]
            .iter()
            .map(|group| group.mended)
            .sum(),
        glued: first.letters_before || figures.groups()[count - 1].letters_after,
        ends_cut_word: ends_cut_word(sight, count),
        century_given,
        parted: parting(sight, count),
    };
    let sure = if owner.is_some() {
        99
    } else if sight.cue.tight == Some(Label::Cpr) {
        97
    } else {
        match plausible(sight, &reading, &look, called, modulus) {
            Some(sure) => sure,
            None => return,
        }
    };
    let mut candidate = Candidate::new(RULE, Category::Cpr, figures.span(0..count)).sure(sure);
    candidate.severity = Severity::Stop;
    candidate.evidence.push(match reading.date {
        Some(date) => Evidence {
            message: if reading.replacement {
                "cpr.replacement"
            } else {
                "cpr.date"
            },
            values: vec![format!("{}.{}.{}", date.day, date.month, date.year)],
        },
        None => Evidence::new("cpr.no_date"),
    });
    candidate.evidence.push(Evidence::new(if modulus {
        "cpr.modulus"
    } else {
        "cpr.no_modulus"
    }));
    if called {
        candidate.evidence.push(Evidence::new("cpr.called"));
    }
    if look.mended > 0 {
        candidate.evidence.push(Evidence::new("cpr.mended"));
    }
    found.push(candidate.of_party(owner));
}

struct Reading {
    ten: [u8; 10],
    date: Option<Date>,
    /// The day has 60 added: a number given in place of a CPR number.
    replacement: bool,
}

impl Reading {
    fn of(digits: &[u8], century_given: bool) -> Option<Reading> {
        let mut ten = [0; 10];
        if century_given {
            // ddmmyyyy and four more
            ten[..4].copy_from_slice(digits.get(..4)?);
            ten[4..].copy_from_slice(digits.get(6..12)?);
        } else {
            ten.copy_from_slice(digits.get(..10)?);
        }
        let two = |at: usize| u32::from(ten[at]) * 10 + u32::from(ten[at + 1]);
        let (mut day, month, year) = (two(0), two(2), year_of_cpr(two(4), u32::from(ten[6])));
        if century_given && u32::from(digits[4]) * 10 + u32::from(digits[5]) != year / 100 {
            return None;
        }
        let replacement = day > 60;
        if replacement {
            day -= 60;
        }
        Some(Reading {
            ten,
            date: Date::new(year, month, day),
            replacement,
        })
    }

    /// Digits seven to ten can be a time of day.
    fn ends_in_time(&self) -> bool {
        let [.., a, b, c, d] = self.ten;
        a * 10 + b < 24 && c * 10 + d < 60
    }
}

/// How it is written.
struct Look {
    shape: u64,
    mended: usize,
    glued: bool,
    ends_cut_word: bool,
    century_given: bool,
    parted: Parting,
}

/// `Åse Bund010190-1234`: a cell that was cut off where the next begins, so that their texts are read as one. A code
/// of some other kind is capitals and digits.
fn ends_cut_word(sight: &Sight, count: usize) -> bool {
    const LEAST_LETTERS: usize = 2;
    let groups = &sight.figures.groups()[..count];
    let is_whole = parting(sight, count) == Parting::Hyphen
        && sight.figures.shape(count) == 64
        && groups.iter().all(|group| group.mended == 0);
    let is_word = |at: isize, is_before: bool| {
        let token = sight.window.at(at);
        let letters = |byte: &&u8| byte.is_ascii_lowercase();
        let folded = sight.window.folded(at);
        let count = match is_before {
            true => folded.iter().take_while(letters).count(),
            false => folded.iter().rev().take_while(letters).count(),
        };
        count >= LEAST_LETTERS && !token.flags.has(Flags::ALL_CAPITALS)
    };
    let (first, last) = (&groups[0], &groups[count - 1]);
    is_whole
        && (!first.letters_before || is_word(first.token, true))
        && (!last.letters_after || is_word(last.token, false))
}

/// What stands before the last four digits.
#[derive(PartialEq, Eq)]
enum Parting {
    Nothing,
    Hyphen,
    Space,
    OtherSign,
    LineOnly,
}

fn parting(sight: &Sight, count: usize) -> Parting {
    let groups = &sight.figures.groups()[..count];
    let mut after = 0;
    for group in groups.iter().rev() {
        after += group.count;
        if after >= 4 {
            return if group.gap.is_none() {
                Parting::Nothing
            } else if group.sign == b'-' {
                Parting::Hyphen
            } else if group.signs > 0 {
                Parting::OtherSign
            } else if group.gap >= Some(Gap::Line) {
                Parting::LineOnly
            } else {
                Parting::Space
            };
        }
    }
    Parting::Nothing
}

const OTHER_TRADE: [Label; 2] = [Label::Invoice, Label::ProductionUnit];

/// How sure, without the word CPR before it and without a party that has it.
fn plausible(
    sight: &Sight,
    reading: &Reading,
    look: &Look,
    called: bool,
    modulus: bool,
) -> Option<u8> {
    reading.date?;
    if sight.cue.is_tight(&OTHER_TRADE) || sight.cue.is_tight(&[Label::Iban, Label::Cvr]) {
        return None;
    }
    if sight.figures.groups().first()?.mended == sight.figures.groups().first()?.count
        && look.parted != Parting::Hyphen
    {
        return None;
    }
    let hyphen = look.parted == Parting::Hyphen;
    if look.glued && !called && !look.ends_cut_word {
        return None;
    }
    let base: u8 = match look.shape {
        64 if hyphen => 90,
        64 if look.parted == Parting::LineOnly => 40,
        64 if look.parted == Parting::OtherSign => 75,
        64 => 72,
        224 | 2224 if hyphen => 88,
        2224 if sight.figures.spaced(3) => 75,
        84 if look.century_given && hyphen => 85,
        2244 if look.century_given && hyphen => 85,
        9 if look.century_given => 45,
        9 => 70,
        46 | 424 | 226 | 622 | 244 | 2422 => 50,
        1_111_111_111 => 80,
        _ => 30,
    };
    let tied = sight.cue.is_tight(&[
        Label::Case,
        Label::Phone,
        Label::Account,
        Label::Card,
        Label::Permit,
        Label::Registration,
        Label::Amount,
        Label::Plate,
    ]);
    if tied && !hyphen && !modulus {
        return None;
    }
    if reading.ends_in_time() && !called && is_moment(sight, reading, modulus) {
        return None;
    }
    if reading.replacement && !hyphen && !called && !modulus && !sight.after_name() {
        return None;
    }
    let mut sure = base + if modulus { 8 } else { 0 } + if called { 15 } else { 0 };
    if tied && !(hyphen && look.shape == 64) {
        sure = sure.saturating_sub(15);
    }
    if look.mended > 0 || look.glued {
        sure = sure.saturating_sub(10);
    }
    (sure >= 50).then_some(sure.min(99))
}

/// A date of this century with a time of day, where the number's own century would make the person a hundred
/// years old: a moment in a log, unless a name stands before it.
fn is_moment(sight: &Sight, reading: &Reading, modulus: bool) -> bool {
    let Some(date) = reading.date else {
        return false;
    };
    if date.year >= 1930 || date.year < 1900 {
        return false;
    }
    let in_a_log = [Label::Time, Label::Period]
        .iter()
        .any(|label| sight.cue.mentions(*label));
    in_a_log || !(modulus || sight.after_name())
}

/// Only ever evidence.
pub(super) fn modulus_11(ten: &[u8; 10]) -> bool {
    const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    ten.iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| u32::from(*digit) * weight)
        .sum::<u32>()
        .is_multiple_of(11)
}

impl Sight<'_> {
    /// The digits are the end of something longer: `12-010190-1234`, `2024/010190`, `5,010190`.
    pub(super) fn follows_on(&self) -> bool {
        let window = self.window;
        let sign = window.at(-1);
        if window.at(0).gap != Gap::None {
            return false;
        }
        match sign.kind {
            Kind::Number | Kind::Mixed => true,
            Kind::Punctuation if matches!(sign.sign, b'-' | b'.' | b'/' | b',' | b'_' | b':') => {
                let before = window.at(-2);
                sign.gap == Gap::None
                    && matches!(before.kind, Kind::Number | Kind::Mixed)
                    && !(sign.sign == b'/'
                        && (before.folded_length >= 8 || self.ends_long_number(-2)))
            }
            _ => false,
        }
    }

    /// The token is the last group of a number with a hyphen: `010190-1234/…`.
    fn ends_long_number(&self, at: isize) -> bool {
        self.window.at(at).folded_length == 4
            && self.window.at(at - 1).is_sign(b'-')
            && self.window.at(at - 2).kind == Kind::Number
    }

    /// A capitalised word that can be a name stands right before, with at most signs between.
    pub(super) fn after_name(&self) -> bool {
        use crate::lexicon::Class;
        let mut at = -1;
        while at > -4 && self.window.at(at).kind == Kind::Punctuation {
            at -= 1;
        }
        // `Ida Vestermark`: the given name vouches for a last name in no list.
        let last = self.window.at(at);
        self.is_name(at)
            || last.kind == Kind::Word
                && last.flags.has(crate::text::Flags::CAPITAL)
                && last.gap == Gap::Space
                && last.class.0 & !(Class::STREET | Class::TOWN | Class::PROPER_NOUN).0 == 0
                && self.is_name(at - 1)
    }

    pub(super) fn is_name(&self, at: isize) -> bool {
        use crate::lexicon::Class;
        use crate::text::Flags;
        let token = self.window.at(at);
        token.kind == Kind::Word
            && token.flags.has(Flags::CAPITAL)
            && (token.class.has(Class::NAME) || token.party != 0)
    }
}
