use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::envelope::{EventHead, HeadSoFar};
use crate::index::{CaseEntry, INDEX_NAMESPACES};
use crate::post::PostStatus;
use crate::xml::{Bounds, Malformed, Name, Ns, Reader, What, Writer};

/// No event that we know is a hundredth of this.
pub(super) const LARGEST: usize = 4 << 20;
/// What is kept of a message that we cannot use, for a person to look at.
const MOST_KEPT: usize = 256 << 10;
const BOUNDS: Bounds = Bounds {
    depth: 64,
    text: LARGEST,
};

/// Something that happened, and what it was about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    pub head: EventHead,
    pub content: Content,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A case in the index, as it was registered (*RegistreringBesked*).
    Case(Box<CaseEntry>),
    /// What became of a letter (*PKO_PostStatus*).
    PostStatus(Box<PostStatus>),
}

/// What a message from the queue turned out to be. All of it is to be kept before it is acknowledged: the queue does
/// not have it afterwards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    Event(Box<Event>),
    /// An event of a kind that we do not know.
    Unknown(Box<EventHead>, Kept),
    Unreadable(Unreadable, Kept),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("it is larger than any event")]
    TooLarge,
    #[error("it is no text")]
    NotText,
    #[error(transparent)]
    Malformed(#[from] Malformed),
}

/// A message as it came, or its beginning.
#[derive(Clone, PartialEq, Eq)]
pub struct Kept {
    pub bytes: Vec<u8>,
    pub is_whole: bool,
}

/// How an event's content lies in its envelope. Both are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Base64,
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Kept")
            .field("bytes", &self.bytes.len())
            .field("is_whole", &self.is_whole)
            .finish()
    }
}

const fn k(local: &'static str) -> Name {
    Name(Ns::Envelope, local)
}

impl Taken {
    pub fn from_bytes(untrusted: Vec<u8>) -> Self {
        match read(&untrusted) {
            Ok((head, Some(content))) => Self::Event(Box::new(Event { head, content })),
            Ok((head, None)) => Self::Unknown(Box::new(head), Kept::of(untrusted)),
            Err(why) => Self::Unreadable(why, Kept::of(untrusted)),
        }
    }
}

impl Kept {
    fn of(mut bytes: Vec<u8>) -> Self {
        let is_whole = bytes.len() <= MOST_KEPT;
        bytes.truncate(MOST_KEPT);
        bytes.shrink_to_fit();
        Self { bytes, is_whole }
    }
}

impl Event {
    pub fn write(&self, writer: &mut Writer, packing: Packing) {
        let mut often = vec![Ns::Envelope, Ns::Sd];
        if packing == Packing::Plain {
            often.extend(INDEX_NAMESPACES);
        }
        writer.root(k("Haendelsesbesked"), &often, |writer| {
            self.head.write(writer);
            writer.element(k("Beskeddata"), |writer| match packing {
                Packing::Plain => self.content.write(writer),
                Packing::Base64 => {
                    let mut within = Writer::new();
                    self.content.write(&mut within);
                    let packed = BASE64_STANDARD.encode(within.into_text());
                    writer.text(Name(Ns::Packed, "Base64"), &packed);
                }
            });
        });
    }
}

impl Content {
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Case(case) => case.write(writer, Name(Ns::Sag, "RegistreringBesked")),
            Self::PostStatus(status) => status.write(writer),
        }
    }

    /// What the element that is open holds, if it is something that we know.
    fn read(reader: &mut Reader<'_>, what: &What<'_>) -> Result<Option<Self>, Malformed> {
        Ok(match (what.ns, what.local) {
            (Ns::Sag, "RegistreringBesked") => Some(Self::Case(Box::new(CaseEntry::read(reader)?))),
            (Ns::PostStatus, "PKO_PostStatus") => {
                Some(Self::PostStatus(Box::new(PostStatus::read(reader)?)))
            }
            _ => None,
        })
    }
}

fn read(untrusted: &[u8]) -> Result<(EventHead, Option<Content>), Unreadable> {
    if untrusted.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    let text = std::str::from_utf8(untrusted).map_err(|_| Unreadable::NotText)?;
    let text = text.trim_start_matches('\u{feff}');
    Ok(Reader::new(text, BOUNDS).root(|reader, what| {
        if what.is(k("Haendelsesbesked")) {
            return read_event(reader);
        }
        // As it looks where events are pushed to their receiver.
        if !what.is(Name(Ns::Sts, "ModtagBeskedInput")) {
            return Err(Malformed::AnotherMessage);
        }
        let mut found = None;
        reader.children(|reader, what| {
            if what.is(k("Haendelsesbesked")) {
                found = Some(read_event(reader)?);
            }
            Ok(())
        })?;
        found.ok_or(Malformed::AnotherMessage)
    })?)
}

fn read_event(reader: &mut Reader<'_>) -> Result<(EventHead, Option<Content>), Malformed> {
    let mut head = HeadSoFar::default();
    let mut content = None;
    reader.children(|reader, what| {
        if what.ns != Ns::Envelope {
            return Ok(());
        }
        match what.local {
            "BeskedId" => head.take_id(reader),
            "Beskedkuvert" => head.take_envelope(reader),
            "Beskeddata" => reader.children(|reader, what| {
                if content.is_none() {
                    content = read_content(reader, &what)?;
                }
                Ok(())
            }),
            _ => Ok(()),
        }
    })?;
    Ok((head.whole()?, content))
}

fn read_content(reader: &mut Reader<'_>, what: &What<'_>) -> Result<Option<Content>, Malformed> {
    if !matches!((what.ns, what.local), (Ns::Packed | Ns::Envelope, "Base64")) {
        return Content::read(reader, what);
    }
    let packed: String = reader.text()?.split_whitespace().collect();
    let Ok(bytes) = BASE64_STANDARD.decode(packed) else {
        return Err(Malformed::NotA("base64"));
    };
    // What is packed need not be XML at all: then it is of a kind that we do not know.
    let Ok(text) = String::from_utf8(bytes) else {
        return Ok(None);
    };
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return Ok(None);
    }
    Reader::new(text, BOUNDS).root(|reader, what| Content::read(reader, &what))
}
