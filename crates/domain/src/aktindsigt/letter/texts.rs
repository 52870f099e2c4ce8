use chrono::NaiveDate;

use super::LetterPart;
use crate::KleScope;
use crate::aktindsigt::Regime;
use crate::case::codes;
use crate::deadline::{Confidence, Verified};

/// The wording of one part of a letter, for a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetterText {
    pub part: LetterPart,
    /// Empty: whatever the rules.
    pub regimes: Vec<Regime>,
    pub text: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    pub confidence: Confidence,
    pub verified: Verified,
}

/// Who can be complained to, and how, for one set of rules and some subjects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplaintGuide {
    pub id: String,
    pub regimes: Vec<Regime>,
    /// Empty: every subject that no other guide names.
    pub kle: Vec<KleScope>,
    pub body: String,
    pub text: String,
    pub valid_from: NaiveDate,
    pub valid_to: Option<NaiveDate>,
    pub source: String,
    pub confidence: Confidence,
    pub verified: Verified,
}

codes! {
    /// What is wrong with the texts, seen together.
    LetterTextFault {
        /// Two wordings of one part hold at once, for the same rules.
        Overlap = "overlap",
        LastBeforeFirst = "last_before_first",
    }
}

/// Every wording there is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LetterTexts {
    texts: Vec<LetterText>,
    guides: Vec<ComplaintGuide>,
}

impl LetterTexts {
    /// The texts, or the place and the fault of each that cannot stand.
    pub fn new(
        texts: Vec<LetterText>,
        guides: Vec<ComplaintGuide>,
    ) -> Result<Self, Vec<(usize, LetterTextFault)>> {
        let mut faults = Vec::new();
        for (place, text) in texts.iter().enumerate() {
            if text.valid_to.is_some_and(|last| last < text.valid_from) {
                faults.push((place, LetterTextFault::LastBeforeFirst));
            }
            let overlaps = texts.iter().take(place).any(|other| {
                let is_for_the_same = match (other.regimes.is_empty(), text.regimes.is_empty()) {
                    (true, true) => true,
                    (false, false) => other
                        .regimes
                        .iter()
                        .any(|regime| text.regimes.contains(regime)),
                    // The wording for some rules stands before the one for all.
                    _ => false,
                };
                other.part == text.part
                    && is_for_the_same
                    && other.valid_to.is_none_or(|last| text.valid_from <= last)
                    && text.valid_to.is_none_or(|last| other.valid_from <= last)
            });
            if overlaps {
                faults.push((place, LetterTextFault::Overlap));
            }
        }
        match faults.is_empty() {
            true => Ok(Self { texts, guides }),
            false => Err(faults),
        }
    }

    /// The wording for those rules, or the one for all.
    pub fn of(&self, part: LetterPart, regime: Option<Regime>, on: NaiveDate) -> Option<&str> {
        let holds =
            |text: &&LetterText| text.part == part && holds(text.valid_from, text.valid_to, on);
        let own = |text: &&LetterText| regime.is_some_and(|regime| text.regimes.contains(&regime));
        let mut found = self.texts.iter().filter(holds);
        let for_all = || {
            let mut all = self.texts.iter().filter(holds);
            all.find(|text| text.regimes.is_empty())
        };
        found
            .find(own)
            .or_else(for_all)
            .map(|text| text.text.as_str())
    }

    /// The guide for a subject under some rules: the longest number that covers it, else the one for the rest.
    pub fn guide(
        &self,
        regime: Regime,
        kle: Option<&str>,
        on: NaiveDate,
    ) -> Option<&ComplaintGuide> {
        let fitting = self.guides.iter().filter(|guide| {
            guide.regimes.contains(&regime) && holds(guide.valid_from, guide.valid_to, on)
        });
        let reach = |guide: &ComplaintGuide| match guide.kle.is_empty() {
            true => Some(0),
            false => guide
                .kle
                .iter()
                .filter(|scope| kle.is_some_and(|kle| scope.covers(kle)))
                .map(|scope| scope.as_str().len())
                .max(),
        };
        fitting
            .filter_map(|guide| Some((reach(guide)?, guide)))
            .max_by_key(|(reach, _)| *reach)
            .map(|(_, guide)| guide)
    }

