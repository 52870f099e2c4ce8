//! What a file says of itself, in either of the two ways there are.

use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier};
use memchr::memmem;

use super::{AllHidden, HiddenInPdfKind, LONGEST_TEXT};
use crate::PdfError;
use crate::drawing::jpeg;
use crate::source::{Source, each_table, names_one_of, text_of, unpacked_within};

const MOST_ENTRIES: usize = 500;
const MOST_XML: u64 = 4 << 20;
/// From a name to its value.
const REFERENCE_REACH: usize = 40;
const DEEPEST: usize = 64;

/// Each entry as `name: value`, told once however often it stands there.
pub(super) fn of_file(source: &Source, all: &mut AllHidden) -> Result<(), PdfError> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, value: String| {
        let is_new = !value.trim().is_empty() && !entries.contains(&(name.clone(), value.clone()));
        if is_new && entries.len() < MOST_ENTRIES {
            entries.push((name, value));
        }
    };
    for info in infos(source) {
        for name in info.keys().take(MOST_ENTRIES) {
            let key: &[u8] = name.as_ref();
            let value = match info.get::<Object<'_>>(key) {
                Some(Object::String(text)) => text_of(text.as_bytes(), LONGEST_TEXT),
                Some(Object::Name(value)) => value.as_str().to_owned(),
                _ => continue,
            };
            add(String::from_utf8_lossy(key).into_owned(), value);
        }
    }
    let may = |data: &[u8]| names_one_of(data, &["Metadata", "DCTDecode", "DCT"]);
    each_table(source.pdf(), &may, &mut |own, stream| {
        let kind = own.get::<Name<'_>>("Type");
        if let Some(stream) = stream
            && kind.is_some_and(|kind| kind.as_str() == "Metadata")
            && let Ok(xml) = unpacked_within(stream, MOST_XML)
        {
            for (name, value) in leaves(&String::from_utf8_lossy(&xml)) {
                add(name, value);
            }
        }
        if let Some(stream) = stream
            && own.get::<Name<'_>>("Filter").is_some()
        {
            for said in jpeg::comments(&stream.raw_data()) {
                add("Comment".to_owned(), text_of(said, LONGEST_TEXT));
            }
        }
        Ok(())
    })?;
    for (name, value) in entries {
        let text = format!("{name}: {value}");
        all.add(HiddenInPdfKind::Metadata, None, None, text);
    }
    Ok(())
}

/// The tables that the file's ends name, the last first. The engine keeps the usual entries of one of them only.
fn infos(source: &Source) -> Vec<Dict<'_>> {
    let data = source.pdf().data();
    let data: &[u8] = data.as_ref();
    let mut ids: Vec<ObjectIdentifier> = Vec::new();
    for at in memmem::rfind_iter(data, b"/Info").take(MOST_ENTRIES) {
        let after = &data[at + b"/Info".len()..];
        let after = &after[..after.len().min(REFERENCE_REACH)];
        let mut words = after
            .split(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'))
            .filter(|word| !word.is_empty());
        let mut number = || std::str::from_utf8(words.next()?).ok()?.parse::<u32>().ok();
        if let (Some(number), Some(generation)) = (number(), number()) {
            let id = ObjectIdentifier::new(number, i32::try_from(generation).unwrap_or(0));
            if words.next() == Some(b"R") && !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    let xref = source.pdf().xref();
    let infos = ids.into_iter().filter_map(|id| xref.get::<Dict<'_>>(id));
    // Others have tables by this name too.
    infos
        .filter(|own| !own.contains_key("Type") && !own.contains_key("Kids"))
        .collect()
}

/// The texts and attributes of a document, each with the name of what it is in. What only says how lists are built is
/// no name.
pub(super) fn leaves(xml: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = xml;
    while let Some(at) = rest.find('<') {
        let text = unescaped(rest[..at].trim());
        let name = open.iter().rev().find(|name| !is_scaffold(name));
        if let (false, Some(name)) = (text.is_empty(), name) {
            found.push(((*name).to_owned(), text));
        }
        if found.len() >= MOST_ENTRIES {
            break;
        }
        let Some(end) = rest[at..].find('>') else {
            break;
        };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        let (name, attributes) = tag
            .split_once(|letter: char| letter.is_whitespace())
            .unwrap_or((tag, ""));
        found.extend(attributes_of(attributes));
        if !tag.ends_with('/') {
            open.push(name);
            if open.len() > DEEPEST {
                break;
            }
        }
    }
    found
}

fn is_scaffold(name: &str) -> bool {
    name.starts_with("rdf:") || name.starts_with("x:")
}

fn attributes_of(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = tag;
    while let Some((name, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let Some(mark) = after
            .chars()
            .next()
            .filter(|mark| matches!(mark, '"' | '\''))
        else {
            break;
        };
        let Some((value, after)) = after[1..].split_once(mark) else {
            break;
        };
        let name = name.trim();
        let is_said = !name.starts_with("xmlns") && !name.starts_with("xml:") && !is_scaffold(name);
        if is_said && !value.is_empty() {
            found.push((name.to_owned(), unescaped(value)));
        }
        rest = after;
    }
    found
}

fn unescaped(text: &str) -> String {
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&");
    plain.chars().take(LONGEST_TEXT).collect()
}
