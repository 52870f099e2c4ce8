use std::ops::Range;

use memchr::memmem;

use super::tokens::{self, Kind, Tokens};

/// A whole small file as the page writer makes it: one table, no object streams.
pub(in crate::write) struct Part<'b> {
    file: &'b [u8],
    /// By their numbers; 0 is none.
    objects: Vec<Option<Object>>,
    trailer: Range<usize>,
}

#[derive(Clone)]
struct Object {
    /// The object itself, without the words around it and without its stream.
    body: Range<usize>,
    stream: Option<Range<usize>>,
}

impl<'b> Part<'b> {
    /// None when it is not what the page writer makes.
    pub(in crate::write) fn of(file: &'b [u8]) -> Option<Self> {
        let keyword = memmem::rfind(file, b"startxref")?;
        let start = leading_integer(file.get(keyword + 9..)?)? as usize;
        let mut lines = file.get(start..)?.splitn(3, |byte| *byte == b'\n');
        let (head, range) = (lines.next()?, lines.next()?);
        if head != b"xref" {
            return None;
        }
        let count = leading_integer(range.strip_prefix(b"0")?)? as usize;
        let first = start + head.len() + range.len() + 2;
        let mut objects = vec![None; count];
        for (number, object) in objects.iter_mut().enumerate().skip(1) {
            let entry = file.get(first + number * ENTRY..first + (number + 1) * ENTRY)?;
            if entry[17] == b'n' {
                let place = leading_integer(entry.get(..10)?)? as usize;
                *object = Some(object_at(file, place)?);
            }
        }
        let trailer = first + count * ENTRY..keyword;
        Some(Self {
            file,
            objects,
            trailer,
        })
    }

    pub(in crate::write) fn count(&self) -> u32 {
        u32::try_from(self.objects.len()).unwrap_or(u32::MAX)
    }

    pub(in crate::write) fn body(&self, number: u32) -> Option<&'b [u8]> {
        let object = self.objects.get(number as usize)?.as_ref()?;
        Some(&self.file[object.body.clone()])
    }

    pub(in crate::write) fn stream(&self, number: u32) -> Option<&'b [u8]> {
        let object = self.objects.get(number as usize)?.as_ref()?;
        Some(&self.file[object.stream.clone()?])
    }

    pub(in crate::write) fn trailer(&self) -> &'b [u8] {
        let trailer = &self.file[self.trailer.clone()];
        let start = memmem::find(trailer, b"<<").unwrap_or(trailer.len());
        &trailer[start..]
    }
}

/// Bytes of one line of the table.
const ENTRY: usize = 20;

fn object_at(file: &[u8], place: usize) -> Option<Object> {
    let keyword = memmem::find(file.get(place..place + 24)?, b"obj")?;
    let start = place + keyword + 4;
    let mut depth = 0;
    let mut end = None;
    for token in Tokens::of(&file[start..]) {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            end = Some(start + token.range.end);
            break;
        }
    }
    let end = end?;
    let body = start..end;
    let rest = file.get(end + 1..)?;
    if rest.starts_with(b"endobj") {
        return Some(Object { body, stream: None });
    }
    rest.strip_prefix(b"stream\n")?;
    let length = tokens::integer(tokens::value(&file[body.clone()], "Length")?)? as usize;
    let first = end + 8;
    file.get(first..first + length)?;
    Some(Object {
        body,
        stream: Some(first..first + length),
    })
}

fn leading_integer(bytes: &[u8]) -> Option<u32> {
    let bytes = bytes.trim_ascii_start();
    let length = bytes
        .iter()
        .position(|byte| !byte.is_ascii_digit())
        .unwrap_or(bytes.len());
    tokens::integer(&bytes[..length])
}
