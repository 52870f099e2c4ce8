//! Birth dates: a date after a word that says so, and six digits of a date beside a name.

use super::date::{self, Date};
use super::{Candidate, Sight};
use crate::detect::owner;
use crate::finding::{Category, Evidence, RuleId, SuggestedAction, Whose};
use crate::lexicon::{Class, Label};
use crate::people::Owner;
use crate::text::{Gap, Kind};

const CALLED: RuleId = RuleId {
    id: "birth.called",
    version: 1,
};
const BESIDE_NAME: RuleId = RuleId {
    id: "birth.beside_name",
    version: 1,
};
const YEAR: RuleId = RuleId {
    id: "birth.year",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    if window.at(0).kind != Kind::Number || sight.follows_on() {
        return;
    }
    let called = sight.cue.tight == Some(Label::Birth);
    if let Some((date, last)) = date::read(window, 0) {
        if called {
            found.push(
                Candidate::new(CALLED, Category::BirthDate, window.span(0, last))
                    .sure(95)
                    .because(Evidence::new("birth.called"))
                    .of_party(bearer(sight, date)),
            );
        } else if sight.cue.tight.is_none()
            && window.at(0).folded_length != 6
            && date_of_somebody(sight, date, last)
        {
            found.push(
                Candidate::new(BESIDE_NAME, Category::BirthDate, window.span(0, last))
                    .sure(68)
                    .because(Evidence::new("birth.beside_name"))
                    .of_party(bearer(sight, date)),
            );
        } else if window.at(0).folded_length == 6 && sight.cue.tight.is_none() && beside_name(sight)
        {
            found.push(
                Candidate::new(BESIDE_NAME, Category::BirthDate, window.span(0, 0))
                    .sure(70)
                    .because(Evidence::new("birth.beside_name")),
            );
        }
    } else if called
        && window.at(0).folded_length == 4
        && date::number(window.folded(0)).is_some_and(|year| (1880..2100).contains(&year))
    {
        // A year alone tells nobody who it is: known, no warning.
        let mut candidate = Candidate::new(YEAR, Category::BirthDate, window.span(0, 0))
            .sure(60)
            .because(Evidence::new("birth.year"));
        candidate.flag = Some(false);
        candidate.action = SuggestedAction::Leave;
        found.push(candidate);
    }
}

/// The one of the case whose name stands before it in the line, or who was born that day.
fn bearer(sight: &Sight, date: Date) -> Option<Owner> {
    /// `Bjørn Holm – født den`
    const MOST_BETWEEN: isize = 4;
    let window = sight.window;
    let mut at = 0;
    while at > -MOST_BETWEEN && window.at(at).gap <= Gap::Space {
        at -= 1;
        let token = window.at(at);
        let capital = token.kind == Kind::Word && token.flags.has(crate::text::Flags::CAPITAL);
        if token.kind == Kind::Nothing || token.is_sign(b'.') && window.at(at - 1).length > 3 {
            break;
        }
        if capital && (token.party != 0 || token.class.has(Class::NAME)) {
            return owner::named_at(window, sight.knowledge, at);
        }
    }
    sight
        .knowledge
        .register
        .by_birth(date.day, date.month, date.year)
}

/// `Niclas Juncker, 17.02.1998`, `Alba Holm (9. maj 2021)`: a full name and a date of old. A recent one may be the
/// day somebody signed, unless it stands in brackets.
fn date_of_somebody(sight: &Sight, date: Date, last: isize) -> bool {
    /// Before it nobody signed what is checked today.
    const LONG_AGO: u32 = 2012;
    let window = sight.window;
    let sign = window.at(-1);
    let bracket = sign.is_sign(b'(') && window.at(last + 1).is_sign(b')');
    if !(bracket || sign.is_sign(b',') && date.year < LONG_AGO) || window.at(0).gap > Gap::Space {
        return false;
    }
    let name = |at: isize| {
        window.at(at).kind == Kind::Word
            && window.at(at).flags.has(crate::text::Flags::CAPITAL)
            && window.at(at + 1).gap <= Gap::Space
    };
    let employee = || {
        owner::named_at(window, sight.knowledge, -2)
            .is_some_and(|owner| owner.whose == Whose::Employee)
    };
    name(-2) && name(-3) && sight.after_name() && !employee()
}

/// `Anna Holm, 010190`, `Anna Holm (010190)`, `010190 Anna Holm`; not one end of a period, and nothing that goes
/// on.
fn beside_name(sight: &Sight) -> bool {
    let window = sight.window;
    let folded = window.folded(0);
    let part = |from: usize| folded.get(from..from + 2).and_then(date::number);
    let (Some(day), Some(month), Some(year)) = (part(0), part(2), part(4)) else {
        return false;
    };
    let next = window.at(1);
    let goes_on = next.kind == Kind::Punctuation
        && matches!(next.sign, b'-' | b'/' | b'.')
        && matches!(window.at(2).kind, Kind::Number | Kind::Mixed)
        && window.at(2).gap <= Gap::Space;
    Date::new(date::full_year(year), month, day).is_some()
        && !goes_on
        && (sight.after_name() || (sight.is_name(1) && sight.is_name(2)))
}
