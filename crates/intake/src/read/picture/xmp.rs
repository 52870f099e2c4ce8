//! XMP: what picture programs write, as XML.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Found;
use crate::reading::HiddenKind;

const MOST: usize = 300;
const LONGEST: usize = 4_000;
const DEEPEST: usize = 64;

/// Each value that is not only the frame's own. A damaged packet is told as far as it goes.
pub(super) fn tell(untrusted: &[u8], found: &mut Found<'_>) {
    let untrusted = String::from_utf8_lossy(untrusted);
    let mut reader = Reader::from_str(&untrusted);
    reader.config_mut().check_end_names = false;
    let mut names: Vec<String> = Vec::new();
    let mut told = 0;
    let mut text = String::new();
    let mut say = |name: &str, value: &str, found: &mut Found<'_>| {
        let value = value.trim();
        if value.is_empty() || told >= MOST || is_of_the_frame(name) {
            return;
        }
        told += 1;
        let kind = if name.contains("GPSL") {
            HiddenKind::PhotoPlace
        } else {
            HiddenKind::Metadata
        };
        found.hide(
            kind,
            &format!("XMP {name}"),
            crate::found::cut(value, LONGEST),
            1,
        );
    };
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => {
                attributes(&start, &mut |name, value| say(name, value, found));
                text.clear();
                if names.len() >= DEEPEST {
                    return;
                }
                names.push(name_of(start.name().as_ref()));
            }
            Ok(Event::Empty(start)) => {
                attributes(&start, &mut |name, value| say(name, value, found));
            }
            Ok(Event::Text(part)) if text.len() < LONGEST => {
                text.push_str(&part);
            }
            Ok(Event::GeneralRef(part)) if text.len() < LONGEST => {
                if let Ok(Some(sign)) = part.resolve_char_ref() {
                    text.push(sign);
                } else {
                    text.push_str(match part.as_ref() {
                        "amp" => "&",
                        "lt" => "<",
                        "gt" => ">",
                        "quot" => "\"",
                        "apos" => "'",
                        _ => "",
                    });
                }
            }
            Ok(Event::End(_)) => {
                // A list's item is called by what it is a list of.
                let own = names.iter().rev().find(|name| !is_of_the_frame(name));
                say(own.map_or("", String::as_str), &text, found);
                text.clear();
                names.pop();
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn attributes(start: &BytesStart<'_>, say: &mut dyn FnMut(&str, &str)) {
    for attribute in start.attributes().with_checks(false).flatten().take(MOST) {
        let name = name_of(attribute.key.as_ref());
        if !name.starts_with("xmlns") {
            let value = quick_xml::escape::unescape(&attribute.value);
            say(&name, &value.unwrap_or_default());
        }
    }
}

fn name_of(name: &str) -> String {
    crate::found::cut(name, 100).to_owned()
}

fn is_of_the_frame(name: &str) -> bool {
    name.is_empty() || name.starts_with("rdf:") || name.starts_with("x:") || name.starts_with("xml")
}
