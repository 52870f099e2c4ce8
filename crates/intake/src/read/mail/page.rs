//! A mail on pages: its head, what is attached, its text; and told apart, what of it pages do not show.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

use sagsbord_pdf::{LetterBlock, LetterSpan, LetterText};

use super::{Body, Letter, quotes};
use crate::read::text::{html_text, lines_of, plain_blocks, set, shown};
use crate::read::{Step, Unreadable};
use crate::{ChildRole, Found, HiddenKind, words};

pub(super) fn make(letter: Letter, found: &mut Found<'_>) -> Result<Step, Unreadable> {
    let mut own = body(&letter, found)?;
    if own.blocks.is_empty() {
        let said = if letter.is_encrypted {
            words::ENCRYPTED
        } else {
            words::NO_TEXT
        };
        own.blocks.push(LetterBlock::Paragraph(said.into()));
    }
    tell_hidden(&letter, &own, found);
    tell_quoted(&own.text, found);
    let mut blocks = vec![head(&letter), LetterBlock::Rule];
    blocks.append(&mut own.blocks);
    let subject = letter.head.subject.trim();
    let title = if subject.is_empty() {
        words::NO_SUBJECT.to_owned()
    } else {
        shown(subject)
    };
    let step = set(&title, blocks, letter.head.sent, &found.limits)?;
    found.mail = Some(letter.head);
    for part in letter.parts {
        let is_shown = part
            .id
            .as_ref()
            .is_some_and(|id| own.shown.contains(&plain_id(id)));
        let role = if is_shown {
            ChildRole::Inline
        } else {
            ChildRole::Attachment
        };
        match part.content {
            Ok(bytes) => found.child(&part.name, role, bytes)?,
            Err(why) => found.lost_child(&part.name, role, why)?,
        }
    }
    for (name, bytes) in own.pictures {
        found.child(&name, ChildRole::Inline, bytes)?;
    }
    Ok(step)
}

#[derive(Default)]
struct Own {
    blocks: Vec<LetterBlock>,
    /// The same as lines.
    text: String,
    /// Ids of the parts that the text shows.
    shown: HashSet<String>,
    pictures: Vec<(String, Vec<u8>)>,
}

fn body(letter: &Letter, found: &mut Found<'_>) -> Result<Own, Unreadable> {
    let mut own = Own::default();
    for body in &letter.bodies {
        match body {
            Body::Plain(text, lines) => own.blocks.extend(plain_blocks(text, *lines)),
            Body::Html(text) => {
                let name_of = |id: &str| {
                    let id = plain_id(id);
                    let part = letter
                        .parts
                        .iter()
                        .find(|part| part.id.as_deref().map(plain_id).as_ref() == Some(&id));
                    part.map(|part| crate::kind::clean_name(&part.name))
                };
                // Each picture's name is looked up once.
                let known = RefCell::new(std::collections::HashMap::new());
                let read = html_text(text, &|id| {
                    known
                        .borrow_mut()
                        .entry(id.to_owned())
                        .or_insert_with(|| name_of(id))
                        .clone()
                });
                for (kind, place, text) in &read.hidden {
                    found.hide(*kind, place, text, 1);
                }
                own.shown
                    .extend(read.shown_parts.iter().map(|id| plain_id(id)));
                own.pictures.extend(read.pictures);
                own.blocks.extend(read.blocks);
            }
        }
    }
    own.text = lines_of(&own.blocks);
    Ok(own)
}

fn plain_id(id: &str) -> String {
    id.trim_matches(['<', '>', ' ']).to_ascii_lowercase()
}

