//! A page's text into tags and what stands between them. One pass from front to back, whatever is written: nothing
//! is looked at twice, so that no page can make it slow.

use super::entities::decoded;

#[derive(Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// With its entities as they stand.
    Text(&'t str),
    Start(Tag),
    End(String),
    Comment(&'t str),
    /// What stands in an element whose content is no markup: the element's name, and its content.
    Raw(&'static str, &'t str),
}

#[derive(Debug, Default, PartialEq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
}

impl Tag {
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }
}

const LONGEST_NAME: usize = 40;
const MOST_ATTRIBUTES: usize = 40;
const RAW: [&str; 8] = [
    "script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe",
];
/// The attributes that say something here; the others are passed over.
const READ: [&str; 26] = [
    "align",
    "alt",
    "background",
    "bgcolor",
    "checked",
    "class",
    "color",
    "content",
    "data",
    "face",
    "height",
    "hidden",
    "href",
    "id",
    "name",
    "placeholder",
    "size",
    "src",
    "start",
    "style",
    "title",
    "type",
    "value",
    "width",
    "aria-hidden",
    "cite",
];

pub(super) struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The content of this element comes next.
    raw: Option<&'static str>,
}

impl<'t> Tokens<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            raw: None,
        }
    }

    fn raw(&mut self, name: &'static str) -> Option<Token<'t>> {
        let rest = &self.text[self.at..];
        let end = end_of_raw(rest, name).unwrap_or(rest.len());
        self.at += end;
        (end > 0).then(|| Token::Raw(name, &rest[..end]))
    }

    /// `None` where the text ends within the tag.
    fn tag(&mut self) -> Option<Token<'t>> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        let is_end = bytes.get(at) == Some(&b'/');
        at += usize::from(is_end);
        let from = at;
        while bytes.get(at).is_some_and(|byte| !is_end_of_name(*byte)) {
            at += 1;
        }
        let name = &self.text[from..at];
        let name = if name.len() > LONGEST_NAME {
            String::new()
        } else {
            name.to_ascii_lowercase()
        };
        let mut tag = Tag {
            name,
            attributes: Vec::new(),
        };
        loop {
            while bytes
                .get(at)
                .is_some_and(|byte| is_space(*byte) || *byte == b'/')
            {
                at += 1;
            }
            match bytes.get(at) {
                None => return None,
                Some(b'>') => break,
                Some(_) => at = self.attribute(at, &mut tag)?,
            }
        }
        self.at = at + 1;
        if is_end {
            return Some(Token::End(tag.name));
        }
        self.raw = RAW.iter().find(|name| **name == tag.name).copied();
        Some(Token::Start(tag))
    }

    fn attribute(&self, from: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = from;
        // A name may begin with a sign of equality; so this always moves on.
        at += 1;
        while bytes
            .get(at)
            .is_some_and(|byte| !is_end_of_name(*byte) && *byte != b'=')
        {
            at += 1;
        }
        let name = self.text.get(from..at).unwrap_or_default();
        let mut after = at;
        while bytes.get(after).is_some_and(|byte| is_space(*byte)) {
            after += 1;
        }
        let mut value = "";
        if bytes.get(after) == Some(&b'=') {
            after += 1;
            while bytes.get(after).is_some_and(|byte| is_space(*byte)) {
                after += 1;
            }
            let quote = bytes
                .get(after)
                .copied()
                .filter(|byte| matches!(byte, b'"' | b'\''));
            let (start, end) = match quote {
                Some(quote) => {
                    let start = after + 1;
                    let length = bytes.get(start..)?.iter().position(|byte| *byte == quote)?;
                    (start, start + length)
                }
                None => {
                    let length = bytes
                        .get(after..)?
                        .iter()
                        .position(|byte| is_space(*byte) || *byte == b'>')?;
                    (after, after + length)
                }
            };
            value = self.text.get(start..end).unwrap_or_default();
            at = end + usize::from(quote.is_some());
        }
        if name.len() <= LONGEST_NAME && tag.attributes.len() < MOST_ATTRIBUTES {
            let name = name.to_ascii_lowercase();
            // The first of two counts.
            if READ.contains(&name.as_str()) && tag.get(&name).is_none() {
                let mut own = String::new();
                decoded(value, &mut own);
                tag.attributes.push((name, own));
            }
        }
        Some(at)
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(name) = self.raw.take()
            && let Some(token) = self.raw(name)
        {
            return Some(token);
        }
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let bytes = rest.as_bytes();
        if bytes[0] == b'<' {
            match bytes.get(1) {
                Some(b'!') if rest.starts_with("<!--") => {
                    // `<!-->` is a whole comment.
                    let from = if rest.starts_with("<!-->") { 2 } else { 4 };
                    let (inner, end) = match rest[from..].find("-->") {
                        Some(length) => (
                            &rest[4.min(from + length)..from + length],
                            from + length + 3,
                        ),
                        None => (&rest[4..], rest.len()),
                    };
                    self.at += end;
                    return Some(Token::Comment(inner));
                }
                // Declarations and instructions; `<![if …]>` lets what follows be seen.
                Some(b'!' | b'?') => {
                    let end = rest.find('>').map_or(rest.len(), |at| at + 1);
                    self.at += end;
                    return self.next_after_nothing();
                }
                Some(b'/') if bytes.get(2).is_some_and(u8::is_ascii_alphabetic) => {
                    return Some(self.tag_or_rest(rest));
                }
                Some(byte) if byte.is_ascii_alphabetic() => return Some(self.tag_or_rest(rest)),
                _ => {}
            }
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest[first..].find('<').map_or(rest.len(), |at| at + first);
        self.at += end;
        Some(Token::Text(&rest[..end]))
    }
}