    pub fn texts(&self) -> &[LetterText] {
        &self.texts
    }

    pub fn guides(&self) -> &[ComplaintGuide] {
        &self.guides
    }
}

fn holds(first: NaiveDate, last: Option<NaiveDate>, on: NaiveDate) -> bool {
    first <= on && last.is_none_or(|last| on <= last)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in super::super) fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    pub(in super::super) fn verified() -> Verified {
        Verified {
            on: day("2026-11-21"),
            by: "prøve".to_owned(),
        }
    }

    pub(in super::super) fn text(part: LetterPart, regimes: &[Regime], says: &str) -> LetterText {
        LetterText {
            part,
            regimes: regimes.to_vec(),
            text: says.to_owned(),
            valid_from: day("2014-01-01"),
            valid_to: None,
            source: "prøve".to_owned(),
            confidence: Confidence::Remembered,
            verified: verified(),
        }
    }

    pub(in super::super) fn guide(id: &str, regime: Regime, kle: &[&str]) -> ComplaintGuide {
        ComplaintGuide {
            id: id.to_owned(),
            regimes: vec![regime],
            kle: kle
                .iter()
                .map(|kle| KleScope::parse(kle).unwrap())
                .collect(),
            body: id.to_owned(),
            text: format!("Klag til {id}."),
            valid_from: day("2014-01-01"),
            valid_to: None,
            source: "prøve".to_owned(),
            confidence: Confidence::Remembered,
            verified: verified(),
        }
    }

    #[test]
    fn the_wording_for_some_rules_stands_before_the_one_for_all() {
        let (party, public) = (Regime::PartyAccess, Regime::PublicAccess);
        let mut old = text(LetterPart::Rest, &[party], "gammel");
        old.valid_to = Some(day("2020-12-31"));
        let mut new = text(LetterPart::Rest, &[party], "part");
        new.valid_from = day("2021-01-01");
        let all = text(LetterPart::Rest, &[], "alle");
        let texts = LetterTexts::new(vec![old, new, all], Vec::new()).unwrap();
        let check = |regime, on: &str, expected| {
            assert_eq!(texts.of(LetterPart::Rest, regime, day(on)), expected);
        };
        check(Some(party), "2020-12-31", Some("gammel"));
        check(Some(party), "2021-01-01", Some("part"));
        check(Some(public), "2021-01-01", Some("alle"));
        check(None, "2021-01-01", Some("alle"));
        check(None, "2013-01-01", None);
    }

    #[test]
    fn two_wordings_at_once_are_a_fault() {
        let twice = vec![
            text(LetterPart::Fee, &[], "et"),
            text(LetterPart::Fee, &[], "to"),
        ];
        let faults = LetterTexts::new(twice, Vec::new()).unwrap_err();
        assert_eq!(faults, [(1, LetterTextFault::Overlap)]);
    }

    #[test]
    fn the_body_for_complaints_follows_the_subject() {
        let party = Regime::PartyAccess;
        let guides = vec![
            guide("rest", party, &[]),
            guide("social", party, &["27"]),
            guide("byg", party, &["02"]),
            guide("handicap", party, &["27.18"]),
        ];
        let texts = LetterTexts::new(Vec::new(), guides).unwrap();
        let check = |regime, kle: Option<&str>, expected: Option<&str>| {
            let found = texts.guide(regime, kle, day("2026-11-21"));
            assert_eq!(found.map(|guide| guide.id.as_str()), expected, "{kle:?}");
        };
        check(party, Some("27.18.02"), Some("handicap"));
        check(party, Some("27.03.00"), Some("social"));
        check(party, Some("85.02.00"), Some("rest"));
        check(party, None, Some("rest"));
        check(Regime::HealthRecord, Some("27.18.02"), None);
    }
}
