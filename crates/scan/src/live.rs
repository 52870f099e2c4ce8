//! Marks while somebody writes. A check of twenty pages takes well under a millisecond, so each change
//! checks the whole note again: what it shows is then always what a check of the whole shows.

use std::ops::Range;

use crate::finding::Finding;
use crate::scanner::CaseScanner;

pub struct Live {
    case: CaseScanner,
    text: String,
    findings: Vec<Finding>,
}

/// A change beyond the text's end, or inside a character.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no place {0:?} in a text of {1} bytes")]
pub struct NoSuchPlace(pub Range<usize>, pub usize);

impl Live {
    pub(crate) fn new(case: CaseScanner) -> Self {
        Live {
            case,
            text: String::new(),
            findings: Vec::new(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Puts `new` in the place of some bytes and returns what is to be marked now.
    pub fn replace(&mut self, bytes: Range<usize>, new: &str) -> Result<&[Finding], NoSuchPlace> {
        if self.text.get(bytes.clone()).is_none() {
            return Err(NoSuchPlace(bytes, self.text.len()));
        }
        self.text.replace_range(bytes, new);
        self.findings = self.case.scan(&self.text);
        Ok(&self.findings)
    }
}
