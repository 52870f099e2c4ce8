//! The little of the format's grammar that it takes to move an object to another file.

use std::iter::Peekable;
use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// `[`, `]`, `<<` and `>>`.
    Open,
    Close,
    Name,
    String,
    Integer,
    /// Real numbers, `true`, `null`, `R`.
    Word,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

/// The tokens of one object.
pub(super) struct Tokens<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl<'b> Tokens<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn end_of_literal(&self, mut at: usize) -> usize {
        let mut depth = 0;
        while let Some(byte) = self.bytes.get(at) {
            at += 1;
            match byte {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        at.min(self.bytes.len())
    }

    fn end_of_word(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| is_delimiter(*byte));
        from + length.unwrap_or(rest.len())
    }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        while self.bytes.get(self.at)?.is_ascii_whitespace() {
            self.at += 1;
        }
        let start = self.at;
        let next = self.bytes.get(start + 1);
        let (kind, end) = match self.bytes[start] {
            b'<' if next == Some(&b'<') => (Kind::Open, start + 2),
            b'>' if next == Some(&b'>') => (Kind::Close, start + 2),
            b'[' => (Kind::Open, start + 1),
            b']' => (Kind::Close, start + 1),
            b'/' => (Kind::Name, self.end_of_word(start + 1)),
            b'(' => (Kind::String, self.end_of_literal(start)),
            b'<' => {
                let length = memchr::memchr(b'>', &self.bytes[start..])?;
                (Kind::String, start + length + 1)
            }
            _ => {
                let end = self.end_of_word(start).max(start + 1);
                let is_integer = self.bytes[start..end].iter().all(u8::is_ascii_digit);
                (
                    if is_integer {
                        Kind::Integer
                    } else {
                        Kind::Word
                    },
                    end,
                )
            }
        };
        self.at = end;
        Some(Token {
            kind,
            range: start..end,
        })
    }
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'[' | b']' | b'<' | b'>' | b'(' | b')')
}

/// What a dictionary says under a key of its own.
pub(in crate::write) fn value<'b>(dictionary: &'b [u8], key: &str) -> Option<&'b [u8]> {
    let mut tokens = Tokens::of(dictionary).skip(1).peekable();
    loop {
        let name = tokens.next().filter(|token| token.kind == Kind::Name)?;
        let own = value_range(&mut tokens)?;
        if dictionary[name.range].strip_prefix(b"/") == Some(key.as_bytes()) {
            return Some(&dictionary[own]);
        }
    }
}

/// One token, all between two brackets, or a reference's three.
fn value_range(tokens: &mut Peekable<impl Iterator<Item = Token>>) -> Option<Range<usize>> {
    let first = tokens.next()?;
    let mut range = first.range;
    match first.kind {
        Kind::Open => {
            let mut depth = 1;
            while depth > 0 {
                let token = tokens.next()?;
                match token.kind {
                    Kind::Open => depth += 1,
                    Kind::Close => depth -= 1,
                    _ => {}
                }
                range.end = token.range.end;
            }
        }
        // A number that another follows is the first part of a reference.
        Kind::Integer => {
            while tokens
                .peek()
                .is_some_and(|next| matches!(next.kind, Kind::Integer | Kind::Word))
            {
                range.end = tokens.next()?.range.end;
            }
        }
        _ => {}
    }
    Some(range)
}

/// The objects that are referred to, in order.
pub(super) fn references(bytes: &[u8]) -> Vec<u32> {
    let mut found = Vec::new();
    each_reference(bytes, |number, _| found.push(number));
    found
}

pub(in crate::write) fn integer(bytes: &[u8]) -> Option<u32> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

fn each_reference(bytes: &[u8], mut see: impl FnMut(u32, Range<usize>)) {
    let mut last: [Option<Token>; 2] = [None, None];
    for token in Tokens::of(bytes) {
        if token.kind == Kind::Word
            && &bytes[token.range.clone()] == b"R"
            && let [Some(number), Some(_)] = &last
            && let Some(own) = integer(&bytes[number.range.clone()])
        {
            see(own, number.range.start..token.range.end);
        }
        let is_number = token.kind == Kind::Integer;
        last = [last[1].take(), is_number.then_some(token)];
    }
}

/// The object with each reference given its new number, and its place in the parent tree moved along.
pub(super) fn renumbered<E>(
    object: &[u8],
    parents_before: u32,
    mut number_of: impl FnMut(u32) -> Result<u32, E>,
) -> Result<Vec<u8>, E> {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut trouble = None;
    each_reference(object, |number, range| match number_of(number) {
        Ok(new) => changes.push((range, format!("{new} 0 R"))),
        Err(error) => trouble = Some(error),
    });
    if let Some(error) = trouble {
        return Err(error);
    }
    for key in ["StructParents", "StructParent"] {
        if let Some(own) = value(object, key)
            && let Some(number) = integer(own)
        {
            let start = own.as_ptr() as usize - object.as_ptr() as usize;
            let moved = number + parents_before;
            changes.push((start..start + own.len(), moved.to_string()));
        }
    }
    changes.sort_by_key(|(range, _)| range.start);
    let mut made = Vec::with_capacity(object.len() + changes.len() * 4);
    let mut from = 0;
    for (range, new) in changes {
        made.extend_from_slice(&object[from..range.start]);
        made.extend_from_slice(new.as_bytes());
        from = range.end;
    }
    made.extend_from_slice(&object[from..]);
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_where_the_next_key_begins() {
        let check = |dictionary: &str, key: &str, expected: Option<&str>| {
            let found = value(dictionary.as_bytes(), key);
            assert_eq!(found, expected.map(str::as_bytes), "{dictionary} {key}");
        };
        check("<</A 1 0 R/B 2>>", "A", Some("1 0 R"));
        check("<</A 1 0 R/B 2>>", "B", Some("2"));
        check("<</A[1 0 R 2 0 R]/B/C>>", "A", Some("[1 0 R 2 0 R]"));
        check("<</A<</B 1>>/B 2>>", "B", Some("2"));
        check("<</T(a \\) /B 1 \\\\)/B(x)>>", "B", Some("(x)"));
        check("<</T<FEFF2F42>/B/C>>", "B", Some("/C"));
        check("<</A/B/B/C>>", "B", Some("/C"));
        check(
            "<</A 1/B[0 1 0 R]/C<</D[<<>>]>>>>",
            "C",
            Some("<</D[<<>>]>>"),
        );
        check("<</A 1>>", "B", None);
    }

    #[test]
    fn only_references_are_given_new_numbers() {
        let object = b"<</P 12 0 R/K[3 4 0 R 7]/T(5 0 R)/StructParents 2/X 1.5>>";
        let made = renumbered(object, 100, |number| Ok::<u32, ()>(number + 1000));
        let expected = b"<</P 1012 0 R/K[3 1004 0 R 7]/T(5 0 R)/StructParents 102/X 1.5>>";
        assert_eq!(made, Ok(expected.to_vec()));
    }
}
