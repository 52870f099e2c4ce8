//! A mail as it was sent.

use mail_parser::{HeaderName, MessageParser};

use super::head::{self, Head};
use super::mime::pieces;
use super::transfer::{base64, quoted_printable};
use super::{Body, Letter, Part, page, signed};
use crate::read::text::{Lines, in_charset};
use crate::read::{Step, Unreadable};
use crate::{Found, WhyUnreadable, words};

/// What the page shows, or what says only how the mail is put together.
const SHOWN: [&str; 10] = [
    "from",
    "to",
    "cc",
    "bcc",
    "subject",
    "date",
    "content-type",
    "content-transfer-encoding",
    "mime-version",
    "content-disposition",
];

/// Parts within parts.
const DEEPEST: usize = 12;

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let letter = letter(untrusted, found)?;
    page::make(letter, found)
}

pub(super) fn letter(untrusted: &[u8], found: &Found<'_>) -> Result<Letter, Unreadable> {
    let untrusted = without_envelope(untrusted);
    let parser = MessageParser::default();
    let (head, body) = head::split(&parser, untrusted);
    let mut letter = Letter::default();
    tell_head(&head, &mut letter);
    let mut walk = Walk {
        parser: &parser,
        letter: &mut letter,
        most: found.limits.container_parts,
        count: 0,
    };
    walk.part(&head, body, 0, Place::Body)?;
    Ok(letter)
}

/// Mail programs that keep a mail alone leave a line before its head that mailboxes have.
fn without_envelope(untrusted: &[u8]) -> &[u8] {
    let own = untrusted.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(untrusted);
    let own = own.trim_ascii_start();
    if own.starts_with(b"From ") {
        let end = memchr::memchr(b'\n', own).map_or(own.len(), |end| end + 1);
        return &own[end..];
    }
    own
}

fn tell_head(head: &Head, letter: &mut Letter) {
    let from = head.addresses(&HeaderName::From);
    letter.head.from = from.join(", ");
    letter.head.to = head.addresses(&HeaderName::To);
    letter.head.cc = head.addresses(&HeaderName::Cc);
    letter.bcc = head.addresses(&HeaderName::Bcc);
    letter.head.subject = head.text(&HeaderName::Subject);
    letter.head.sent = head.instant(&HeaderName::Date);
    letter.head.message_id = head.ids(&HeaderName::MessageId).into_iter().next();
    letter.head.in_reply_to = head.ids(&HeaderName::InReplyTo);
    letter.head.references = head.ids(&HeaderName::References);
    letter.reply_to = head.addresses(&HeaderName::ReplyTo);
    if letter.reply_to == from {
        letter.reply_to.clear();
    }
    let sender = head.addresses(&HeaderName::Sender);
    if sender != from {
        letter.sent_by = sender.join(", ");
    }
    letter.headers = head.others(&SHOWN);
    if letter.head.sent.is_none() {
        // A date that cannot be understood is at least told.
        let said = head.text(&HeaderName::Date);
        if !said.is_empty() {
            letter.more.push((words::SENT, said));
        }
    }
}

/// Where a part stands.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// Text that stands here is the mail's text.
    Body,
    /// One of several forms of the same text.
    Alternative,
    /// Beside a text that may show it.
    Related,
}

struct Walk<'w> {
    parser: &'w MessageParser,
    letter: &'w mut Letter,
    most: usize,
    count: usize,
}

