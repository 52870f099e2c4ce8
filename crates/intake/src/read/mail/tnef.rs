//! `winmail.dat`: what Outlook sends to those it takes for its own (MS-OXTNEF).

use std::collections::BTreeMap;

use super::mapi::{Attached, Props, Set, Value, charset_of, instant, letter};
use super::page;
use crate::read::text::in_charset;
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, HiddenKind, WhyUnreadable};

const SIGNATURE: u32 = 0x223E_9F78;
const MOST_ATTRIBUTES: usize = 100_000;
const MOST_PROPERTIES: usize = 20_000;
const MOST_VALUES: usize = 5_000;

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let own = stream(untrusted, found.limits.container_parts)?;
    let has_text = [0x1000, 0x1009, 0x1013]
        .iter()
        .any(|id| own.props.own.contains_key(id));
    let letter = letter(&own.props, &own.recipients, own.attached);
    let has_head = !letter.head.from.is_empty() && letter.head.sent.is_some();
    if has_text || has_head {
        return page::make(letter, found);
    }
    // Only a wrapping: the mail that it came with has the text.
    for (name, value) in &letter.data {
        found.hide(HiddenKind::Metadata, name, value, 1);
    }
    for part in letter.parts {
        match part.content {
            Ok(bytes) => found.child(&part.name, ChildRole::Attachment, bytes)?,
            Err(why) => found.lost_child(&part.name, ChildRole::Attachment, why)?,
        }
    }
    Ok(Step::Container)
}

#[derive(Default)]
struct Stream {
    props: Props,
    recipients: Vec<Props>,
    attached: Vec<Attached>,
}

fn stream(untrusted: &[u8], most: usize) -> Result<Stream, Unreadable> {
    let damaged = || Unreadable {
        why: WhyUnreadable::Damaged,
        detail: "tnef".to_owned(),
    };
    let mut bytes = Bytes(untrusted);
    if bytes.u32() != Some(SIGNATURE) {
        return Err(damaged());
    }
    bytes.take(2).ok_or_else(damaged)?;
    let mut own = Stream::default();
    let mut charset = "windows-1252".to_owned();
    let mut count = 0;
    let mut is_cut = false;
    while !bytes.0.is_empty() && count < MOST_ATTRIBUTES {
        count += 1;
        let Some((id, data)) = attribute(&mut bytes) else {
            is_cut = true;
            break;
        };
        if own.attached.len() > most {
            return Err(WhyUnreadable::TooManyParts.into());
        }
        own.take_up(id, data, &mut charset);
    }
    if is_cut {
        // What was cut off in sending is lost, and that must be seen.
        match own.attached.last_mut() {
            Some(last) if !last.props.own.contains_key(&0x3701) && last.inner.is_none() => {
                last.inner = Some(Err(WhyUnreadable::Damaged));
            }
            _ => return Err(damaged()),
        }
    }
    Ok(own)
}

/// An attribute's number, and its bytes.
fn attribute<'b>(bytes: &mut Bytes<'b>) -> Option<(u16, &'b [u8])> {
    let _level = bytes.take(1)?;
    let id = bytes.u16()?;
    let _kind = bytes.u16()?;
    let length = bytes.u32()? as usize;
    let data = bytes.take(length)?;
    let _sum = bytes.take(2)?;
    Some((id, data))
}

impl Stream {
    fn take_up(&mut self, id: u16, data: &[u8], charset: &mut String) {
        match id {
            // attOemCodepage
            0x9007 => {
                if let Some(page) = Bytes(data).u32() {
                    *charset = charset_of(i64::from(page));
                    let page = Value::Number(i64::from(page));
                    self.props.own.entry(0x3FFD).or_insert(page);
                }
            }
            0x8004 => self.add(0x0037, Value::Narrow(data.to_vec())),
            0x800C => self.add(0x1000, Value::Narrow(data.to_vec())),
            0x8005 => {
                if let Some(time) = date(data) {
                    self.add(0x0039, Value::Time(time));
                }
            }
            // attMsgProps
            0x9003 => {
                let mut props = Bytes(data).props();
                self.props.own.append(&mut props.own);
                self.props.named.append(&mut props.named);
            }
            // attRecipTable
            0x9004 => {
                let mut bytes = Bytes(data);
                let rows = bytes.u32().unwrap_or(0);
                for _ in 0..rows.min(MOST_VALUES as u32) {
                    if bytes.0.is_empty() {
                        break;
                    }
                    self.recipients.push(bytes.props());
                }
            }
            // attAttachRendData begins the next attachment.
            0x9002 => self.attached.push(Attached {
                props: Props::default(),
                inner: None,
            }),
            0x8010 => {
                let name = data.split(|byte| *byte == 0).next().unwrap_or_default();
                let name = Value::Text(in_charset(name, Some(charset)));
                self.attachment(|props| {
                    props.own.entry(0x3704).or_insert(name);
                });
            }
            0x800F => self.attachment(|props| {
                props.own.insert(0x3701, Value::Bytes(data.to_vec()));
            }),
            // attAttachment
            0x9005 => self.attach_props(data),
            _ => {}
        }
    }

    /// What the properties say counts before it.
    fn add(&mut self, id: u16, value: Value) {
        self.props.own.entry(id).or_insert(value);
    }

