//! Words with a meaning of their own: the word list's, and the built-in terms of health, crime, belief,
//! money. A word is found by its form, as part of a longer word, or as a phrase; what it says of whom is
//! judged by its neighbours.

mod broken;
mod forbidden;
mod place;
mod sensitive;
mod subject;

use std::ops::Deref;

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::scanner::LookFor;
use crate::text::{Flags, Gap, Kind, Window};
use crate::words::{Means, Phrase, Target};

pub(super) use broken::Broken;

pub(super) struct Listed;

impl Detector for Listed {
    fn calls(&self) -> Calls {
        Calls::LISTED
    }

    fn inspect(
        &self,
        window: &Window,
        knowledge: &Knowledge,
        memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let Some(form) = window.at(0).listed.checked_sub(1) else {
            return;
        };
        let words_alone = knowledge.options.look_for == LookFor::WordList;
        for target in knowledge.words.targets(form) {
            let means = match target {
                Target::Word { means, .. } | Target::Part { means } => Some(*means),
                Target::Phrase(number) => knowledge.words.phrase(*number).map(|one| one.means),
            };
            if words_alone && !matches!(means, Some(Means::Entry(_))) {
                continue;
            }
            let hit = match target {
                Target::Word { exact: true, .. }
                    if window.original(0).contains(['æ', 'ø', 'å']) =>
                {
                    None
                }
                Target::Word { means, .. } => Some(Hit::word(*means)),
                Target::Part { means } => (!place::is_name(window, 0)).then(|| Hit::part(*means)),
                Target::Phrase(number) => knowledge
                    .words
                    .phrase(*number)
                    .and_then(|phrase| Hit::phrase(window, phrase)),
            };
            let Some(hit) = hit else { continue };
            let ground = Ground { knowledge, memory };
            propose(window, &ground, &hit, found);
        }
    }
}

/// What a judgement of whom something is said rests on: the case, and the names the text has taught so far.
struct Ground<'a> {
    knowledge: &'a Knowledge<'a>,
    memory: &'a Memory,
}

impl<'a> Deref for Ground<'a> {
    type Target = Knowledge<'a>;

    fn deref(&self) -> &Knowledge<'a> {
        self.knowledge
    }
}

fn propose(window: &Window, ground: &Ground, hit: &Hit, found: &mut Vec<Candidate>) {
    match hit.means {
        Means::Entry(number) => {
            if let Some(entry) = ground.words.entry(number) {
                forbidden::propose(window, ground, hit, entry, found);
            }
        }
        Means::Term(term) => sensitive::propose(window, ground, hit, &term, found),
    }
}

/// What was found, and over which tokens.
#[derive(Debug, Clone, Copy)]
struct Hit {
    means: Means,
    from: isize,
    to: isize,
    kind: HitKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HitKind {
    Word,
    Part,
    Phrase,
    /// In two halves.
    Broken,
}

impl Hit {
    fn word(means: Means) -> Self {
        Hit {
            means,
            from: 0,
            to: 0,
            kind: HitKind::Word,
        }
    }

    fn part(means: Means) -> Self {
        Hit {
            kind: HitKind::Part,
            ..Hit::word(means)
        }
    }

    fn misread(means: Means) -> Self {
        Hit {
            kind: HitKind::Broken,
            ..Hit::word(means)
        }
    }

    fn broken(means: Means, from: isize) -> Self {
        Hit {
            means,
            from,
            to: from + 1,
            kind: HitKind::Broken,
        }
    }

    fn phrase(window: &Window, phrase: &Phrase) -> Option<Self> {
        let from = walk(window, &phrase.before, -1)?;
        let to = walk(window, &phrase.after, 1)?;
        Some(Hit {
            means: phrase.means,
            from,
            to,
            kind: HitKind::Phrase,
        })
    }
}

/// Meets the words one after the other in direction `step`; a hyphen between them is passed over.
fn walk(window: &Window, words: &[Box<[u64]>], step: isize) -> Option<isize> {
    let mut at = 0;
    for forms in words {
        at = neighbour(window, at, step)?;
        if window.at(at).is_sign(b'-') {
            at = neighbour(window, at, step)?;
        }
        let token = window.at(at);
        if token.kind == Kind::Punctuation || !forms.contains(&token.hash) {
            return None;
        }
    }
    Some(at)
}

/// The next token that way, unless a paragraph ends between, or a line that a new one begins after.
fn neighbour(window: &Window, at: isize, step: isize) -> Option<isize> {
    let next = at + step;
    let later = window.at(at.max(next));
    let apart =
        later.gap >= Gap::Paragraph || later.gap == Gap::Line && later.flags.has(Flags::CAPITAL);
    (window.at(next).kind != Kind::Nothing && !apart).then_some(next)
}
