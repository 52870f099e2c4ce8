//! Numbers: who or what a run of digits belongs to. One look at the digits and the words before them serves
//! all kinds of numbers; each kind then judges for itself.

mod account;
mod birth_date;
mod card;
mod case_number;
mod company;
mod cpr;
mod cpr_remains;
mod cue;
pub(crate) mod date;
mod figures;
mod iban;
mod identifier;
mod phone;
mod plate;

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::lexicon::Class;
use crate::text::{Flags, Gap, Kind, Window};
use cue::Cue;
use figures::Figures;

pub(super) struct Numbers;

/// What all kinds of numbers look at.
struct Sight<'a> {
    window: &'a Window<'a>,
    figures: &'a Figures,
    cue: &'a Cue,
    knowledge: &'a Knowledge<'a>,
}

impl Detector for Numbers {
    fn calls(&self) -> Calls {
        Calls::NUMBER.or(Calls::MIXED)
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        if is_small_and_alone(window) {
            return;
        }
        let mut figures = Figures::none();
        figures.read(window);
        let cue = Cue::read(window, memory.columns.heading());
        let sight = Sight {
            window,
            figures: &figures,
            cue: &cue,
            knowledge,
        };
        cpr::find(&sight, found);
        cpr_remains::find(&sight, found);
        birth_date::find(&sight, found);
        company::find(&sight, found);
        phone::find(&sight, found);
        account::find(&sight, found);
        iban::find(&sight, found);
        card::find(&sight, found);
        plate::find(&sight, found);
        case_number::find(&sight, found);
        identifier::find(&sight, found);
    }
}

/// `kl. 10`, `3 børn`, `side 12.`: no number of anybody's, and most of the numbers in a text.
fn is_small_and_alone(window: &Window) -> bool {
    let token = window.at(0);
    if token.kind != Kind::Number || token.folded_length > 3 || token.flags.is_odd() {
        return false;
    }
    let apart = |at: isize| {
        let next = window.at(at);
        // Letters that may stand for digits go on with the number, a month makes it a date.
        next.kind == Kind::Word
            && next.gap >= Gap::Space
            && next.class != Class::NONE
            && next.folded_length > 2
            && !next.class.has(Class::MONTH)
    };
    let before = window.at(-1);
    let begins = token.gap >= Gap::Space
        && (before.kind == Kind::Word && !before.flags.has(Flags::ALL_CAPITALS)
            || before.kind == Kind::Nothing);
    let next = window.at(1);
    begins
        && (apart(1)
            || next.gap == Gap::None
                && next.kind == Kind::Punctuation
                && matches!(next.sign, b'.' | b',')
                && apart(2))
}
