//! Reading a stretch of the text again: from a mark until all is again as it was.

use super::mark::{BACK, Mark, Words};
use crate::detect::{Lesson, Memory};
use crate::finding::Finding;
use crate::recent::Recent;
use crate::scanner::CaseScanner;
use crate::stream::Pass;
use crate::text::{End, Tokeniser};

/// Tokens read at a time, and the fewest between two marks: more than detectors look in either direction.
const TOKENS: usize = 128;
const BETWEEN: usize = 64;

/// What stands in a stretch of the text.
pub(super) struct Stretch {
    /// The first is the one it began at.
    pub marks: Vec<Mark>,
    pub findings: Vec<Finding>,
    pub lessons: Vec<Lesson>,
    /// The old mark from which on all is as it was; none where it was read to the end.
    pub until: Option<usize>,
}

/// Something was found before the mark: reading must begin earlier.
pub(super) struct TooLate;

/// Reads from `mark` on. `known` is what was learned before it; `old` are the marks behind it that may still hold.
/// Places are those of the text as it is now.
pub(super) fn reread(
    case: &CaseScanner,
    text: &str,
    mark: &Mark,
    known: &[Lesson],
    old: &[Mark],
    recent: &mut Recent,
) -> Result<Stretch, TooLate> {
    let mut pass = Pass::with(case, std::mem::replace(recent, Recent::for_text_of(0)));
    pass.cursor = mark.from;
    pass.counted = mark.from;
    pass.scalars = mark.scalars;
    pass.tokeniser = Tokeniser::before(mark.gap, mark.trick);
    pass.memory = Memory::at(&mark.moment, known);
    let mut begun = mark.clone();
    begun.words = Words::default();
    let mut reread = Reread {
        case,
        text,
        old,
        passed: 0,
        marks: vec![begun],
        since_mark: 0,
        findings: Vec::new(),
    };
    let until = reread.run(&mut pass, mark.back);
    pass.settle(case, usize::MAX, &mut reread.findings);
    let lessons = pass.memory.take_lessons();
    *recent = pass.stops.into_recent();
    Ok(Stretch {
        until: until?,
        marks: reread.marks,
        findings: reread.findings,
        lessons,
    })
}

struct Reread<'a> {
    case: &'a CaseScanner,
    text: &'a str,
    old: &'a [Mark],
    /// Old marks that lie behind, or did not fit.
    passed: usize,
    marks: Vec<Mark>,
    /// Tokens since the last mark.
    since_mark: usize,
    findings: Vec<Finding>,
}

impl Reread<'_> {
    /// Returns the old mark from which on all is as it was.
    fn run(&mut self, pass: &mut Pass, back: usize) -> Result<Option<usize>, TooLate> {
        pass.read(self.case, self.text, End::OfText, TOKENS);
        pass.stops.pass_over(back);
        pass.seen = back.min(pass.block.tokens.len());
        loop {
            let at_end = pass.cursor >= self.text.len();
            let most = if at_end {
                pass.block.tokens.len()
            } else {
                pass.most_ready()
            };
            let meets = self.next_old(pass, most);
            let ready = meets.unwrap_or(most);
            if ready > pass.seen {
                self.detect(pass, ready)?;
            }
            if meets.is_some() && self.all_is_as_it_was(pass) {
                return Ok(Some(self.passed));
            }
            if at_end && pass.seen >= pass.block.tokens.len() {
                return Ok(None);
            }
            if self.since_mark >= BETWEEN
                && let Some(mark) = Mark::of(pass, self.text)
            {
                self.marks.push(mark);
                self.since_mark = 0;
            }
            let kept = pass.forget(self.text, BACK);
            pass.settle(self.case, kept, &mut self.findings);
            if meets.is_none() && !at_end {
                pass.read(self.case, self.text, End::OfText, TOKENS);
            }
        }
    }

    /// The token at the next old mark, if that is in hand.
    fn next_old(&mut self, pass: &Pass, most: usize) -> Option<usize> {
        let unseen = pass.block.tokens.get(pass.seen + 1..)?;
        loop {
            let mark = self.old.get(self.passed)?;
            let ahead = unseen.partition_point(|token| token.start < mark.place);
            let token = unseen.get(ahead)?;
            if token.start == mark.place {
                let at = pass.seen + 1 + ahead;
                return (at <= most).then_some(at);
            }
            self.passed += 1;
        }
    }

    fn detect(&mut self, pass: &mut Pass, ready: usize) -> Result<(), TooLate> {
        let pending = pass.candidates.len();
        let tokens = pass.block.tokens.get(pass.seen..ready).unwrap_or_default();
        if let Some(mark) = self.marks.last_mut() {
            for token in tokens {
                mark.words.add(token.hash);
            }
        }
        self.since_mark += tokens.len();
        pass.detect(self.case, self.text, ready);
        pass.count(self.text);
        let fresh = pass.candidates.get(pending..).unwrap_or_default();
        if let Some(first) = fresh.iter().map(|candidate| candidate.bytes.start).min() {
            while self.marks.last().is_some_and(|mark| mark.place > first) {
                self.unmark();
            }
        }
        if self.marks.is_empty() {
            return Err(TooLate);
        }
        Ok(())
    }

    /// The last mark does not hold.
    fn unmark(&mut self) {
        if let Some(gone) = self.marks.pop()
            && let Some(mark) = self.marks.last_mut()
        {
            mark.words.add_all(&gone.words);
            self.since_mark += BETWEEN;
        }
    }

    /// The pass stands at an old mark: does it see there what the one before saw?
    fn all_is_as_it_was(&mut self, pass: &Pass) -> bool {
        let Some(mark) = self.old.get(self.passed) else {
            return false;
        };
        let long_enough = self.since_mark >= BETWEEN || self.marks.len() > 1;
        let is_as_it_was = long_enough
            && pass
                .candidates
                .iter()
                .all(|candidate| candidate.bytes.end <= mark.place)
            && pass
                .seen
                .checked_sub(mark.back)
                .and_then(|first| pass.block.tokens.get(first))
                .is_some_and(|first| mark.begins_with(first))
            && mark
                .moment
                .is_as(mark.from, &pass.memory.moment(), mark.from);
        if !is_as_it_was {
            self.passed += 1;
        } else if self.since_mark < BETWEEN {
            self.unmark();
        }
        is_as_it_was
    }
}
