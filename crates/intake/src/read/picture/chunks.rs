//! PNG and WebP are made of chunks, and a BMP has a head.

use std::io::Read;

use super::{About, damaged, exif, xmp};
use crate::Found;
use crate::found::cut;
use crate::read::Unreadable;
use crate::reading::HiddenKind;

const MOST_TEXTS: usize = 200;
const LONGEST: usize = 64 << 10;
const XMP: &str = "XML:com.adobe.xmp";

pub(super) fn about_png(untrusted: &[u8], found: &mut Found<'_>) -> Result<About, Unreadable> {
    let mut about = About::default();
    let mut rest = untrusted.get(8..).unwrap_or_default();
    let (mut texts, mut frames) = (0, 0_u32);
    loop {
        let Some((head, after)) = rest.split_at_checked(8) else {
            return Err(damaged("no end"));
        };
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let Some(content) = after.get(..length) else {
            return Err(damaged("no end"));
        };
        // A check sum stands behind each.
        rest = after.get(length.saturating_add(4)..).unwrap_or_default();
        match &head[4..] {
            b"IEND" => break,
            b"pHYs" => about.dpi = density(content),
            b"eXIf" => exif::about(content, &mut about, found),
            b"fcTL" => frames = frames.saturating_add(1),
            kind @ (b"tEXt" | b"zTXt" | b"iTXt") if texts < MOST_TEXTS => {
                texts += 1;
                png_text(kind, content, found);
            }
            b"tIME" => {
                if let [high, low, month, day, hour, minute, second] = content {
                    let year = u16::from_be_bytes([*high, *low]);
                    let time =
                        format!("{year}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
                    found.hide(HiddenKind::Metadata, "PNG tIME", &time, 1);
                }
            }
            _ => {}
        }
    }
    if frames > 1 {
        found.hide(HiddenKind::FurtherFrames, "PNG", "", frames - 1);
    }
    if !rest.is_empty() {
        let size = format!("{} byte", rest.len());
        found.hide(HiddenKind::FurtherFrames, "PNG", &size, 1);
    }
    Ok(about)
}

fn png_text(kind: &[u8], content: &[u8], found: &mut Found<'_>) {
    let Some((name, text)) = split(content) else {
        return;
    };
    let latin = |text: &[u8]| -> String { text.iter().map(|byte| char::from(*byte)).collect() };
    let name = latin(&name[..name.len().min(100)]);
    let text = match (kind, text) {
        (b"tEXt", text) => latin(&text[..text.len().min(LONGEST)]),
        (b"zTXt", [0, packed @ ..]) => latin(&unpacked(packed)),
        (b"iTXt", [is_packed, _, rest @ ..]) => {
            let Some((_, text)) = split(rest).and_then(|(_, rest)| split(rest)) else {
                return;
            };
            let bytes = match is_packed {
                1 => unpacked(text),
                _ => text[..text.len().min(LONGEST)].to_vec(),
            };
            String::from_utf8_lossy(&bytes).into_owned()
        }
        _ => return,
    };
    if name == XMP {
        xmp::tell(text.as_bytes(), found);
    } else {
        found.hide(HiddenKind::Metadata, &format!("PNG {name}"), &text, 1);
    }
}

fn split(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = memchr::memchr(0, bytes)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}

/// As far as is kept, and no further.
fn unpacked(packed: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    // What was unpacked before an error is shown.
    let _ = flate2::read::ZlibDecoder::new(packed)
        .take(LONGEST as u64)
        .read_to_end(&mut bytes);
    bytes
}

/// Pixels a metre.
fn density(content: &[u8]) -> Option<(f32, f32)> {
    let [a, b, c, d, e, f, g, h, 1] = *content else {
        return None;
    };
    per_metre(
        u32::from_be_bytes([a, b, c, d]),
        u32::from_be_bytes([e, f, g, h]),
    )
}

fn per_metre(across: u32, down: u32) -> Option<(f32, f32)> {
    let inch = |metre: u32| metre as f32 * 0.0254;
    // 72 and 96 are what screens are said to have, and what programs write that know nothing.
    let is_said = |dpi: f32| dpi > 100.0;
    let (across, down) = (inch(across), inch(down));
    (is_said(across) && is_said(down)).then_some((across, down))
}

pub(super) fn about_webp(untrusted: &[u8], found: &mut Found<'_>) -> Result<About, Unreadable> {
    let mut about = About::default();
    let mut rest = untrusted.get(12..).unwrap_or_default();
    let mut frames = 0_u32;
    while let Some((head, after)) = rest.split_at_checked(8) {
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let Some(content) = after.get(..length) else {
            return Err(damaged("no end"));
        };
        rest = after.get(length + length % 2..).unwrap_or_default();
        match &head[..4] {
            b"EXIF" => {
                let bytes = content.strip_prefix(b"Exif\0\0").unwrap_or(content);
                exif::about(bytes, &mut about, found);
            }
            b"XMP " => {
                let packet = String::from_utf8_lossy(content);
                xmp::tell(cut(&packet, LONGEST).as_bytes(), found);
            }
            b"ANMF" => frames = frames.saturating_add(1),
            _ => {}
        }
    }
    if frames > 1 {
        found.hide(HiddenKind::FurtherFrames, "WebP", "", frames - 1);
    }
    Ok(about)
}

pub(super) fn about_bmp(untrusted: &[u8]) -> About {
    let number = |at: usize| {
        let bytes = untrusted.get(at..at + 4)?;
        Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    };
    let has_density = number(14).is_some_and(|head| head >= 40);
    let dpi = number(38)
        .zip(number(42))
        .filter(|_| has_density)
        .and_then(|(across, down)| per_metre(across, down));
    About {
        dpi,
        ..About::default()
    }
}
