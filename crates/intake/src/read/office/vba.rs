//! The lines of macros. They lie packed in streams of their own, each at a place that only a packed list of modules
//! tells; their packing says where it begins, so it is looked for instead.

use std::io::{Cursor, Read};

const MODULES_TOLD: usize = 200;

/// Names and lines of a project's modules. Empty where it cannot be read.
pub(super) fn modules(untrusted: &[u8], most: usize) -> Vec<(String, String)> {
    let Ok(mut compound) = cfb::CompoundFile::open(Cursor::new(untrusted)) else {
        return Vec::new();
    };
    let paths: Vec<_> = compound
        .walk()
        .filter(|entry| entry.is_stream())
        .map(|entry| entry.path().to_owned())
        .filter(|path| {
            path.parent()
                .and_then(|parent| parent.file_name())
                .is_some_and(|folder| folder.eq_ignore_ascii_case("VBA"))
        })
        .take(MODULES_TOLD * 2)
        .collect();
    let mut modules = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name == "dir" || name.starts_with('_') || name.starts_with("__SRP") {
            continue;
        }
        let mut bytes = Vec::new();
        let read = compound
            .open_stream(&path)
            .and_then(|stream| stream.take(untrusted.len() as u64).read_to_end(&mut bytes));
        if read.is_err() {
            continue;
        }
        let lines = lines(&bytes, most);
        if has_lines(&lines) && modules.len() < MODULES_TOLD {
            modules.push((name, lines));
        }
    }
    modules
}

/// Every document has modules that hold nothing but their own description.
fn has_lines(lines: &str) -> bool {
    lines
        .lines()
        .any(|line| !line.trim().is_empty() && !line.starts_with("Attribute "))
}

/// Lines begin with "Attribute VB_Name", of which the packing leaves the first letters as they are.
fn lines(stream: &[u8], most: usize) -> String {
    const BEGINS: &[u8] = b"\x00Attribut\x00e ";
    let Some(at) = stream
        .windows(BEGINS.len())
        .position(|window| window == BEGINS)
    else {
        return String::new();
    };
    // One byte that marks the packing and two that begin its first chunk stand before the first group.
    let start = at.saturating_sub(3);
    let unpacked = unpack(stream.get(start..).unwrap_or_default(), most);
    unpacked.iter().map(|byte| char::from(*byte)).collect()
}

/// Chunks of at most 4096 bytes: groups of eight, each a byte as it is or a copy of what went before in its chunk.
fn unpack(packed: &[u8], most: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = packed.get(1..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<2>() {
        if out.len() >= most {
            break;
        }
        let head = u16::from_le_bytes(*head);
        let length = usize::from(head & 0x0FFF) + 1;
        let chunk = after.get(..length.min(after.len())).unwrap_or_default();
        rest = after.get(chunk.len()..).unwrap_or_default();
        if head & 0x7000 != 0x3000 {
            break;
        }
        if head & 0x8000 == 0 {
            out.extend_from_slice(chunk);
        } else {
            unpack_chunk(chunk, &mut out);
        }
    }
    out.truncate(most);
    out
}

fn unpack_chunk(mut chunk: &[u8], out: &mut Vec<u8>) {
    const CHUNK: usize = 4096;
    let begins = out.len();
    while let Some((flags, after)) = chunk.split_first() {
        chunk = after;
        for bit in 0..8 {
            if out.len() - begins >= CHUNK {
                return;
            }
            if flags >> bit & 1 == 0 {
                let Some((byte, after)) = chunk.split_first() else {
                    return;
                };
                out.push(*byte);
                chunk = after;
                continue;
            }
            let Some((copy, after)) = chunk.split_first_chunk::<2>() else {
                return;
            };
            chunk = after;
            let copy = u16::from_le_bytes(*copy);
            let so_far = out.len() - begins;
            // As many bits say how far back as the chunk so far needs, and at least four.
            let mut back_bits = 4;
            while back_bits < 12 && 1_usize << back_bits < so_far {
                back_bits += 1;
            }
            let length = usize::from(copy & (0xFFFF >> back_bits)) + 3;
            let back = usize::from(copy >> (16 - back_bits)) + 1;
            if back > so_far {
                return;
            }
            for _ in 0..length.min(CHUNK - so_far) {
                out.push(out[out.len() - back]);
            }
        }
    }
}