impl Walk<'_> {
    fn part(
        &mut self,
        head: &Head,
        body: &[u8],
        depth: usize,
        place: Place,
    ) -> Result<(), Unreadable> {
        self.count += 1;
        if self.count > self.most {
            return Err(WhyUnreadable::TooManyParts.into());
        }
        let kind = head.kind();
        if let Some(sub) = kind.strip_prefix("multipart/")
            && let Some(boundary) = head.parameter("boundary")
        {
            if depth >= DEEPEST {
                self.lose(head, &kind, WhyUnreadable::TooDeep);
                return Ok(());
            }
            if let Some(cut) = pieces(body, &boundary, self.most) {
                for around in [cut.before, cut.after] {
                    self.around(around);
                }
                return self.pieces(sub, &cut.pieces, depth, place);
            }
        }
        if depth > 0 && matches!(kind.as_str(), "message/rfc822" | "message/global") {
            self.mail(head, body);
            return Ok(());
        }
        if is_wrapped(head, &kind) {
            return self.wrapped(head, body, depth, place);
        }
        let is_text = matches!(kind.as_str(), "" | "text" | "text/plain" | "text/html");
        let is_attached = head.disposition() == "attachment"
            || depth > 0 && head.disposition() != "inline" && head.file_name().is_some();
        let is_shown = is_text && !is_attached && (place != Place::Related || self.has_no_body());
        if is_shown {
            let bytes = content(head, body);
            let text = in_charset(&bytes, head.parameter("charset").as_deref());
            self.letter.bodies.push(text_body(head, &kind, text));
        } else {
            self.keep(head, &kind, Ok(content(head, body)));
        }
        Ok(())
    }

    fn has_no_body(&self) -> bool {
        self.letter.bodies.is_empty()
    }

    fn pieces(
        &mut self,
        sub: &str,
        pieces: &[&[u8]],
        depth: usize,
        place: Place,
    ) -> Result<(), Unreadable> {
        match sub {
            "alternative" => self.alternatives(pieces, depth),
            "related" => {
                for piece in pieces {
                    let (head, body) = head::split(self.parser, piece);
                    self.part(&head, body, depth + 1, Place::Related)?;
                }
                Ok(())
            }
            "digest" => {
                for piece in pieces {
                    let (head, body) = head::split(self.parser, piece);
                    if head.kind().is_empty() {
                        self.mail(&head, body);
                    } else {
                        self.part(&head, body, depth + 1, Place::Body)?;
                    }
                }
                Ok(())
            }
            _ => {
                let place = if place == Place::Alternative {
                    Place::Body
                } else {
                    place
                };
                for piece in pieces {
                    let (head, body) = head::split(self.parser, piece);
                    self.part(&head, body, depth + 1, place)?;
                }
                Ok(())
            }
        }
    }

    /// The last form that can be shown is shown, as mail programs do; the others are what is not shown.
    fn alternatives(&mut self, pieces: &[&[u8]], depth: usize) -> Result<(), Unreadable> {
        let before = std::mem::take(&mut self.letter.bodies);
        let mut shown: Option<Vec<Body>> = None;
        for piece in pieces {
            let (head, body) = head::split(self.parser, piece);
            self.part(&head, body, depth + 1, Place::Alternative)?;
            let own = std::mem::take(&mut self.letter.bodies);
            if own.is_empty() {
                continue;
            }
            let is_rich = |bodies: &[Body]| bodies.iter().any(|body| matches!(body, Body::Html(_)));
            let is_better = is_rich(&own) || shown.as_ref().is_none_or(|shown| !is_rich(shown));
            if is_better {
                let less = shown.replace(own);
                self.letter.other_bodies.extend(less.into_iter().flatten());
            } else {
                self.letter.other_bodies.extend(own);
            }
        }
        self.letter.bodies = before;
        self.letter.bodies.extend(shown.into_iter().flatten());
        Ok(())
    }

    /// A mail within the mail is a file of its own.
    fn mail(&mut self, head: &Head, body: &[u8]) {
        let content = content(head, body);
        let name = head.file_name().unwrap_or_else(|| {
            let (inner, _) = head::split(self.parser, &content);
            let subject = inner.text(&HeaderName::Subject);
            let subject = subject.trim();
            if subject.is_empty() {
                words::A_MAIL.to_owned()
            } else {
                crate::found::cut(subject, 120).to_owned()
            }
        });
        let name = if name.to_ascii_lowercase().ends_with(".eml") {
            name
        } else {
            format!("{name}.eml")
        };
        self.letter.parts.push(Part {
            name,
            id: None,
            content: Ok(content),
        });
    }

    /// A mail that was put into its signature is read as if the signature were not there.
    fn wrapped(
        &mut self,
        head: &Head,
        body: &[u8],
        depth: usize,
        place: Place,
    ) -> Result<(), Unreadable> {
        let bytes = content(head, body);
        match signed::unwrap(&bytes) {
            Ok(signed::Unwrapped {
                content: Some(inner),
                signers,
            }) if depth < DEEPEST => {
                self.letter
                    .signers
                    .extend(signers.iter().map(signed::Signer::told));
                let (head, body) = head::split(self.parser, &inner);
                self.part(&head, body, depth + 1, place)
            }
            Err(Unreadable {
                why: WhyUnreadable::Encrypted,
                ..
            }) => {
                self.letter.is_encrypted = true;
                self.keep(head, "application/pkcs7-mime", Ok(bytes));
                Ok(())
            }
            _ => {
                self.keep(head, "application/pkcs7-mime", Ok(bytes));
                Ok(())
            }
        }
    }

    fn keep(&mut self, head: &Head, kind: &str, content: Result<Vec<u8>, WhyUnreadable>) {
        let name = head
            .file_name()
            .unwrap_or_else(|| name_for(kind, self.letter.parts.len() + 1));
        let id = head.ids(&HeaderName::ContentId).into_iter().next();
        self.letter.parts.push(Part { name, id, content });
    }

    fn lose(&mut self, head: &Head, kind: &str, why: WhyUnreadable) {
        self.keep(head, kind, Err(why));
    }

    /// What old programs are told, and what somebody may have hidden there.
    fn around(&mut self, text: &[u8]) {
        let text = in_charset(text.trim_ascii(), None);
        const USUAL: [&str; 3] = ["MIME format", "S/MIME signed message", "multi-part message"];
        let is_usual =
            text.is_empty() || text.len() < 120 && USUAL.iter().any(|usual| text.contains(usual));
        if !is_usual {
            self.letter.around.push(text);
        }
    }
}

