//! Files that lie inside an office file as objects, and the programs in it.

use std::io::{Cursor, Read};

use super::vba;
use crate::read::Unreadable;
use crate::reading::ChildRole;
use crate::{Found, HiddenKind};

/// Tells an embedded file, taken out of the wrapping that an object has.
pub(super) fn tell(name: &str, bytes: Vec<u8>, found: &mut Found<'_>) -> Result<(), Unreadable> {
    let (name, bytes) = unwrapped(&bytes).unwrap_or_else(|| (name.to_owned(), bytes));
    found.child(&name, ChildRole::Embedded, bytes)?;
    Ok(())
}

/// What an object wraps: a file as it was dropped in, or one that its own program stored.
pub(super) fn unwrapped(untrusted: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut compound = cfb::CompoundFile::open(Cursor::new(untrusted)).ok()?;
    let mut stream = |path: &str| {
        let mut bytes = Vec::new();
        let stream = compound.open_stream(path).ok()?;
        // No stream is longer than the file it lies in.
        stream
            .take(untrusted.len() as u64)
            .read_to_end(&mut bytes)
            .ok()?;
        Some(bytes)
    };
    if let Some(native) = stream("/\u{1}Ole10Native") {
        return dropped_in(&native);
    }
    if let Some(package) = stream("/Package") {
        return Some(("objekt".to_owned(), package));
    }
    stream("/CONTENTS").map(|contents| ("objekt".to_owned(), contents))
}

/// Length, flags, label, path, two numbers, another path, and then the file with its length before it.
fn dropped_in(native: &[u8]) -> Option<(String, Vec<u8>)> {
    dropped_in_old(native.get(4..)?)
}

/// The same without the length before it.
pub(super) fn dropped_in_old(native: &[u8]) -> Option<(String, Vec<u8>)> {
    let mut rest = native.get(2..)?;
    let label = text_to_nought(&mut rest)?;
    let path = text_to_nought(&mut rest)?;
    rest = rest.get(4..)?;
    let other = usize::try_from(number(&mut rest)?).ok()?;
    rest = rest.get(other..)?;
    let length = usize::try_from(number(&mut rest)?).ok()?;
    let bytes = rest.get(..length)?.to_vec();
    Some((if label.is_empty() { path } else { label }, bytes))
}

pub(super) fn number(rest: &mut &[u8]) -> Option<u32> {
    let (four, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_le_bytes(*four))
}

/// Written in the code page of the machine it came from, which is the Western one in Denmark.
fn text_to_nought(rest: &mut &[u8]) -> Option<String> {
    let end = rest.iter().position(|byte| *byte == 0)?;
    let text = rest.get(..end)?.iter().map(|byte| char::from(*byte));
    let text = text.collect();
    *rest = rest.get(end + 1..)?;
    Some(text)
}

/// The programs of a project, each with its lines.
pub(super) fn macros(untrusted: &[u8], found: &mut Found<'_>) {
    let modules = vba::modules(untrusted, found.limits.kept_text);
    if modules.is_empty() {
        found.hide(HiddenKind::Script, "makro", "", 1);
    }
    for (name, lines) in modules {
        found.hide(HiddenKind::Script, &format!("makro {name}"), &lines, 1);
    }
}
