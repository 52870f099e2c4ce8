//! Marks while somebody writes. Only the stretch around a change is read again, from a mark before it to where all is
//! again as it was; what is found is always what a check of the whole text finds.

mod changed;
mod lessons;
mod mark;
mod reread;
mod utf16;

use std::ops::Range;

use crate::detect::Lesson;
use crate::finding::Finding;
use crate::recent::Recent;
use crate::scanner::CaseScanner;
use changed::Changed;
use lessons::Differences;
use mark::Mark;
use reread::{Stretch, reread};

/// One text that somebody is writing, with what is found in it.
pub struct Live {
    case: CaseScanner,
    text: String,
    findings: Vec<Finding>,
    /// The first is the text's beginning.
    marks: Vec<Mark>,
    /// What the text taught, in its order.
    lessons: Vec<Lesson>,
    recent: Recent,
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

/// A text that teaches more than this is read again to its end.
const MOST_LESSONS: usize = 10_000;

impl Live {
    pub(crate) fn new(case: CaseScanner, text: String) -> Self {
        let mut live = Live {
            recent: Recent::for_text_of(text.len().max(100_000)),
            case,
            text,
            findings: Vec::new(),
            marks: vec![Mark::of_beginning()],
            lessons: Vec::new(),
        };
        live.update(0, &mut Changed::nothing(0, 0));
        live
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
        utf16::units(&self.text)
    }

    /// Puts `new` in the place of some UTF-16 units: what a browser counts in.
    pub fn replace_utf16(&mut self, range: Range<usize>, new: &str) -> Result<Change, NoSuchPlace> {
        let nowhere = || NoSuchPlace(range.clone(), self.text.len());
        let start = utf16::byte_at(&self.text, range.start).ok_or_else(nowhere)?;
        let length = range
            .end
            .checked_sub(range.start)
            .and_then(|length| utf16::byte_at(self.text.get(start..)?, length))
            .ok_or_else(nowhere)?;
        self.replace(start..start + length, new)
    }

    /// Puts `new` in the place of some bytes.
    pub fn replace(&mut self, bytes: Range<usize>, new: &str) -> Result<Change, NoSuchPlace> {
        let Some(old) = self.text.get(bytes.clone()) else {
            return Err(NoSuchPlace(bytes, self.text.len()));
        };
        let moved_utf16 = utf16::units(new) as isize - utf16::units(old) as isize;
        let moved_bytes = new.len() as isize - old.len() as isize;
        let moved_scalars = new.chars().count() as isize - old.chars().count() as isize;
        self.text.replace_range(bytes.clone(), new);

        let first = self
            .marks
            .iter()
            .rposition(|mark| mark.depends_until <= bytes.start)
            .unwrap_or(0);
        let behind = self
            .marks
            .iter()
            .skip(first + 1)
            .position(|mark| mark.from >= bytes.end)
            .map_or(self.marks.len(), |behind| first + 1 + behind);
        for mark in self.marks.iter_mut().skip(behind) {
            mark.move_by(moved_bytes, moved_scalars);
        }
        self.marks.drain(first + 1..behind);

        // What was taught by what is gone stands where it stood, until it is replaced.
        let last_before = bytes.start.saturating_sub(1);
        for lesson in &mut self.lessons {
            if lesson.place >= bytes.end {
                lesson.place = lesson.place.saturating_add_signed(moved_bytes);
            } else {
                lesson.place = lesson.place.min(last_before);
            }
        }

        let before = self
            .findings
            .partition_point(|finding| finding.span.bytes.start < bytes.start);
        let inside = self
            .findings
            .iter()
            .skip(before)
            .take_while(|finding| finding.span.bytes.start < bytes.end)
            .count();
        self.findings.drain(before..before + inside);
        for finding in self.findings.iter_mut().skip(before) {
            for place in [&mut finding.span.bytes.start, &mut finding.span.bytes.end] {
                *place = place.saturating_add_signed(moved_bytes);
            }
            for place in [
                &mut finding.span.scalars.start,
                &mut finding.span.scalars.end,
            ] {
                *place = place.saturating_add_signed(moved_scalars);
            }
        }
        let were = self.findings.len() + inside;
        let mut changed = Changed::nothing(before, self.findings.len() - before);
        self.update(first, &mut changed);
        Ok(Change {
            gone: changed.within(were),
            come: changed.within(self.findings.len()),
            moved_utf16,
        })
    }