    fn attachment(&mut self, set: impl FnOnce(&mut Props)) {
        if let Some(last) = self.attached.last_mut() {
            set(&mut last.props);
        }
    }

    fn attach_props(&mut self, data: &[u8]) {
        let Some(last) = self.attached.last_mut() else {
            return;
        };
        let mut props = Bytes(data).props();
        // A mail or an object: what it is comes before its bytes.
        if let Some(Value::Bytes(object)) = props.own.get(&0x3701)
            && let Some(own) = object.get(16..)
        {
            if Bytes(own).u32() == Some(SIGNATURE) {
                last.inner = Some(Ok((own.to_vec(), ".dat")));
                props.own.remove(&0x3701);
            } else if own.starts_with(b"\xD0\xCF\x11\xE0") {
                props.own.insert(0x3701, Value::Bytes(own.to_vec()));
            } else if last.props.own.contains_key(&0x3701) {
                props.own.remove(&0x3701);
            }
        }
        last.props.own.append(&mut props.own);
    }
}

/// Year, month, day, hour, minute, second, in Denmark's own time as far as anybody knows.
fn date(data: &[u8]) -> Option<i64> {
    let mut bytes = Bytes(data);
    let mut part = || bytes.u16().map(u32::from);
    let (year, month, day) = (part()?, part()?, part()?);
    let (hour, minute, second) = (part()?, part()?, part()?);
    let day = chrono::NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let clock = day.and_hms_opt(hour, minute, second)?;
    sagsbord_domain::danish_instant(clock).map(|instant| instant.timestamp())
}

struct Bytes<'b>(&'b [u8]);

impl<'b> Bytes<'b> {
    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let own = self.0.get(..length)?;
        self.0 = &self.0[length..];
        Some(own)
    }

    fn u16(&mut self) -> Option<u16> {
        let own = self.take(2)?;
        Some(u16::from_le_bytes([own[0], own[1]]))
    }

    fn u32(&mut self) -> Option<u32> {
        let own = self.take(4)?;
        Some(u32::from_le_bytes([own[0], own[1], own[2], own[3]]))
    }

    /// As many as can be read.
    fn props(&mut self) -> Props {
        let mut props = Props {
            own: BTreeMap::new(),
            named: BTreeMap::new(),
        };
        let count = self.u32().unwrap_or(0).min(MOST_PROPERTIES as u32);
        for _ in 0..count {
            if self.prop(&mut props).is_none() {
                self.0 = &[];
                break;
            }
        }
        props
    }

    fn prop(&mut self, props: &mut Props) -> Option<()> {
        let kind = self.u16()?;
        let id = self.u16()?;
        let name = if id >= 0x8000 { self.name()? } else { None };
        let is_many = kind & 0x1000 != 0;
        let kind = kind & 0x0FFF;
        let is_long = matches!(kind, 0x000D | 0x001E | 0x001F | 0x0102);
        let count = if is_many || is_long { self.u32()? } else { 1 };
        // Values of no length at all are nothing to count.
        if count as usize > self.0.len().max(1) {
            return None;
        }
        let mut first = None;
        for _ in 0..count {
            let value = self.value(kind)?;
            first = first.or(value);
        }
        if let Some(value) = first {
            if id < 0x8000 {
                props.own.insert(id, value);
            } else if let Some(name) = name {
                props.named.insert(name, value);
            }
        }
        Some(())
    }

    /// `None` within: a name that says nothing here.
    fn name(&mut self) -> Option<Option<(Set, u32)>> {
        let set = Set::of(self.take(16)?);
        if self.u32()? == 0 {
            let id = self.u32()?;
            return Some(set.map(|set| (set, id)));
        }
        let length = self.u32()? as usize;
        self.take(length)?;
        self.take(padding(length))?;
        Some(None)
    }

    fn value(&mut self, kind: u16) -> Option<Option<Value>> {
        let value = match kind {
            0x0001 => None,
            0x0002 | 0x000B => {
                let own = self.u16()?;
                // Short ones fill up four bytes too.
                self.take(2)?;
                Some(Value::Number(i64::from(own as i16)))
            }
            0x0003 => Some(Value::Number(i64::from(self.u32()? as i32))),
            0x0004 | 0x000A => {
                self.take(4)?;
                None
            }
            0x0005 | 0x0006 | 0x0007 | 0x0014 => {
                self.take(8)?;
                None
            }
            0x0040 => {
                let own = self.take(8)?;
                let mut ticks = [0; 8];
                ticks.copy_from_slice(own);
                instant(u64::from_le_bytes(ticks)).map(Value::Time)
            }
            0x0048 => {
                self.take(16)?;
                None
            }
            0x000D | 0x001E | 0x001F | 0x0102 => {
                let length = self.u32()? as usize;
                let own = self.take(length)?;
                // The last value of a cut stream may lack its filling.
                let fill = padding(length).min(self.0.len());
                self.take(fill)?;
                Some(match kind {
                    0x001F => {
                        let units = own
                            .chunks_exact(2)
                            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                        let text = char::decode_utf16(units);
                        Value::Text(text.map(|sign| sign.unwrap_or('\u{FFFD}')).collect())
                    }
                    0x001E => Value::Narrow(own.to_vec()),
                    _ => Value::Bytes(own.to_vec()),
                })
            }
            _ => return None,
        };
        Some(value)
    }
}

fn padding(length: usize) -> usize {
    (4 - length % 4) % 4
}
