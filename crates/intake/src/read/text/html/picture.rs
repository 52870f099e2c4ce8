//! Pictures, fields, and what lies elsewhere: told by a word in the text. Nothing is fetched.

use super::style::Look;
use super::tags::Tag;
use super::{LONGEST_ADDRESS, MOST_PICTURES, Walk};
use crate::{HiddenKind, words};

impl Walk<'_> {
    pub(super) fn picture(&mut self, tag: &Tag, look: &Look) {
        let source = tag.get("src").unwrap_or_default().trim();
        let alternative = tag.get("alt").unwrap_or_default().trim().to_owned();
        let is_speck = ["width", "height"].iter().any(|side| {
            let own = tag
                .get(side)
                .map(|value| value.trim().trim_end_matches("px").parse::<f32>());
            matches!(own, Some(Ok(size)) if size <= 2.0)
        });
        let is_unseen = look.hidden.is_some();
        let lower = source
            .get(..source.len().min(8))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if lower.starts_with("cid:") {
            let id = &source[4..];
            let name = (self.name_of)(id).unwrap_or_else(|| alternative.clone());
            if self.found.shown_parts.len() < MOST_PICTURES {
                self.found.shown_parts.push(id.to_owned());
            }
            if !is_unseen {
                self.say(&format!("[{}: {name}]", words::PICTURE));
            }
        } else if lower.starts_with("data:") {
            let number = self.found.pictures.len() + 1;
            if let Some((kind, bytes)) = data_of(source)
                && number <= MOST_PICTURES
            {
                let name = format!("{} {number}.{kind}", words::PICTURE);
                if !is_unseen {
                    self.say(&format!("[{}: {name}]", words::PICTURE));
                }
                self.found.pictures.push((name, bytes));
            }
        } else if lower.starts_with("http") || lower.starts_with("//") {
            let place = if is_speck || is_unseen {
                words::TRACKING_PICTURE
            } else {
                words::REMOTE_PICTURE
            };
            let address = crate::found::cut(source, LONGEST_ADDRESS).to_owned();
            self.tell_hidden(HiddenKind::ExternalLink, place, address);
            if !is_speck && !is_unseen {
                let said = if alternative.is_empty() {
                    format!("[{}]", words::PICTURE_NOT_FETCHED)
                } else {
                    format!("[{}: {alternative}]", words::PICTURE_NOT_FETCHED)
                };
                self.say(&said);
            }
        } else if !alternative.is_empty() && !is_unseen {
            self.say(&format!("[{}: {alternative}]", words::PICTURE));
        }
    }

    pub(super) fn input(&mut self, tag: &Tag, look: &Look) {
        let value = tag.get("value").unwrap_or_default();
        let kind = tag.get("type").unwrap_or_default().to_ascii_lowercase();
        match kind.as_str() {
            "hidden" if value.trim().is_empty() => {}
            "hidden" => {
                self.end_hidden();
                self.hide(HiddenKind::HiddenText, value);
                self.end_hidden();
            }
            "checkbox" | "radio" => {
                let is_checked = tag.get("checked").is_some();
                self.say(if is_checked { "[x]" } else { "[ ]" });
            }
            "image" => self.picture(tag, look),
            _ if !value.trim().is_empty() => {
                self.say(&format!("[{}: {}]", words::FIELD, value.trim()));
            }
            _ => {}
        }
    }

    pub(super) fn remote(&mut self, address: Option<&str>, said: &str) {
        let address = address.unwrap_or_default().trim();
        if address.is_empty() {
            return;
        }
        let address = crate::found::cut(address, LONGEST_ADDRESS).to_owned();
        self.say(&format!("[{said}: {address}]"));
        self.tell_hidden(HiddenKind::ExternalLink, words::REMOTE_CONTENT, address);
    }
}

/// The picture that an address is: what kind, and its bytes.
fn data_of(address: &str) -> Option<(String, Vec<u8>)> {
    let (head, data) = address.get(5..)?.split_once(',')?;
    let kind = head.split(';').next()?.strip_prefix("image/")?;
    if !head.to_ascii_lowercase().contains("base64") {
        return None;
    }
    let kind: String = kind
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .take(8)
        .collect();
    let kind = if kind == "jpeg" {
        "jpg".to_owned()
    } else {
        kind
    };
    let bytes = crate::read::mail::transfer::base64(data.as_bytes());
    (!bytes.is_empty()).then_some((kind, bytes))
}
