//! What a HEIF file says it holds, by its boxes: looked at before a program from elsewhere unpacks anything.

use std::collections::HashSet;

use super::damaged;
use crate::read::Unreadable;
use crate::reading::HiddenKind;
use crate::{Found, WhyUnreadable, words};

/// Pictures of one file that become pages. A camera's burst has a few.
const MOST_PICTURES: usize = 30;
/// A large photo is put together of some hundred tiles.
const MOST_ITEMS: usize = 20_000;
const MOST_BOXES: usize = 50_000;

/// Its pictures are counted and measured by what is said of them; what is said and not shown is told.
pub(super) fn check(untrusted: &[u8], found: &mut Found<'_>) -> Result<(), Unreadable> {
    let meta = child(untrusted, b"meta").ok_or_else(|| damaged("no pictures told"))?;
    let about = Items::of(full(meta).1)?;
    if about.largest > found.limits.picture_pixels {
        return Err(WhyUnreadable::TooManyPixels.into());
    }
    let (mut shown, mut unseen) = (0_usize, 0_u32);
    for item in &about.items {
        let beside = about.thumbnails.contains(&item.id) || about.beside.contains(&item.id);
        if !item.is_picture || beside {
            continue;
        }
        if !item.is_hidden {
            shown += 1;
        } else if !about.parts.contains(&item.id) {
            unseen += 1;
        }
    }
    if shown == 0 {
        return Err(damaged("no picture"));
    }
    if shown > MOST_PICTURES {
        return Err(WhyUnreadable::TooManyParts.into());
    }
    if unseen > 0 {
        found.hide(HiddenKind::FurtherFrames, "HEIF", "", unseen);
    }
    let told = |of: &HashSet<u32>| u32::try_from(of.len()).unwrap_or(u32::MAX);
    if !about.thumbnails.is_empty() {
        let count = told(&about.thumbnails);
        found.hide(HiddenKind::Thumbnail, "HEIF", "", count);
    }
    if !about.beside.is_empty() {
        let count = told(&about.beside);
        found.hide(HiddenKind::Metadata, "HEIF", words::BESIDE_PICTURE, count);
    }
    Ok(())
}

struct Item {
    id: u32,
    is_picture: bool,
    is_hidden: bool,
}

#[derive(Default)]
struct Items {
    items: Vec<Item>,
    thumbnails: HashSet<u32>,
    /// Depth, light, what can be seen through: they belong to a picture and are none.
    beside: HashSet<u32>,
    /// What another picture is put together of.
    parts: HashSet<u32>,
    /// Pixels of the largest.
    largest: u64,
}

impl Items {
    fn of(meta: &[u8]) -> Result<Self, Unreadable> {
        let mut about = Self::default();
        for (kind, inner) in boxes(meta) {
            match &kind {
                b"iinf" => about.take_items(inner)?,
                b"iref" => about.take_references(inner)?,
                b"iprp" => about.take_sizes(inner),
                _ => {}
            }
        }
        Ok(about)
    }

    fn take_items(&mut self, list: &[u8]) -> Result<(), Unreadable> {
        let (version, rest) = full(list);
        let count_bytes = if version == 0 { 2 } else { 4 };
        for (kind, entry) in boxes(rest.get(count_bytes..).unwrap_or_default()) {
            if &kind != b"infe" {
                continue;
            }
            if self.items.len() >= MOST_ITEMS {
                return Err(WhyUnreadable::TooManyParts.into());
            }
            let is_hidden = entry.get(3).is_some_and(|flags| flags & 1 == 1);
            let (version, rest) = full(entry);
            let (id, rest) = number(rest, if version >= 3 { 4 } else { 2 });
            const PICTURES: [&[u8]; 9] = [
                b"hvc1", b"hev1", b"grid", b"iovl", b"iden", b"av01", b"avc1", b"jpeg", b"j2k1",
            ];
            let kind = rest.get(2..6).unwrap_or_default();
            self.items.push(Item {
                id,
                is_picture: PICTURES.contains(&kind),
                is_hidden,
            });
        }
        Ok(())
    }

    fn take_references(&mut self, list: &[u8]) -> Result<(), Unreadable> {
        let (version, rest) = full(list);
        let id_bytes = if version == 0 { 2 } else { 4 };
        for (kind, reference) in boxes(rest) {
            let (from, rest) = number(reference, id_bytes);
            match &kind {
                b"thmb" => _ = self.thumbnails.insert(from),
                b"auxl" => _ = self.beside.insert(from),
                b"dimg" => {
                    let (count, mut rest) = number(rest, 2);
                    for _ in 0..count {
                        let (to, after) = number(rest, id_bytes);
                        self.parts.insert(to);
                        rest = after;
                    }
                    if self.parts.len() > MOST_ITEMS {
                        return Err(WhyUnreadable::TooManyParts.into());
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn take_sizes(&mut self, properties: &[u8]) {
        for (kind, size) in child(properties, b"ipco").into_iter().flat_map(boxes) {
            if &kind == b"ispe" {
                let (across, rest) = number(full(size).1, 4);
                let (down, _) = number(rest, 4);
                self.largest = self.largest.max(u64::from(across) * u64::from(down));
            }
        }
    }
}

fn child<'a>(of: &'a [u8], wanted: &[u8; 4]) -> Option<&'a [u8]> {
    boxes(of)
        .find(|(kind, _)| kind == wanted)
        .map(|(_, inner)| inner)
}

/// A box's version, and what stands after it and its flags.
fn full(inner: &[u8]) -> (u8, &[u8]) {
    let version = inner.first().copied().unwrap_or(0);
    (version, inner.get(4..).unwrap_or_default())
}

/// Nothing that is not there is taken for 0: the box then simply ends.
fn number(from: &[u8], bytes: usize) -> (u32, &[u8]) {
    let (number, rest) = from.split_at(bytes.min(from.len()));
    let number = number
        .iter()
        .fold(0_u32, |number, byte| number << 8 | u32::from(*byte));
    (number, rest)
}

/// The boxes that stand one after the other, up to the first that is not whole.
fn boxes(mut rest: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let length = u32::from_be_bytes(rest.first_chunk().copied()?) as usize;
        let kind: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        let (head, length) = match length {
            0 => (8, rest.len()),
            1 => {
                let long: [u8; 8] = rest.get(8..16)?.try_into().ok()?;
                (16, usize::try_from(u64::from_be_bytes(long)).ok()?)
            }
            length => (8, length),
        };
        let inner = rest.get(head..length)?;
        rest = &rest[length..];
        Some((kind, inner))
    })
    .take(MOST_BOXES)
}
