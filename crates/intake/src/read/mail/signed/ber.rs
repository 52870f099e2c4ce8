//! Things within things, each with what it is and how long it is; the length may be told by an end mark instead.

#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'b> {
    pub(super) tag: u8,
    pub(super) content: &'b [u8],
}

/// Ends that are told by marks are looked for so deep.
const DEEPEST: usize = 24;

impl<'b> Element<'b> {
    pub(super) fn first(bytes: &'b [u8]) -> Option<Self> {
        next(bytes, DEEPEST).map(|(own, _)| own)
    }

    pub(super) fn children(&self) -> Elements<'b> {
        let is_constructed = self.tag & 0x20 != 0;
        Elements {
            rest: if is_constructed { self.content } else { &[] },
        }
    }

    /// The bytes of a string, which may lie in pieces.
    pub(super) fn octets(&self) -> Vec<u8> {
        let mut all = Vec::new();
        self.add_octets(&mut all, DEEPEST);
        all
    }

    fn add_octets(&self, all: &mut Vec<u8>, depth: usize) {
        if self.tag & 0x20 == 0 {
            all.extend_from_slice(self.content);
        } else if depth > 0 {
            for piece in self.children() {
                piece.add_octets(all, depth - 1);
            }
        }
    }

    pub(super) fn text(&self) -> String {
        match self.tag {
            // BMPString
            0x1E => {
                let units = self
                    .content
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
                char::decode_utf16(units)
                    .map(|sign| sign.unwrap_or('\u{FFFD}'))
                    .collect()
            }
            _ => crate::read::text::in_charset(self.content, None),
        }
    }
}

pub(super) struct Elements<'b> {
    rest: &'b [u8],
}

impl<'b> Iterator for Elements<'b> {
    type Item = Element<'b>;

    fn next(&mut self) -> Option<Element<'b>> {
        let (own, rest) = next(self.rest, DEEPEST)?;
        self.rest = rest;
        // The mark of the end.
        (own.tag != 0 || !own.content.is_empty()).then_some(own)
    }
}

fn next(bytes: &[u8], depth: usize) -> Option<(Element<'_>, &[u8])> {
    let (tag, after) = bytes.split_first()?;
    // Tags of several bytes are in nothing that is read here.
    if tag & 0x1F == 0x1F {
        return None;
    }
    let (length, after) = after.split_first()?;
    let length = usize::from(*length);
    if length == 0x80 {
        return until_mark(*tag, after, depth);
    }
    let (length, after) = if length < 0x80 {
        (length, after)
    } else {
        let count = length & 0x7F;
        let digits = after.get(..count).filter(|_| count <= 4)?;
        let length = digits
            .iter()
            .fold(0_usize, |all, digit| all << 8 | usize::from(*digit));
        (length, &after[count..])
    };
    let content = after.get(..length)?;
    Some((Element { tag: *tag, content }, &after[length..]))
}

fn until_mark(tag: u8, content: &[u8], depth: usize) -> Option<(Element<'_>, &[u8])> {
    let deeper = depth.checked_sub(1)?;
    let mut rest = content;
    loop {
        let before = rest;
        let (own, after) = next(rest, deeper)?;
        if own.tag == 0 && own.content.is_empty() {
            let length = content.len() - before.len();
            return Some((
                Element {
                    tag,
                    content: &content[..length],
                },
                after,
            ));
        }
        rest = after;
    }
}
