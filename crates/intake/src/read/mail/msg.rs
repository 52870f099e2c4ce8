//! A mail as Outlook keeps it in a file of its own: storages and streams (MS-OXMSG).

mod inner;

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use super::mapi::{Attached, Inner, Props, Set, Value, instant, letter};
use super::page;
use crate::read::{Step, Unreadable};
use crate::{Found, WhyUnreadable};

type Compound<'m> = cfb::CompoundFile<Cursor<&'m [u8]>>;

/// Storages in a mail that are looked at.
const MOST_STORAGES: usize = 20_000;
const MOST_PROPERTIES: usize = 20_000;

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let damaged = |_| Unreadable {
        why: WhyUnreadable::Damaged,
        detail: "cfb".to_owned(),
    };
    let compound = cfb::CompoundFile::open(Cursor::new(untrusted)).map_err(damaged)?;
    let mut own = Opened {
        compound,
        // Streams can share their bytes, so that a small file could be read as a huge one.
        left: (untrusted.len() as u64).saturating_mul(2) + (1 << 20),
    };
    let names = own.names();
    let root = Path::new("/");
    let props = own.props(root, ROOT_HEADER, &names)?;
    let mut recipients = Vec::new();
    let mut attached = Vec::new();
    let children = own.storages(root);
    if children.len() > found.limits.container_parts {
        return Err(WhyUnreadable::TooManyParts.into());
    }
    for path in children {
        let name = name_of(&path);
        if name.starts_with("__recip_version1.0_") {
            recipients.push(own.props(&path, PART_HEADER, &names)?);
        } else if name.starts_with("__attach_version1.0_") {
            let props = own.props(&path, PART_HEADER, &names)?;
            let inner = own.inner(&path, &props)?;
            attached.push(Attached { props, inner });
        }
    }
    page::make(letter(&props, &recipients, attached), found)
}

/// Bytes before the properties, in the mail itself and in what it holds.
const ROOT_HEADER: usize = 32;
const PART_HEADER: usize = 8;

/// What a property's number beyond these means is told by its name.
const FIRST_NAMED: u16 = 0x8000;

struct Opened<'m> {
    compound: Compound<'m>,
    /// Bytes that may still be read.
    left: u64,
}

type Names = Vec<Option<(Set, u32)>>;

