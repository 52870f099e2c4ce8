//! The form in which Outlook keeps a mail's text: packed (MS-OXRTFCP), and often with a page in HTML wrapped into it
//! (MS-OXRTFEX).

use std::collections::HashMap;

use super::mapi::charset_of;
use crate::read::text::in_charset;

pub(super) enum Rich {
    Html(String),
    Text(String),
}

/// What every packed text begins with, so that the first can already point back.
const KNOWN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// `None` where it is not packed in either known way. It can never grow to more than nine times its size.
pub(super) fn unpacked(untrusted: &[u8]) -> Option<Vec<u8>> {
    const WINDOW: usize = 4096;
    let header = untrusted.get(..16)?;
    let body = &untrusted[16..];
    let raw = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
    match &header[8..12] {
        b"MELA" => return Some(body[..raw.min(body.len())].to_vec()),
        b"LZFu" => {}
        _ => return None,
    }
    let mut window = [b' '; WINDOW];
    window[..KNOWN.len()].copy_from_slice(KNOWN);
    let mut at = KNOWN.len();
    let mut out = Vec::with_capacity(raw.min(body.len() * 9));
    let mut bytes = body.iter().copied();
    'all: while let Some(flags) = bytes.next() {
        for bit in 0..8 {
            if flags >> bit & 1 == 0 {
                let Some(byte) = bytes.next() else {
                    break 'all;
                };
                window[at] = byte;
                at = (at + 1) % WINDOW;
                out.push(byte);
                continue;
            }
            let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else {
                break 'all;
            };
            let place = u16::from_be_bytes([high, low]);
            let (from, length) = (usize::from(place >> 4), usize::from(place & 0xF) + 2);
            if from == at {
                break 'all;
            }
            for step in 0..length {
                let byte = window[(from + step) % WINDOW];
                window[at] = byte;
                at = (at + 1) % WINDOW;
                out.push(byte);
            }
        }
    }
    Some(out)
}

pub(super) fn read(untrusted: &[u8]) -> Rich {
    let start = &untrusted[..untrusted.len().min(4096)];
    let is_html = memchr::memmem::find(start, b"\\fromhtml").is_some();
    let mut walk = Walk {
        is_html,
        out: String::new(),
        state: State::default(),
        outer: Vec::new(),
        too_deep: 0,
        narrow: Vec::new(),
        wide: Vec::new(),
        skip: 0,
        charset: "windows-1252".to_owned(),
        fonts: HashMap::new(),
        font_told: 0,
    };
    walk.all(untrusted);
    if is_html {
        Rich::Html(walk.out)
    } else {
        Rich::Text(walk.out)
    }
}

/// What holds within a group, and again after it as it did before.
#[derive(Clone, Copy)]
struct State {
    place: Place,
    /// Only for readers of the wrapping.
    is_for_rtf: bool,
    /// Letters that stand for one of another alphabet, after it.
    after_wide: usize,
    font: i64,
}

