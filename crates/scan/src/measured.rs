//! How well the installed version does, measured on documents that ship with it and were written for that. It
//! runs when it is asked for, so that it speaks of this version and this word list.

mod documents;

use std::ops::Range;

use crate::finding::{Category, Finding};
use crate::scanner::{Options, Scanner};
use crate::words::WordList;
use documents::{Document, Gold};

/// Characters on a page.
const PAGE: usize = 2_000;

#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    pub documents: usize,
    pub pages: f64,
    /// Pieces of others' data, and bad words: each must be warned of.
    pub must_flag: usize,
    /// Those that no warning touches.
    pub leaks: usize,
    /// Warnings where nothing is.
    pub false_alarms: usize,
    /// Warnings of what is the citizen's own, or staff's.
    pub over_flags: usize,
    pub categories: Vec<MeasuredCategory>,
    /// For whoever wants to know why: what leaked and what was marked for nothing.
    pub faults: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct MeasuredCategory {
    pub category: Category,
    /// Pieces that are there, and of them those found.
    pub there: usize,
    pub found: usize,
    /// Findings, and of them those that are right.
    pub findings: usize,
    pub right: usize,
}

pub fn measure(words: &WordList, options: Options) -> Measured {
    let scanner = Scanner::new(words.clone(), options);
    let documents = documents::shipped();
    let mut measured = Measured {
        documents: documents.len(),
        pages: 0.0,
        must_flag: 0,
        leaks: 0,
        false_alarms: 0,
        over_flags: 0,
        categories: Vec::new(),
        faults: Vec::new(),
    };
    for document in documents {
        let findings = scanner
            .for_case(document.people.clone())
            .scan(&document.text);
        measured.pages += document.text.chars().count() as f64 / PAGE as f64;
        measured.warnings(&document, &findings);
        measured.count(&document, &findings);
    }
    measured.categories.sort_by_key(|row| row.category);
    measured
}

impl Measured {
    fn warnings(&mut self, document: &Document, findings: &[Finding]) {
        let flagged: Vec<&Finding> = findings.iter().filter(|finding| finding.flag).collect();
        for gold in document.gold.iter().filter(|gold| gold.must_flag) {
            self.must_flag += 1;
            if !flagged.iter().any(|f| touches(&f.span.bytes, &gold.bytes)) {
                self.leaks += 1;
                self.fault("leak", document, gold.category, &gold.bytes);
            }
        }
        for finding in flagged {
            let touched: Vec<&Gold> = document
                .gold
                .iter()
                .filter(|gold| touches(&gold.bytes, &finding.span.bytes))
                .collect();
            if touched.is_empty() {
                self.false_alarms += 1;
                self.fault("false", document, finding.category, &finding.span.bytes);
            } else if !touched.iter().any(|gold| gold.must_flag) {
                self.over_flags += 1;
                self.fault("over", document, finding.category, &finding.span.bytes);
            }
        }
    }

    /// Found is what findings of the same category cover at least half of.
    fn count(&mut self, document: &Document, findings: &[Finding]) {
        for gold in &document.gold {
            let covered: usize = findings
                .iter()
                .filter(|finding| finding.category == gold.category)
                .map(|finding| shared(&finding.span.bytes, &gold.bytes))
                .sum();
            let row = self.row(gold.category);
            row.there += 1;
            row.found += usize::from(2 * covered >= gold.bytes.len());
        }
        for finding in findings {
            let right = document.gold.iter().any(|gold| {
                gold.category == finding.category
                    && 2 * shared(&finding.span.bytes, &gold.bytes) >= finding.span.bytes.len()
            });
            let row = self.row(finding.category);
            row.findings += 1;
            row.right += usize::from(right);
        }
    }

    fn row(&mut self, category: Category) -> &mut MeasuredCategory {
        let at = match self
            .categories
            .iter()
            .position(|row| row.category == category)
        {
            Some(at) => at,
            None => {
                self.categories.push(MeasuredCategory {
                    category,
                    there: 0,
                    found: 0,
                    findings: 0,
                    right: 0,
                });
                self.categories.len() - 1
            }
        };
        &mut self.categories[at]
    }

    fn fault(&mut self, kind: &str, document: &Document, category: Category, bytes: &Range<usize>) {
        let piece = document.text.get(bytes.clone()).unwrap_or_default();
        self.faults.push(format!(
            "{kind} {} {}: {piece}",
            category.code(),
            document.name
        ));
    }
}

fn touches(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn shared(one: &Range<usize>, other: &Range<usize>) -> usize {
    one.end
        .min(other.end)
        .saturating_sub(one.start.max(other.start))
}
