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
use crate::text::Window;
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
        let figures = Figures::read(window);
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
