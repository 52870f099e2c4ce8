//! The lines that both formats are written in: a name, what is said of it, and a value.

use crate::read::mail::transfer::{base64, quoted_printable};
use crate::read::text::in_charset;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// In large letters, without the group before a dot.
    pub(super) name: String,
    pub(super) parameters: Vec<(String, String)>,
    /// As it stands.
    pub(super) value: String,
}

const MOST_PARAMETERS: usize = 50;

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, value)| value.as_str())
    }

    pub(super) fn is(&self, name: &str, value: &str) -> bool {
        self.parameters.iter().any(|(own, said)| {
            // The oldest cards leave the name out.
            (own == name || own.is_empty()) && said.eq_ignore_ascii_case(value)
        })
    }

    /// What it says, with what stands for line ends and commas turned into them.
    pub(super) fn text(&self) -> String {
        if self.is("ENCODING", "QUOTED-PRINTABLE") {
            let bytes = quoted_printable(self.value.as_bytes());
            return in_charset(&bytes, self.parameter("CHARSET"));
        }
        unescaped(&self.value)
    }

    /// The pieces of a value that has several.
    pub(super) fn pieces(&self) -> Vec<String> {
        let value = if self.is("ENCODING", "QUOTED-PRINTABLE") {
            self.text()
        } else {
            self.value.clone()
        };
        let mut pieces = vec![String::new()];
        let mut signs = value.chars();
        while let Some(sign) = signs.next() {
            match sign {
                '\\' => {
                    if let Some(piece) = pieces.last_mut() {
                        piece.push('\\');
                        piece.extend(signs.next());
                    }
                }
                ';' if pieces.len() < MOST_PARAMETERS => pieces.push(String::new()),
                sign => {
                    if let Some(piece) = pieces.last_mut() {
                        piece.push(sign);
                    }
                }
            }
        }
        pieces.iter().map(|piece| unescaped(piece)).collect()
    }

    /// The bytes that lie in it, where they do.
    pub(super) fn bytes(&self) -> Option<Vec<u8>> {
        let is_carried = ["BASE64", "B"].iter().any(|own| self.is("ENCODING", own));
        let data = if is_carried {
            self.value.as_str()
        } else {
            let rest = self
                .value
                .get(..5)
                .filter(|own| own.eq_ignore_ascii_case("data:"));
            rest?;
            let (head, data) = self.value.split_once(',')?;
            if !head.to_ascii_lowercase().ends_with(";base64") {
                return None;
            }
            data
        };
        Some(base64(data.as_bytes())).filter(|bytes| !bytes.is_empty())
    }
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        if sign != '\\' {
            text.push(sign);
            continue;
        }
        match signs.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(sign) => text.push(sign),
            None => text.push('\\'),
        }
    }
    text
}

/// The lines of the text, with those put together that were broken for their length.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let mut whole: Vec<String> = Vec::new();
    for line in text.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), whole.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            (_, Some(last)) if last.ends_with('=') && is_quoted_printable(last) => {
                last.pop();
                last.push_str(line);
            }
            _ => whole.push(line.to_owned()),
        }
    }
    whole.iter().filter_map(|line| parsed(line)).collect()
}

fn is_quoted_printable(line: &str) -> bool {
    let head = crate::found::cut(line, 200);
    head.to_ascii_uppercase().contains("QUOTED-PRINTABLE")
}

fn parsed(line: &str) -> Option<Line> {
    let mut parameters = Vec::new();
    let mut is_quoted = false;
    let mut pieces: Vec<&str> = Vec::new();
    let mut from = 0;
    let mut value = None;
    for (at, sign) in line.char_indices() {
        match sign {
            '"' => is_quoted = !is_quoted,
            ';' if !is_quoted && pieces.len() < MOST_PARAMETERS => {
                pieces.push(&line[from..at]);
                from = at + 1;
            }
            ':' if !is_quoted => {
                pieces.push(&line[from..at]);
                value = Some(&line[at + 1..]);
                break;
            }
            _ => {}
        }
    }
    let value = value?;
    let (name, rest) = pieces.split_first()?;
    let name = name.rsplit('.').next().unwrap_or(name).trim();
    if name.is_empty() || name.len() > 60 {
        return None;
    }
    for piece in rest {
        let (name, value) = piece.split_once('=').unwrap_or(("", piece));
        let value = value.trim_matches('"').to_owned();
        parameters.push((name.trim().to_ascii_uppercase(), value));
    }
    Some(Line {
        name: name.to_ascii_uppercase(),
        parameters,
        value: value.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_and_taken_apart() {
        let text = "SUMMARY;LANGUAGE=da:Mø\r\n de\\, kl. 10\\nved Ib\r\nitem1.TEL;HOME;TYPE=\"a:b\":1\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=iso-8859-1:B=F8=\r\n;Ib\r\nintet\r\nADR:a\\;b;c";
        let own = lines(text);
        assert_eq!(own.len(), 4);
        assert_eq!(own[0].text(), "Møde, kl. 10\nved Ib");
        assert_eq!(own[0].parameter("LANGUAGE"), Some("da"));
        assert_eq!(
            (own[1].name.as_str(), own[1].is("TYPE", "home")),
            ("TEL", true)
        );
        assert_eq!(own[1].parameter("TYPE"), Some("a:b"));
        assert_eq!(own[2].pieces(), ["Bø", "Ib"]);
        assert_eq!(own[3].pieces(), ["a;b", "c"]);
    }

    #[test]
    fn bytes_in_a_line_are_taken_out() {
        let check = |line: &str, expected: Option<&[u8]>| {
            let own = lines(line).remove(0).bytes();
            assert_eq!(own.as_deref(), expected, "{line}");
        };
        check("PHOTO;ENCODING=b;TYPE=JPEG:aGVq", Some(b"hej"));
        check("PHOTO;BASE64:aG\r\n Vq", Some(b"hej"));
        check("PHOTO:data:image/png;base64,aGVq", Some(b"hej"));
        check("PHOTO;VALUE=uri:https://a.example/x.png", None);
    }
}
