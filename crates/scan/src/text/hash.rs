//! The hash that every table of words is built and asked with. `build.rs` includes this file too: a
//! change here changes the shipped tables with it.

const FIRST: u64 = 0x9E37_79B9_7F4A_7C15;
const SECOND: u64 = 0xD6E8_FEB8_6659_FD93;

/// Of a folded word (see `fold`). Never zero, so that zero can mean an empty place.
#[inline]
pub(crate) fn hash_folded(word: &[u8]) -> u64 {
    let mut state = begin(word.len());
    let (eights, rest) = word.as_chunks::<8>();
    for eight in eights {
        state = mix(state ^ u64::from_le_bytes(*eight));
    }
    if !rest.is_empty() {
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        state = mix(state ^ u64::from_le_bytes(last));
    }
    state | 1
}

/// Of the first `length` bytes, with at least eight more behind them that can be anything.
#[allow(dead_code, reason = "only the program hashes while reading")]
#[inline]
pub(crate) fn hash_padded(padded: &[u8], length: usize) -> u64 {
    let mut state = begin(length);
    let mut rest = padded;
    let mut left = length;
    while left > 0 {
        let Some((eight, after)) = rest.split_first_chunk::<8>() else {
            break;
        };
        let mut value = u64::from_le_bytes(*eight);
        if left < 8 {
            value &= (1 << (8 * left)) - 1;
        }
        state = mix(state ^ value);
        rest = after;
        left = left.saturating_sub(8);
    }
    state | 1
}

/// Of at most sixteen bytes in two numbers, each with zeros behind.
#[allow(dead_code, reason = "only the program hashes while reading")]
#[inline]
pub(crate) fn hash_short(first: u64, second: u64, length: usize) -> u64 {
    let short = mix(begin(length) ^ first);
    let long = mix(short ^ second);
    // No branch: how long the next word is, no processor can guess.
    let is_long = u64::from(length > 8).wrapping_neg();
    (short & !is_long) | (long & is_long) | 1
}

#[inline]
fn begin(length: usize) -> u64 {
    FIRST ^ (length as u64).wrapping_mul(SECOND)
}

#[inline]
fn mix(value: u64) -> u64 {
    let product = u128::from(value ^ SECOND) * u128::from(FIRST);
    (product as u64) ^ ((product >> 64) as u64)
}
