//! Appointments and cards of people: what a calendar or an address book shows of them, as pages.

mod card;
mod event;
mod line;
mod zone;

use super::{OutsideFile, Step, Unreadable};
use crate::{Found, Kind};

pub(super) fn read(file: &OutsideFile<'_>, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let text = super::text::decoded(file.bytes, false);
    match file.kind {
        Kind::ContactCard => card::read(&text, found),
        _ => event::read(&text, found),
    }
}
