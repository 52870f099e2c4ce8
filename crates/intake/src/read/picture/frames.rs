//! A GIF's pictures are counted without being unpacked: there may be a million of them.

use super::{About, damaged};
use crate::Found;
use crate::found::cut;
use crate::read::Unreadable;
use crate::reading::HiddenKind;

const MOST_COMMENTS: usize = 100;
const LONGEST: usize = 16 << 10;

pub(super) fn about_gif(untrusted: &[u8], found: &mut Found<'_>) -> Result<About, Unreadable> {
    let end = || damaged("no end");
    let flags = *untrusted.get(10).ok_or_else(end)?;
    let mut at = 13 + colours(flags);
    let (mut frames, mut comments) = (0_u32, 0);
    loop {
        match untrusted.get(at).ok_or_else(end)? {
            0x2C => {
                frames = frames.saturating_add(1);
                let flags = *untrusted.get(at + 9).ok_or_else(end)?;
                // One byte says how many colours the packed pixels begin with.
                at += 11 + colours(flags);
                blocks(untrusted, &mut at, None).ok_or_else(end)?;
            }
            0x21 => {
                let is_comment = untrusted.get(at + 1) == Some(&0xFE);
                at += 2;
                if is_comment && comments < MOST_COMMENTS {
                    comments += 1;
                    let mut text = Vec::new();
                    blocks(untrusted, &mut at, Some(&mut text)).ok_or_else(end)?;
                    let text = String::from_utf8_lossy(&text);
                    found.hide(HiddenKind::Comment, "GIF", cut(text.trim(), LONGEST), 1);
                } else {
                    blocks(untrusted, &mut at, None).ok_or_else(end)?;
                }
            }
            0x3B => break,
            _ => return Err(damaged("no such block")),
        }
    }
    if frames > 1 {
        found.hide(HiddenKind::FurtherFrames, "GIF", "", frames - 1);
    }
    let behind = untrusted.get(at + 1..).unwrap_or_default();
    if behind.iter().any(|byte| *byte != 0) {
        let size = format!("{} byte", behind.len());
        found.hide(HiddenKind::FurtherFrames, "GIF", &size, 1);
    }
    Ok(About::default())
}

fn colours(flags: u8) -> usize {
    match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    }
}

fn blocks(untrusted: &[u8], at: &mut usize, mut kept: Option<&mut Vec<u8>>) -> Option<()> {
    loop {
        let length = usize::from(*untrusted.get(*at)?);
        *at += 1;
        if length == 0 {
            return Some(());
        }
        if let Some(kept) = kept.as_deref_mut()
            && kept.len() < LONGEST
        {
            kept.extend(untrusted.get(*at..*at + length)?);
        }
        *at += length;
    }
}
