//! What a reader finds on its way through a file, bounded while it is found.

use crate::reading::{ChildRole, Hidden, HiddenKind, MailHead, QuotedPart};
use crate::{Limits, WhyUnreadable};

/// Where a reader puts what it finds. Children go straight on to whoever listens, so that an archive never lies
/// unpacked in memory.
pub struct Found<'a> {
    pub limits: Limits,
    pub(crate) hidden: Vec<Hidden>,
    pub(crate) hidden_beyond: u32,
    pub(crate) mail: Option<MailHead>,
    pub(crate) quoted: Vec<QuotedPart>,
    children: usize,
    bytes: u64,
    heard: &'a mut dyn FnMut(Heard),
}

/// One thing that is told while a file is read.
pub enum Heard {
    Child {
        name: String,
        role: ChildRole,
        content: Result<Vec<u8>, WhyUnreadable>,
    },
}

impl<'a> Found<'a> {
    pub fn new(limits: Limits, heard: &'a mut dyn FnMut(Heard)) -> Self {
        Self {
            limits,
            hidden: Vec::new(),
            hidden_beyond: 0,
            mail: None,
            quoted: Vec::new(),
            children: 0,
            bytes: 0,
            heard,
        }
    }

    /// An attachment or a part. An error ends the file's reading: the manifest then names the bound.
    pub(crate) fn child(
        &mut self,
        name: &str,
        role: ChildRole,
        bytes: Vec<u8>,
    ) -> Result<(), WhyUnreadable> {
        self.count_child()?;
        self.bytes = self.bytes.saturating_add(bytes.len() as u64);
        if self.bytes > self.limits.container_bytes {
            return Err(WhyUnreadable::UnpacksToTooMuch);
        }
        let content = if bytes.len() as u64 > self.limits.file_bytes {
            Err(WhyUnreadable::TooLarge)
        } else {
            Ok(bytes)
        };
        self.tell(name, role, content);
        Ok(())
    }

    /// A part that is there and could not be had out.
    pub(crate) fn lost_child(
        &mut self,
        name: &str,
        role: ChildRole,
        why: WhyUnreadable,
    ) -> Result<(), WhyUnreadable> {
        self.count_child()?;
        self.tell(name, role, Err(why));
        Ok(())
    }

    pub(crate) fn hide(&mut self, kind: HiddenKind, place: &str, text: &str, count: u32) {
        if self.hidden.len() >= self.limits.findings {
            self.hidden_beyond = self.hidden_beyond.saturating_add(count);
            return;
        }
        self.hidden.push(Hidden {
            kind,
            place: cut(place, 300).to_owned(),
            text: cut(text, self.limits.kept_text).to_owned(),
            count,
        });
    }

    fn count_child(&mut self) -> Result<(), WhyUnreadable> {
        self.children += 1;
        if self.children > self.limits.container_parts {
            return Err(WhyUnreadable::TooManyParts);
        }
        Ok(())
    }

    fn tell(&mut self, name: &str, role: ChildRole, content: Result<Vec<u8>, WhyUnreadable>) {
        (self.heard)(Heard::Child {
            name: crate::kind::clean_name(name),
            role,
            content,
        });
    }
}

/// At most so many bytes, between letters.
pub(crate) fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let end = (0..=most)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    &text[..end]
}
