//! The shipped lexicon, as `build.rs` laid it out.

use super::class::Class;

static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

const PLACES: usize = TABLE.len() / 8;
const SHIFT: u32 = 64 - PLACES.trailing_zeros();

/// What the word with that hash can be.
#[inline]
pub(crate) fn class_of(hash: u64) -> Class {
    let mut place = (hash >> SHIFT) as usize;
    loop {
        let slot = match TABLE.get(place * 8..place * 8 + 8) {
            Some(bytes) => u64::from_le_bytes(bytes.try_into().unwrap_or_default()),
            None => 0,
        };
        if slot == 0 {
            return Class::NONE;
        }
        if slot >> 32 == hash & 0xFFFF_FFFF {
            return Class(slot as u32);
        }
        place = (place + 1) & (PLACES - 1);
    }
}
