//! Bank accounts: registration number and account, together or each after its word.

use super::{Candidate, Sight};
use crate::finding::{Category, Evidence, RuleId};
use crate::lexicon::{Label, label_of};
use crate::text::{Gap, Kind};

const PAIR: RuleId = RuleId {
    id: "account.pair",
    version: 1,
};
const CALLED: RuleId = RuleId {
    id: "account.called",
    version: 1,
};

pub(super) fn find(sight: &Sight, found: &mut Vec<Candidate>) {
    if sight.follows_on() {
        return;
    }
    pair(sight, found);
    in_words(sight, found);
    alone(sight, found);
}

/// `1234-0012345678`, `1234 0012345678`, `1234 0012 345 678`.
fn pair(sight: &Sight, found: &mut Vec<Candidate>) {
    let groups = sight.figures.groups();
    let [bank, account, ..] = groups else {
        return;
    };
    if bank.count != 4 || bank.mended > 0 || bank.letters_before || account.signs > 1 {
        return;
    }
    if !matches!(account.sign, b'-' | b' ' | b'/' | b'.') || account.gap > Some(Gap::Line) {
        return;
    }
    let called = sight.cue.says(Label::Account) || sight.cue.says(Label::Registration);
    let mut count = 2;
    let mut digits = account.count;
    if called {
        for group in groups.iter().skip(2) {
            if digits + group.count > 10
                || group.signs > 1
                || group.gap > Some(Gap::Space)
                || digits >= 10
            {
                break;
            }
            digits += group.count;
            count += 1;
        }
    }
    let fewest = if called { 6 } else { 7 };
    if !(fewest..=10).contains(&digits) {
        return;
    }
    let year = matches!(sight.figures.digits(0..1), [1, 9, ..] | [2, 0, ..]);
    let sure = if called {
        95
    } else if account.count == 10 {
        80
    } else if year || account.gap > Some(Gap::None) {
        return;
    } else {
        60
    };
    if !called
        && (sight.cue.is_tight(&[
            Label::Case,
            Label::Invoice,
            Label::Cpr,
            Label::Phone,
            Label::Cadastre,
            Label::Permit,
            Label::Time,
            Label::Cvr,
        ]) || sight.figures.goes_on_after(count))
    {
        return;
    }
    found.push(
        Candidate::new(PAIR, Category::Bank, sight.figures.span(0..count))
            .sure(sure)
            .because(Evidence::new(if called {
                "account.called"
            } else {
                "account.form"
            })),
    );
}

/// `reg. 1234, konto 12345678`: from the bank's number on, with the words between.
fn in_words(sight: &Sight, found: &mut Vec<Candidate>) {
    let window = sight.window;
    let four = sight.figures.groups().first().map(|group| group.count) == Some(4);
    if !four || !sight.cue.is_tight(&[Label::Registration, Label::Account]) {
        return;
    }
    let mut named = false;
    for at in 1..9 {
        let token = window.at(at);
        match token.kind {
            Kind::Word => match label_of(token.hash) {
                Some((Label::Account, _)) => named = true,
                Some((Label::Filler, _)) => {}
                _ => return,
            },
            Kind::Punctuation if matches!(token.sign, b',' | b'.' | b':' | b'-' | b'/' | b';') => {}
            Kind::Number if named && (6..=10).contains(&token.folded_length) => {
                found.push(
                    Candidate::new(PAIR, Category::Bank, window.span(0, at))
                        .sure(98)
                        .because(Evidence::new("account.called")),
                );
                return;
            }
            _ => return,
        }
    }
}

/// `kontonr. 0012345678`, `konto 1234 567 890`.
fn alone(sight: &Sight, found: &mut Vec<Candidate>) {
    if sight.cue.tight != Some(Label::Account) || !names_an_account(sight) {
        return;
    }
    let mut digits = 0;
    let mut count = 0;
    for group in sight.figures.groups() {
        if count > 0 && (group.gap > Some(Gap::Space) || group.signs > 1)
            || digits + group.count > 14
        {
            break;
        }
        digits += group.count;
        count += 1;
    }
    if (7..=14).contains(&digits) {
        found.push(
            Candidate::new(CALLED, Category::Bank, sight.figures.span(0..count))
                .sure(85)
                .because(Evidence::new("account.called")),
        );
    }
}

/// The word is `konto…` itself, not one that only speaks of paying.
fn names_an_account(sight: &Sight) -> bool {
    (-5..0).any(|at| {
        let folded = sight.window.folded(at);
        folded.windows(5).any(|part| part == b"konto")
    })
}