fn is_wrapped(head: &Head, kind: &str) -> bool {
    matches!(
        kind,
        "application/pkcs7-mime" | "application/x-pkcs7-mime" | "application/cms"
    ) && head.parameter("smime-type").as_deref() != Some("certs-only")
}

fn text_body(head: &Head, kind: &str, text: String) -> Body {
    if kind == "text/html" {
        return Body::Html(text);
    }
    let is = |name: &str, value: &str| {
        head.parameter(name)
            .is_some_and(|own| own.eq_ignore_ascii_case(value))
    };
    let lines = if is("format", "flowed") {
        Lines::Flowed {
            drops_space: is("delsp", "yes"),
        }
    } else {
        Lines::AsTheyStand
    };
    Body::Plain(text, lines)
}

/// The body's bytes as they were before they were made fit for sending.
fn content(head: &Head, body: &[u8]) -> Vec<u8> {
    match head
        .text(&HeaderName::ContentTransferEncoding)
        .to_ascii_lowercase()
        .as_str()
    {
        "base64" => base64(body),
        "quoted-printable" => quoted_printable(body),
        "x-uuencode" | "uuencode" | "x-uue" => uuencoded(body),
        _ => body.to_vec(),
    }
}

fn uuencoded(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut has_begun = false;
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii_end();
        if !has_begun {
            has_begun = line.starts_with(b"begin ");
            continue;
        }
        if line == b"end" {
            break;
        }
        let Some((length, letters)) = line.split_first() else {
            continue;
        };
        let length = usize::from(length.wrapping_sub(b' ') & 63);
        let mut own = Vec::with_capacity(48);
        for group in letters.chunks(4) {
            let part = |index: usize| {
                let letter = group.get(index).copied().unwrap_or(b' ');
                u32::from(letter.wrapping_sub(b' ') & 63)
            };
            let all = part(0) << 18 | part(1) << 12 | part(2) << 6 | part(3);
            own.extend_from_slice(&all.to_be_bytes()[1..]);
        }
        own.truncate(length);
        bytes.extend(own);
    }
    bytes
}

/// A part without a name is named by what it is said to be.
fn name_for(kind: &str, number: usize) -> String {
    let extension = match kind {
        "text/plain" | "" => "txt",
        "text/html" => "html",
        "text/calendar" => "ics",
        "text/vcard" | "text/x-vcard" => "vcf",
        "text/csv" => "csv",
        "image/jpeg" | "image/jpg" => "jpg",
        "image/tiff" => "tif",
        "image/svg+xml" => "svg",
        "application/pkcs7-mime" => "p7m",
        "application/pkcs7-signature" | "application/x-pkcs7-signature" => "p7s",
        "application/ms-tnef" | "application/vnd.ms-tnef" => "dat",
        "message/delivery-status" | "text/rfc822-headers" | "message/disposition-notification" => {
            "txt"
        }
        _ => kind.rsplit_once('/').map_or("", |(_, sub)| sub),
    };
    let extension: String = extension
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    let what = if kind.starts_with("image/") {
        words::PICTURE
    } else if kind.starts_with("text/") {
        words::A_TEXT
    } else {
        words::A_FILE
    };
    if extension.is_empty() {
        format!("{what} {number}")
    } else {
        format!("{what} {number}.{extension}")
    }
}
