//! What is known otherwise since an edit: it matters wherever the word stands again.

use super::mark::Words;
use crate::detect::{About, Lesson};

/// With more of them, the rest of the text is read again.
const MANY: usize = 64;

#[derive(Debug, Default)]
pub(super) struct Differences {
    each: Vec<Difference>,
    many: bool,
}

#[derive(Debug)]
struct Difference {
    old: Option<About>,
    new: Option<About>,
}

impl Difference {
    fn about(&self) -> Option<&About> {
        self.old.as_ref().or(self.new.as_ref())
    }

    fn is_about(&self, about: &About) -> bool {
        self.about().is_some_and(|mine| mine.is_of_the_same(about))
    }
}

impl Differences {
    /// On through a stretch that taught `replaced` and teaches `fresh`; `before` is known now when it begins.
    pub(super) fn go_on(&mut self, before: &[Lesson], replaced: &[Lesson], fresh: &[Lesson]) {
        if self.each.len() + replaced.len() + fresh.len() > MANY {
            self.many = true;
            return;
        }
        let last = |lessons: &[Lesson], about: &About| {
            let mut backwards = lessons.iter().rev().map(|lesson| &lesson.about);
            backwards.find(|it| it.is_of_the_same(about)).cloned()
        };
        let known = self.each.iter().filter_map(Difference::about);
        let taught = replaced.iter().chain(fresh).map(|lesson| &lesson.about);
        let mut each: Vec<Difference> = Vec::new();
        for about in known.chain(taught) {
            if each.iter().any(|difference| difference.is_about(about)) {
                continue;
            }
            let difference = self.each.iter().find(|it| it.is_about(about));
            each.push(Difference {
                old: last(replaced, about).or_else(|| match difference {
                    Some(difference) => difference.old.clone(),
                    None => last(before, about),
                }),
                new: last(fresh, about).or_else(|| last(before, about)),
            });
        }
        each.retain(|difference| difference.old != difference.new);
        self.each = each;
    }

    pub(super) fn are_any(&self) -> bool {
        self.many || !self.each.is_empty()
    }

    pub(super) fn are_many(&self) -> bool {
        self.many
    }

    pub(super) fn touch(&self, words: &Words) -> bool {
        self.each
            .iter()
            .filter_map(Difference::about)
            .any(|about| words.may_have(about.word()))
    }
}
