/// A JPEG without what is not shown: comments, thumbnails, places, names, profiles, and whatever follows its end.
/// None when it cannot be followed to its end, or is of a kind that readers disagree on.
pub(crate) fn shown_part(untrusted: &[u8]) -> Option<Vec<u8>> {
    let mut kept = Vec::with_capacity(untrusted.len());
    let mut at = 2;
    if untrusted.get(..2)? != [0xFF, 0xD8] {
        return None;
    }
    kept.extend_from_slice(&[0xFF, 0xD8]);
    loop {
        if *untrusted.get(at)? != 0xFF {
            return None;
        }
        while *untrusted.get(at + 1)? == 0xFF {
            at += 1;
        }
        let marker = *untrusted.get(at + 1)?;
        match marker {
            END => {
                kept.extend_from_slice(&[0xFF, END]);
                return Some(kept);
            }
            0x00 | 0x01 | 0xD0..=0xD8 => return None,
            _ => {}
        }
        let length = usize::from(u16::from_be_bytes([
            *untrusted.get(at + 2)?,
            *untrusted.get(at + 3)?,
        ]));
        let segment = untrusted.get(at..at.checked_add(2 + length)?)?;
        if length < 2 {
            return None;
        }
        at += segment.len();
        match marker {
            JFIF => kept.extend_from_slice(&BARE_JFIF),
            // Adobe's segment says how the colours are coded: 12 bytes and nothing else.
            ADOBE if segment.get(4..9) == Some(b"Adobe") && length >= 14 => {
                kept.extend_from_slice(&[0xFF, ADOBE, 0, 14]);
                kept.extend_from_slice(segment.get(4..16)?);
            }
            0xE0..=0xEF | COMMENT => {}
            SCAN => {
                kept.extend_from_slice(segment);
                let start = at;
                at = end_of_scan(untrusted, at)?;
                kept.extend_from_slice(&untrusted[start..at]);
            }
            _ => kept.extend_from_slice(segment),
        }
    }
}

/// What was written into it beside the picture, up to where the picture begins.
pub(crate) fn comments(untrusted: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut at = 2;
    while let Some([0xFF, marker, high, low]) = untrusted.get(at..at + 4) {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        if *marker == SCAN || length < 2 || !untrusted.starts_with(b"\xFF\xD8") {
            break;
        }
        if *marker == COMMENT {
            found.extend(untrusted.get(at + 4..at + 2 + length));
        }
        at += 2 + length;
    }
    found
}

/// How many colours a pixel has, from the frame's header.
pub(crate) fn components(jpeg: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let marker = *jpeg.get(at + 1)?;
        let length = usize::from(u16::from_be_bytes([*jpeg.get(at + 2)?, *jpeg.get(at + 3)?]));
        if matches!(marker, 0xC0..=0xC2) {
            return jpeg.get(at + 9).copied();
        }
        if matches!(marker, SCAN | 0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            return None;
        }
        at += 2 + length;
    }
}

/// Pixels across and down, from the frame's header.
pub(crate) fn size(jpeg: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        let marker = *jpeg.get(at + 1)?;
        let number = |place: usize| {
            let bytes = [*jpeg.get(place)?, *jpeg.get(place + 1)?];
            Some(u16::from_be_bytes(bytes))
        };
        match marker {
            0xC0..=0xC2 => return Some((number(at + 7)?.into(), number(at + 5)?.into())),
            SCAN => return None,
            _ => at += 2 + usize::from(number(at + 2)?),
        }
    }
}

/// How finely it was told, from 1 to 100, by its first table of steps beside the usual one.
pub(crate) fn quality(jpeg: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let marker = *jpeg.get(at + 1)?;
        let length = usize::from(u16::from_be_bytes([*jpeg.get(at + 2)?, *jpeg.get(at + 3)?]));
        if marker == STEPS {
            let is_wide = jpeg.get(at + 4)? >> 4 != 0;
            let steps = jpeg.get(at + 5..at + 2 + length)?;
            let sum: u32 = if is_wide {
                let steps = steps.get(..128)?.chunks_exact(2);
                steps
                    .map(|step| u32::from(u16::from_be_bytes([step[0], step[1]])))
                    .sum()
            } else {
                steps.get(..64)?.iter().map(|step| u32::from(*step)).sum()
            };
            // In percent of the usual steps, which are those of quality 50.
            let coarseness = sum * 100 / USUAL_STEPS;
            let quality = if coarseness > 100 {
                5_000 / coarseness
            } else {
                (200 - coarseness) / 2
            };
            return Some(quality.clamp(1, 100) as u8);
        }
        if matches!(marker, SCAN | END) {
            return None;
        }
        at += 2 + length;
    }
}

const STEPS: u8 = 0xDB;
/// The sum of the standard's example table for brightness.
const USUAL_STEPS: u32 = 3_688;

const JFIF: u8 = 0xE0;
const ADOBE: u8 = 0xEE;
const COMMENT: u8 = 0xFE;
const SCAN: u8 = 0xDA;
const END: u8 = 0xD9;
/// Version 1.1, no unit, pixels as wide as high, no thumbnail.
const BARE_JFIF: [u8; 18] = *b"\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00";

/// Coded data goes on until a marker that is neither an escaped 0xFF nor a restart.
fn end_of_scan(jpeg: &[u8], mut at: usize) -> Option<usize> {
    loop {
        if *jpeg.get(at)? == 0xFF && !matches!(*jpeg.get(at + 1)?, 0x00 | 0xFF | 0xD0..=0xD7) {
            return Some(at);
        }
        at += 1;
    }
}
