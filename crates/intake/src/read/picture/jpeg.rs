//! The segments of a JPEG, and what comes after its end.

use super::{About, damaged, exif, iptc, xmp};
use crate::Found;
use crate::read::Unreadable;
use crate::reading::HiddenKind;

const MOST_SEGMENTS: usize = 4_000;

/// A JPEG that has no end is not whole.
pub(super) fn about(untrusted: &[u8], found: &mut Found<'_>) -> Result<About, Unreadable> {
    let mut about = About::default();
    let mut at = 2;
    for _ in 0..MOST_SEGMENTS {
        let marker = next_marker(untrusted, &mut at).ok_or_else(|| damaged("no end"))?;
        match marker {
            0xD9 => {
                behind(untrusted.get(at..).unwrap_or_default(), found);
                return Ok(about);
            }
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let length = untrusted.get(at..at + 2).ok_or_else(|| damaged("no end"))?;
                let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
                let segment = untrusted
                    .get(at + 2..at + length.max(2))
                    .ok_or_else(|| damaged("no end"))?;
                tell(marker, segment, &mut about, found);
                at += length.max(2);
            }
        }
    }
    Err(damaged("too many segments"))
}

/// Past what is packed between two markers.
fn next_marker(untrusted: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let start = memchr::memchr(0xFF, untrusted.get(*at..)?)? + *at;
        let marker = *untrusted.get(start + 1)?;
        *at = start + 2;
        match marker {
            0x00 | 0xD0..=0xD7 => {}
            0xFF => *at = start + 1,
            marker => return Some(marker),
        }
    }
}

fn tell(marker: u8, segment: &[u8], about: &mut About, found: &mut Found<'_>) {
    match marker {
        0xE0 => about.dpi = density(segment).or(about.dpi),
        0xE1 => {
            if let Some(untrusted) = segment.strip_prefix(b"Exif\0\0") {
                exif::about(untrusted, about, found);
            } else if let Some(packet) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                xmp::tell(packet, found);
            }
        }
        0xED => {
            if let Some(blocks) = segment.strip_prefix(b"Photoshop 3.0\0") {
                iptc::tell(blocks, found);
            }
        }
        0xFE => {
            let text = String::from_utf8_lossy(segment);
            let text = text.trim_matches(['\0', ' ', '\n']);
            if !text.is_empty() {
                found.hide(HiddenKind::Comment, "JPEG", text, 1);
            }
        }
        _ => {}
    }
}

fn density(segment: &[u8]) -> Option<(f32, f32)> {
    let [unit, across_high, across_low, down_high, down_low, ..] =
        segment.strip_prefix(b"JFIF\0")?.get(2..)?
    else {
        return None;
    };
    let number = |high: &u8, low: &u8| f32::from(u16::from_be_bytes([*high, *low]));
    let (across, down) = (number(across_high, across_low), number(down_high, down_low));
    let inches = match unit {
        1 => 1.0,
        2 => 2.54,
        _ => return None,
    };
    // What programs write that know nothing.
    let is_nothing = across <= 1.0 || down <= 1.0 || (across == 72.0 && inches == 1.0);
    (!is_nothing).then_some((across * inches, down * inches))
}

/// Another picture, a film, or what somebody hid there.
fn behind(untrusted: &[u8], found: &mut Found<'_>) {
    if untrusted.iter().all(|byte| *byte == 0 || *byte == 0xFF) {
        return;
    }
    let pictures = memchr::memmem::find_iter(untrusted, b"\xFF\xD8\xFF\xE1").count()
        + memchr::memmem::find_iter(untrusted, b"\xFF\xD8\xFF\xE0").count();
    let count = u32::try_from(pictures.max(1)).unwrap_or(u32::MAX);
    let size = format!("{} byte", untrusted.len());
    found.hide(HiddenKind::FurtherFrames, "JPEG", &size, count);
}
