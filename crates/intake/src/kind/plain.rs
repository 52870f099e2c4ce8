//! Kinds of plain text. Only here the name has a word, because a comma makes no table by itself.

use super::Kind;

/// As far as a head of a mail or a page reaches.
const LOOKED_AT: usize = 16 << 10;

pub(super) fn kind(bytes: &[u8], hint: &str) -> Option<Kind> {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    let text = as_text(start)?;
    let trimmed = text.trim_start_matches('\u{FEFF}').trim_start();
    let lower: String = trimmed
        .chars()
        .take(2_000)
        .collect::<String>()
        .to_ascii_lowercase();
    if lower.starts_with("begin:vcalendar") {
        return Some(Kind::Calendar);
    }
    if lower.starts_with("begin:vcard") {
        return Some(Kind::ContactCard);
    }
    if lower.starts_with("-----begin pkcs7-----") || lower.starts_with("-----begin cms-----") {
        return Some(Kind::SignedMail);
    }
    if trimmed.starts_with("From ") && is_mailbox(trimmed) {
        return Some(Kind::Mbox);
    }
    if is_mail(trimmed) {
        return Some(Kind::Eml);
    }
    if is_page(&lower) {
        return Some(Kind::Html);
    }
    Some(match hint {
        "csv" | "tsv" => Kind::Csv,
        "md" | "markdown" => Kind::Markdown,
        "html" | "htm" => Kind::Html,
        "eml" => Kind::Eml,
        _ => Kind::Text,
    })
}

/// Text of any of the encodings that Danish files come in; `None` where it is no text.
fn as_text(start: &[u8]) -> Option<String> {
    if start.starts_with(b"\xFF\xFE") || start.starts_with(b"\xFE\xFF") {
        let is_little = start[0] == 0xFF;
        let units = start[2..].chunks_exact(2).map(|pair| {
            if is_little {
                u16::from_le_bytes([pair[0], pair[1]])
            } else {
                u16::from_be_bytes([pair[0], pair[1]])
            }
        });
        return Some(
            char::decode_utf16(units)
                .map(|sign| sign.unwrap_or('\u{FFFD}'))
                .collect(),
        );
    }
    if let Some(encoding) = crate::read::wide_letters(start) {
        let text = encoding.decode_without_bom_handling(start).0;
        let is_text = |sign: char| !sign.is_control() || matches!(sign, '\t' | '\n' | '\r');
        return text.chars().all(is_text).then(|| text.into_owned());
    }
    let unwritten = start
        .iter()
        .filter(|byte| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
        .count();
    if start.contains(&0) || unwritten * 100 > start.len() {
        return None;
    }
    Some(match std::str::from_utf8(start) {
        Ok(text) => text.to_owned(),
        Err(_) => start.iter().map(|byte| char::from(*byte)).collect(),
    })
}

fn is_page(lower: &str) -> bool {
    ["<!doctype html", "<html", "<head", "<body"]
        .iter()
        .any(|tag| lower.starts_with(tag))
        || lower.starts_with("<?xml") && lower.contains("<html")
        || lower.starts_with("<!--") && lower.contains("<html")
}

/// A mailbox begins with a line that says who and when, and the mail's head follows it.
fn is_mailbox(text: &str) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let has_year = first.split_whitespace().any(|word| {
        word.len() == 4
            && word.starts_with(['1', '2'])
            && word.bytes().all(|byte| byte.is_ascii_digit())
    });
    let rest: String = lines.take(60).flat_map(|line| [line, "\n"]).collect();
    has_year && is_mail(rest.trim_start_matches('>'))
}

/// At least two headers that mails have, in an unbroken head.
fn is_mail(text: &str) -> bool {
    const HEADERS: [&str; 15] = [
        "from",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "received",
        "mime-version",
        "content-type",
        "return-path",
        "delivered-to",
        "reply-to",
        "x-mailer",
        "dkim-signature",
        "x-received",
    ];
    let mut known = 0;
    let mut addresses = 0;
    for line in text.lines().take(300) {
        if line.is_empty() {
            break;
        }
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else {
            return false;
        };
        if name.is_empty() || name.bytes().any(|byte| byte <= b' ' || byte > b'~') {
            return false;
        }
        let name = name.to_ascii_lowercase();
        known += usize::from(HEADERS.contains(&name.as_str()));
        addresses += usize::from(
            ["from", "message-id", "received", "mime-version"].contains(&name.as_str()),
        );
    }
    known >= 2 && addresses >= 1
}