impl Opened<'_> {
    fn storages(&self, path: &Path) -> Vec<PathBuf> {
        let Ok(entries) = self.compound.read_storage(path) else {
            return Vec::new();
        };
        entries
            .take(MOST_STORAGES)
            .filter(cfb::Entry::is_storage)
            .map(|entry| entry.path().to_owned())
            .collect()
    }

    fn stream(&mut self, path: &Path) -> Result<Option<Vec<u8>>, Unreadable> {
        if !self.compound.is_stream(path) {
            return Ok(None);
        }
        let Ok(mut stream) = self.compound.open_stream(path) else {
            return Ok(None);
        };
        if stream.len() > self.left {
            return Err(WhyUnreadable::UnpacksToTooMuch.into());
        }
        let mut bytes = Vec::new();
        // What can be read of a broken one is better than nothing.
        let _ = (&mut stream).take(self.left).read_to_end(&mut bytes);
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Ok(Some(bytes))
    }

    fn props(&mut self, path: &Path, header: usize, names: &Names) -> Result<Props, Unreadable> {
        let mut props = Props::default();
        let table = self.stream(&path.join("__properties_version1.0"))?;
        let table = table.unwrap_or_default();
        let entries = table.get(header..).unwrap_or_default();
        for entry in entries.chunks_exact(16).take(MOST_PROPERTIES) {
            let kind = u16::from_le_bytes([entry[0], entry[1]]);
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            let mut own = [0; 8];
            own.copy_from_slice(&entry[8..16]);
            let value = match kind {
                0x0002 => Some(Value::Number(i64::from(i16::from_le_bytes([
                    own[0], own[1],
                ])))),
                0x0003 => Some(Value::Number(i64::from(i32::from_le_bytes([
                    own[0], own[1], own[2], own[3],
                ])))),
                0x000B => Some(Value::Number(i64::from(own[0]))),
                0x0014 => Some(Value::Number(i64::from_le_bytes(own))),
                0x0040 => instant(u64::from_le_bytes(own)).map(Value::Time),
                0x001E | 0x001F | 0x0102 if is_read(id) => self.value(path, id, kind)?,
                _ => None,
            };
            let Some(value) = value else {
                continue;
            };
            if id < FIRST_NAMED {
                props.own.insert(id, value);
            } else if let Some(Some(name)) = names.get(usize::from(id - FIRST_NAMED)) {
                props.named.insert(*name, value);
            }
        }
        Ok(props)
    }

    fn value(&mut self, path: &Path, id: u16, kind: u16) -> Result<Option<Value>, Unreadable> {
        let name = format!("__substg1.0_{id:04X}{kind:04X}");
        let bytes = self.stream(&path.join(name))?;
        Ok(bytes.map(|bytes| match kind {
            0x001F => {
                let units = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                let text = char::decode_utf16(units).map(|sign| sign.unwrap_or('\u{FFFD}'));
                Value::Text(text.collect())
            }
            0x001E => Value::Narrow(bytes),
            _ => Value::Bytes(bytes),
        }))
    }

    /// What the numbers of this file's named properties mean.
    fn names(&mut self) -> Names {
        let root = Path::new("/__nameid_version1.0");
        let mut stream = |name: &str| {
            let bytes = self.stream(&root.join(name));
            bytes.ok().flatten().unwrap_or_default()
        };
        let sets = stream("__substg1.0_00020102");
        let entries = stream("__substg1.0_00030102");
        let mut names = Vec::new();
        for entry in entries.chunks_exact(8).take(MOST_PROPERTIES) {
            let id = u32::from_le_bytes([entry[0], entry[1], entry[2], entry[3]]);
            let kind = u16::from_le_bytes([entry[4], entry[5]]);
            let place = usize::from(u16::from_le_bytes([entry[6], entry[7]]));
            let set = usize::from(kind >> 1)
                .checked_sub(3)
                .and_then(|index| sets.get(index * 16..index * 16 + 16))
                .and_then(Set::of);
            if names.len() <= place {
                names.resize(place + 1, None);
            }
            if kind & 1 == 0 {
                names[place] = set.map(|set| (set, id));
            }
        }
        names
    }

    /// What lies in an attachment as a thing of its own.
    fn inner(&mut self, path: &Path, props: &Props) -> Result<Option<Inner>, Unreadable> {
        let inner = path.join("__substg1.0_3701000D");
        if !self.compound.is_storage(&inner) {
            return Ok(None);
        }
        let method = match props.own.get(&0x3705) {
            Some(Value::Number(method)) => *method,
            _ => 0,
        };
        const EMBEDDED_MAIL: i64 = 5;
        let is_mail =
            method == EMBEDDED_MAIL || self.compound.exists(inner.join("__properties_version1.0"));
        let made = inner::as_file(self, &inner, is_mail)?;
        let end = if is_mail { ".msg" } else { "" };
        Ok(Some(
            made.map(|bytes| (bytes, end)).ok_or(WhyUnreadable::Damaged),
        ))
    }
}

/// Properties that nobody asks for are not worth their bytes.
fn is_read(id: u16) -> bool {
    matches!(
        id,
        0x001A | 0x0037 | 0x0042 | 0x0065 | 0x007D | 0x0C1A | 0x0C1F | 0x0E02
            ..=0x0E04
                | 0x1000
                | 0x1009
                | 0x1013
                | 0x1035
                | 0x1039
                | 0x1042
                | 0x3001
                | 0x3003
                | 0x3701
                | 0x3704
                | 0x3707
                | 0x370E
                | 0x3712
                | 0x39FE
                | 0x3A08
                | 0x3A16
                | 0x3A17
                | 0x3A1C
                | 0x3FF8
                | 0x3FFA
                | 0x5D01
                | 0x5D02
    ) || id >= FIRST_NAMED
}

fn name_of(path: &Path) -> &str {
    path.file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("")
}
