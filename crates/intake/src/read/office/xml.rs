//! Markup, one piece after the other. Nothing is expanded, nothing is fetched, and nothing is nested without end.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::WhyUnreadable;
use crate::read::Unreadable;

/// Ten times what office programs write.
const DEEPEST: usize = 2_000;

pub(super) enum Piece<'a> {
    Opens(Element<'a>),
    /// The element's name without its prefix.
    Closes(Cow<'a, str>),
    Text(Cow<'a, str>),
}

pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Without its prefix, which each file may choose.
    pub(super) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        self.find(|key| key == name)
    }

    /// The relation that it names: of two attributes called `id`, the one with a prefix.
    pub(super) fn relation(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| {
                let key = attribute.key.into_inner();
                key.split_once(':').is_some_and(|(_, local)| local == name)
            })
            .map(|attribute| value(&attribute))
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.trim().parse().ok()
    }

    /// Said, and not said to be off.
    pub(super) fn is_on(&self, name: &str) -> bool {
        self.get(name).is_some_and(|value| is_yes(&value))
    }

    fn find(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .flatten()
            .find(|attribute| wanted(attribute.key.local_name().into_inner()))
            .map(|attribute| value(&attribute))
    }
}

fn value(attribute: &quick_xml::events::attributes::Attribute<'_>) -> String {
    attribute
        .normalized_value(XmlVersion::Implicit1_0)
        .map_or_else(|_| attribute.value.clone().into_owned(), Cow::into_owned)
}

pub(super) fn is_yes(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off" | "none")
}

pub(super) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Something is there, and no element has been opened yet.
    wants_first: bool,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(untrusted: &'a str) -> Self {
        let mut reader = Reader::from_str(untrusted);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            depth: 0,
            wants_first: !untrusted.is_empty(),
        }
    }

    /// `None` at the end. Markup that is broken, or that declares words of its own, which its converter would read
    /// and we would not, makes the file unreadable.
    pub(super) fn next(&mut self) -> Result<Option<Piece<'a>>, Unreadable> {
        loop {
            let event = self
                .reader
                .read_event()
                .map_err(|_| broken("broken markup"))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    self.wants_first = false;
                    if self.depth > DEEPEST {
                        return Err(WhyUnreadable::TooDeep.into());
                    }
                    Piece::Opens(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    let name = end.local_name().into_inner().to_owned();
                    Piece::Closes(Cow::Owned(name))
                }
                Event::Text(text) => Piece::Text(text.into_inner()),
                Event::CData(text) => Piece::Text(text.into_inner()),
                Event::GeneralRef(named) => {
                    let sign = match named.resolve_char_ref() {
                        Ok(Some(sign)) => Some(sign),
                        Ok(None) => named_sign(&named.into_inner()),
                        Err(_) => None,
                    };
                    match sign {
                        Some(sign) => Piece::Text(Cow::Owned(sign.to_string())),
                        None => continue,
                    }
                }
                Event::DocType(declared) if declared.contains('[') => {
                    return Err(broken("declares entities"));
                }
                Event::Eof if self.depth > 0 || self.wants_first => {
                    return Err(broken("ends too early"));
                }
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }

    /// All text up to where the element that was just opened closes, with a space between blocks of it.
    pub(super) fn text_within(&mut self, most: usize) -> Result<String, Unreadable> {
        let mut text = String::new();
        let outside = self.depth.saturating_sub(1);
        while let Some(piece) = self.next()? {
            match piece {
                Piece::Text(more) if text.len() < most => text.push_str(&more),
                Piece::Closes(name) => {
                    if self.depth <= outside {
                        break;
                    }
                    if matches!(&*name, "p" | "h" | "tab" | "br") && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
                _ => {}
            }
        }
        Ok(text.trim().to_owned())
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

fn named_sign(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

fn broken(how: &str) -> Unreadable {
    Unreadable {
        why: WhyUnreadable::Damaged,
        detail: how.to_owned(),
    }
}
