//! Tables within tables within tables: where a file is damaged, the engine tries each of them anew to its end.

use memchr::memmem;

use crate::PdfError;

/// What writes files nests some ten of them.
const DEEPEST: usize = 150;

/// Looks at what stands between the streams, and at each object by itself.
pub(super) fn check(untrusted: &[u8]) -> Result<(), PdfError> {
    let (begins, ends) = (
        memmem::Finder::new("stream"),
        memmem::Finder::new("endstream"),
    );
    let mut rest = untrusted;
    while !rest.is_empty() {
        let until = begins.find(rest).unwrap_or(rest.len());
        if is_too_deep(&rest[..until]) {
            return Err(PdfError::NestedTooDeep);
        }
        let data = &rest[until..];
        rest = match ends.find(data) {
            Some(end) => &data[end + b"endstream".len()..],
            // The word stood for something else.
            None => &data[data.len().min(b"stream".len())..],
        };
    }
    Ok(())
}

fn is_too_deep(between: &[u8]) -> bool {
    let mut depth: usize = 0;
    let mut last_end = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'>', &between[at..]) {
        let here = at + found;
        let is_pair = between.get(here + 1) == Some(&between[here]);
        at = here + 1 + usize::from(is_pair);
        if !is_pair {
            continue;
        }
        if between[here] == b'>' {
            depth = depth.saturating_sub(1);
            continue;
        }
        // What an earlier object left open does not lie around this one.
        if depth > 0 && memmem::find(&between[last_end..here], b"endobj").is_some() {
            depth = 0;
        }
        last_end = here;
        depth += 1;
        if depth > DEEPEST {
            return true;
        }
    }
    false
}
