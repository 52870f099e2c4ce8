//! The shipped lexicon, as `build.rs` laid it out.

use super::class::Class;
use super::label::{Label, NEEDS_NUMBER};

static CLASSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));
static LABELS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/labels.bin"));
static SUBJECTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/subjects.bin"));
static SEXES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sexes.bin"));

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    Woman,
    Man,
}

/// What the word with that hash can be.
#[inline]
pub(crate) fn class_of(hash: u64) -> Class {
    const PLACES: usize = CLASSES.len() / 8;
    Class(find(CLASSES, PLACES, hash))
}

/// Where the word would stand in the lexicon. Reading this is what takes the time: for many words, read it of all
/// before the first is judged, and the waiting is done together.
#[inline]
pub(crate) fn first_place(hash: u64) -> u64 {
    const PLACES: usize = CLASSES.len() / 8;
    slot(CLASSES, (hash >> (64 - PLACES.trailing_zeros())) as usize)
}

/// As [`class_of`], where the first place was read already.
#[inline]
pub(crate) fn class_from(first: u64, hash: u64) -> Class {
    if first == 0 {
        Class::NONE
    } else if first >> 32 == hash & 0xFFFF_FFFF {
        Class(first as u32)
    } else {
        class_of(hash)
    }
}

/// What the word says of a number after it, and whether only together with `nr`.
pub(crate) fn label_of(hash: u64) -> Option<(Label, bool)> {
    const PLACES: usize = LABELS.len() / 8;
    let value = find(LABELS, PLACES, hash);
    let label = Label::numbered(value & !NEEDS_NUMBER)?;
    Some((label, value & NEEDS_NUMBER != 0))
}

/// A pronoun, or what the citizen of a case is called.
#[inline]
pub(crate) fn points_at_somebody(hash: u64) -> bool {
    const PLACES: usize = SUBJECTS.len() / 8;
    find(SUBJECTS, PLACES, hash) != 0
}

/// Whose given name it is, where the other sex hardly bears it.
pub(crate) fn sex_of_given(hash: u64) -> Option<Sex> {
    const PLACES: usize = SEXES.len() / 8;
    match find(SEXES, PLACES, hash) {
        1 => Some(Sex::Woman),
        2 => Some(Sex::Man),
        _ => None,
    }
}

/// Zero where the table has no such word.
#[inline]
fn find(table: &[u8], places: usize, hash: u64) -> u32 {
    let mut place = (hash >> (64 - places.trailing_zeros())) as usize;
    loop {
        let slot = slot(table, place);
        if slot == 0 {
            return 0;
        }
        if slot >> 32 == hash & 0xFFFF_FFFF {
            return slot as u32;
        }
        place = (place + 1) & (places - 1);
    }
}

#[inline]
fn slot(table: &[u8], place: usize) -> u64 {
    match table.get(place * 8..place * 8 + 8) {
        Some(bytes) => u64::from_le_bytes(bytes.try_into().unwrap_or_default()),
        None => 0,
    }
}
