//! Text that hides from a reader, or a reader's eyes from it: characters without width inside a word, marks
//! that turn the order of reading, letters of another alphabet among Latin ones. What such a word says has
//! been read all the same; this says that somebody, or a bad conversion, made it look otherwise.

use super::{Calls, Candidate, Detector, Knowledge, Memory};
use crate::finding::{Category, Evidence, RuleId, Severity, SuggestedAction, Whose};
use crate::text::{Flags, Window, deceives};

const DECEIVES: RuleId = RuleId {
    id: "hidden.order",
    version: 1,
};
const MIXED: RuleId = RuleId {
    id: "hidden.alphabets",
    version: 1,
};
const WITHOUT_WIDTH: RuleId = RuleId {
    id: "hidden.without_width",
    version: 1,
};

/// More characters without width than this in one word are no accident of a conversion.
const ACCIDENT: usize = 3;

pub(super) struct Hidden;

impl Detector for Hidden {
    fn calls(&self) -> Calls {
        Calls::ODD
    }

    fn inspect(
        &self,
        window: &Window,
        _knowledge: &Knowledge,
        _memory: &mut Memory,
        found: &mut Vec<Candidate>,
    ) {
        let flags = window.at(0).flags;
        let written = window.original(0);
        let (rule, message, flag) =
            if flags.has(Flags::AFTER_TRICK) || written.chars().any(deceives) {
                (DECEIVES, "hidden.order", true)
            } else if flags.has(Flags::DISGUISED) && mixes_alphabets(written) {
                (MIXED, "hidden.alphabets", true)
            } else if flags.has(Flags::HIDDEN) {
                let hidden = written
                    .chars()
                    .filter(|character| is_without_width(*character))
                    .count();
                (WITHOUT_WIDTH, "hidden.without_width", hidden > ACCIDENT)
            } else {
                return;
            };
        let mut candidate = Candidate::new(rule, Category::Unreadable, window.span(0, 0))
            .sure(90)
            .because(Evidence::new(message));
        candidate.whose = Whose::Nobody;
        candidate.flag = Some(flag);
        candidate.severity = if flag {
            Severity::Check
        } else {
            Severity::Inform
        };
        candidate.action = SuggestedAction::ReadYourself;
        found.push(candidate);
    }
}

/// Latin letters beside Greek or Cyrillic ones, or beside letters in mathematical dress. A word wholly in
/// another alphabet is another language.
fn mixes_alphabets(written: &str) -> bool {
    let latin = written
        .chars()
        .any(|letter| matches!(letter, 'a'..='z' | 'A'..='Z' | '\u{00C0}'..='\u{024F}'));
    let dressed = written
        .chars()
        .any(|letter| matches!(letter, '\u{1D400}'..='\u{1D7FF}'));
    let other = written
        .chars()
        .any(|letter| matches!(letter, '\u{0370}'..='\u{052F}'));
    (latin && other) || dressed
}

fn is_without_width(character: char) -> bool {
    matches!(
        character,
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}'
    )
}
