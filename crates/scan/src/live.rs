//! Marks while somebody writes: after each change, what a check of the whole would show, and what of it is new.

use std::ops::Range;

use crate::finding::Finding;
use crate::scanner::CaseScanner;

/// One text that somebody is writing, with what is found in it.
pub struct Live {
    case: CaseScanner,
    text: String,
    findings: Vec<Finding>,
}

/// What an edit changed among the findings. Those before `gone` are as they were; those behind it are the same,
/// elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Of the findings as they were before.
    pub gone: Range<usize>,
    /// Of the findings as they are now.
    pub come: Range<usize>,
    /// How far the findings behind `come` moved.
    pub moved_utf16: isize,
}

/// A place beyond the text's end, or inside a character.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no place {0:?} in a text of {1} bytes")]
pub struct NoSuchPlace(pub Range<usize>, pub usize);

impl Live {
    pub(crate) fn new(case: CaseScanner, text: String) -> Self {
        let findings = case.scan(&text);
        Live {
            case,
            text,
            findings,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// In the text's order.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The text's length in UTF-16.
    pub fn units(&self) -> usize {
        units(&self.text)
    }

    /// Puts `new` in the place of some UTF-16 units: what a browser counts in.
    pub fn replace_utf16(&mut self, range: Range<usize>, new: &str) -> Result<Change, NoSuchPlace> {
        let nowhere = || NoSuchPlace(range.clone(), self.text.len());
        let start = byte_at(&self.text, range.start).ok_or_else(nowhere)?;
        let length = range
            .end
            .checked_sub(range.start)
            .and_then(|length| byte_at(&self.text[start..], length))
            .ok_or_else(nowhere)?;
        self.replace(start..start + length, new)
    }

    /// Puts `new` in the place of some bytes.
    pub fn replace(&mut self, bytes: Range<usize>, new: &str) -> Result<Change, NoSuchPlace> {
        let Some(old) = self.text.get(bytes.clone()) else {
            return Err(NoSuchPlace(bytes, self.text.len()));
        };
        let moved_utf16 = units(new) as isize - units(old) as isize;
        let moved = Moved {
            bytes: new.len() as isize - old.len() as isize,
            scalars: new.chars().count() as isize - old.chars().count() as isize,
        };
        let (before, after) = (bytes.start, bytes.end);
        self.text.replace_range(bytes, new);
        let now = self.case.scan(&self.text);
        let was = std::mem::replace(&mut self.findings, now);
        let now = &self.findings;
        let same_before = was
            .iter()
            .zip(now)
            .take_while(|(was, now)| was.span.bytes.end <= before && was == now)
            .count();
        let same_after = was[same_before..]
            .iter()
            .rev()
            .zip(now[same_before..].iter().rev())
            .take_while(|(was, now)| was.span.bytes.start >= after && moved.is_all(was, now))
            .count();
        Ok(Change {
            gone: same_before..was.len() - same_after,
            come: same_before..now.len() - same_after,
            moved_utf16,
        })
    }

    /// Where some findings stand, in UTF-16.
    pub fn places_utf16(&self, findings: Range<usize>) -> Vec<Range<usize>> {
        let (mut bytes, mut counted) = (0, 0);
        let mut unit = |place: usize| {
            let between = self.text.get(bytes..place);
            match between {
                Some(between) => counted += units(between),
                // Findings of two kinds may lie one upon the other.
                None => counted -= units(self.text.get(place..bytes).unwrap_or_default()),
            }
            bytes = place;
            counted
        };
        self.findings
            .get(findings)
            .unwrap_or_default()
            .iter()
            .map(|finding| unit(finding.span.bytes.start)..unit(finding.span.bytes.end))
            .collect()
    }
}

struct Moved {
    bytes: isize,
    scalars: isize,
}

impl Moved {
    /// Nothing else differs.
    fn is_all(&self, was: &Finding, now: &Finding) -> bool {
        was.span.bytes.start.checked_add_signed(self.bytes) == Some(now.span.bytes.start)
            && was.span.bytes.end.checked_add_signed(self.bytes) == Some(now.span.bytes.end)
            && was.span.scalars.start.checked_add_signed(self.scalars)
                == Some(now.span.scalars.start)
            && was.says_the_same_as(now)
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The byte at which so many UTF-16 units are passed.
fn byte_at(text: &str, units: usize) -> Option<usize> {
    let mut left = units;
    for (at, character) in text.char_indices() {
        if left == 0 {
            return Some(at);
        }
        left = left.checked_sub(character.len_utf16())?;
    }
    (left == 0).then_some(text.len())
}