impl<'t> Tokens<'t> {
    /// Nothing that was written may vanish: a tag that never ends is text, and so is all that follows.
    fn tag_or_rest(&mut self, rest: &'t str) -> Token<'t> {
        match self.tag() {
            Some(token) => token,
            None => {
                self.at = self.text.len();
                Token::Text(rest)
            }
        }
    }

    fn next_after_nothing(&mut self) -> Option<Token<'t>> {
        Some(Token::Text(&self.text[self.at..self.at]))
    }
}

fn end_of_raw(rest: &str, name: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut from = 0;
    while let Some(found) = rest.get(from..)?.find("</") {
        let at = from + found;
        let own = bytes.get(at + 2..at + 2 + name.len());
        if own.is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
            && bytes
                .get(at + 2 + name.len())
                .is_none_or(|byte| is_end_of_name(*byte))
        {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0C)
}

fn is_end_of_name(byte: u8) -> bool {
    is_space(byte) || matches!(byte, b'/' | b'>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<String> {
        Tokens::new(text)
            .map(|token| match token {
                Token::Text(text) => format!("t:{text}"),
                Token::Start(tag) => format!("<{} {:?}", tag.name, tag.attributes),
                Token::End(name) => format!("/{name}"),
                Token::Comment(text) => format!("!{text}"),
                Token::Raw(name, text) => format!("{name}:{text}"),
            })
            .filter(|told| told != "t:")
            .collect()
    }

    #[test]
    fn tags_are_told_from_text_however_they_are_written() {
        let check = |text: &str, expected: &[&str]| assert_eq!(told(text), expected, "{text}");
        check("a<b>c</b>", &["t:a", "<b []", "t:c", "/b"]);
        check(
            "<A HREF='x>y' title=\"&amp;\" onclick=z>t",
            &[r#"<a [("href", "x>y"), ("title", "&")]"#, "t:t"],
        );
        check("<br/><p id=x/>", &["<br []", r#"<p [("id", "x/")]"#]);
        check("1 < 2 <3 <", &["t:1 ", "t:< 2 ", "t:<3 ", "t:<"]);
        check(
            "a<!-- b > c -->d<!-->e",
            &["t:a", "! b > c ", "t:d", "!", "t:e"],
        );
        check("<![if !mso]>x<![endif]>", &["t:x"]);
        check(
            "<script>a<b</SCRIPT >c",
            &["<script []", "script:a<b", "/script", "t:c"],
        );
        check("<style></style>x", &["<style []", "/style", "t:x"]);
        check(
            "x<a href=\"aldrig slut <b>y",
            &["t:x", "t:<a href=\"aldrig slut <b>y"],
        );
        check("<!-- aldrig", &["! aldrig"]);
        check("<p =x>æ", &["<p []", "t:æ"]);
        check("ø<b", &["t:ø", "t:<b"]);
        check("", &[]);
    }
}
