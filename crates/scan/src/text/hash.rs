//! The hash that every table of words is built and asked with. `build.rs` includes this file too: a
//! change here changes the shipped tables with it.

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;

/// Of a folded word (see `fold`). Never zero, so that zero can mean an empty place.
#[inline]
pub(crate) fn hash_folded(word: &[u8]) -> u64 {
    let mut state = FIRST ^ (word.len() as u64).wrapping_mul(SECOND);
    let mut rest = word;
    while let Some((eight, after)) = rest.split_first_chunk::<8>() {
        state = mix(state ^ u64::from_le_bytes(*eight));
        rest = after;
    }
    if !rest.is_empty() {
        let mut last = 0u64;
        for (place, byte) in rest.iter().enumerate() {
            last |= u64::from(*byte) << (8 * place);
        }
        state = mix(state ^ last);
    }
    state | 1
}

#[inline]
fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ SECOND) * u128::from(FIRST);
    (product as u64) ^ ((product >> 64) as u64)
}
