use std::borrow::Cow;

use chrono::{DateTime, Utc};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};
use uuid::Uuid;

use super::names::{Name, Ns};
use super::time::parse_moment;

/// Walks a message element by element. What the caller does not take is passed over: a platform that says more
/// than it did last year is not an error.
#[derive(Debug)]
pub struct Reader<'a> {
    source: &'a str,
    events: quick_xml::Reader<&'a [u8]>,
    prefixes: Vec<Prefix>,
    depth: usize,
    bounds: Bounds,
}

#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    pub depth: usize,
    /// The longest text of one element, in bytes.
    pub text: usize,
}

/// An element that was opened.
pub struct What<'a> {
    pub ns: Ns,
    pub local: &'a str,
    start: &'a BytesStart<'a>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    #[error("it is no XML")]
    NotXml,
    #[error("it ends before its last element is closed")]
    EndsTooEarly,
    #[error("its elements lie deeper in each other than any message needs")]
    TooDeep,
    #[error("it declares a document type")]
    DeclaresType,
    #[error("it names an entity that XML does not know")]
    UnknownEntity,
    #[error("the text of one element is too long")]
    TooLong,
    #[error("it is not the message that was waited for")]
    AnotherMessage,
    #[error("what should be {0} is not")]
    NotA(&'static str),
}

#[derive(Debug)]
struct Prefix {
    text: String,
    ns: Ns,
    /// As it was written, for what is taken out of its place.
    uri: String,
    depth: usize,
}

impl Bounds {
    /// Three times as deep as the index nests, and room for the longest journal note (100 KB as base64).
    pub const MESSAGE: Self = Self {
        depth: 64,
        text: 1 << 20,
    };
}

impl What<'_> {
    pub fn is(&self, name: Name) -> bool {
        self.ns == name.0 && self.local == name.1
    }

    /// An attribute by its name without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.start
            .attributes()
            .flatten()
            .find(|attribute| attribute.key.local_name().into_inner() == name)
            .and_then(|attribute| {
                attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .ok()
                    .map(Cow::into_owned)
            })
    }
}

impl<'a> Reader<'a> {
    pub fn new(untrusted: &'a str, bounds: Bounds) -> Self {
        let mut events = quick_xml::Reader::from_str(untrusted);
        events.config_mut().expand_empty_elements = true;
        Self {
            source: untrusted,
            events,
            prefixes: Vec::with_capacity(16),
            depth: 0,
            bounds,
        }
    }