fn head(letter: &Letter) -> LetterBlock {
    let mut rows: Vec<(&str, String)> = Vec::new();
    let mut add = |name: &'static str, value: String| {
        let value = shown(value.trim());
        if !value.is_empty() {
            rows.push((name, value));
        }
    };
    add(words::FROM, letter.head.from.clone());
    add(words::SENT_BY, letter.sent_by.clone());
    add(words::REPLY_TO, letter.reply_to.join("; "));
    add(words::TO, letter.head.to.join("; "));
    add(words::CC, letter.head.cc.join("; "));
    add(words::BCC, letter.bcc.join("; "));
    let sent = letter.head.sent.map(words::instant);
    add(words::SENT, sent.unwrap_or_default());
    for (name, value) in &letter.more {
        add(name, value.clone());
    }
    for signer in &letter.signers {
        let value = format!("{signer} ({})", words::NOT_VERIFIED);
        add(words::SIGNED_BY, value);
    }
    let attached: Vec<String> = letter
        .parts
        .iter()
        .map(|part| {
            let name = crate::kind::clean_name(&part.name);
            match &part.content {
                Ok(bytes) => format!("{name} ({})", words::size(bytes.len() as u64)),
                Err(_) => name,
            }
        })
        .collect();
    add(words::ATTACHED, attached.join("; "));
    named_lines(rows)
}

/// Lines that begin with a name in bold letters.
pub(in crate::read) fn named_lines(rows: Vec<(&str, String)>) -> LetterBlock {
    let mut spans = Vec::with_capacity(rows.len() * 2);
    for (name, value) in rows {
        let line_end = if spans.is_empty() { "" } else { "\n" };
        spans.push(LetterSpan::Bold(format!("{line_end}{name}: ")));
        spans.push(LetterSpan::Plain(value));
    }
    LetterBlock::Paragraph(LetterText(spans))
}

fn tell_hidden(letter: &Letter, own: &Own, found: &mut Found<'_>) {
    for (name, value) in &letter.headers {
        found.hide(HiddenKind::MailHeader, name, value, 1);
    }
    for (name, value) in &letter.data {
        found.hide(HiddenKind::Metadata, name, value, 1);
    }
    for address in &letter.bcc {
        found.hide(HiddenKind::BlindCopy, words::BCC, address, 1);
    }
    for text in &letter.around {
        found.hide(HiddenKind::HiddenText, words::AROUND_PARTS, text, 1);
    }
    for body in &letter.other_bodies {
        let (place, text) = match body {
            Body::Plain(text, lines) => (words::PLAIN_BODY, lines_of(&plain_blocks(text, *lines))),
            Body::Html(text) => {
                let read = html_text(text, &|_| None);
                (words::OTHER_BODY, lines_of(&read.blocks))
            }
        };
        let unshown = not_shown(&text, &own.text);
        if !unshown.is_empty() {
            found.hide(HiddenKind::OtherBody, place, &unshown, 1);
        }
    }
}

/// The lines of a text that say something which another text does not.
fn not_shown(text: &str, shown: &str) -> String {
    let known: BTreeSet<String> = words_of(shown).collect();
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| words_of(line).any(|word| !known.contains(&word)))
        .collect();
    lines.join("\n")
}

/// Words and numbers. Addresses and marks of pictures are written differently in each form, and left out.
fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace()
        .filter(|piece| {
            !["http://", "https://", "mailto:", "cid:", "www."]
                .iter()
                .any(|mark| piece.contains(mark))
        })
        .flat_map(|piece| piece.split(|sign: char| !sign.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .filter(|word| {
            !["image", "cid", "inline", "billede"].contains(&word.to_lowercase().as_str())
        })
        .map(str::to_lowercase)
}

fn tell_quoted(text: &str, found: &mut Found<'_>) {
    let parts = quotes::parts(text, found.limits.kept_text);
    for part in parts.iter().filter(|part| part.depth > 0) {
        let place: Vec<&str> = [
            part.from.as_str(),
            part.sent.as_str(),
            part.subject.as_str(),
        ]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
        found.hide(HiddenKind::QuotedThread, &place.join(", "), &part.text, 1);
    }
    found.quoted = parts;
}
