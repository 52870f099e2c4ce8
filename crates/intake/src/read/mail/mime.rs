//! The parts of a mail.

/// The pieces that a boundary cuts a body into, with the text before the first and after the last. One pass: only
/// lines that begin with the boundary are looked at.
pub(super) struct Pieces<'m> {
    pub(super) pieces: Vec<&'m [u8]>,
    pub(super) before: &'m [u8],
    pub(super) after: &'m [u8],
}

pub(super) fn pieces<'m>(body: &'m [u8], boundary: &str, most: usize) -> Option<Pieces<'m>> {
    let boundary = boundary.as_bytes();
    if boundary.is_empty() {
        return None;
    }
    let mut pieces = Vec::new();
    let mut before: &[u8] = &[];
    let mut begins = None;
    let mut at = 0;
    while at < body.len() {
        let length = memchr::memchr(b'\n', &body[at..]).map_or(body.len() - at, |end| end + 1);
        let line = &body[at..at + length];
        if let Some(is_last) = is_boundary(line, boundary) {
            let content = without_line_end(&body[begins.unwrap_or(0)..at]);
            match begins {
                Some(_) => pieces.push(content),
                None => before = content,
            }
            begins = Some(at + length);
            if is_last {
                return Some(Pieces {
                    pieces,
                    before,
                    after: &body[at + length..],
                });
            }
            if pieces.len() > most {
                break;
            }
        }
        at += length;
    }
    // The end is missing, as it is in mails that were cut off.
    pieces.push(&body[begins?..]);
    Some(Pieces {
        pieces,
        before,
        after: &[],
    })
}

/// Whether the line is a boundary, and then whether it is the last one.
fn is_boundary(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?;
    let rest = rest.trim_ascii_end();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line end before a boundary belongs to it.
fn without_line_end(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_cut_at_its_boundary_only() {
        let check = |body: &str, expected: Option<(&str, &[&str], &str)>| {
            let own = pieces(body.as_bytes(), "b1", 100).map(|own| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                let pieces: Vec<String> = own.pieces.iter().map(|piece| text(piece)).collect();
                (text(own.before), pieces, text(own.after))
            });
            let expected = expected.map(|(before, pieces, after)| {
                let pieces = pieces.iter().map(|piece| (*piece).to_owned()).collect();
                (before.to_owned(), pieces, after.to_owned())
            });
            assert_eq!(own, expected, "{body:?}");
        };
        check(
            "x\r\n--b1\r\na\r\n--b1\r\nb\r\n--b1--\r\ny",
            Some(("x", &["a", "b"], "y")),
        );
        check(
            "--b1\na\n--b12\nb\n--b1",
            Some(("", &["a\n--b12\nb", ""], "")),
        );
        check("--b1\na", Some(("", &["a"], "")));
        check("a", None);
        check("", None);
    }
}