impl Default for State {
    fn default() -> Self {
        Self {
            place: Place::Text,
            is_for_rtf: false,
            after_wide: 1,
            font: -1,
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Text,
    /// A piece of the page that is wrapped.
    Tag,
    Fonts,
    Nowhere,
}

const DEEPEST: usize = 2_000;
const MOST_FONTS: usize = 5_000;

struct Walk {
    is_html: bool,
    out: String,
    state: State,
    outer: Vec<State>,
    too_deep: usize,
    /// Letters waiting to be told, in the letters of their font.
    narrow: Vec<u8>,
    wide: Vec<u16>,
    /// Letters to pass over.
    skip: usize,
    charset: String,
    fonts: HashMap<i64, i64>,
    font_told: i64,
}

impl Walk {
    fn all(&mut self, bytes: &[u8]) {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.skip = 0;
                    if self.outer.len() < DEEPEST {
                        self.outer.push(self.state);
                    } else {
                        self.too_deep += 1;
                    }
                }
                b'}' => {
                    self.flush();
                    self.skip = 0;
                    if self.too_deep > 0 {
                        self.too_deep -= 1;
                    } else if let Some(outer) = self.outer.pop() {
                        self.state = outer;
                    }
                }
                b'\\' => at = self.control(bytes, at),
                b'\r' | b'\n' => {}
                byte => self.letter(*byte),
            }
        }
        self.flush();
    }

    /// Returns where the next begins.
    fn control(&mut self, bytes: &[u8], from: usize) -> usize {
        let Some(first) = bytes.get(from) else {
            return from;
        };
        if !first.is_ascii_alphabetic() {
            return self.sign(*first, bytes, from + 1);
        }
        let mut at = from;
        while bytes.get(at).is_some_and(u8::is_ascii_alphabetic) && at - from < 32 {
            at += 1;
        }
        let word = std::str::from_utf8(&bytes[from..at]).unwrap_or_default();
        let digits = at;
        if bytes.get(at) == Some(&b'-') {
            at += 1;
        }
        while bytes.get(at).is_some_and(u8::is_ascii_digit) && at - digits < 12 {
            at += 1;
        }
        let number = std::str::from_utf8(&bytes[digits..at])
            .ok()
            .and_then(|number| number.parse::<i64>().ok());
        if bytes.get(at) == Some(&b' ') {
            at += 1;
        }
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            return at.saturating_add(length).min(bytes.len());
        }
        self.word(word, number);
        at
    }

    fn sign(&mut self, sign: u8, bytes: &[u8], at: usize) -> usize {
        match sign {
            b'\'' => {
                let pair = bytes
                    .get(at..at + 2)
                    .and_then(|pair| std::str::from_utf8(pair).ok());
                match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
                    Some(byte) => {
                        self.letter(byte);
                        at + 2
                    }
                    None => at,
                }
            }
            b'*' => {
                // What is not known is not for reading; what is known says so itself.
                self.state.place = Place::Nowhere;
                at
            }
            b'~' => {
                self.say("\u{A0}");
                at
            }
            b'_' => {
                self.say("\u{2011}");
                at
            }
            b'\\' | b'{' | b'}' => {
                self.letter(sign);
                at
            }
            b'\r' | b'\n' => {
                self.say("\r\n");
                at
            }
            _ => at,
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        match word {
            "u" => {
                let unit = number.unwrap_or(0);
                let unit = if unit < 0 { unit + 65_536 } else { unit };
                self.flush_narrow();
                if self.is_told() {
                    self.wide.push(u16::try_from(unit).unwrap_or(0xFFFD));
                }
                self.skip = self.state.after_wide;
                return;
            }
            "uc" => {
                let count = number.unwrap_or(1).clamp(0, 16);
                self.state.after_wide = usize::try_from(count).unwrap_or(1);
                return;
            }
            _ => {}
        }
        self.flush();
        self.skip = 0;
        match word {
            "htmltag" => self.state.place = Place::Tag,
            "htmlrtf" => self.state.is_for_rtf = number != Some(0),
            "fonttbl" => self.state.place = Place::Fonts,
            "colortbl" | "stylesheet" | "info" | "pict" | "mhtmltag" | "object" | "header"
            | "footer" | "headerl" | "headerr" | "footerl" | "footerr" | "fldinst"
            | "generator" | "listtable" | "listoverridetable" | "rsidtbl" | "themedata"
            | "datastore" | "xmlnstbl" | "latentstyles" => self.state.place = Place::Nowhere,
            "ansicpg" => self.charset = charset_of(number.unwrap_or(1252)),
            "f" => {
                let font = number.unwrap_or(0);
                self.font_told = font;
                self.state.font = font;
            }
            "fcharset" if self.state.place == Place::Fonts && self.fonts.len() < MOST_FONTS => {
                if let Some(page) = codepage_of(number.unwrap_or(0)) {
                    self.fonts.insert(self.font_told, page);
                }
            }
            "plain" => self.state.font = -1,
            "par" | "line" | "sect" | "page" => self.say("\r\n"),
            "row" => self.say("\r\n"),
            "tab" | "cell" => self.say("\t"),
            "lquote" => self.say("\u{2018}"),
            "rquote" => self.say("\u{2019}"),
            "ldblquote" => self.say("\u{201C}"),
            "rdblquote" => self.say("\u{201D}"),
            "bullet" => self.say("\u{2022}"),
            "endash" => self.say("\u{2013}"),
            "emdash" => self.say("\u{2014}"),
            _ => {}
        }
    }

    fn is_told(&self) -> bool {
        match self.state.place {
            Place::Tag => self.is_html,
            Place::Text => !self.is_html || !self.state.is_for_rtf,
            Place::Fonts | Place::Nowhere => false,
        }
    }

    fn letter(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        if self.is_told() {
            self.flush_wide();
            self.narrow.push(byte);
        }
    }

    /// A sign that a word stands for.
    fn say(&mut self, text: &str) {
        self.flush();
        if self.is_told() {
            self.out.push_str(text);
        }
    }

    fn flush(&mut self) {
        self.flush_narrow();
        self.flush_wide();
    }

    fn flush_narrow(&mut self) {
        if self.narrow.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.narrow);
        let text = if bytes.is_ascii() {
            String::from_utf8_lossy(&bytes).into_owned()
        } else {
            match self.fonts.get(&self.state.font) {
                Some(page) => in_charset(&bytes, Some(&charset_of(*page))),
                None => in_charset(&bytes, Some(&self.charset)),
            }
        };
        self.tell(&text);
    }

    fn flush_wide(&mut self) {
        if self.wide.is_empty() {
            return;
        }
        let units = std::mem::take(&mut self.wide);
        let text: String = char::decode_utf16(units)
            .map(|sign| sign.unwrap_or('\u{FFFD}'))
            .collect();
        self.tell(&text);
    }

    fn tell(&mut self, text: &str) {
        if self.is_html && self.state.place == Place::Text {
            // Between the page's pieces stands plain text.
            for sign in text.chars() {
                match sign {
                    '<' => self.out.push_str("&lt;"),
                    '>' => self.out.push_str("&gt;"),
                    '&' => self.out.push_str("&amp;"),
                    sign => self.out.push(sign),
                }
            }
        } else {
            self.out.push_str(text);
        }
    }
}

