//! Which of the findings an edit changed.

use std::ops::Range;

use crate::finding::Finding;

/// How many findings at the text's beginning stayed where they were, and how many at its end only moved.
pub(super) struct Changed {
    front: usize,
    back: usize,
}

impl Changed {
    /// With so many findings before and behind the edit.
    pub(super) fn nothing(before: usize, behind: usize) -> Changed {
        Changed {
            front: before,
            back: behind,
        }
    }

    /// Some of the findings become others.
    pub(super) fn compare(&mut self, all: &[Finding], range: Range<usize>, new: &[Finding]) {
        let old = all.get(range.clone()).unwrap_or_default();
        if old == new {
            return;
        }
        let same = |pairs: &mut dyn Iterator<Item = (&Finding, &Finding)>| {
            pairs.take_while(|(old, new)| old == new).count()
        };
        let first = same(&mut old.iter().zip(new));
        let last = same(&mut old[first..].iter().rev().zip(new[first..].iter().rev()));
        self.front = self.front.min(range.start + first);
        self.back = self.back.min(all.len() - range.end + last);
    }

    /// The changed among so many.
    pub(super) fn within(&self, count: usize) -> Range<usize> {
        self.front..count - self.back
    }
}
