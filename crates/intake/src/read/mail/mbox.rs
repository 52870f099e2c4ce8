//! A mailbox: mails after each other, each begun by a line that says who and when.

use memchr::memmem;

use mail_parser::{HeaderName, MessageParser};

use super::head;
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, WhyUnreadable, words};

pub(super) fn read(untrusted: &[u8], found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let parser = MessageParser::new().header_text(HeaderName::Subject);
    let mut count = 0;
    let starts = starts(untrusted);
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(untrusted.len());
        let mail = after_first_line(&untrusted[*start..end]);
        if mail.trim_ascii().is_empty() {
            continue;
        }
        let mail = unquoted(without_last_line_end(mail));
        count += 1;
        let (head, _) = head::split(&parser, &mail[..mail.len().min(64 << 10)]);
        let subject = head.text(&HeaderName::Subject);
        let subject = crate::found::cut(subject.trim(), 100);
        let subject = if subject.is_empty() {
            words::A_MAIL
        } else {
            subject
        };
        found.child(&format!("{count:05} {subject}.eml"), ChildRole::Part, mail)?;
    }
    if count == 0 {
        return Err(WhyUnreadable::Damaged.into());
    }
    Ok(Step::Container)
}

/// Where mails begin. A line of text may begin with the same word; so an empty line must stand before it, a year in
/// it, and a header in the line after.
fn starts(untrusted: &[u8]) -> Vec<usize> {
    let mut starts = Vec::new();
    let first = untrusted.len() - untrusted.trim_ascii_start().len();
    let first = first
        + if untrusted[first..].starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
    if untrusted[first..].starts_with(b"From ") {
        starts.push(first);
    }
    for at in memmem::find_iter(untrusted, b"\nFrom ") {
        let before = &untrusted[..at];
        let before = before.strip_suffix(b"\r").unwrap_or(before);
        if before.ends_with(b"\n") && is_start(&untrusted[at + 1..]) {
            starts.push(at + 1);
        }
    }
    starts
}

fn is_start(from: &[u8]) -> bool {
    const LONGEST: usize = 400;
    let start = &from[..from.len().min(LONGEST)];
    let Some(end) = memchr::memchr(b'\n', start) else {
        return false;
    };
    let line = &start[..end];
    let has_year = line.split(|byte| !byte.is_ascii_digit()).any(|digits| {
        digits.len() == 4 && (digits.starts_with(b"19") || digits.starts_with(b"20"))
    });
    let next = start[end + 1..]
        .strip_prefix(b">")
        .unwrap_or(&start[end + 1..]);
    let name = next
        .iter()
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
        .count();
    let is_header = name > 0 && next.get(name) == Some(&b':') || next.starts_with(b"From ");
    has_year && is_header
}

fn after_first_line(mail: &[u8]) -> &[u8] {
    memchr::memchr(b'\n', mail).map_or(&[], |end| &mail[end + 1..])
}

/// The empty line before the next mail belongs to the mailbox.
fn without_last_line_end(mail: &[u8]) -> &[u8] {
    let shorter = mail
        .strip_suffix(b"\r\n")
        .or_else(|| mail.strip_suffix(b"\n"))
        .unwrap_or(mail);
    if shorter.ends_with(b"\n") {
        shorter
    } else {
        mail
    }
}

/// Takes away the sign that the mailbox put before lines that would have begun a mail.
fn unquoted(mail: &[u8]) -> Vec<u8> {
    if memmem::find(mail, b">From ").is_none() {
        return mail.to_vec();
    }
    let mut own = Vec::with_capacity(mail.len());
    for line in mail.split_inclusive(|byte| *byte == b'\n') {
        let signs = line.iter().take_while(|byte| **byte == b'>').count();
        let is_quoted = signs > 0 && line[signs..].starts_with(b"From ");
        own.extend_from_slice(if is_quoted { &line[1..] } else { line });
    }
    own
}
