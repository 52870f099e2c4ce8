use chrono::NaiveDate;

use super::calendar::Calendar;
use super::case::{self, Case};
use super::documents_per_case::DocumentsPerCase;
use super::{Document, Town, document};

/// What is to be made. The same plan gives the same bytes on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    pub seed: u64,
    /// No case is opened after it, and what is late is late on it.
    pub today: NaiveDate,
    pub citizens: usize,
    pub cases: usize,
    pub documents: usize,
    /// How many of the documents have bytes; the others are metadata only.
    pub files: usize,
    /// Whether tasks and journal notes lie on the desks.
    pub has_desk_work: bool,
}

impl Plan {
    pub const fn demo(today: NaiveDate) -> Self {
        Self {
            seed: 1,
            today,
            citizens: 2_000,
            cases: 12_000,
            documents: 60_000,
            files: 300,
            has_desk_work: true,
        }
    }

    /// For benchmarks: the demo's proportions, but three citizens for ten cases and no files.
    pub const fn scaled(today: NaiveDate, cases: usize) -> Self {
        Self {
            seed: 1,
            today,
            citizens: if cases < 20_000 {
                2_000
            } else {
                cases / 10 * 3
            },
            cases,
            documents: cases * 5,
            files: 0,
            has_desk_work: false,
        }
    }

    /// Cases only, for what is not about documents.
    #[must_use]
    pub const fn without_documents(mut self) -> Self {
        self.documents = 0;
        self.with_clear_desks()
    }

    /// No tasks and no notes, for what makes its own.
    #[must_use]
    pub const fn with_clear_desks(mut self) -> Self {
        self.has_desk_work = false;
        self
    }

    /// Everything but cases and documents.
    pub fn town(&self) -> Town {
        Town::generate(self)
    }

    /// Case by case, none of them kept: a million fit in no more memory than the town itself.
    pub fn cases(&self) -> Cases {
        Cases {
            plan: *self,
            town: self.town(),
            calendar: Calendar::new(self.today, self.cases),
            documents: DocumentsPerCase::new(self),
            next: 0,
        }
    }
}

#[derive(Debug)]
pub struct Cases {
    plan: Plan,
    town: Town,
    calendar: Calendar,
    documents: DocumentsPerCase,
    next: usize,
}

impl Cases {
    pub fn town(&self) -> &Town {
        &self.town
    }

    pub fn into_town(self) -> Town {
        self.town
    }

    /// The case's documents, metadata only. As many as its `document_count`.
    pub fn documents_of(&self, case: &Case) -> Vec<Document> {
        document::of_case(&self.plan, &self.town, case)
    }
}

impl Iterator for Cases {
    type Item = Case;

    fn next(&mut self) -> Option<Case> {
        if self.next >= self.plan.cases {
            return None;
        }
        let index = self.next;
        self.next += 1;
        let document_count = self.documents.of(index);
        Some(case::draw(
            &self.plan,
            &self.town,
            &self.calendar,
            index,
            document_count,
        ))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.plan.cases - self.next;
        (left, Some(left))
    }

    /// Skips without making what is skipped.
    fn nth(&mut self, skip: usize) -> Option<Case> {
        self.next = self.next.saturating_add(skip).min(self.plan.cases);
        self.next()
    }
}

impl ExactSizeIterator for Cases {}