/// `None` for the letters that the text itself is written in.
fn codepage_of(charset: i64) -> Option<i64> {
    Some(match charset {
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_text_is_unpacked() {
        // The example of the format's own description.
        let packed = b"\x2d\0\0\0\x2b\0\0\0LZFu\xf1\xc5\xc7\xa7\x03\0\x0a\0rcpg125\x42\x32\x0a\xf3 hel\x09\0 bw\x05\xb0ld}\x0a\x80\x0f\xa0";
        let own = unpacked(packed).expect("it is packed as described");
        assert_eq!(
            String::from_utf8_lossy(&own),
            "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
        );
        assert_eq!(
            unpacked(b"\0\0\0\0\x03\0\0\0MELA\0\0\0\0hejhej"),
            Some(b"hej".to_vec())
        );
        assert_eq!(unpacked(b"kort"), None);
        assert_eq!(KNOWN.len(), 207);
    }

    #[test]
    fn what_is_wrapped_comes_out() {
        let check = |rtf: &str, is_html: bool, expected: &str| match read(rtf.as_bytes()) {
            Rich::Html(own) => assert_eq!((true, own.as_str()), (is_html, expected), "{rtf}"),
            Rich::Text(own) => assert_eq!((false, own.as_str()), (is_html, expected), "{rtf}"),
        };
        check(
            r"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 bl\'e5 {\*\htmltag84 <b>}\htmlrtf {\b\htmlrtf0 b\u230?r 1 < 2{\*\htmltag92 </b>}\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}\htmlrtf\par}\htmlrtf0}",
            true,
            "<p>blå <b>bær 1 &lt; 2</b></p>",
        );
        check(
            r"{\rtf1\ansi{\fonttbl{\f0\fcharset204 X;}}hej\par d\'e5rligt {\f0 \'e5}\{x\}}",
            false,
            "hej\r\ndårligt е{x}",
        );
        check(
            r"{\rtf1 \u-10179?\u-8704?\bin3 }}}a{\*\ukendt skjult}b}",
            false,
            "😀ab",
        );
        check(r"{{{\'", false, "");
    }
}