    /// The message's own element, which holds all others.
    pub fn root<T>(
        &mut self,
        read: impl FnOnce(&mut Self, What<'_>) -> Result<T, Malformed>,
    ) -> Result<T, Malformed> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let ns = self.enter(&start)?;
                    let within = self.depth;
                    let read = read(self, what(ns, &start))?;
                    self.leave(within)?;
                    return Ok(read);
                }
                Event::Eof => return Err(Malformed::NotXml),
                Event::Text(text) if !text.trim().is_empty() => return Err(Malformed::NotXml),
                _ => {}
            }
        }
    }

    /// Each element inside the one that is open.
    pub fn children(
        &mut self,
        mut each: impl FnMut(&mut Self, What<'_>) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    let ns = self.enter(&start)?;
                    let within = self.depth;
                    each(self, what(ns, &start))?;
                    self.leave(within)?;
                }
                Event::End(_) => {
                    self.close();
                    return Ok(());
                }
                Event::Eof => return Err(Malformed::EndsTooEarly),
                _ => {}
            }
        }
    }

    /// The text of the element that is open, without what lies in elements inside it.
    pub fn text(&mut self) -> Result<String, Malformed> {
        let first = self.event()?;
        self.gather(String::new(), first)
    }

    fn gather(&mut self, mut text: String, first: Event<'a>) -> Result<String, Malformed> {
        let mut event = first;
        loop {
            match event {
                Event::Text(piece) => self.add(&mut text, &piece)?,
                Event::CData(piece) => self.add(&mut text, &piece)?,
                Event::GeneralRef(named) => text.push(sign(&named)?),
                Event::Start(start) => {
                    self.enter(&start)?;
                    let within = self.depth;
                    self.leave(within)?;
                }
                Event::End(_) => {
                    self.close();
                    return Ok(text);
                }
                Event::Eof => return Err(Malformed::EndsTooEarly),
                _ => {}
            }
            event = self.event()?;
        }
    }

    /// A text where nothing is as good as no text.
    pub fn some_text(&mut self) -> Result<Option<String>, Malformed> {
        let text = self.text()?;
        Ok((!text.is_empty()).then_some(text))
    }

    pub fn moment(&mut self) -> Result<DateTime<Utc>, Malformed> {
        self.value(parse_moment, "a moment")
    }

    pub fn uuid(&mut self) -> Result<Uuid, Malformed> {
        self.value(|text| Uuid::try_parse(text.trim()).ok(), "an id")
    }

    pub fn number(&mut self) -> Result<i64, Malformed> {
        self.text()?
            .trim()
            .parse()
            .map_err(|_| Malformed::NotA("a number"))
    }

    pub fn flag(&mut self) -> Result<bool, Malformed> {
        match self.text()?.trim() {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(Malformed::NotA("yes or no")),
        }
    }

    /// The element that is open, byte for byte, as something that can stand alone: what was declared around it is
    /// declared on it. Its issuer's signature holds as before.
    pub(crate) fn verbatim(&mut self, what: &What<'_>) -> Result<String, Malformed> {
        let within = self.depth;
        // The position is behind the tag that opened it, whose text is known.
        let from = self.position()?.checked_sub(what.start.len() + 2);
        let mut around: Vec<(String, String)> = Vec::new();
        for prefix in self.prefixes.iter().rev() {
            if !around.iter().any(|(text, _)| *text == prefix.text) {
                around.push((prefix.text.clone(), prefix.uri.clone()));
            }
        }
        let own: Vec<String> = self
            .prefixes
            .iter()
            .filter(|prefix| prefix.depth == within)
            .map(|prefix| prefix.text.clone())
            .collect();
        self.leave(within)?;
        let to = self.position()?;
        let element = from
            .and_then(|from| self.source.get(from..to))
            .filter(|element| element.starts_with('<'))
            .ok_or(Malformed::NotXml)?;
        let name_ends = element
            .find(|sign: char| sign.is_whitespace() || sign == '>' || sign == '/')
            .ok_or(Malformed::NotXml)?;
        let (name, rest) = element.split_at(name_ends);
        let mut alone = name.to_owned();
        for (prefix, uri) in around {
            if own.contains(&prefix) || (prefix.is_empty() && uri.is_empty()) {
                continue;
            }
            let colon = if prefix.is_empty() { "" } else { ":" };
            alone.push_str(&format!(" xmlns{colon}{prefix}=\"{uri}\""));
        }
        alone.push_str(rest);
        Ok(alone)
    }

    /// Where in the text the reading has come to, from 1.
    pub fn line(&self) -> usize {
        let read = self.position().unwrap_or_default();
        let before = self.source.as_bytes().get(..read).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    fn position(&self) -> Result<usize, Malformed> {
        usize::try_from(self.events.buffer_position()).map_err(|_| Malformed::TooLong)
    }

    /// A value that is not kept as text. Nearly all stand in one piece, and are read where they lie.
    fn value<T>(
        &mut self,
        parse: impl Fn(&str) -> Option<T>,
        what: &'static str,
    ) -> Result<T, Malformed> {
        let text = match self.event()? {
            Event::Text(piece) => match self.event()? {
                Event::End(_) => {
                    self.close();
                    return parse(&piece).ok_or(Malformed::NotA(what));
                }
                next => self.gather(piece.into_inner().into_owned(), next)?,
            },
            first => self.gather(String::new(), first)?,
        };
        parse(&text).ok_or(Malformed::NotA(what))
    }

    fn event(&mut self) -> Result<Event<'a>, Malformed> {
        match self.events.read_event() {
            Ok(Event::DocType(_)) => Err(Malformed::DeclaresType),
            Ok(event) => Ok(event),
            Err(_) => Err(Malformed::NotXml),
        }
    }

    fn enter(&mut self, start: &BytesStart<'_>) -> Result<Ns, Malformed> {
        self.depth += 1;
        if self.depth > self.bounds.depth {
            return Err(Malformed::TooDeep);
        }
        if start.attributes_raw().contains("xmlns") {
            self.declare(start)?;
        }
        let name = start.name().into_inner();
        let prefix = name.split_once(':').map_or("", |(prefix, _)| prefix);
        Ok(self
            .prefixes
            .iter()
            .rev()
            .find(|known| known.text == prefix)
            .map_or(Ns::Other, |known| known.ns))
    }

    fn declare(&mut self, start: &BytesStart<'_>) -> Result<(), Malformed> {
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| Malformed::NotXml)?;
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns:") {
                Some(prefix) => prefix,
                None if key == "xmlns" => "",
                None => continue,
            };
            if self.prefixes.len() > 1_000 {
                return Err(Malformed::TooDeep);
            }
            let uri: &str = attribute.value.as_ref();
            self.prefixes.push(Prefix {
                text: prefix.to_owned(),
                ns: Ns::from_uri(uri),
                uri: uri.to_owned(),
                depth: self.depth,
            });
        }
        Ok(())
    }

    /// To the end of the element that was opened at this depth, wherever its reader stopped.
    fn leave(&mut self, within: usize) -> Result<(), Malformed> {
        while self.depth >= within {
            match self.event()? {
                Event::Start(start) => {
                    self.enter(&start)?;
                }
                Event::End(_) => self.close(),
                Event::Eof => return Err(Malformed::EndsTooEarly),
                _ => {}
            }
        }
        Ok(())
    }

    fn close(&mut self) {
        while self
            .prefixes
            .last()
            .is_some_and(|last| last.depth >= self.depth)
        {
            self.prefixes.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn add(&self, text: &mut String, piece: &str) -> Result<(), Malformed> {
        if text.len() + piece.len() > self.bounds.text {
            return Err(Malformed::TooLong);
        }
        text.push_str(piece);
        Ok(())
    }
}

fn what<'a>(ns: Ns, start: &'a BytesStart<'a>) -> What<'a> {
    What {
        ns,
        local: start.local_name().into_inner(),
        start,
    }
}

/// Only what XML itself knows: an entity of one's own could stand for gigabytes, or for a file.
fn sign(named: &BytesRef<'_>) -> Result<char, Malformed> {
    if let Ok(Some(sign)) = named.resolve_char_ref() {
        return Ok(sign);
    }
    match &**named {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(Malformed::UnknownEntity),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(xml: &str) -> Result<Vec<(Ns, String, String)>, Malformed> {
        let mut found = Vec::new();
        let mut reader = Reader::new(xml, Bounds { depth: 5, text: 20 });
        reader.root(|reader, _| {
            reader.children(|reader, what| {
                let (ns, local) = (what.ns, what.local.to_owned());
                if local != "passed" {
                    found.push((ns, local, reader.text()?));
                }
                Ok(())
            })
        })?;
        Ok(found)
    }

    #[test]
    fn elements_are_known_by_their_namespace_whatever_the_prefix() {
        let check = |xml: &str, expected: &[(Ns, &str, &str)]| {
            let found = read(xml).unwrap();
            let found: Vec<_> = found
                .iter()
                .map(|(ns, local, text)| (*ns, local.as_str(), text.as_str()))
                .collect();
            assert_eq!(found, expected, "{xml}");
        };
        check(
            r#"<?xml version="1.0"?><x:r xmlns:x="urn:oio:sagdok:3.0.0"><x:a>1</x:a><a>2</a></x:r>"#,
            &[(Ns::Sd, "a", "1"), (Ns::Other, "a", "2")],
        );
        check(
            r#"<r xmlns="urn:oio:sagdok:3.0.0"><a>1</a><a xmlns="">2</a><a>3</a></r>"#,
            &[
                (Ns::Sd, "a", "1"),
                (Ns::Other, "a", "2"),
                (Ns::Sd, "a", "3"),
            ],
        );
        check(
            "<r><passed><deep>x</deep></passed><a>t<!-- no -->o &amp; <b>skjult</b>&#230;<![CDATA[<]]></a><c/></r>",
            &[(Ns::Other, "a", "to & æ<"), (Ns::Other, "c", "")],
        );
    }

    #[test]
    fn what_is_made_to_do_harm_is_refused() {
        let check = |xml: &str, expected: Malformed| assert_eq!(read(xml), Err(expected), "{xml}");
        check("", Malformed::NotXml);
        check("Service Unavailable", Malformed::NotXml);
        check("<html><br></html>", Malformed::NotXml);
        check("<r><a>", Malformed::EndsTooEarly);
        check("<r><a></r></a>", Malformed::NotXml);
        check(
            "<r><a><a><a><a><a/></a></a></a></a></r>",
            Malformed::TooDeep,
        );
        check(
            "<r><passed><a><a><a><a/></a></a></a></passed></r>",
            Malformed::TooDeep,
        );
        check("<r><a>123456789012345678901</a></r>", Malformed::TooLong);
        check(
            "<r><a>1234567890<b/>12345678901</a></r>",
            Malformed::TooLong,
        );
        check("<r><a>&lol;</a></r>", Malformed::UnknownEntity);
        check(
            "<!DOCTYPE r [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><r><a>&b;</a></r>",
            Malformed::DeclaresType,
        );
    }
}