    /// Where some findings stand, in UTF-16.
    pub fn places_utf16(&self, findings: Range<usize>) -> Vec<Range<usize>> {
        let mut places = utf16::Places::of(&self.text);
        self.findings
            .get(findings)
            .unwrap_or_default()
            .iter()
            .map(|finding| &finding.span.bytes)
            .map(|bytes| places.unit(bytes.start)..places.unit(bytes.end))
            .collect()
    }

    /// Reads again from a mark on, and whatever is touched by what is learned there.
    fn update(&mut self, first: usize, changed: &mut Changed) {
        let mut first = first;
        let mut differences = Differences::default();
        let mut all_differs = self.lessons.len() > MOST_LESSONS;
        while let Some(mark) = self.marks.get(first) {
            let known = self
                .lessons
                .partition_point(|lesson| lesson.place < mark.place);
            let (before, after) = self.lessons.split_at(known);
            let old = match all_differs {
                true => &[],
                false => self.marks.get(first + 1..).unwrap_or_default(),
            };
            let read = reread(&self.case, &self.text, mark, before, old, &mut self.recent);
            let Ok(stretch) = read else {
                // Something is found across this mark, so it is none. At the text's beginning there is nothing before.
                self.marks.remove(first);
                first = first.saturating_sub(1);
                all_differs |= differences.are_any();
                continue;
            };
            let until = stretch.until.map(|number| first + 1 + number);
            let last = until
                .and_then(|until| self.marks.get(until))
                .map_or(usize::MAX, |mark| mark.place);
            let replaced = after.partition_point(|lesson| lesson.place < last);
            if until.is_some() {
                differences.go_on(before, &after[..replaced], &stretch.lessons);
                all_differs |= differences.are_many();
            }
            let next = self.put(
                stretch,
                first,
                until,
                known..known + replaced,
                last,
                changed,
            );
            match self.next_touched(next, &differences, all_differs) {
                Some(touched) => first = touched,
                None => return,
            }
        }
    }

    /// Puts what was read in the place of what stood there; returns the next mark.
    fn put(
        &mut self,
        stretch: Stretch,
        first: usize,
        until: Option<usize>,
        lessons: Range<usize>,
        last: usize,
        changed: &mut Changed,
    ) -> usize {
        let place = stretch.marks.first().map_or(0, |mark| mark.place);
        let from = self
            .findings
            .partition_point(|finding| finding.span.bytes.start < place);
        let to = self
            .findings
            .partition_point(|finding| finding.span.bytes.start < last);
        changed.compare(&self.findings, from..to, &stretch.findings);
        self.findings.splice(from..to, stretch.findings);
        self.lessons.splice(lessons, stretch.lessons);
        let next = first + stretch.marks.len();
        self.marks
            .splice(first..until.unwrap_or(self.marks.len()), stretch.marks);
        next
    }

    /// The next mark, from `next` on, before a stretch where a word stands of which something else is known now.
    fn next_touched(&self, next: usize, differences: &Differences, all: bool) -> Option<usize> {
        if !differences.are_any() && !all {
            return None;
        }
        (next..self.marks.len()).find(|number| {
            // Detectors look beyond a mark, but not as far as the next.
            let around = number.saturating_sub(1)..(number + 2).min(self.marks.len());
            all || self
                .marks
                .get(around)
                .unwrap_or_default()
                .iter()
                .any(|mark| differences.touch(&mark.words))
        })
    }
}
